"""Places in every state, made by the actions themselves: `python -m tests.browser.scenery`.

Runs as a process of its own on a VAR_DIR before its server starts, and writes the
addresses of what it made to `scenery.json` there.
"""

import json
import uuid
from datetime import date, time, timedelta
from typing import Any

from tests.browser import thread_scenery

PASSPHRASE = "alongside demo"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2
RED = "I want to kill myself tonight"


def make() -> dict[str, str]:
    """The demo's scenery, or that of a community on its first day."""
    from django.conf import settings

    return _demo() if settings.DEMO else _first_day()


def _first_day() -> dict[str, str]:
    """Nobody but staff yet: sol has no app on her phone, max has one."""
    from django_otp.plugins.otp_totp.models import TOTPDevice

    from moderation.helpline_actions import ensure_helplines
    from people.actions import register

    ensure_helplines()
    register("sol", PASSPHRASE, role="lead", is_adult=True)
    moderator = register("max", PASSPHRASE, role="moderator", is_adult=True)
    register("ana", PASSPHRASE, role="peer", is_adult=True)
    TOTPDevice.objects.create(user=moderator, name="app")
    return {}


def _demo() -> dict[str, str]:
    from people.models import Person

    cast = {person.alias: person for person in Person.objects.all()}
    _devices(cast)
    _mailboxes(cast)
    _newcomers(cast)
    return (
        _wall(cast)
        | _feelings(cast)
        | _rooms(cast)
        | _sessions(cast)
        | thread_scenery.threads(cast, _pair)
        | _flags(cast)
        | _people(cast)
        | _programme(cast)
        | _groups(cast)
        | _files(cast)
        | _measures(cast)
        | _rules(cast)
    )


def _mailboxes(cast: dict[str, Any]) -> None:
    """ben is reminded by e-mail; mia was sent a code."""
    from people.actions import confirm_address, give_address

    for alias in ("ben", "mia"):
        give_address(cast[alias], "a@example.org", "123456", by=cast[alias])
    confirm_address(cast["ben"], "123456", by=cast["ben"])


def _rules(cast: dict[str, Any]) -> dict[str, str]:
    """sol tries a rule that finds some of what stands in the rooms."""
    from django.utils import timezone

    from moderation import benches
    from moderation.actions.rules import begin_bench
    from moderation.screening.local import Local

    rule = Local("ours.tired", "crisis", "yellow", "says they are tired", ("tired",))
    reach = benches.reach(timezone.now())
    bench = begin_bench([rule], by=cast["sol"], note="Rule ours.tired", reach=reach)
    for _ in range(20):
        benches.run_one()
    return {"bench": f"/moderation/rules/bench/{bench.pk}/"}


def _devices(cast: dict[str, Any]) -> None:
    """max is told on two browsers, which are nowhere."""
    from people.actions import keep_subscription

    for name in ("Firefox on an Android phone", "Chrome on a Windows computer"):
        keep_subscription(
            cast["max"],
            endpoint=f"https://push.invalid/{name.partition(' ')[0]}",
            public="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            auth="BTBZMqHH6r4Tts7J_aSIgg",
            name=name,
            kinds=["flags", "notices"],
        )


# --- Rooms


