"""Answers to requests that came with a key: kept for thirty days at least, then cleared in small steps."""

import datetime

from django.db.backends.utils import CursorWrapper

KEPT = datetime.timedelta(days=30)
# Every sixteenth request that is kept clears up to sixty-four: four times what comes in, so that what was left lying
# ends too, and no request waits for a long clearing.
CLEARED_EVERY = 16
_MOST = 64
_MICROSECOND = datetime.timedelta(microseconds=1)


def clear(cursor: CursorWrapper, centre: str, now: int) -> int:
    """Clear some of the centre's answers that are older than `KEPT` at `now`, in microseconds since 1970; how many.
    Those that somebody else is clearing are left to them."""
    skipping = " FOR UPDATE SKIP LOCKED" if cursor.db.vendor == "postgresql" else ""
    cursor.execute(
        f"SELECT member, key FROM store_answer WHERE centre = %s AND at < %s ORDER BY at LIMIT {_MOST}{skipping}",
        [centre, now - KEPT // _MICROSECOND],
    )
    rows = cursor.fetchall()
    if rows:
        cursor.executemany(
            "DELETE FROM store_answer WHERE centre = %s AND member = %s AND key = %s", [(centre, *row) for row in rows]
        )
    return len(rows)
