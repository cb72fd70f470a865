"""What the disk of a backup can come to."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldthread.store.trouble import StoreTrouble

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Errors of writing there, told as StoreTrouble `backup-no-room` or `backup-unwritable`; what was begun goes."""
    try:
        yield
    except OSError as error:
        path.unlink(missing_ok=True)
        if error.errno in _NO_ROOM:
            message, code, fix = f"There is no room for the backup in {path.parent}.", "backup-no-room", "Make room."
        else:
            message, code = f"The backup cannot be written in {path.parent}: {error.strerror}.", "backup-unwritable"
            fix = "Name another folder, or make this one writable."
        raise StoreTrouble(message, code=code, fix=f"{fix} Older backups were left as they are.") from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Errors of reading there, told as StoreTrouble `backup-unreadable`."""
    try:
        yield
    except OSError as error:
        raise StoreTrouble(
            f"The backup {path} cannot be read: {error.strerror}.", code="backup-unreadable", fix="Name another file."
        ) from None


def settle(folder: Path) -> None:
    """Wait until the disk knows the names in a folder, so that a renamed file is still there after a power cut."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders, and keeps names by itself
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
