"""Words about people that go in over HTTP and by commands stand nowhere in the open; `make faults` plants 2,000."""

import pytest

from faults_tried import DATABASES, needs, tried

pytestmark = pytest.mark.faults


@DATABASES
def test_no_planted_word_is_in_files_dumps_logs_or_processes(database: str) -> None:
    needs(database)
    (told,) = tried("canaries.py", "--words", "150", "--database", database)
    assert told["words"] >= 150
    assert told["of these kept in the books"] > 20
    assert told["megabytes looked through"]["home: database, written ahead, key, backups"] > 0
    assert told["wrong"] == []
