"""The pages of the programme, under /mentors/: one's own, and a coordinator's."""

from django.urls import path

from mentoring import (
    approving_views,
    away_views,
    face_views,
    import_views,
    own_views,
    programme_views,
    volunteer_views,
)

urlpatterns = [
    path("ask/", own_views.ask_for_mentor, name="ask_for_mentor"),
    path("ask/withdraw/", own_views.withdraw_request, name="withdraw_request"),
    path("volunteer/", own_views.volunteer, name="volunteer"),
    path("volunteer/stop/", own_views.stop_volunteering, name="stop_volunteering"),
    path("offers/<int:match_id>/", own_views.match_offer, name="match_offer"),
    path("hours/", away_views.my_hours, name="my_hours"),
    path("hours/away/", away_views.go_away, name="go_away"),
    path("hours/pause/", away_views.pause, name="pause"),
    path("hours/away/<int:away_id>/end/", away_views.come_back, name="come_back"),
    path("apart/", own_views.kept_apart, name="kept_apart"),
    path("apart/clear/", own_views.clear_apart, name="clear_apart"),
    path("", programme_views.programme, name="programme"),
    path("everyone/", programme_views.best_whole, name="best_whole"),
    path("waiting/<int:request_id>/", programme_views.suggestions, name="suggestions"),
    path(
        "waiting/<int:request_id>/ask/", programme_views.offer_match, name="offer_match"
    ),
    path(
        "waiting/<int:request_id>/reject/",
        programme_views.reject_match,
        name="reject_match",
    ),
    path(
        "volunteers/import/", import_views.import_volunteers, name="import_volunteers"
    ),
    path(
        "volunteers/import/<int:file_id>/", import_views.import_file, name="import_file"
    ),
    path(
        "volunteers/import/<int:file_id>/codes/",
        import_views.import_codes,
        name="import_codes",
    ),
    path("volunteers/new/", approving_views.approve_several, name="approve_several"),
    path(
        "volunteers/<int:volunteer_id>/",
        volunteer_views.volunteer_for,
        name="volunteer_for",
    ),
    path(
        "volunteers/<int:volunteer_id>/decide/",
        volunteer_views.decide_volunteer,
        name="decide_volunteer",
    ),
    path("topics/", volunteer_views.topics, name="topics"),
    path("topics/<int:topic_id>/turn/", volunteer_views.turn_topic, name="turn_topic"),
    path("requirements/", volunteer_views.requirements, name="requirements"),
    path(
        "requirements/<int:requirement_id>/turn/",
        volunteer_views.turn_requirement,
        name="turn_requirement",
    ),
    path("face-to-face/", face_views.face_pairs, name="face_pairs"),
    path("face-to-face/<int:pair_id>/", face_views.face_pair, name="face_pair"),
    path(
        "face-to-face/<int:pair_id>/end/",
        face_views.end_face_pair,
        name="end_face_pair",
    ),
]
