"""The mentoring programme, and whether it helps."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from evaluation import actions
from evaluation.models import Measure
from mentoring import clockwork, volunteer_file
from mentoring.actions import (
    asking,
    circling,
    going_away,
    grouping,
    importing,
    matching,
    meeting,
    planning_groups,
    promising,
)
from mentoring.models import Mentorship, Request, Volunteer
from people.actions import register
from tests.browser.scenery.sessions import mentor
from tests.browser.scenery.talk import PASSPHRASE


def programme(cast: dict[str, Any]) -> dict[str, str]:
    """ben waits; una is asked about a mentor, vic's mentor is asked; mia must renew."""
    today = timezone.localdate()
    going_away.go_away(
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
    ned = mentor(cast, "ned")
    going_away.pause(by=ned)
    promise = {"weekday": 3, "until": time(19), "stand_in": ned}
    promising.make_promise(thread, by=cast["mia"], **promise)
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


def files(cast: dict[str, Any]) -> dict[str, str]:
    """One file that was checked, with bad rows, and one that was brought in."""
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


def groups(cast: dict[str, Any]) -> dict[str, str]:
    """One that is open, with ana and ben in it; one of mia's to come, which is full."""
    made = {}
    for name, days in (("open", 40), ("full", 41)):
        wish = {
            "topic": "Sleeping when you care",
            "about": "How we rest, or try to.",
            "starts_at": timezone.now() + timedelta(days=days),
            "zone": "Europe/London",
            "places": 14 if name == "open" else 3,
        }
        made[name] = planning_groups.plan_group(by=cast["mia"], minutes=60, **wish)
    for alias in ("ana", "ben"):
        grouping.take_place(made["open"], by=cast[alias])
    for alias in ("wyn", "xan", "yui"):
        person = register(f"{alias} in a group", PASSPHRASE, is_adult=True)
        grouping.take_place(made["full"], by=person)
    made["open"].starts_at = timezone.now()
    made["open"].save(update_fields=["starts_at"])
    circling.come_to_group(made["open"], by=cast["ana"])
    pages = {f"group_{name}": f"/threads/groups/{g.pk}/" for name, g in made.items()}
    full = pages["group_full"]
    return pages | {"move_group": f"{full}move/", "hand_over_group": f"{full}host/"}


OF_HARM = """
key = "safe"
name = "Feeling safe"
licence = "Ours"
source = "Us"
[[items]]
key = "harm"
words = "Have you thought of harming yourself?"
options = [[1, "No"], [2, "Yes"]]
[[scores]]
key = "safe"
name = "Safe"
items = ["harm"]
"""


def measures(cast: dict[str, Any]) -> dict[str, str]:
    """ana agreed to be asked, answered one measure and began another."""
    actions.give_consent(by=cast["ana"])
    lonely, begun = (Measure.objects.get(key=key) for key in ("lonely", "ons4"))
    for item in lonely.parsed.items:
        actions.give_answer(lonely, "before", item.key, 2, by=cast["ana"])
    actions.give_answer(begun, "before", "satisfied", 6, by=cast["ana"])
    actions.keep_quote("Somebody wrote back.", True, by=cast["ana"])
    terms = {"licence_number": "Ours", "reader": cast["max"], "read_within_hours": 4}
    actions.add_measure(OF_HARM, by=cast["sol"], **terms)
    return {"question": f"/evaluation/mine/{begun.pk}/before/"}
