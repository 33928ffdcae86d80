"""Keeps pictures of the mentoring programme, by day on a desk and on a phone.

    python docs/screenshots/programme.py

Starts a fresh demo of its own with a made-up programme in it; nobody in it is real.
"""

import os
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from walk import Walk  # noqa: E402

from tests.parts import servers  # noqa: E402
from tests.parts.browsing import Browsing  # noqa: E402

PASSPHRASE = "alongside demo"  # noqa: S105
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1060, "height": 900}}
LOOKS = ((DESK, ""), (PHONE, "-phone"))
SAID = {
    "wren": "He slept through. I sat in the kitchen and did nothing at all.",
    "tess": "Could we talk about asking my brother for help?",
    "idris": "Thank you for last week. It stayed with me.",
}
MENTORS = {
    "nell": "My husband had a stroke. I write at lunchtime, and I listen.",
    "owen": "I cared for both my parents. Most evenings I am here.",
}


# --- Making it, in a process of its own


def make_programme() -> None:
    from people.models import Person

    cast = {person.alias: person for person in Person.objects.all()}
    pairs = _pairs(cast)
    _mentors(cast)
    _hours(cast)
    _sessions(cast, pairs)


def make_report() -> None:
    """What the tests of the report count, so that each figure in the picture is proven."""
    from people.models import Person
    from tests.parts import made_programme

    made_programme.make(Person.objects.get(alias="cora"))


def _pairs(cast: dict[str, Any]) -> dict[str, Any]:
    """Mia has four carers, who have written; to one of them she owes an answer."""
    from mentoring import actions
    from mentoring.actions import promising
    from people.actions import register
    from rooms import actions as rooms

    pairs = {"ana": cast["ana"].mentorships_had.get()}
    for alias, words in SAID.items():
        cast[alias] = register(alias, PASSPHRASE, is_adult=True)
        pairs[alias] = actions.pair(cast["mia"], cast[alias], by=cast["cora"])
        room = pairs[alias].room_id
        rooms.post(room, by=cast[alias], body=words, cid=uuid.uuid4())
    for alias, weekday in (("ana", 3), ("tess", 4)):
        promise = {"weekday": weekday, "until": time(19), "stand_in": None}
        promising.make_promise(pairs[alias], by=cast["mia"], **promise)
    return pairs


def _mentors(cast: dict[str, Any]) -> None:
    """Two more, in order, so that a coordinator has somebody to choose from."""
    from django.utils import timezone

    from mentoring.actions import volunteering
    from mentoring.models import Requirement, Topic
    from people.actions import register

    topics = list(Topic.objects.order_by("pk"))
    for n, (alias, few_words) in enumerate(MENTORS.items(), start=2):
        cast[alias] = register(alias, PASSPHRASE, is_adult=True)
        offer = volunteering.offer_to_mentor(
            by=cast[alias],
            topics=topics[n : n + 4],
            why="I was a carer too.",
            few_words=few_words,
            languages=["en"],
            most=2,
        )
        done = {"done_on": timezone.localdate(), "good_until": None}
        for requirement in Requirement.objects.filter(is_asked=True):
            volunteering.note_check(offer, requirement, by=cast["cora"], **done)
        volunteering.approve_volunteer(offer, by=cast["cora"])
        cast[alias].refresh_from_db()


def _hours(cast: dict[str, Any]) -> None:
    from mentoring.actions import asking
    from mentoring.week import Span

    evenings = [Span(day, time(18), time(21)) for day in (0, 2, 3)]
    for alias in ("mia", "ana", "ben", "owen"):
        asking.keep_hours(evenings, by=cast[alias])


def _sessions(cast: dict[str, Any], pairs: dict[str, Any]) -> None:
    """Mia's next week, a group in it, and three sessions that are on now."""
    from mentoring import actions
    from mentoring.actions import grouping, planning_groups

    _agree(pairs["wren"], _next_week(2, time(20)))
    _agree(pairs["tess"], _next_week(3, time(18, 30)))
    _agree(pairs["idris"], _next_week(3, time(20)))
    group = planning_groups.plan_group(
        by=cast["mia"],
        starts_at=_next_week(5, time(11)),
        minutes=60,
        zone="Europe/London",
        topic="Sleeping when you care",
        about="How we rest, or try to. Come as you are.",
        places=8,
    )
    for alias in ("ana", "ben", "tess"):
        grouping.take_place(group, by=cast[alias])
    for mentor, alias, came in (
        ("mia", "tess", ["mia", "tess"]),
        ("nell", "kit", ["kit"]),
        ("owen", "joss", []),
    ):
        pair = pairs.get(alias) or _new_pair(cast, mentor, alias)
        session = _agree(pair, _next_week(1, time(9)))
        session.starts_at = datetime.now().astimezone()
        session.save(update_fields=["starts_at"])
        for one in came:
            actions.come_in(session, by=cast[one])


