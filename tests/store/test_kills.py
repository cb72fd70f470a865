"""The server, and the database's, are killed at random moments under load; `make faults` does it 250 times."""

import pytest

from faults_tried import DATABASES, needs, tried

pytestmark = pytest.mark.faults


@DATABASES
def test_a_server_that_is_killed_under_load_loses_nothing_and_starts_by_itself(database: str) -> None:
    needs(database)
    (told,) = tried("kills.py", "--kills", "3", "--database", database)
    assert told["kills"] == 3
    assert told["of these written"] > 0
    assert told["wrong"] == []
