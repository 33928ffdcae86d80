"""The pages round sessions: changing them, reminders, how they stand; under /threads/."""

from django.urls import path

from mentoring import (
    changing_views,
    group_moving_views,
    group_views,
    hosting_views,
    live_views,
)

urlpatterns = [
    path(
        "sessions/<int:session_id>/cancel/",
        changing_views.cancel_session,
        name="cancel_session",
    ),
    path(
        "sessions/<int:session_id>/move/",
        changing_views.move_session,
        name="move_session",
    ),
    path(
        "sessions/<int:session_id>/move/answer/",
        changing_views.answer_move,
        name="answer_move",
    ),
    path(
        "sessions/<int:session_id>/how-it-was/",
        changing_views.say_how_it_was,
        name="say_how_it_was",
    ),
    path(
        "sessions/<int:session_id>/note/",
        changing_views.write_note,
        name="write_note",
    ),
    path("reminders/", changing_views.session_reminders, name="session_reminders"),
    path("groups/", group_views.groups, name="groups"),
    path("groups/new/", group_views.plan_group, name="plan_group"),
    path("groups/<int:group_id>/", group_views.group, name="group"),
    path(
        "groups/<int:group_id>/move/",
        group_moving_views.move_group,
        name="move_group",
    ),
    path(
        "groups/<int:group_id>/host/",
        hosting_views.hand_over_group,
        name="hand_over_group",
    ),
    path("groups/<int:group_id>/do/", group_views.group_act, name="group_act"),
    path(
        "groups/<int:group_id>/come-in/",
        group_views.come_to_group,
        name="come_to_group",
    ),
    path("live/", live_views.live_sessions, name="live_sessions"),
    path("live/state/", live_views.live_state, name="live_state"),
    path(
        "live/groups/<int:group_id>/seen/",
        hosting_views.see_to_group,
        name="see_to_group",
    ),
    path(
        "live/missed/<int:missed_id>/seen/",
        live_views.see_to_missed,
        name="see_to_missed",
    ),
]
