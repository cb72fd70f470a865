"""The door needs Django's settings, though no database."""

import pytest

from real_databases import set_up


@pytest.fixture(scope="session", autouse=True)
def _django() -> None:
    set_up()
