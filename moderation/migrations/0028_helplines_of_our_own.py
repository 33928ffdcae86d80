"""Lines can be added and taken away; the first, for danger to life, stays where it is."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark_the_first(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    lines = apps.get_model("moderation", "Helpline").objects.order_by("place", "pk")
    first = lines.filter(number="999").first() or lines.first()
    if first:
        lines.filter(pk=first.pk).update(is_emergency=True)


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0027_nobody_checked_yet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="helpline", options={"ordering": ["-is_emergency", "place", "pk"]}
        ),
        migrations.AddField(
            model_name="helpline",
            name="is_emergency",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="helpline",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="helpline",
            name="retired_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(mark_the_first, migrations.RunPython.noop),
    ]