def _new_pair(cast: dict[str, Any], mentor: str, alias: str) -> Any:
    from mentoring import actions
    from people.actions import register

    cast[alias] = register(alias, PASSPHRASE, is_adult=True)
    return actions.pair(cast[mentor], cast[alias], by=cast["cora"])


def _agree(pair: Any, at: datetime) -> Any:
    from mentoring import actions

    wish = {"starts_at": at, "minutes": 45, "zone": "Europe/London"}
    session = actions.propose_session(pair, by=pair.mentor, **wish)
    return actions.accept_session(session, by=pair.mentee)


def _next_week(weekday: int, at: time) -> datetime:
    from django.utils import timezone

    return datetime.combine(
        _monday() + timedelta(days=weekday), at, timezone.get_current_timezone()
    )


def _monday() -> date:
    today = datetime.now().astimezone().date()
    return today + timedelta(days=7 - today.weekday())


# --- Looking at it


def everyday(walk: Walk) -> None:
    """Who is shown what: a mentor, the people she supports, a coordinator."""
    for look, ending in LOOKS:
        mia = walk.open("mia", "/threads/", look)
        walk.keep(mia, f"mentoring-home{ending}", ".page-head")
        mia.goto(f"/threads/calendar/week/?day={_monday()}")
        walk.keep(mia, f"mentoring-week{ending}", ".page-head")
        mia.goto("/threads/groups/")
        mia.get_by_role("link", name="Sleeping when you care").first.click()
        mia.wait_for_load_state()
        walk.keep(mia, f"mentoring-group{ending}", ".page-head")
        ana = walk.open("ana", "/threads/", look)
        ana.locator("main").get_by_role("link", name="mia").first.click()
        ana.wait_for_load_state()
        walk.keep(ana, f"mentoring-thread{ending}")
        ana.goto(f"{ana.url}sessions/")
        walk.keep(ana, f"mentoring-three-times{ending}", "#suggest")
        zed = walk.open("zed", "/mentors/ask/", look)
        zed.get_by_label("Sleep and tiredness").first.check()
        walk.keep(zed, f"mentoring-asking{ending}", ".page-head")
        cora = walk.open("cora", "/threads/live/", look)
        walk.keep(cora, f"mentoring-live{ending}", ".page-head")
        cora.goto("/mentors/")
        cora.get_by_role("link", name="ben", exact=True).click()
        cora.wait_for_load_state()
        walk.keep(cora, f"mentoring-matching{ending}", "#choose")
        walk.close()


def report(walk: Walk) -> None:
    span = "?since=2026-01-01&until=2026-06-30"
    for look, ending in LOOKS:
        page = walk.open("cora", f"/evaluation/report/{span}", look)
        walk.keep(page, f"mentoring-report{ending}", "#week")
        walk.keep(page, f"mentoring-change{ending}", "#change")
    walk.close()


@contextmanager
def made(what: str) -> Iterator[Walk]:
    with tempfile.TemporaryDirectory() as folder:
        seeded = Path(folder) / "seeded"
        seeded.mkdir()
        servers.prepare(seeded)
        servers.Process("make", seeded, str(Path(__file__)), what).run()
        with (
            servers.one(seeded, Path(folder) / "var") as server,
            Browsing(server.url, PASSPHRASE) as browsing,
        ):
            yield Walk(browsing)


def main() -> None:
    for what, look_at in (("programme", everyday), ("report", report)):
        with made(what) as walk:
            look_at(walk)


if __name__ == "__main__":
    if sys.argv[1:]:
        import django

        os.environ["DJANGO_SETTINGS_MODULE"] = "chatserver.settings"
        django.setup()
        {"programme": make_programme, "report": make_report}[sys.argv[1]]()
    else:
        main()
