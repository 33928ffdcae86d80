"""The pages of a thread beside its sessions, under /threads/."""

from django.urls import path

from mentoring import delivery_views, goal_views, keeping_views, support_views

urlpatterns = [
    path("phrases/", keeping_views.phrases, name="phrases"),
    path(
        "phrases/<int:phrase_id>/remove/",
        keeping_views.remove_phrase,
        name="remove_phrase",
    ),
    path("times/", delivery_views.reading_times, name="reading_times"),
    path("<int:room_id>/goals/", goal_views.goals, name="goals"),
    path("goals/<int:goal_id>/", goal_views.change_goal, name="change_goal"),
    path("goals/<int:goal_id>/step/", goal_views.add_step, name="add_step"),
    path("goals/steps/<int:step_id>/", goal_views.tick_step, name="tick_step"),
    path("<int:room_id>/notes/", goal_views.own_notes, name="own_notes"),
    path("who-reads/", keeping_views.who_reads, name="who_reads"),
    path("<int:room_id>/worry/", support_views.worry, name="worry"),
    path("<int:room_id>/support/", support_views.open_support, name="open_support"),
    path("support/<int:room_id>/", support_views.support, name="support"),
    path("worries/<int:worry_id>/take/", support_views.take_worry, name="take_worry"),
    path(
        "worries/<int:worry_id>/close/", support_views.close_worry, name="close_worry"
    ),
    path("<int:room_id>/draft/", keeping_views.keep_draft, name="keep_draft"),
]
