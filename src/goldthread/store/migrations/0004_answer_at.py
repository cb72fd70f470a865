"""Answers to requests with a key say when they were given, so that old ones can be cleared."""

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from goldthread.store.migrations._each_centre import each_centre


def add_time(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - as Django calls it
    """Add the column with its index. Nobody knows when answers from before were given: the newest line of the trail is
    not earlier than any of them."""
    kind = "integer" if schema_editor.connection.vendor == "sqlite" else "bigint"
    schema_editor.execute(f"ALTER TABLE store_answer ADD COLUMN at {kind} NOT NULL DEFAULT 0", params=None)
    for cursor, centre in each_centre(schema_editor):
        cursor.execute(
            "UPDATE store_answer SET at = (SELECT coalesce(max(h.at), 0) FROM store_head h WHERE h.centre = %s) "
            "WHERE centre = %s",
            [centre, centre],
        )
    schema_editor.execute("CREATE INDEX store_answer_at ON store_answer (centre, at)", params=None)


class Migration(migrations.Migration):
    """Add first, remove two releases later: nothing here is ever undone, so there is no way back."""

    dependencies: ClassVar = [("store", "0003_trail_ground")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(add_time)],
            state_operations=[
                migrations.AddField("answer", "at", models.BigIntegerField(default=0)),
                migrations.AddIndex("answer", models.Index(fields=["centre", "at"], name="store_answer_at")),
            ],
        )
    ]
