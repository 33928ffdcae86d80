"""The pages of a thread beside its sessions, under /threads/."""

from django.urls import path

from mentoring import (
    change_of_mentor_views,
    delivery_views,
    ending_views,
    goal_views,
    keeping_views,
    support_views,
)

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
    path("<int:room_id>/ending/", ending_views.plan_ending, name="ending"),
    path("<int:room_id>/ending/drop/", ending_views.drop_ending, name="drop_ending"),
    path("<int:room_id>/ending/gained/", ending_views.say_gained, name="say_gained"),
    path(
        "<int:room_id>/ending/change/",
        change_of_mentor_views.wish_for_change,
        name="wish_for_change",
    ),
    path(
        "<int:room_id>/before/",
        change_of_mentor_views.handed_thread,
        name="handed_thread",
    ),
    path(
        "changes/<int:change_id>/",
        change_of_mentor_views.change_of_mentor,
        name="change_of_mentor",
    ),
    path(
        "changes/<int:change_id>/drop/",
        change_of_mentor_views.drop_change,
        name="drop_change",
    ),
    path(
        "pair/<int:mentorship_id>/change/",
        change_of_mentor_views.suggest_change,
        name="suggest_change",
    ),
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
