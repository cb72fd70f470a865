"""Lines of the trail that say who signed in are found without going through all others."""

from typing import ClassVar

from django.db import migrations, models

_WHERE = "WHERE action >= 'sign-in:' AND action < 'sign-in;'"
_CONDITION = models.Q(action__gte="sign-in:", action__lt="sign-in;")


class Migration(migrations.Migration):
    """Add first, remove two releases later: nothing here is ever undone, so there is no way back."""

    dependencies: ClassVar = [("store", "0004_answer_at")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"CREATE INDEX store_trail_own_sign_ins ON store_trail (centre, member, seq) {_WHERE}"
                ),
                migrations.RunSQL(f"CREATE INDEX store_trail_sign_ins ON store_trail (centre, seq) {_WHERE}"),
            ],
            state_operations=[
                migrations.AddIndex(
                    "trail",
                    models.Index(
                        fields=["centre", "member", "seq"], name="store_trail_own_sign_ins", condition=_CONDITION
                    ),
                ),
                migrations.AddIndex(
                    "trail", models.Index(fields=["centre", "seq"], name="store_trail_sign_ins", condition=_CONDITION)
                ),
            ],
        )
    ]
