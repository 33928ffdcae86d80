"""Pages that belong to no app: home, house rules, offline, health."""

from django.urls import path

from chatserver import installing, own_copy, views

urlpatterns = [
    path("", views.home, name="home"),
    path("house-rules/", views.house_rules, name="house_rules"),
    path("easy-read/<slug:name>/", views.easy, name="easy_read"),
    path("my-copy/", own_copy.own_copy, name="own_copy"),
    path("offline/", views.offline, name="offline"),
    path("look/", views.look, name="look"),
    path("manifest/<slug:look>.webmanifest", installing.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
]
