"""A night that the audit holds, and ways past its guards."""

import pytest
from django.db import connection

from moderation import actions, audit, guards
from moderation.actions.on_call import set_targets
from moderation.audit_models import AuditEntry
from people.actions import change_role
from realtime.models import Stream


@pytest.fixture(autouse=True)
def _own_file(settings, tmp_path) -> None:
    settings.AUDIT_ANCHORS = str(tmp_path / "audit-anchors")


@pytest.fixture
def night(thread_flag, mine, max_, sol, zed, decide) -> None:
    """A look and its telling, two decisions, a new role, new targets."""
    actions.open_thread_view(thread_flag, by=max_, reason="A word of suicide.")
    decide(max_, thread_flag, "no_concern", reason="A song.")
    decide(max_, mine, "cover", reason="He names tablets.")
    change_role(zed, "mentor", by=sol, reason="References are in.")
    set_targets(by=sol, red=4, amber=20, yellow=60, green=600)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def past_the_guards(statement, *values):
    """As whoever owns the database could, and puts back what would show it."""
    guards.take_down(connection)
    sql(statement, *values)
    guards.put_up(connection)


def problems():
    return [(problem.number, problem.words) for problem in audit.verify().problems]


def last():
    head = audit.head()
    assert head
    return head.number


def entry_of(kind):
    return AuditEntry.objects.filter(kind=kind).earliest("number")


def cut_from(number):
    """Thoroughly: with words and rows, and the counter set back."""
    past_the_guards("DELETE FROM moderation_auditwords WHERE entry_id >= %s", number)
    past_the_guards("DELETE FROM moderation_auditentry WHERE number >= %s", number)
    past_the_guards("DELETE FROM moderation_targets")
    Stream.objects.filter(name="audit").update(position=number - 1)
