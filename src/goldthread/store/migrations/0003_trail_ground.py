"""A line of the trail that says that a client was erased says on what legal ground."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add first, remove two releases later: nothing here is ever undone, so there is no way back. Lines from before
    have no ground, and their hashes stay what they were."""

    dependencies: ClassVar = [("store", "0002_client_entries")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL("ALTER TABLE store_trail ADD COLUMN ground text NOT NULL DEFAULT ''"),
            ],
            state_operations=[migrations.AddField("trail", "ground", models.TextField(default=""))],
        )
    ]
