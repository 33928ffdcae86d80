"""The pages of threads and sessions, under /threads/; a thread goes by its room's id."""

from django.urls import include, path

from mentoring import (
    calendar_views,
    leaving_views,
    pairing_views,
    promise_views,
    views,
)

urlpatterns = [
    path("", include("mentoring.thread_urls")),
    path("", include("mentoring.session_urls")),
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
    path("sessions/<int:session_id>/come-in/", views.come_in, name="come_in"),
    path("sessions/<int:session_id>/end/", views.end_session, name="end_session"),
    path(
        "sessions/<int:session_id>/away/",
        leaving_views.call_away,
        name="call_away",
    ),
    path("sessions/<int:session_id>/longer/", views.want_longer, name="want_longer"),
    path(
        "sessions/<int:session_id>/session.ics",
        calendar_views.session_file,
        name="session_file",
    ),
    path("calendar/", calendar_views.my_calendar, name="my_calendar"),
    path("calendar/week/", calendar_views.my_week, name="my_week"),
    path("calendar/make/", calendar_views.make_feed, name="make_feed"),
    path("calendar/end/", calendar_views.end_feed, name="end_feed"),
    path(
        "calendar/<str:token>.ics", calendar_views.calendar_feed, name="calendar_feed"
    ),
    path("<int:room_id>/promise/", promise_views.promise, name="promise"),
    path(
        "<int:room_id>/promise/answer/",
        promise_views.answer_promise,
        name="answer_promise",
    ),
    path(
        "<int:room_id>/promise/stand-in/",
        promise_views.agree_stand_in,
        name="agree_stand_in",
    ),
    path(
        "<int:room_id>/away/<int:away_id>/",
        promise_views.agree_meanwhile,
        name="agree_meanwhile",
    ),
]