def _rooms(cast: dict[str, Any]) -> dict[str, str]:
    from django.utils import timezone

    from moderation.actions.notes import write_note
    from rooms import actions

    full, empty, closed, muted = (
        _room(name, cast["ana"], cast["ben"], cast["max"])
        for name in ("A full room", "An empty room", "A closed room", "A room to rest")
    )
    for number in range(55):
        _say(full, cast["ben"], f"Evening number {number}. The kettle is on.")
    actions.cover_message(_say(full, cast["ben"], "You should not read this."))
    actions.take_back(_say(full, cast["ben"], "Nor this."), by=cast["ben"])
    heard = _say(full, cast["ana"], "My mum fell again.", warning="A fall")
    for kind in ("hear", "thinking", "me_too"):
        actions.react(heard, kind, True, by=cast["ben"])
    _say(full, cast["mia"], "Are you both all right?", reply_to=heard.pk)
    _say(full, cast["ana"], LONG_WORD)
    actions.close_room(closed)
    actions.mute_member(muted, cast["ana"], until=timezone.now() + timedelta(hours=1))
    shut = _room("A room for evenings", cast["ana"])
    actions.add_break("Chat break", *_week_from_now(), shut)
    tomorrow = (timezone.localtime() + timedelta(days=1)).weekday()
    actions.add_hours(shut, [tomorrow], time(19), time(21, 30))
    circle = _circle(cast)
    theirs = _say(full, cast["ben"], "Good night, everybody.")
    mine = _say(full, cast["ana"], "Good night.")
    hello = "Hello ben. Thank you for being here."
    note = write_note(cast["ben"], hello, by=cast["max"], about=theirs)
    return {
        "full": f"/rooms/{full.pk}/",
        "full_circle": f"/rooms/{full.pk}/circle/",
        "circle": f"/rooms/{circle.pk}/",
        "circle_page": f"/rooms/{circle.pk}/circle/",
        "hosts": f"/rooms/{circle.pk}/circle/hosts/",
        "full_about": f"/rooms/{full.pk}/about/",
        "full_guide": f"/rooms/{full.pk}/guide/",
        "unwatched": f"/moderation/cover/{_unwatched(cast).pk}/",
        "shut": f"/rooms/{shut.pk}/",
        "shut_hours": f"/rooms/{shut.pk}/hours/",
        "older": f"/rooms/{full.pk}/messages/?before=40",
        "empty": f"/rooms/{empty.pk}/",
        "closed": f"/rooms/{closed.pk}/",
        "muted": f"/rooms/{muted.pk}/",
        "edit": f"/rooms/{full.pk}/messages/{mine.pk}/edit/",
        "warn": f"/rooms/{full.pk}/messages/{mine.pk}/warning/",
        "report_theirs": f"/messages/{theirs.pk}/report/",
        "signpost": f"/messages/{theirs.pk}/signpost/",
        "note_theirs": f"/messages/{theirs.pk}/note/",
        "private_note": f"/check-ins/{note.room_id}/",
        "responses": f"/rooms/{full.pk}/messages/{heard.pk}/responses/",
        "no_responses": f"/rooms/{full.pk}/messages/{mine.pk}/responses/",
        "report_mine": f"/messages/{mine.pk}/report/",
    }


def _unwatched(cast: dict[str, Any]) -> Any:
    """A room that a lead let be without cover, and one planned, held and slow."""
    from django.utils import timezone

    from moderation.actions import planning, slowing
    from rooms import actions

    room = _room("A room for crafts", cast["ana"])
    review = timezone.localdate() + timedelta(days=30)
    planning.waive_cover(room, "A small group of friends.", review, by=cast["sol"])
    watched = actions.open_room(by=cast["ana"], name="A room for nights")
    actions.add_hours(watched, range(7), time(20), time(23))
    late = actions.open_room(by=cast["ana"], name="A room for the small hours")
    for words in ("Is anybody there?", "I can't sleep again."):
        actions.post(late.pk, by=cast["ana"], body=words, cid=uuid.uuid4())
    slowing.slow_room(watched, 30, by=cast["max"])
    starts = timezone.now() + timedelta(hours=30)
    span = (starts, starts + timedelta(hours=2))
    planning.plan_shifts(cast["max"], [watched], [span], by=cast["cora"])
    return room


def _week_from_now() -> tuple[date, date]:
    monday = date.today() + timedelta(days=14)
    return monday, monday + timedelta(days=6)


