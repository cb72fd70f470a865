"""How often somebody failed to sign in lately, so that guessing is slow. Kept in memory, apart in each worker."""

import datetime
import threading
from collections import deque

# Product choices: a program with a wrong token is told at once, one that tries token after token is held up.
_TRIES = 10
_WITHIN = datetime.timedelta(minutes=5)
_NAMES = 10_000


class FailedTries:
    """Failed tries by name (an account, an address). At most `_NAMES` names are kept: the oldest go first."""

    def __init__(self) -> None:
        self._tries: dict[str, deque[datetime.datetime]] = {}
        self._lock = threading.Lock()

    def wait(self, name: str, at: datetime.datetime) -> datetime.timedelta | None:
        """How long `name` has to wait; None where it may try."""
        with self._lock:
            tries = self._tries.get(name)
            if tries is None or len(tries) < _TRIES or at - tries[0] >= _WITHIN:
                return None
            return _WITHIN - (at - tries[0])

    def failed(self, name: str, at: datetime.datetime) -> None:
        """One more failed try."""
        with self._lock:
            tries = self._tries.pop(name, None) or deque(maxlen=_TRIES)
            tries.append(at)
            self._tries[name] = tries
            while len(self._tries) > _NAMES:
                del self._tries[next(iter(self._tries))]
