"""Coming in and being looked after: where the pages are."""

from django.urls import path

from care.views import (
    feelings,
    house,
    kept,
    pointing,
    practice,
    visiting,
    wall,
    wall_desk,
    welcoming,
)

urlpatterns = [
    path("first-visit/", visiting.first_visit, name="first_visit"),
    path("first-visit/done/", visiting.finish_visit, name="finish_visit"),
    path("first-visit/practice/", practice.practice, name="practice"),
    path("first-visit/<slug:step>/", visiting.step, name="first_visit_step"),
    path("how-i-am/", feelings.how_i_am, name="how_i_am"),
    path("how-i-am/forget/", feelings.forget_feelings, name="forget_feelings"),
    path("how-i-am/share/<int:room_id>/", feelings.share_feeling, name="share_feeling"),
    path("what-we-keep/", kept.what_we_keep, name="what_we_keep"),
    path("welcoming/", welcoming.welcoming, name="welcoming"),
    path("newcomers/", welcoming.newcomers, name="newcomers"),
    path(
        "newcomers/<int:welcomer_id>/end/",
        welcoming.end_welcoming,
        name="end_welcoming",
    ),
    path("wall/", wall.wall, name="wall"),
    path("wall/suggest/", wall.suggest_service, name="suggest_service"),
    path("wall/desk/", wall_desk.wall_desk, name="wall_desk"),
    path("wall/new/", wall_desk.service_new, name="service_new"),
    path("wall/<int:service_id>/", wall.service, name="service"),
    path("wall/<int:service_id>/edit/", wall_desk.service_edit, name="service_edit"),
    path(
        "wall/<int:service_id>/decline/",
        wall_desk.service_decline,
        name="service_decline",
    ),
    path(
        "wall/<int:service_id>/take-down/",
        wall_desk.service_take_down,
        name="service_take_down",
    ),
    path("messages/<int:message_id>/signpost/", pointing.signpost, name="signpost"),
    path("house/", house.house, name="house"),
    path("house/welcome/", house.welcome_words, name="welcome_words"),
]
