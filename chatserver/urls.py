"""Every URL, by the app that answers it."""

from django.urls import include, path

urlpatterns = [
    path("", include("chatserver.page_urls")),
    path("", include("people.urls")),
    path("", include("moderation.help_urls")),
    path("", include("moderation.report_urls")),
    path("", include("care.urls")),
    path("rooms/", include("rooms.urls")),
    path("threads/", include("mentoring.urls")),
    path("mentors/", include("mentoring.programme_urls")),
    path("moderation/", include("moderation.urls")),
    path("evaluation/", include("evaluation.urls")),
]

handler400 = "chatserver.views.bad_request"
handler500 = "chatserver.views.server_error"