def _circle(cast: dict[str, Any]) -> Any:
    """A room in which ben has the turn, ana has her hand up, and mia hosts."""
    from rooms import actions

    room = _room("A circle", *(cast[a] for a in ("ana", "ben", "mia", "max")))
    actions.open_circle(room, by=cast["mia"], minutes=10, most=8)
    for alias in ("ben", "ana"):
        actions.sit_down(room, by=cast[alias])
    actions.give_turn(room, by=cast["mia"])
    actions.raise_hand(room, by=cast["ana"])
    _say(room, cast["ben"], "I will begin, then.")
    member = cast["ben"].memberships.get(room=room)
    actions.choose_host(member, may=True)
    return room


def _room(name: str, *members: Any) -> Any:
    from rooms import actions

    room = actions.open_room(by=None, name=name, needs_cover=False, purpose="To talk.")
    for person in members:
        actions.join_room(room, by=person)
    return room


def _say(room: Any, person: Any, words: str, **more: Any) -> Any:
    from rooms import actions
    from rooms.models import Message

    actions.join_room(room, by=person)
    stored = actions.post(room.pk, by=person, body=words, cid=uuid.uuid4(), **more)
    return Message.objects.get(pk=stored.id)


# --- Threads and their sessions


def _sessions(cast: dict[str, Any]) -> dict[str, str]:
    """One thread of mia's for each way a session can stand, and one for a lone mentee."""
    places: dict[str, str] = {}
    for day, (scene, make_scene) in enumerate(SCENES.items(), start=3):
        mentorship = _pair(cast, f"pat {scene}")
        session = make_scene(mentorship, day)
        places[f"thread_{scene}"] = f"/threads/{mentorship.room_id}/"
        places[f"sessions_{scene}"] = f"/threads/{mentorship.room_id}/sessions/"
        places[f"looks_{scene}"] = f"/threads/{mentorship.room_id}/views/"
        if session:
            for page in ("note", "cancel", "move"):
                places[f"{page}_{scene}"] = f"/threads/sessions/{session.pk}/{page}/"
    return places


def _pair(cast: dict[str, Any], alias: str) -> Any:
    from mentoring import actions
    from people.actions import register

    mentee = register(alias, PASSPHRASE, is_adult=True)
    return actions.pair(cast["mia"], mentee, by=cast["cora"])


def _suggested(by: str, mentorship: Any, day: int) -> Any:
    from django.utils import timezone

    from mentoring import actions

    starts = timezone.now() + timedelta(days=day)
    whose = getattr(mentorship, by)
    return actions.propose_session(
        mentorship, by=whose, starts_at=starts, minutes=45, agenda="How you sleep."
    )


def _agreed(mentorship: Any, day: int) -> Any:
    from mentoring import actions

    session = _suggested("mentor", mentorship, day)
    return actions.accept_session(session, by=mentorship.mentee)


def _opened(mentorship: Any, day: int) -> Any:
    """Agreed earlier, and its time is now."""
    from django.utils import timezone

    session = _agreed(mentorship, day)
    session.starts_at = timezone.now()
    session.save(update_fields=["starts_at"])
    return session


def _with(*comers: str) -> Any:
    def come(mentorship: Any, day: int) -> Any:
        from mentoring import actions

        session = _opened(mentorship, day)
        for comer in comers:
            actions.come_in(session, by=getattr(mentorship, comer))
        return session

    return come


def _ended(mentorship: Any, day: int) -> Any:
    from mentoring import actions

    session = _with("mentor", "mentee")(mentorship, day)
    return actions.end_session(session, by=mentorship.mentor)


def _declined(mentorship: Any, day: int) -> Any:
    from mentoring import actions

    session = _suggested("mentor", mentorship, day)
    return actions.decline_session(session, by=mentorship.mentee)


def _series(mentorship: Any, day: int) -> Any:
    from django.utils import timezone

    from mentoring import actions

    starts = timezone.now() + timedelta(days=day)
    wish = {"starts_at": starts, "minutes": 30, "zone": "Europe/London", "times": 4}
    series = actions.propose_series(mentorship, by=mentorship.mentor, **wish)
    return actions.accept_session(series.sessions[0], by=mentorship.mentee)


