"""The pages of threads and sessions, under /threads/; a thread goes by its room's id."""

from django.urls import path

from mentoring import pairing_views, views

urlpatterns = [
    path("", views.threads, name="threads"),
    path("pair/", pairing_views.pair, name="pair"),
    path(
        "pair/<int:mentorship_id>/end/",
        pairing_views.end_mentorship,
        name="end_mentorship",
    ),
    path("<int:room_id>/", views.thread, name="thread"),
    path("<int:room_id>/sessions/", views.propose_session, name="propose_session"),
    path("<int:room_id>/session/", views.session_state, name="session_state"),
    path(
        "sessions/<int:session_id>/accept/", views.accept_session, name="accept_session"
    ),
    path(
        "sessions/<int:session_id>/decline/",
        views.decline_session,
        name="decline_session",
    ),
    path(
        "sessions/<int:session_id>/cancel/", views.cancel_session, name="cancel_session"
    ),
    path("sessions/<int:session_id>/come-in/", views.come_in, name="come_in"),
    path("sessions/<int:session_id>/end/", views.end_session, name="end_session"),
    path("sessions/<int:session_id>/note/", views.write_note, name="write_note"),
]
