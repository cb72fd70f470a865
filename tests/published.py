"""Where the published inputs are: resources that others have published, for testing only and never shipped here."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_folder() -> Path | None:
    """The folder of published inputs: GOLDTHREAD_SHARED, else `shared/data` beside the checkout; None where absent."""
    named = os.environ.get("GOLDTHREAD_SHARED")
    folder = Path(named) if named else _BESIDE
    return folder if folder.is_dir() else None


def published(*parts: str) -> Path:
    """One published file or folder; skips the test, saying why, where the published inputs are not here."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the published inputs are not here: set GOLDTHREAD_SHARED to their folder")
    return folder.joinpath(*parts)
