"""Lines that came with Alongside said a day on which nobody here had checked them."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_days(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    lines = apps.get_model("moderation", "Helpline").objects
    lines.filter(checked_by=None).update(checked_on=None)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0026_report_each_flag")]

    operations = [
        migrations.AlterField(
            model_name="helpline",
            name="checked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(forget_days, migrations.RunPython.noop),
    ]
