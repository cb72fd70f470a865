"""Whose a session is, as a mark."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A new column, which older versions of the program leave empty. Sessions of before are on no list until they are
    used again."""

    dependencies: ClassVar = [("web", "0002_link_addresses")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="session",
            name="whose",
            field=models.CharField(db_index=True, default="", max_length=64),
        ),
    ]
