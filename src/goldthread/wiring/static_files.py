"""The files that pages load: gathered into the home under names that hold their hash, and compressed."""

import hashlib
from pathlib import Path

_STAMP = "gathered"


def gather() -> None:
    """Gather them anew where they are not those of this version; a browser may keep each for good."""
    from django.conf import settings  # noqa: PLC0415 - a command loads what it uses
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    found = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    described = "\n".join(
        f"{path} {Path(path).stat().st_mtime_ns} {Path(path).stat().st_size}" for path in sorted(found)
    )
    stamp, digest = Path(settings.STATIC_ROOT) / _STAMP, hashlib.sha256(described.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest)
