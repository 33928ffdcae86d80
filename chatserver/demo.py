"""The demo community: people with a known passphrase, two rooms, a thread, a session."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from care import actions
from care.actions import wall as keeping
from care.wall_models import Service
from mentoring import actions as mentoring
from mentoring.actions import asking, volunteering
from mentoring.actions.starting import ensure_programme
from mentoring.models import Mentorship, Requirement, Topic, Volunteer
from moderation import actions as moderation
from moderation.helpline_actions import ensure_helplines
from moderation.models import Report
from people import actions as people
from people.aliases import alias_key
from people.models import Person, Role
from rooms import actions as rooms
from rooms.models import Message, Room
from rooms.states import CLOSING_ROUND

PASSPHRASE = "alongside demo"
CAST = {
    "ana": Role.PEER,
    "ben": Role.PEER,
    "mia": Role.MENTOR,
    "max": Role.MODERATOR,
    "cora": Role.COORDINATOR,
    "sol": Role.LEAD,
    "zed": Role.PEER,
}
PRACTICE = "Practice room"
EVENING = "Evening room"

WORDS: dict[str, list[tuple[str, str]]] = {
    PRACTICE: [
        ("cora", "This room is for trying things out. Write anything you like here."),
        ("ben", "Hello. I am just seeing how this works."),
        ("ana", "Me too. I pressed a button and it said I hear you. That was nice."),
    ],
    EVENING: [
        ("ben", "Some nights I just want to disappear for a while."),
        ("ben", "I have not slept since Sunday. I don't know who I do it for."),
        ("ben", "Sorry. Long day. Evening, all. Kettle is on."),
        ("ana", "Hello Ben. Same here. Mum slept badly so I did too."),
        ("mia", "That sounds tiring, Ana. Is somebody with her tomorrow?"),
        ("ana", "My sister, for the morning. I might get an hour to myself."),
        ("ben", "Take it. Even if you only sit in the car with the radio on."),
    ],
    "thread": [
        ("mia", "Hello Ana. I looked after my dad for six years. Write when it suits."),
        ("ana", "Thank you. Mostly I would like somebody who has been through it."),
    ],
}


WALL: dict[str, dict[str, Any]] = {
    "Harbour Road Tea and Talk (made up)": {
        "what": "A table for people who look after somebody. Come as you are.",
        "reach": Service.Reach.LOCAL,
        "way": Service.Way.PERSON,
        "area": "Exampleton",
        "how": "The hall beside the library. The door is at the back.",
        "hours": "Tuesdays, 2pm to 4pm",
    },
    "Quiet Hours Phone Group (made up)": {
        "what": "Six people on one call, and somebody who keeps time.",
        "reach": Service.Reach.NATIONAL,
        "way": Service.Way.ONLINE,
        "phone": "01632 960000",
        "hours": "Sundays, 8pm to 9pm",
    },
}


def seed() -> None:
    """Makes what is missing; what was written since stays."""
    ensure_helplines()
    actions.keep_house()
    cast = {alias: _person(alias, role) for alias, role in CAST.items()}
    _room(cast, PRACTICE, PRACTICE_ROOM, ("ana", "ben", "mia", "max", "cora"))
    if _room(cast, EVENING, EVENING_ROOM, ("ana", "ben", "mia", "max")):
        _answers(cast)
    ensure_programme()
    _programme(cast)
    _thread(cast)
    _wall(cast)


PRACTICE_ROOM = {
    "purpose": "A place to try things out. Nobody watches this room.",
    "rules": "Be kind. Nothing private: this is only practice.",
    "needs_cover": False,
    "guide": {
        "fine": "“Testing, testing.”\nPressing every button.",
        "not_fine": "Anything private. Nobody watches here.",
        "kept_by": "Nobody watches this room. Cora made it.",
        "is_practice": True,
    },
}
EVENING_ROOM = {
    "purpose": "For the end of the day: how it went, and how you are.",
    "rules": "Listen first. No advice unless somebody asks. No full names or numbers.",
    "needs_cover": True,
    "guide": {
        "fine": "“Mum fell again and I am worn out.”\n“Does anybody else feel cross?”",
        "not_fine": "“You should put her in a home.”\n“Ring me on this number.”",
        "kept_by": "Max and the evening moderators.",
    },
}


def _person(alias: str, role: str) -> Person:
    found = Person.objects.filter(alias_key=alias_key(alias)).first()
    return found or people.register(alias, PASSPHRASE, role=role, is_adult=True)


def _room(
    cast: dict[str, Person], name: str, about: dict[str, Any], members: tuple[str, ...]
) -> bool:
    if Room.objects.filter(name=name, kind=Room.Kind.ROOM).exists():
        return False
    guide = about.get("guide", {})
    settings = {key: value for key, value in about.items() if key != "guide"}
    room = rooms.open_room(by=None, name=name, **settings)
    rooms.describe_room(room, by=cast["cora"], **guide)
    for alias in members:
        rooms.join_room(room, by=cast[alias])
    _talk(room, cast, WORDS[name])
    return True


def _answers(cast: dict[str, Person]) -> None:
    """What others did about what was said; so max's board has two flags to begin with."""
    vanishing, tired, *_, hour, radio = Message.objects.filter(
        room__name=EVENING
    ).order_by("seq")
    moderation.report_message(tired, by=cast["ana"], door=Report.Door.WORRIED)
    for message, kind, alias in (
        (vanishing, "thinking", "mia"),
        (hour, "hear", "ben"),
        (radio, "helped", "ana"),
    ):
        rooms.react(message, kind, True, by=cast[alias])


