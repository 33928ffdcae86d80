from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('moderation', '0024_given_up'),
    ]

    operations = [
        migrations.AlterField(
            model_name='page',
            name='step',
            field=models.CharField(choices=[('shift', 'Everyone on shift'), ('on_call', 'On call'), ('lead', 'Safeguarding lead'), ('test', 'A test'), ('over', 'Nobody is needed any more')], max_length=7),
        ),
    ]
