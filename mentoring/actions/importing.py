"""Bringing in volunteers from a file: a row is one change, whole or not at all."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mentoring.actions.volunteering import note_check
from mentoring.import_models import VolunteerFile
from mentoring.models import Requirement, Topic, Volunteer
from mentoring.volunteer_file import Table
from mentoring.volunteer_row import Row
from people import actions as people
from people import aliases
from people.actions import Refused
from people.models import Person
from realtime.writer import change

State = VolunteerFile.State
TWICE = "This alias, or one that looks like it, stands in the file already."
TAKEN = "Somebody who is no volunteer has this alias, or one that looks like it."
# What was checked and never brought in is somebody's words, and goes.
FORGET_AFTER = timedelta(days=7)


@change
def keep_file(table: Table, *, by: Person) -> VolunteerFile:
    """Nothing is brought in before a coordinator says so."""
    _refuse_others(by)
    wrong = _wrong_aliases(table.rows)
    rows = [asdict(row) for row in table.rows if row.line not in wrong]
    problems = [[one.line, one.words] for one in table.problems]
    problems += [[line, words] for line, words in wrong.items()]
    return VolunteerFile.objects.create(
        by=by, rows=rows, problems=sorted(problems), total=len(rows)
    )


def _wrong_aliases(rows: list[Row]) -> dict[int, str]:
    """By line, what nobody can be called here, or what somebody else is."""
    keys = {row.line: aliases.alias_key(row.alias) for row in rows}
    here = Person.objects.filter(alias_key__in=keys.values())
    others = set(here.filter(volunteer=None).values_list("alias_key", flat=True))
    wrong: dict[int, str] = {}
    seen: set[str] = set()
    for row in rows:
        key = keys[row.line]
        problem = aliases.alias_problem(
            aliases.tidy_alias(row.alias), reserved=[settings.COMMUNITY_NAME]
        )
        if key in others:
            wrong[row.line] = TAKEN
        elif problem or key in seen:
            wrong[row.line] = str(problem or TWICE)
        seen.add(key)
    return wrong


@change
def bring_in(file: VolunteerFile, *, by: Person) -> None:
    """The clock does it, and goes on where it stopped."""
    _refuse_others(by)
    waiting = VolunteerFile.objects.filter(pk=file.pk, state=State.CHECKED)
    waiting.update(state=State.RUNNING)


@change
def bring_in_next(file: VolunteerFile) -> bool:
    """One row; false when none is left. Two clocks take turns at the file."""
    found = VolunteerFile.objects.select_for_update().get(pk=file.pk)
    if found.state != State.RUNNING:
        return False
    if found.dealt_with >= len(found.rows):
        found.state, found.rows, found.done_at = State.DONE, [], timezone.now()
        found.save(update_fields=["state", "rows", "done_at"])
        return False
    row = found.rows[found.dealt_with]
    try:
        with transaction.atomic():
            _bring_in_row(found, row)
    except Refused as no:
        found.problems = sorted([*found.problems, [row["line"], str(no.words)]])
    found.dealt_with += 1
    found.save(update_fields=["dealt_with", "known", "problems"])
    return True


def _bring_in_row(file: VolunteerFile, row: dict[str, Any]) -> None:
    """An account that only a code opens, the offer, and what was done when."""
    here = Person.objects.filter(alias_key=aliases.alias_key(row["alias"])).first()
    if here is not None:
        if not Volunteer.objects.filter(person=here).exists():
            raise Refused(TAKEN)
        file.known += 1
        return
    person = people.register(row["alias"], None, is_adult=True, by=file.by)
    names = ("why", "few_words", "languages", "gender", "age_band", "most")
    volunteer = Volunteer.objects.create(
        person=person, **{name: row[name] for name in names}
    )
    volunteer.topics.set(Topic.objects.filter(name__in=row["topics"]))
    for asked in Requirement.objects.filter(name__in=row["checks"]):
        day = date.fromisoformat(row["checks"][asked.name])
        note_check(volunteer, asked, by=file.by, done_on=day, good_until=None)
    file.people.add(person)


def make_codes(file: VolunteerFile, *, by: Person) -> list[tuple[Person, str]]:
    """A code for each who has not been in yet, to hand out; older ones stop working."""
    _refuse_others(by)
    never_in = never_yet_in(file).order_by("alias_key")
    return [(one, people.make_recovery_codes(one, by=by)[0]) for one in never_in]


def never_yet_in(file: VolunteerFile) -> QuerySet[Person]:
    """Those of a file whose account no passphrase opens yet."""
    return file.people.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)


@change
def forget_files() -> None:
    old = timezone.now() - FORGET_AFTER
    VolunteerFile.objects.filter(state=State.CHECKED, made_at__lt=old).delete()


def _refuse_others(by: Person) -> None:
    if not by.is_coordinator:
        raise Refused("Only a coordinator can do that.")