def _thread(cast: dict[str, Person]) -> None:
    if Mentorship.objects.filter(mentor=cast["mia"], mentee=cast["ana"]).exists():
        return
    mentorship = mentoring.pair(cast["mia"], cast["ana"], by=cast["cora"])
    _talk(mentorship.room, cast, WORDS["thread"])
    tomorrow = timezone.localtime() + timedelta(days=1)
    session = mentoring.propose_session(
        mentorship,
        by=cast["mia"],
        starts_at=tomorrow.replace(hour=19, minute=0, second=0, microsecond=0),
        minutes=45,
        agenda="How the week went, and one hour for you.",
    )
    mentoring.accept_session(session, by=cast["ana"])


def _programme(cast: dict[str, Person]) -> None:
    """Mia is a mentor with everything in order; ben waits for one."""
    if Volunteer.objects.filter(person=cast["mia"]).exists():
        return
    topics = list(Topic.objects.filter(name__in=MIA_KNOWS))
    mia = volunteering.offer_to_mentor(
        by=cast["mia"],
        topics=topics,
        why="I looked after my dad, and somebody wrote to me then.",
        few_words="I cared for my dad for six years. I write in the evenings.",
        languages=["en"],
        most=4,
    )
    for requirement in Requirement.objects.filter(is_asked=True):
        volunteering.note_check(
            mia,
            requirement,
            by=cast["cora"],
            done_on=timezone.localdate(),
            good_until=None,
        )
    volunteering.approve_volunteer(mia, by=cast["cora"])
    asking.ask_for_mentor(by=cast["ben"], topics=topics[:2], languages=["en"])


MIA_KNOWS = ["Looking after myself", "Sleep and tiredness", "Caring for a parent"]


def _wall(cast: dict[str, Person]) -> None:
    """Two made-up entries, so that the demo's wall shows what a wall is."""
    if Service.objects.exists():
        return
    evening = Room.objects.get(name=EVENING, kind=Room.Kind.ROOM)
    for name, words in WALL.items():
        entry = words | {"name": name, "check_every": 90, "rooms": [evening]}
        keeping.keep_service(
            Service(), by=cast["cora"], words=entry, checked_on=timezone.localdate()
        )


def _talk(room: Room, cast: dict[str, Person], words: list[tuple[str, str]]) -> None:
    rooms.renew_cover([room.pk], until=timezone.now() + timedelta(minutes=1))
    for alias, body in words:
        rooms.post(room.pk, by=cast[alias], body=body, cid=uuid.uuid4())
    rooms.renew_cover([room.pk], until=timezone.now() - CLOSING_ROUND)
