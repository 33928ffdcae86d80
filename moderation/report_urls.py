"""What members see of moderation: reporting, check-ins, and looks into their thread."""

from django.urls import path

from moderation.views import author, check_in, envelope, look, note, report, word

urlpatterns = [
    path(
        "messages/<int:message_id>/report/",
        report.report_message,
        name="report_message",
    ),
    path(
        "messages/<int:message_id>/report/<str:door>/",
        report.thanks,
        name="report_thanks",
    ),
    path("decisions/<int:decision_id>/", author.decision, name="decision"),
    path("word/", word.ask_word, name="ask_word"),
    path("decisions/<int:decision_id>/appeal/", author.appeal, name="appeal"),
    path("look-again/", author.look_again, name="look_again"),
    path("look-again/ask/", author.ask_again, name="ask_again"),
    path("envelope/", envelope.mine, name="envelope"),
    path("envelope/show/", envelope.show, name="envelope_show"),
    path("envelope/away/", envelope.away, name="envelope_away"),
    path("messages/<int:message_id>/note/", note.write_note, name="private_note"),
    path("check-ins/<int:room_id>/", check_in.check_in, name="check_in"),
    path(
        "threads/<int:room_id>/views/",
        look.views_of_thread,
        name="views_of_thread",
    ),
]