def _moving(mentorship: Any, day: int) -> Any:
    from mentoring import actions

    session = _agreed(mentorship, day)
    later = session.starts_at + timedelta(hours=9)
    wish = {"starts_at": later, "minutes": 45, "zone": "Europe/London"}
    actions.ask_other_time(session, by=mentorship.mentee, **wish)
    return session


def _missed(mentorship: Any, day: int) -> Any:
    from django.utils import timezone

    from mentoring import actions

    session = _opened(mentorship, day)
    session.starts_at = timezone.now() - timedelta(hours=2)
    session.save(update_fields=["starts_at"])
    return actions.end_session(session, by=None)


def _over(mentorship: Any, day: int) -> None:
    from mentoring import actions

    actions.end_mentorship(mentorship, by=mentorship.paired_by)


SCENES: dict[str, Any] = {
    "none": lambda mentorship, day: None,
    "asked": lambda *at: _suggested("mentee", *at),
    "waiting": lambda *at: _suggested("mentor", *at),
    "ahead": _agreed,
    "open": _opened,
    "expected": _with("mentee"),
    "alone": _with("mentor"),
    "live": _with("mentor", "mentee"),
    "ended": _ended,
    "gone": _declined,
    "series": _series,
    "moving": _moving,
    "missed": _missed,
    "over": _over,
}


# --- Flags, check-ins, looks


def _flags(cast: dict[str, Any]) -> dict[str, str]:
    from moderation import actions

    room = _room("A watched room", cast["ana"], cast["ben"], cast["max"])
    made = {
        "red": _flag(_say(room, cast["ben"], RED)),
        "amber": _reported(_say(room, cast["ana"], "Nobody answers."), cast["ben"]),
        "green": _reported(
            _say(room, cast["ana"], "Ring me on this."), cast["ben"], "rules"
        ),
        "mine": _claimed(_say(room, cast["ana"], "It is me again."), cast),
        "colleagues": _claimed(_say(room, cast["ana"], "And again."), cast, "sol"),
        "done": _claimed(_say(room, cast["ana"], "Nothing helps me."), cast),
        "danger": _red(room, cast),
        "second": _claimed(_say(room, cast["ana"], "Sold you all a cure."), cast),
        "covered": _claimed(_say(room, cast["ana"], "This is how one does it."), cast),
        "leads": _claimed(_say(room, cast["ana"], "They took it all."), cast),
        "about_max": _reported(_say(room, cast["max"], "Go home."), cast["ana"]),
    }
    _decide(made["leads"], cast, "refer")
    _decide(made["second"], cast, "remove", said="Selling is not allowed here.")
    _decide(made["covered"], cast, "cover", said="It names a method.", rule="methods")
    _decide(made["done"], cast, "check_in", note="Hello. How are you tonight?")
    made |= _thread_flags(cast)
    waits = actions.Delay("Telling them now is a risk.", _next_week())
    view = actions.open_thread_view(
        made["delayed"], by=cast["sol"], reason="A worry.", delay=waits
    )
    _read_everything_twice(cast)
    places = {f"flag_{name}": f"/moderation/flags/{f.pk}/" for name, f in made.items()}
    check_in = made["done"].check_ins.get()
    made_again = _appealed(room, cast)
    _after_a_red(room, cast)
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


def _call(cast: dict[str, Any]) -> str:
    """The link by which max, on call, is asked to look; nothing is sent from here."""
    from moderation.actions import on_call, paging

    reach = {"address": "max@example.org"}
    entry = on_call.put_on_call(cast["max"], channel="email", reach=reach)
    page = paging.test_on_call(entry)
    page.send_at = None
    page.save(update_fields=["send_at"])
    return f"/moderation/pages/{page.token}/"


def _thread_flags(cast: dict[str, Any]) -> dict[str, Any]:
    from mentoring.models import Mentorship
    from moderation import actions

    thread = Mentorship.objects.get(mentor=cast["mia"], mentee=cast["ana"]).room
    said = [_say(thread, cast["ana"], f"That was the worst day {n}.") for n in range(4)]
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
    from moderation import actions

    actions.report_message(message, by=by, door=door)
    return _flag(message)


