"""The first tables. Django keeps the models; the SQL says what Django cannot."""

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from goldthread.store.migrations._tables_0001 import statements


def make_tables(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - as Django calls it
    """Make the tables in the words of the database."""
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


MODELS = [
    migrations.CreateModel(
        name="About",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "client", "seq", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("client", models.TextField()),
            ("seq", models.BigIntegerField()),
        ],
    ),
    migrations.CreateModel(
        name="Answer",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "member", "key", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("member", models.TextField()),
            ("key", models.BinaryField()),
            ("sealed", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Bearer",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "token", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("token", models.BinaryField()),
            ("member", models.TextField()),
            ("until", models.BigIntegerField(null=True)),
        ],
        options={"indexes": [models.Index(fields=["centre", "member"], name="store_bearer_member")]},
    ),
    migrations.CreateModel(
        name="Centre",
        fields=[
            ("centre", models.TextField(primary_key=True, serialize=False)),
            ("key_id", models.TextField()),
            ("wrapped", models.BinaryField()),
            ("sealed", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Client",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "client", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("client", models.TextField()),
            ("erased", models.IntegerField(default=0)),
        ],
    ),
    migrations.CreateModel(
        name="ClientKey",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "client", "stream", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("client", models.TextField()),
            ("stream", models.TextField()),
            ("key_id", models.TextField()),
            ("wrapped", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Entry",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "client", "seq", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("client", models.TextField()),
            ("seq", models.BigIntegerField()),
            ("sealed", models.BinaryField()),
            ("hash", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Head",
        fields=[
            ("centre", models.TextField(primary_key=True, serialize=False)),
            ("seq", models.BigIntegerField()),
            ("at", models.BigIntegerField()),
            ("hash", models.BinaryField()),
            ("seal", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Note",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre",
                    "client",
                    "author",
                    "seq",
                    blank=True,
                    editable=False,
                    primary_key=True,
                    serialize=False,
                ),
            ),
            ("centre", models.TextField()),
            ("client", models.TextField()),
            ("author", models.TextField()),
            ("seq", models.BigIntegerField()),
            ("sealed", models.BinaryField()),
            ("hash", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Snapshot",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "client", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("client", models.TextField()),
            ("seq", models.BigIntegerField()),
            ("sealed", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Trail",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "seq", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("seq", models.BigIntegerField()),
            ("at", models.BigIntegerField()),
            ("member", models.TextField()),
            ("role", models.TextField()),
            ("action", models.TextField()),
            ("client", models.TextField(null=True)),
            ("outcome", models.TextField()),
            ("seen", models.TextField()),
            ("wrote", models.TextField()),
            ("previous", models.BinaryField()),
            ("hash", models.BinaryField()),
        ],
    ),
    migrations.CreateModel(
        name="Line",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "client", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("client", models.TextField()),
            ("stay", models.TextField()),
            ("level", models.TextField()),
            ("plan_state", models.TextField()),
            ("due", models.TextField(null=True)),
            ("unsigned", models.IntegerField()),
            ("team", models.TextField()),
            ("name", models.BinaryField()),
        ],
        options={
            "indexes": [models.Index(fields=["centre", "stay", "client"], name="store_line_stay")],
        },
    ),
    migrations.CreateModel(
        name="Member",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "member", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("member", models.TextField()),
            ("login", models.BinaryField()),
            ("sealed", models.BinaryField()),
            ("roles", models.TextField()),
            ("client", models.TextField(null=True)),
            ("password", models.TextField()),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("centre", "login"), name="store_member_login")],
        },
    ),
    migrations.CreateModel(
        name="Team",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "member", "client", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("member", models.TextField()),
            ("client", models.TextField()),
        ],
        options={
            "indexes": [models.Index(fields=["centre", "client"], name="store_team_client")],
        },
    ),
    migrations.CreateModel(
        name="Word",
        fields=[
            (
                "pk",
                models.CompositePrimaryKey(
                    "centre", "word", "client", blank=True, editable=False, primary_key=True, serialize=False
                ),
            ),
            ("centre", models.TextField()),
            ("word", models.BinaryField()),
            ("client", models.TextField()),
        ],
        options={
            "indexes": [models.Index(fields=["centre", "client"], name="store_word_client")],
        },
    ),
]


class Migration(migrations.Migration):
    """Add first, remove two releases later: nothing here is ever undone, so there is no way back."""

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make_tables)], state_operations=MODELS
        )
    ]
