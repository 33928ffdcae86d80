"""Flags, check-ins, looks and rules."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from mentoring.models import Mentorship
from moderation import actions, benches
from moderation.actions import aftercare, desk, envelopes, on_call, paging
from moderation.actions.policies import set_policy
from moderation.actions.rules import begin_bench
from moderation.envelope_models import Opening
from moderation.models import Flag
from moderation.policies import terms
from moderation.screening.local import Local
from people.actions import register
from tests.browser.scenery.talk import PASSPHRASE, RED, make_room, next_week, say


def flags(cast: dict[str, Any]) -> dict[str, str]:
    room = make_room("A watched room", cast["ana"], cast["ben"], cast["max"])
    made = _of_every_kind(room, cast) | _thread_flags(cast)
    waits = actions.Delay("Telling them now is a risk.", next_week())
    view = actions.open_thread_view(
        made["delayed"], by=cast["sol"], reason="A worry.", delay=waits
    )
    _read_everything_twice(cast)
    places = {f"flag_{name}": f"/moderation/flags/{f.pk}/" for name, f in made.items()}
    check_in = made["done"].check_ins.get()
    made_again = _appealed(room, cast)
    _after_a_red(room, cast)
    # A red would lapse after five minutes, and its page may be looked at later.
    in_hand = Flag.objects.filter(claimed_by__isnull=False)
    in_hand.update(claimed_until=timezone.now() + timedelta(minutes=30))
    return places | {
        "opening": f"/moderation/openings/{_envelope(made['danger'], cast).pk}/delay/",
        "reply": f"/moderation/replies/{_desk(made['mine'], cast).series}/",
        "flag_appealed": f"/moderation/flags/{made_again.flag_id}/",
        "decision_asked": f"/decisions/{made_again.decision_id}/",
        "decision": f"/decisions/{made['covered'].decisions.get().pk}/",
        "page": _call(cast),
        "again": f"/moderation/again/{made['done'].pk}/",
        "delay": f"/moderation/views/{view.pk}/delay/",
        "check_in": f"/check-ins/{check_in.room_id}/",
        "looks_told": f"/threads/{made['looked'].message.room_id}/views/",
    }


def _of_every_kind(room: Any, cast: dict[str, Any]) -> dict[str, Any]:
    """By what was done, or not done, about it."""
    made = {
        "red": _flag(say(room, cast["ben"], RED)),
        "amber": _reported(say(room, cast["ana"], "Nobody answers."), cast["ben"]),
        "green": _reported(
            say(room, cast["ana"], "Ring me on this."), cast["ben"], "rules"
        ),
        "mine": _claimed(say(room, cast["ana"], "It is me again."), cast),
        "colleagues": _claimed(say(room, cast["ana"], "And again."), cast, "sol"),
        "done": _claimed(say(room, cast["ana"], "Nothing helps me."), cast),
        "danger": _red(room, cast),
        "second": _claimed(say(room, cast["ana"], "Sold you all a cure."), cast),
        "covered": _claimed(say(room, cast["ana"], "This is how one does it."), cast),
        "leads": _claimed(say(room, cast["ana"], "They took it all."), cast),
        "about_max": _reported(say(room, cast["max"], "Go home."), cast["ana"]),
    }
    _decide(made["leads"], cast, "refer")
    _decide(made["second"], cast, "remove", said="Selling is not allowed here.")
    _decide(made["covered"], cast, "cover", said="It names a method.", rule="methods")
    _decide(made["done"], cast, "check_in", note="Hello. How are you tonight?")
    return made


def _call(cast: dict[str, Any]) -> str:
    """The link by which max, on call, is asked to look; nothing is sent from here."""
    reach = {"address": "max@example.org"}
    entry = on_call.put_on_call(cast["max"], channel="email", reach=reach)
    page = paging.test_on_call(entry)
    page.send_at = None
    page.save(update_fields=["send_at"])
    return f"/moderation/pages/{page.token}/"


def _thread_flags(cast: dict[str, Any]) -> dict[str, Any]:
    thread = Mentorship.objects.get(mentor=cast["mia"], mentee=cast["ana"]).room
    said = [say(thread, cast["ana"], f"That was the worst day {n}.") for n in range(4)]
    unread, unlooked, looked, delayed = said
    made = {
        "unread": _reported(unread, cast["mia"]),
        "unlooked": _claimed(unlooked, cast, reporter="mia"),
        "looked": _claimed(looked, cast, reporter="mia"),
        "delayed": _claimed(delayed, cast, "sol", reporter="mia"),
    }
    actions.open_thread_view(made["looked"], by=cast["max"], reason="A worry.")
    return made


def _reported(message: Any, by: Any, door: str = "worried") -> Any:
    actions.report_message(message, by=by, door=door)
    return _flag(message)


def _claimed(
    message: Any, cast: dict[str, Any], owner: str = "max", reporter: str = "ben"
) -> Any:
    flag = _reported(message, cast[reporter])
    return actions.claim_flag(flag, by=cast[owner])


def _red(room: Any, cast: dict[str, Any]) -> Any:
    """In max's hands, with the emergency procedure begun."""
    flag = _flag(say(room, cast["ben"], f"{RED}, I have the tablets here"))
    actions.start_emergency(flag, by=cast["max"])
    return flag


