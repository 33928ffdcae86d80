"""Coming in and being looked after: where the pages are."""

from django.urls import path

from care.views import feelings, house, visiting, welcoming

urlpatterns = [
    path("first-visit/", visiting.first_visit, name="first_visit"),
    path("first-visit/done/", visiting.finish_visit, name="finish_visit"),
    path("first-visit/<slug:step>/", visiting.step, name="first_visit_step"),
    path("how-i-am/", feelings.how_i_am, name="how_i_am"),
    path("how-i-am/forget/", feelings.forget_feelings, name="forget_feelings"),
    path("how-i-am/share/<int:room_id>/", feelings.share_feeling, name="share_feeling"),
    path("welcoming/", welcoming.welcoming, name="welcoming"),
    path("newcomers/", welcoming.newcomers, name="newcomers"),
    path(
        "newcomers/<int:welcomer_id>/end/",
        welcoming.end_welcoming,
        name="end_welcoming",
    ),
    path("house/", house.house, name="house"),
    path("house/welcome/", house.welcome_words, name="welcome_words"),
]
