"""The pages of a thread beside its sessions, under /threads/."""

from django.urls import path

from mentoring import keeping_views

urlpatterns = [
    path("phrases/", keeping_views.phrases, name="phrases"),
    path(
        "phrases/<int:phrase_id>/remove/",
        keeping_views.remove_phrase,
        name="remove_phrase",
    ),
    path("<int:room_id>/draft/", keeping_views.keep_draft, name="keep_draft"),
]
