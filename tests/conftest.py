"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

# Folders whose tests start servers, browsers or whole commands: minutes instead of seconds.
_SERVED = {"web", "wiring"}

# Files that take half a minute and more, beside those of faults.
_LONG = {"test_random_practice"}

# A slow machine is no fault of the code, and a law over whole records needs few examples to be broken.
settings.register_profile("house", deadline=None, max_examples=40)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts servers and browsers, by its folder; put whole files first that take longest, so that in the end
    no process waits for the other with one of them."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).parts[0] in _SERVED:
            item.add_marker("served")
    items.sort(key=lambda item: (item.get_closest_marker("faults") is None, item.path.stem not in _LONG))
