"""Troubles of the machine, tried on a real server: each is said clearly, loses nothing, and passes by itself."""

import pytest

from faults_tried import tried

pytestmark = pytest.mark.faults


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        ("disk_full.py", "503 disk-"),
        ("read_only.py", "503 read-only"),
        ("wrong_key.py", "503 wrong-key"),
        ("clock_back.py", "503 clock-behind"),
        ("database_gone.py", "503 database-gone"),
    ],
)
def test_a_trouble_is_told_by_its_code_and_passes_by_itself(script: str, answer: str) -> None:
    told = tried(script)
    assert all(each["wrong"] == [] for each in told)
    assert any(said.startswith(answer) for each in told for said in each["answered"])
    assert all(each["answered"]["done"] > 0 for each in told)


def test_flipped_bytes_are_never_read_as_if_somebody_had_written_them() -> None:
    (told,) = tried("damaged.py", "--flips", "15", "--seed", "1")
    assert told["answered"]["verified: says what is not as it was"] > 0
    assert not any(said.startswith("wrong") for said in told["answered"])


def test_a_server_does_not_start_on_a_damaged_file_and_starts_when_it_is_back() -> None:
    (told,) = tried("damaged.py", "--flips", "0")
    assert told["answered"]["and says why"] == 3
