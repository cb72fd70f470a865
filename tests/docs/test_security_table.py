"""The table of security: each number of the standard once, and every proof that it names is there."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = "docs/reference/security.md"
# OWASP ASVS 4.0.3: how many requirements a section has, and which of its numbers are of level 3 or were taken out.
SECTIONS = {
    "1.1": 7, "1.2": 4, "1.4": 5, "1.5": 4, "1.6": 4, "1.7": 2, "1.8": 2, "1.9": 2, "1.10": 1, "1.11": 3, "1.12": 2,
    "1.14": 6, "2.1": 12, "2.2": 7, "2.3": 3, "2.4": 5, "2.5": 7, "2.6": 3, "2.7": 6, "2.8": 7, "2.9": 3, "2.10": 4,
    "3.1": 1, "3.2": 4, "3.3": 4, "3.4": 5, "3.5": 3, "3.6": 2, "3.7": 1, "4.1": 5, "4.2": 2, "4.3": 3, "5.1": 5,
    "5.2": 8, "5.3": 10, "5.4": 3, "5.5": 4, "6.1": 3, "6.2": 8, "6.3": 3, "6.4": 2, "7.1": 4, "7.2": 2, "7.3": 4,
    "7.4": 3, "8.1": 6, "8.2": 3, "8.3": 8, "9.1": 3, "9.2": 5, "10.1": 1, "10.2": 6, "10.3": 3, "11.1": 8, "12.1": 3,
    "12.2": 1, "12.3": 6, "12.4": 2, "12.5": 2, "12.6": 1, "13.1": 5, "13.2": 6, "13.3": 2, "13.4": 2, "14.1": 5,
    "14.2": 6, "14.3": 3, "14.4": 7, "14.5": 4,
}  # fmt: skip
NOT_ASKED = {
    "1.4.2", "1.4.3", "1.11.3", "1.12.1", "2.2.4", "2.2.5", "2.2.6", "2.2.7", "3.6.1", "3.6.2", "4.1.4", "6.2.7",
    "6.2.8", "6.3.3", "7.3.2", "8.1.5", "8.1.6", "9.2.5", "10.1.1", "10.2.3", "10.2.4", "10.2.5", "10.2.6", "13.1.2",
    "13.2.4", "14.1.5", "14.3.1",
}  # fmt: skip
NUMBERS = {f"{section}.{last}" for section, count in SECTIONS.items() for last in range(1, count + 1)} - NOT_ASKED


_PLACES = ("tests/", "src/", "docs/", "tools/", "requirements/", ".ci", "make ", "Makefile")


def rows() -> Iterator[tuple[str, str]]:
    """Of each row the numbers and the proof, as they stand there."""
    for line in (ROOT / TABLE).read_text().splitlines():
        if re.match(r"\| \d", line):
            numbers, _asks, proof = (each.strip() for each in line.strip("|").split(" | "))
            yield numbers, proof


def said(numbers: str) -> Iterator[str]:
    """The numbers of "2.1.2 to 2.1.4, 2.2.3", one by one."""
    for part in numbers.split(", "):
        first, _to, last = part.partition(" to ")
        section, _, start = first.rpartition(".")
        for number in range(int(start), int(last.rpartition(".")[2] or start) + 1):
            yield f"{section}.{number}"


def named(proof: str) -> Iterator[str]:
    """The files, folders and commands that a proof names."""
    for word in re.findall(r"`([^`]+)`", proof):
        if word.startswith(_PLACES) or word.endswith((".md", ".toml", ".lock")):
            yield word


def test_every_number_of_levels_one_and_two_stands_there_once() -> None:
    assert len(NUMBERS) == 259
    found = Counter(number for numbers, _ in rows() for number in said(numbers))
    assert sorted(NUMBERS - found.keys()) == []
    assert sorted(found.keys() - NUMBERS) == []
    assert [number for number, count in found.items() if count > 1] == []


def test_every_proof_that_is_named_is_there() -> None:
    targets = {f"make {each}" for each in re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)}
    proofs = {word for _, proof in rows() for word in named(proof)}
    assert len(proofs) > 60
    assert [each for each in sorted(proofs) if each not in targets and not (ROOT / each).exists()] == []
    for each in proofs:
        if each.startswith("tests/") and Path(each).name.startswith("test_"):
            assert "def test_" in (ROOT / each).read_text(), f"{each} proves nothing"


@pytest.mark.parametrize(
    ("numbers", "one_by_one"),
    [("2.1.9, 2.1.10", ["2.1.9", "2.1.10"]), ("5.3.1 to 5.3.3, 5.3.6", ["5.3.1", "5.3.2", "5.3.3", "5.3.6"])],
)
def test_numbers_are_read_one_by_one(numbers: str, one_by_one: list[str]) -> None:
    assert list(said(numbers)) == one_by_one


def test_each_row_says_how_it_is() -> None:
    assert [numbers for numbers, proof in rows() if len(proof) < 10 and proof != "cookies alone"] == []
