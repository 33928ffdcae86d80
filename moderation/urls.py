"""The moderators' desk."""

from django.urls import path

from moderation.views import (
    board,
    flag,
    handover,
    held,
    look,
    on_call,
    policy,
    second,
    shift,
    words,
)

urlpatterns = [
    path("", board.board, name="moderation"),
    path("flags/<int:flag_id>/", flag.flag, name="flag"),
    path("flags/<int:flag_id>/claim/", flag.claim, name="flag_claim"),
    path("flags/<int:flag_id>/renew/", flag.renew, name="flag_renew"),
    path("flags/<int:flag_id>/release/", flag.release, name="flag_release"),
    path("flags/<int:flag_id>/decide/", flag.decide, name="flag_decide"),
    path("flags/<int:flag_id>/look/", look.look, name="flag_look"),
    path(
        "flags/<int:flag_id>/appeals/<int:appeal_id>/",
        second.answer_appeal,
        name="answer_appeal",
    ),
    path("flags/<int:flag_id>/red/", second.red, name="flag_red"),
    path("flags/<int:flag_id>/emergency/", second.emergency, name="flag_emergency"),
    path(
        "flags/<int:flag_id>/second/<int:proposal_id>/",
        second.answer,
        name="flag_second",
    ),
    path(
        "flags/<int:flag_id>/second/<int:proposal_id>/withdraw/",
        second.withdraw,
        name="flag_withdraw",
    ),
    path("views/<int:view_id>/delay/", look.delay, name="view_delay"),
    path("views/<int:view_id>/tell/", look.tell, name="view_tell"),
    path("held/", held.held, name="held"),
    path("held/<int:message_id>/release/", held.release, name="held_release"),
    path("held/<int:message_id>/refuse/", held.refuse, name="held_refuse"),
    path("on-call/", on_call.on_call, name="on_call"),
    path("on-call/<int:entry_id>/test/", on_call.test, name="on_call_test"),
    path("on-call/<int:entry_id>/up/", on_call.move_up, name="on_call_up"),
    path("on-call/<int:entry_id>/off/", on_call.take_off, name="on_call_off"),
    path("pages/<uuid:token>/", on_call.page, name="page"),
    path("targets/", on_call.set_targets, name="targets"),
    path("policies/", policy.index, name="policies"),
    path("policies/<str:name>/", policy.policy, name="policy"),
    path("people/<int:person_id>/words/", words.words, name="person_words"),
    path("shift/", shift.shift, name="shift"),
    path("shift/start/", shift.start, name="shift_start"),
    path("shift/end/", shift.end, name="shift_end"),
    path("shift/mine/", shift.mine, name="my_reading"),
    path("handover/", handover.handover, name="handover"),
    path("flags/<int:flag_id>/offer/", handover.offer, name="handover_offer"),
    path("handover/<int:handover_id>/accept/", handover.accept, name="handover_accept"),
    path(
        "handover/<int:handover_id>/decline/", handover.decline, name="handover_decline"
    ),
    path("spoken/<int:person_id>/", handover.spoken, name="check_out_spoken"),
]
