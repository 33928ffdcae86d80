"""Says of threads with a stand-in, opened before that was written down, why they are there."""

from datetime import UTC, datetime, time, timedelta

from django.db import migrations

# The first day began somewhere on earth so long before it began in UTC.
EARLIEST = timedelta(hours=14)


def write_down(apps, schema_editor):
    MeanwhileAgreed = apps.get_model("mentoring", "MeanwhileAgreed")
    StandingIn = apps.get_model("mentoring", "StandingIn")
    done = MeanwhileAgreed.objects.filter(is_done=True).order_by("pk")
    for agreed in done.select_related("away", "mentorship"):
        thread = _thread_of(apps, agreed)
        if thread is not None:
            StandingIn.objects.get_or_create(
                thread=thread, defaults={"instead_of": agreed.mentorship}
            )


def _thread_of(apps, agreed):
    """What was opened then for the two; a thread they had anyway is not one."""
    Mentorship = apps.get_model("mentoring", "Mentorship")
    own = agreed.mentorship
    first = datetime.combine(agreed.away.first_day, time(), UTC) - EARLIEST
    found = Mentorship.objects.filter(
        mentor=agreed.stand_in_id,
        mentee=own.mentee_id,
        paired_by=own.paired_by_id,
        started_at__gte=max(first, own.started_at),
        ended_at=None,
    )
    return found.exclude(pk=own.pk).first()


class Migration(migrations.Migration):

    dependencies = [("mentoring", "0021_promises_follow_days_away")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