def _claimed(
    message: Any, cast: dict[str, Any], owner: str = "max", reporter: str = "ben"
) -> Any:
    from moderation import actions

    flag = _reported(message, cast[reporter])
    return actions.claim_flag(flag, by=cast[owner])


def _red(room: Any, cast: dict[str, Any]) -> Any:
    """In max's hands, with the emergency procedure begun."""
    from moderation import actions

    flag = _flag(_say(room, cast["ben"], f"{RED}, I have the tablets here"))
    actions.start_emergency(flag, by=cast["max"])
    return flag


def _envelope(flag: Any, cast: dict[str, Any]) -> Any:
    """ben has left one; it was opened once, and again with the telling delayed."""
    from moderation import actions
    from moderation.actions import envelopes
    from moderation.envelope_models import Opening
    from moderation.models import Flag

    inside = {"name": "Ben Ruiz", "contact": "My brother, 07700 900123"}
    envelopes.seal_envelope(inside, by=cast["ben"])
    for why in ("He does not answer.", "He still does not answer."):
        asked = envelopes.ask_to_open(flag, by=cast["max"], reason=why)
        version = Flag.objects.get(pk=flag.pk).version
        actions.agree(asked, by=cast["sol"], version=version)
    opening = Opening.objects.latest("pk")
    opening.told_at, opening.delay_review_on = None, _next_week()
    opening.save()
    return opening


def _desk(flag: Any, cast: dict[str, Any]) -> Any:
    """A note, a reply to start from, and a moderator who covers what was written."""
    from moderation.actions import desk
    from people.actions import register

    kit = register("kit", PASSPHRASE, role="moderator", is_adult=True)
    desk.choose_desk(kit, covers=True)
    desk.write_note(flag, by=cast["sol"], words="She wrote the same last week.")
    return desk.write_reply(
        None,
        by=cast["sol"],
        title="A first note",
        words="Hello, I am a moderator here. I read what you wrote. Are you safe?",
        owner=cast["sol"],
        review_on=_next_week(),
    )


def _after_a_red(room: Any, cast: dict[str, Any]) -> None:
    """max and sol have closed a red; somebody had the room open."""
    from moderation import actions
    from moderation.actions import aftercare
    from moderation.models import Flag

    flag = actions.claim_flag(_flag(_say(room, cast["mia"], RED)), by=cast["max"])
    known = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "no")
    actions.answer_red(flag, by=cast["max"], when="Not known", **known)
    aftercare.keep_witnesses(flag, [cast["ana"].pk])
    _decide(flag, cast, "cover", said="It may frighten others.")
    version = Flag.objects.get(pk=flag.pk).version
    actions.agree(flag.proposals.get(), by=cast["sol"], version=version)


def _appealed(room: Any, cast: dict[str, Any]) -> Any:
    """max covered it, ana appealed, and sol has taken that."""
    from moderation import actions

    flag = _claimed(_say(room, cast["ana"], "You do it like this."), cast)
    _decide(flag, cast, "cover", said="It names a method.")
    words = "I only said how I bake bread."
    decision = flag.decisions.get()
    appeal = actions.appeal_decision(decision, by=cast["ana"], words=words)
    actions.claim_flag(appeal.flag, by=cast["sol"])
    return appeal


def _read_everything_twice(cast: dict[str, Any]) -> None:
    from moderation.actions.policies import set_policy
    from moderation.policies import terms

    share = terms("reading") | {"percent": 100}
    day = _next_week()
    set_policy("reading", share, by=cast["sol"], review_on=day, after=0)


def _decide(flag: Any, cast: dict[str, Any], outcome: str, **more: Any) -> None:
    from moderation import actions

    actions.resolve_flag(
        flag,
        by=cast["max"],
        outcome=outcome,
        reason="It read like a hard night.",
        version=flag.version,
        **more,
    )


def _flag(message: Any) -> Any:
    from moderation.models import Flag

    return Flag.objects.get(message=message)


