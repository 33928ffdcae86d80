"""Sessions were agreed before the hour of it was kept: calendars and reminders ask."""

from django.db import migrations
from django.db.models import F
from django.db.models.functions import Least, Now


def at_the_latest(apps, schema_editor):
    Session = apps.get_model("mentoring", "Session")
    agreed = Session.objects.filter(state__in=["accepted", "ended"], agreed_at=None)
    agreed.update(agreed_at=Least(Now(), F("starts_at")))


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0022_who_stood_in_before")]

    operations = [migrations.RunPython(at_the_latest, migrations.RunPython.noop)]
