"""Marks what screening had found heavy before messages said so themselves."""

from django.db import migrations

LIGHT = {"rule_breaking"}


def mark(apps, schema_editor):
    Verdict = apps.get_model("moderation", "Verdict")
    Message = apps.get_model("rooms", "Message")
    found = Verdict.objects.exclude(severity="none").values_list("pk", "findings")
    heavy = [
        number
        for number, findings in found.iterator()
        if any(finding["concern"] not in LIGHT for finding in findings)
    ]
    for start in range(0, len(heavy), 500):
        Message.objects.filter(pk__in=heavy[start : start + 500]).update(is_heavy=True)


class Migration(migrations.Migration):

    dependencies = [
        ("moderation", "0016_envelope"),
        ("rooms", "0005_guides_listening_and_heavy"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
