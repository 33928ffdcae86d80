"""A made-up programme of the size of Carers Together, with a known difference.

64 volunteers, 53 people face to face, 238 online; nobody in it is real, or can sign in.
"""

from datetime import UTC, datetime, timedelta

from evaluation import actions
from evaluation.models import Answers, Measure
from mentoring.models import (
    Attendance,
    FaceMeeting,
    FacePair,
    Group,
    Mentorship,
    Request,
    Session,
    Volunteer,
)
from mentoring.promise_models import PromisedAnswer
from people.models import Person
from rooms.models import Message, Room

# A Thursday in winter: London's clock is UTC.
START = datetime(2026, 1, 8, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
BEFORE_IN_ROOMS = 5
SPAN = "?since=2026-01-01&until=2026-06-30"
MENTORS, FACE, ONLINE, TWICE, ROOMS = 64, 53, 238, 150, 30


def make(cora):
    """Returns the people supported online."""
    actions.ensure_measures()
    mentors, mentees = people("m", MENTORS, "mentor"), people("c", ONLINE)
    Volunteer.objects.bulk_create(
        Volunteer(person=one, state="approved", decided_at=START, why="", few_words="")
        for one in mentors
    )
    pairs = online_pairs(cora, mentors, mentees)
    requests(mentees)
    face_to_face(cora, mentors)
    sessions(cora, pairs)
    groups(mentors)
    write(pairs)
    promises(pairs)
    answers(mentees)
    rooms_only(people("r", ROOMS))
    return mentees


def people(prefix, count, role="peer"):
    made = [
        Person(alias=f"{prefix}{n}", alias_key=f"{prefix}{n}", role=role, password="!")
        for n in range(count)
    ]
    return Person.objects.bulk_create(made)


def online_pairs(cora, mentors, mentees):
    rooms = Room.objects.bulk_create(
        Room(name=f"t{n}", kind=Room.Kind.THREAD) for n in range(ONLINE)
    )
    return Mentorship.objects.bulk_create(
        Mentorship(
            mentor=mentors[n % 40],
            mentee=mentees[n],
            room=rooms[n],
            paired_by=cora,
            started_at=START,
            # Every fourth ended after five weeks.
            ended_at=START + timedelta(weeks=5) if n % 4 == 0 else None,
        )
        for n in range(ONLINE)
    )


def requests(mentees):
    Request.objects.bulk_create(
        Request(
            person=one,
            state="matched",
            asked_at=START - timedelta(days=n % 21),
            closed_at=START,
        )
        for n, one in enumerate(mentees)
    )


def face_to_face(cora, mentors):
    made = FacePair.objects.bulk_create(
        FacePair(
            mentor=mentors[n],
            mentee_label=f"C{n}",
            started_on=START.date(),
            noted_by=cora,
        )
        for n in range(FACE)
    )
    FaceMeeting.objects.bulk_create(
        FaceMeeting(pair=pair, met_on=START.date(), minutes=60, noted_by=cora)
        for pair in made
        for _ in range(2)
    )


def sessions(cora, pairs):
    """Of 60: 40 held, 12 missed, 8 cancelled; in 3 of the held and 2 of the missed, called away."""
    made = Session.objects.bulk_create(
        Session(
            mentorship=pairs[n],
            proposed_by=cora,
            starts_at=START + timedelta(days=1),
            state="cancelled" if n >= 52 else "ended",
            called_away=pairs[n].mentor if 37 <= n < 42 else None,
        )
        for n in range(60)
    )
    Attendance.objects.bulk_create(
        Attendance(session=made[n], person=person, came_at=START)
        for n in range(52)
        for person in ([made[n].mentorship.mentor] if n >= 40 else pairs[n].pair)
    )


def groups(mentors):
    """Of 20 with eight places: 15 held, 2 not, 3 cancelled; 2 to 6 came to each held."""
    rooms = Room.objects.bulk_create(Room(name=f"g{n}") for n in range(21))
    Group.objects.bulk_create(
        Group(
            host=mentors[n],
            room=rooms[n],
            topic="Sleep",
            places=8,
            # The last is held more than a year too late to count.
            starts_at=START + timedelta(days=400 if n == 20 else n),
            state="cancelled" if 17 <= n < 20 else "ended",
            live_at=START if n < 15 or n == 20 else None,
            came=came_to(n) if n < 17 or n == 20 else None,
        )
        for n in range(21)
    )


def came_to(n):
    return 0 if n in (15, 16) else 2 + n % 5


def write(pairs):
    """Each pair writes once on Thursday at 8pm; every other one on Monday at 10am too."""
    monday = START + timedelta(days=3, hours=14)
    Message.objects.bulk_create(
        Message(
            room=pair.room,
            author=pair.mentee,
            body="x",
            at=at,
            seq=seq,
            position=seq,
            cid=f"00000000-0000-0000-0000-{n:08d}{seq:04d}",
        )
        for n, pair in enumerate(pairs)
        for seq, at in ((1, START), (2, monday))
        if seq == 1 or n % 2 == 0
    )


def promises(pairs):
    """Of 44: 30 kept, 6 late, 4 never; of 4 the mentorship ended before the hour.

    Of 3 more the mentor paused, so that no hour was promised; one of them was answered.
    """
    due, late = START + timedelta(weeks=1), START + timedelta(weeks=6)
    answered = [due - HOUR] * 30 + [due + HOUR] * 6
    never, ended = (pairs[n] for n in (37, 38, 39, 41)), pairs[40:56:4]
    rows = [(pairs[n], due, at) for n, at in enumerate(answered)]
    rows += [(pair, due, None) for pair in never]
    rows += [(pair, late, None) for pair in ended]
    rows += [(pairs[61], None, None), (pairs[62], None, None), (pairs[63], None, due)]
    PromisedAnswer.objects.bulk_create(
        PromisedAnswer(mentorship=pair, since=START, due=hour, answered_at=at)
        for pair, hour, at in rows
    )


def before_of(n):
    return 3 + n % 4


def change_of(n):
    return (0, 1, 2, 3, -1)[n % 5]


def answers(mentees):
    rows = [("before", n, before_of(n)) for n in range(200)]
    rows += [("six_weeks", n, before_of(n) + change_of(n)) for n in range(TWICE)]
    keep_answers(mentees, rows)


def rooms_only(members):
    """Who never had a mentor: all begin alike, and every other one rises by one."""
    rows = [("before", n, BEFORE_IN_ROOMS) for n in range(ROOMS)]
    rows += [("six_weeks", n, BEFORE_IN_ROOMS + n % 2) for n in range(ROOMS)]
    keep_answers(members, rows)


def keep_answers(members, rows):
    measure = Measure.objects.get(key="ons4")
    Answers.objects.bulk_create(
        Answers(
            person=members[n],
            measure=measure,
            occasion=occasion,
            given={"satisfied": value},
            began_at=START,
            finished_at=START,
        )
        for occasion, n, value in rows
    )