def _next_week() -> Any:
    from django.utils import timezone

    return timezone.localdate() + timedelta(days=7)


# --- The wall of help


def _wall(cast: dict[str, Any]) -> dict[str, str]:
    """One entry that was checked long ago, and one that ben suggested."""
    from care.actions import wall
    from care.wall_models import Service

    words = {
        "name": "Sea Walk", "what": "A walk by the sea.", "reach": "local",
        "way": "person", "area": "The coast", "how": "At the pier.",
        "hours": "Sundays, 11am", "web": "https://example.org/",
    }  # fmt: skip
    asked = wall.suggest_service(by=cast["ben"], words=words | {"name": "Choir"})
    entry = words | {"check_every": 30, "rooms": []}
    long_ago = _next_week() - timedelta(days=80)
    kept = wall.keep_service(
        Service(), by=cast["cora"], words=entry, checked_on=long_ago
    )
    return {
        "service": f"/wall/{kept.pk}/",
        "suggestion": f"/wall/{asked.pk}/edit/",
    }


# --- How somebody is


def _feelings(cast: dict[str, Any]) -> dict[str, str]:
    """ben's last weeks, for ben alone."""
    from django.utils import timezone

    from care import actions, feelings

    today = feelings.today_of(cast["ben"], timezone.now())
    for back, sky in enumerate([*feelings.SKIES, "", "rain"]):
        day = today - timedelta(days=4 * back)
        actions.keep_feeling(day, by=cast["ben"], sky=sky, words="A day." * (not sky))
    room = _room("A room to share in", cast["ben"])
    return {"share": f"/how-i-am/share/{room.pk}/"}


# --- Newcomers


def _newcomers(cast: dict[str, Any]) -> None:
    """wren's first words wait in a room where ben welcomes; the house has spoken."""
    from care import actions
    from people.actions import register

    wren = register("wren", PASSPHRASE, is_adult=True)
    room = _room("A room to begin", cast["ben"], wren)
    actions.offer_welcoming(by=cast["ben"])
    first = _say(room, wren, "Hello, I am new.")
    actions.show_unanswered(first, moderators=[cast["max"]], welcomers=[cast["ben"]])
    said = {"body": "Good evening.", "cid": str(uuid.uuid4())}
    actions.speak_as_house(room, said, by=cast["max"])


# --- People


def _people(cast: dict[str, Any]) -> dict[str, str]:
    from moderation.models import Helpline
    from people import actions

    actions.make_invitation(
        by=cast["cora"], note="Tuesday group", uses=5, lasts=timedelta(days=7)
    )
    out = actions.register("kim", PASSPHRASE, is_adult=True)
    actions.suspend_person(out, until=None, by=cast["sol"], reason="Sold things here.")
    return {
        "person": f"/people/{cast['ana'].pk}/",
        "words": f"/moderation/people/{cast['ana'].pk}/words/",
        "person_out": f"/people/{out.pk}/",
        "helpline": f"/help/lines/{Helpline.objects.all()[0].pk}/",
    }


# --- The mentoring programme


