"""Where one-time links lead."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A new table, which older versions of the program do not look at."""

    dependencies: ClassVar = [("web", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="LinkAddress",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("sealed", models.TextField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
