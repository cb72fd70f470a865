"""A centre that several tests work in, each with clients of its own."""

import pytest

from goldthread.case import cast_path
from real_commands import House


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A centre with a therapist, a colleague in two roles, and Ruth with her record and a draft of her plan."""
    house = House(tmp_path_factory.mktemp("harbour") / "home").with_centre()
    house.with_account("dana", "therapist")
    house.with_account("cora", "compliance", "supervisor")
    house.with_account("ruth", "client", client="ruth-okafor")
    house.done("import", cast_path("ruth-okafor"), "--into", "harbour", "--keep-ids", by="dana")
    return house
