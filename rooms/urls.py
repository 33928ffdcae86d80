"""The pages and forms of rooms, under /rooms/."""

from django.urls import path

from rooms import (
    circle_views,
    following,
    guide,
    hours_views,
    own_words,
    quiet,
    talking,
    views,
)

urlpatterns = [
    path("", views.rooms, name="rooms"),
    path("quiet/", quiet.quiet, name="quiet"),
    path("new/", views.new, name="room_new"),
    path("<int:room_id>/", views.room, name="room"),
    path("<int:room_id>/about/", views.about, name="room_about"),
    path("<int:room_id>/guide/", guide.room_guide, name="room_guide"),
    path("<int:room_id>/join/", views.join, name="room_join"),
    path("<int:room_id>/leave/", views.leave, name="room_leave"),
    path("<int:room_id>/circle/", circle_views.circle, name="circle"),
    path("<int:room_id>/circle/act/", circle_views.act, name="circle_act"),
    path("<int:room_id>/circle/hosts/", circle_views.hosts, name="circle_hosts"),
    path("<int:room_id>/read/", views.read, name="room_read"),
    path("<int:room_id>/messages/", talking.messages_of, name="post_message"),
    path("<int:room_id>/messages/", talking.messages_of, name="older_messages"),
    path("breaks/", hours_views.breaks, name="breaks"),
    path(
        "breaks/<int:break_id>/remove/", hours_views.remove_break, name="break_remove"
    ),
    path("<int:room_id>/hours/", hours_views.hours, name="room_hours"),
    path(
        "<int:room_id>/hours/<int:hours_id>/remove/",
        hours_views.remove_hours,
        name="room_hours_remove",
    ),
    path("<int:room_id>/holding/", hours_views.set_holding, name="room_holding"),
    path("<int:room_id>/held/", following.held, name="held_messages"),
    path("<int:room_id>/changes/", following.room_changes, name="room_changes"),
    path("<int:room_id>/messages/<int:message_id>/react/", talking.react, name="react"),
    path(
        "<int:room_id>/messages/<int:message_id>/take-back/",
        talking.take_back,
        name="take_back",
    ),
    path(
        "<int:room_id>/messages/<int:message_id>/edit/",
        own_words.edit,
        name="edit_message",
    ),
    path(
        "<int:room_id>/messages/<int:message_id>/warning/",
        own_words.set_warning,
        name="set_warning",
    ),
    path(
        "<int:room_id>/messages/<int:message_id>/responses/",
        quiet.responses,
        name="responses",
    ),
    path(
        "<int:room_id>/messages/<int:message_id>/hide/",
        quiet.hide_author,
        name="hide_author",
    ),
]
