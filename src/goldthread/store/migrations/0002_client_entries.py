"""Each client's row says how many entries the folder has, so that the last ones are missed when a page is damaged."""

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from goldthread.store.migrations._each_centre import each_centre


def add_count(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - as Django calls it
    """Add the column, and fill it from the entries that are there."""
    kind = "integer" if schema_editor.connection.vendor == "sqlite" else "bigint"
    schema_editor.execute(f"ALTER TABLE store_client ADD COLUMN entries {kind} NOT NULL DEFAULT 0", params=None)
    for cursor, centre in each_centre(schema_editor):
        cursor.execute(
            "UPDATE store_client SET entries = (SELECT coalesce(max(e.seq), 0) FROM store_entry e "
            "WHERE e.centre = store_client.centre AND e.client = store_client.client) WHERE centre = %s",
            [centre],
        )


class Migration(migrations.Migration):
    """Add first, remove two releases later: nothing here is ever undone, so there is no way back."""

    dependencies: ClassVar = [("store", "0001_initial")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add_count)],
            state_operations=[migrations.AddField("client", "entries", models.BigIntegerField(default=0))],
        )
    ]
