"""Does it help: measures of the service, one's own answers, the report; /evaluation/."""

from django.urls import path

from evaluation import own_views, report_views, views

urlpatterns = [
    path("", views.evaluation, name="evaluation"),
    path("mine/", own_views.my_answers, name="my_answers"),
    path("mine/agree/", own_views.agree, name="agree_to_answer"),
    path("mine/stop/", own_views.stop, name="stop_answering"),
    path("mine/quote/", own_views.keep_quote, name="keep_quote"),
    path("mine/quote/back/", own_views.take_back_quote, name="take_back_quote"),
    path("mine/<int:measure_id>/<slug:occasion>/", own_views.question, name="question"),
    path("report/", report_views.report, name="programme_report"),
    path("report.csv", report_views.report_csv, name="programme_csv"),
    path("measures/", report_views.measures, name="measures"),
    path(
        "measures/<int:measure_id>/turn/",
        report_views.turn_measure,
        name="turn_measure",
    ),
    path(
        "measures/<int:measure_id>/reader/",
        report_views.name_reader,
        name="name_reader",
    ),
    path("mentors/", report_views.about_mentors, name="about_mentors"),
    path("to-read/", report_views.answers_to_read, name="answers_to_read"),
    path("to-read/<int:answers_id>/", report_views.mark_read, name="mark_read"),
]
