from django.db import migrations


def begin_the_board(apps, schema_editor):
    apps.get_model("realtime", "Stream").objects.get_or_create(name="flags")


class Migration(migrations.Migration):
    dependencies = [("realtime", "0001_initial")]
    operations = [migrations.RunPython(begin_the_board, migrations.RunPython.noop)]