def _envelope(flag: Any, cast: dict[str, Any]) -> Any:
    """ben has left one; it was opened once, and again with the telling delayed."""
    inside = {"name": "Ben Ruiz", "contact": "My brother, 07700 900123"}
    envelopes.seal_envelope(inside, by=cast["ben"])
    for why in ("He does not answer.", "He still does not answer."):
        asked = envelopes.ask_to_open(flag, by=cast["max"], reason=why)
        version = Flag.objects.get(pk=flag.pk).version
        actions.agree(asked, by=cast["sol"], version=version)
    opening = Opening.objects.latest("pk")
    opening.told_at, opening.delay_review_on = None, next_week()
    opening.save()
    return opening


def _desk(flag: Any, cast: dict[str, Any]) -> Any:
    """A note, a reply to start from, and a moderator who covers what was written."""
    kit = register("kit", PASSPHRASE, role="moderator", is_adult=True)
    desk.choose_desk(kit, covers=True)
    desk.write_note(flag, by=cast["sol"], words="She wrote the same last week.")
    return desk.write_reply(
        None,
        by=cast["sol"],
        title="A first note",
        words="Hello, I am a moderator here. I read what you wrote. Are you safe?",
        owner=cast["sol"],
        review_on=next_week(),
    )


def _after_a_red(room: Any, cast: dict[str, Any]) -> None:
    """max and sol have closed a red; somebody had the room open."""
    flag = actions.claim_flag(_flag(say(room, cast["mia"], RED)), by=cast["max"])
    known = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "no")
    actions.answer_red(flag, by=cast["max"], when="Not known", **known)
    aftercare.keep_witnesses(flag, [cast["ana"].pk])
    _decide(flag, cast, "cover", said="It may frighten others.")
    version = Flag.objects.get(pk=flag.pk).version
    actions.agree(flag.proposals.get(), by=cast["sol"], version=version)


def _appealed(room: Any, cast: dict[str, Any]) -> Any:
    """max covered it, ana appealed, and sol has taken that."""
    flag = _claimed(say(room, cast["ana"], "You do it like this."), cast)
    _decide(flag, cast, "cover", said="It names a method.")
    words = "I only said how I bake bread."
    decision = flag.decisions.get()
    appeal = actions.appeal_decision(decision, by=cast["ana"], words=words)
    actions.claim_flag(appeal.flag, by=cast["sol"])
    return appeal


def _read_everything_twice(cast: dict[str, Any]) -> None:
    share = terms("reading") | {"percent": 100}
    day = next_week()
    set_policy("reading", share, by=cast["sol"], review_on=day, after=0)


def _decide(flag: Any, cast: dict[str, Any], outcome: str, **more: Any) -> None:
    actions.resolve_flag(
        flag,
        by=cast["max"],
        outcome=outcome,
        reason="It read like a hard night.",
        version=flag.version,
        **more,
    )


def _flag(message: Any) -> Any:
    return Flag.objects.get(message=message)


def rules(cast: dict[str, Any]) -> dict[str, str]:
    """sol tries a rule that finds some of what stands in the rooms."""
    rule = Local("ours.tired", "crisis", "yellow", "says they are tired", ("tired",))
    reach = benches.reach(timezone.now())
    bench = begin_bench([rule], by=cast["sol"], note="Rule ours.tired", reach=reach)
    for _ in range(20):
        benches.run_one()
    return {"bench": f"/moderation/rules/bench/{bench.pk}/"}
