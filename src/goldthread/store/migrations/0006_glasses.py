"""The centre's list of broken glasses; how many session notes each key seals; accounts found from their client."""

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from goldthread.store.migrations._each_centre import each_centre

_WORDS = {
    "sqlite": {"text": "text", "bytes": "blob", "big": "integer", "end": "STRICT, WITHOUT ROWID"},
    "postgresql": {"text": 'text COLLATE "C"', "bytes": "bytea", "big": "bigint", "end": ""},
}
_TABLE = (
    "CREATE TABLE store_glass (centre {text} NOT NULL, client {text} NOT NULL, since {big} NOT NULL, "
    "member {text} NOT NULL, role {text} NOT NULL, reviewed integer NOT NULL CHECK (reviewed IN (0, 1)), "
    "sealed {bytes} NOT NULL, PRIMARY KEY (centre, client, since, member), "
    "FOREIGN KEY (centre, client) REFERENCES store_client (centre, client)) {end}"
)
_INDEXES = (
    "CREATE INDEX store_glass_since ON store_glass (centre, since, client, member)",
    "CREATE INDEX store_glass_reviewed ON store_glass (centre, reviewed, since, client, member)",
    "CREATE INDEX store_glass_member ON store_glass (centre, member, since, client)",
    "CREATE INDEX store_member_client ON store_member (centre, client)",
)
_HERE = "centre = current_setting('goldthread.centre', true)"
_WALL = (
    "ALTER TABLE store_glass ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE store_glass FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY wall ON store_glass USING ({_HERE}) WITH CHECK ({_HERE})",
)


def make_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - as Django calls it
    """The table with its indexes. Nothing can be unsealed here: who broke which glass is taken from the trail, and
    `goldthread store rebuild` adds why."""
    vendor = schema_editor.connection.vendor
    words = _WORDS[vendor]
    walls = _WALL if vendor == "postgresql" else ()
    notes = "ALTER TABLE store_clientkey ADD COLUMN notes {big} NOT NULL DEFAULT 0"
    for statement in (_TABLE.format(**words), *_INDEXES, *walls, notes.format(**words)):
        schema_editor.execute(statement, params=None)
    for cursor, centre in each_centre(schema_editor):
        cursor.execute(
            "INSERT INTO store_glass (centre, client, since, member, role, reviewed, sealed) "
            "SELECT t.centre, t.client, t.at, t.member, t.role, 0, %s FROM store_trail t JOIN store_client c "
            "ON c.centre = t.centre AND c.client = t.client AND c.erased = 0 "
            "WHERE t.centre = %s AND t.action = 'break-glass' AND t.outcome = 'done' ON CONFLICT DO NOTHING",
            [b"", centre],
        )
        cursor.execute(
            "UPDATE store_clientkey SET notes = (SELECT count(*) FROM store_note n "
            "WHERE n.centre = store_clientkey.centre AND n.client = store_clientkey.client "
            "AND 'notes/' || n.author = store_clientkey.stream) WHERE centre = %s",
            [centre],
        )


class Migration(migrations.Migration):
    """Add first, remove two releases later: nothing here is ever undone, so there is no way back."""

    dependencies: ClassVar = [("store", "0005_sign_ins")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make_table)],
            state_operations=[
                migrations.AddField("clientkey", "notes", models.BigIntegerField(default=0)),
                migrations.AddIndex("member", models.Index(fields=["centre", "client"], name="store_member_client")),
                migrations.CreateModel(
                    name="Glass",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "centre", "client", "since", "member", blank=True, editable=False, primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("centre", models.TextField()),
                        ("client", models.TextField()),
                        ("since", models.BigIntegerField()),
                        ("member", models.TextField()),
                        ("role", models.TextField()),
                        ("reviewed", models.IntegerField()),
                        ("sealed", models.BinaryField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["centre", "since", "client", "member"], name="store_glass_since"),
                            models.Index(
                                fields=["centre", "reviewed", "since", "client", "member"], name="store_glass_reviewed"
                            ),
                            models.Index(fields=["centre", "member", "since", "client"], name="store_glass_member"),
                        ]
                    },
                ),
            ],
        )
    ]  # fmt: skip