def _programme(cast: dict[str, Any]) -> dict[str, str]:
    """ben waits; una is asked about a mentor, vic's mentor is asked; mia must renew."""
    from django.utils import timezone

    from mentoring.actions import asking, matching, meeting, promising
    from mentoring.models import Mentorship, Request, Volunteer
    from people.actions import register

    today = timezone.localdate()
    asking.go_away(
        today + timedelta(days=9), today + timedelta(days=12), by=cast["mia"]
    )
    mia = Volunteer.objects.get(person=cast["mia"])
    mia.most = 60
    mia.save()
    asks = {
        alias: asking.ask_for_mentor(
            by=register(alias, PASSPHRASE, is_adult=True),
            topics=[],
            languages=["en"],
            age_band="60+",
        )
        for alias in ("una", "vic")
    }
    meets = meeting.begin_face_pair(cast["mia"], "C 14", today, by=cast["cora"])
    meeting.note_meeting(meets, today, 60, "A walk in the park.", by=cast["mia"])
    thread = Mentorship.objects.get(mentor=cast["mia"], mentee=cast["ana"])
    other = register("ned", PASSPHRASE, role="mentor", is_adult=True)
    promising.make_promise(
        thread, by=cast["mia"], weekday=3, until=time(19), stand_in=other
    )
    offered = matching.offer_match(asks["una"], [cast["mia"]], by=cast["cora"])
    matching.answer_as_mentor(offered, True, by=cast["mia"])
    asked = matching.offer_match(asks["vic"], [cast["mia"]], by=cast["cora"])
    return {
        "match_offered": f"/mentors/offers/{offered.pk}/",
        "promise": f"/threads/{thread.room_id}/promise/",
        "face_pair": f"/mentors/face-to-face/{meets.pk}/",
        "match_asked": f"/mentors/offers/{asked.pk}/",
        "suggestions": f"/mentors/waiting/{Request.objects.get(person=cast['ben']).pk}/",
        "suggestions_asked": f"/mentors/waiting/{asked.request_id}/",
        "volunteer": f"/mentors/volunteers/{mia.pk}/",
    }


def _files(cast: dict[str, Any]) -> dict[str, str]:
    """One file that was checked, with bad rows, and one that was brought in."""
    from mentoring import clockwork, volunteer_file
    from mentoring.actions import importing

    text = "alias,few words,most\nOrla,I cared.,2\nPia,,2\nRex,Hello.,99\n"
    files = {}
    for name in ("done", "checked"):
        table = volunteer_file.read(text, [], [], date.today())
        files[name] = importing.keep_file(table, by=cast["cora"])
        if name == "done":
            importing.bring_in(files[name], by=cast["cora"])
            clockwork.bring_in_volunteers()
    at = "/mentors/volunteers/import/"
    return {f"import_{name}": f"{at}{file.pk}/" for name, file in files.items()}


def _groups(cast: dict[str, Any]) -> dict[str, str]:
    """One that is open, with ana and ben in it; one of mia's to come, which is full."""
    from django.utils import timezone

    from mentoring.actions import circling, grouping
    from people.actions import register

    made = {}
    for name, days in (("open", 40), ("full", 41)):
        wish = {
            "topic": "Sleeping when you care",
            "about": "How we rest, or try to.",
            "starts_at": timezone.now() + timedelta(days=days),
            "zone": "Europe/London",
            "places": 14 if name == "open" else 3,
        }
        made[name] = grouping.plan_group(by=cast["mia"], minutes=60, **wish)
    for alias in ("ana", "ben"):
        grouping.take_place(made["open"], by=cast[alias])
    for alias in ("wyn", "xan", "yui"):
        person = register(f"{alias} in a group", PASSPHRASE, is_adult=True)
        grouping.take_place(made["full"], by=person)
    made["open"].starts_at = timezone.now()
    made["open"].save(update_fields=["starts_at"])
    circling.come_to_group(made["open"], by=cast["ana"])
    return {f"group_{name}": f"/threads/groups/{g.pk}/" for name, g in made.items()}


def _measures(cast: dict[str, Any]) -> dict[str, str]:
    """ana agreed to be asked, answered one measure and began another."""
    from evaluation import actions
    from evaluation.models import Measure

    actions.give_consent(by=cast["ana"])
    lonely, begun = (Measure.objects.get(key=key) for key in ("lonely", "ons4"))
    for item in lonely.parsed.items:
        actions.give_answer(lonely, "before", item.key, 2, by=cast["ana"])
    actions.give_answer(begun, "before", "satisfied", 6, by=cast["ana"])
    actions.keep_quote("Somebody wrote back.", True, by=cast["ana"])
    return {"question": f"/evaluation/mine/{begun.pk}/before/"}


if __name__ == "__main__":
    import django

    django.setup()
    from django.conf import settings

    (settings.VAR_DIR / "scenery.json").write_text(json.dumps(make()))
