"""Every example of every page runs: a check finds what its page says, and keeps silent where its page says so."""

import msgspec
import pytest

from goldthread.case import Case, read_fragment
from goldthread.checks import CheckPage, Example, Finding, Subject, all_pages, run_checks
from goldthread.library import load_library
from goldthread.needs import Reading, derive_needs
from goldthread.notation import read_document
from goldthread.record import chart

LIBRARY = load_library()
NAMES = LIBRARY.medicine_names()
EXAMPLES = [(page, example) for page in all_pages() for example in page.examples]
IDS = [f"{page.name}: {example.title}" for page, example in EXAMPLES]


def subject_of(case: Case, *, elsewhere: str = "") -> Subject:
    """What checks see of the case; a sentence stands in another plan where `elsewhere` holds it."""
    assert case.plan is not None
    reading = Reading(
        chart=chart(record=case.record, on=case.on), instruments=LIBRARY.instruments, medicine_classes=NAMES
    )
    return Subject(
        reading=reading,
        needs=derive_needs(reading=reading, definitions=LIBRARY.needs, links=tuple(LIBRARY.links.values())),
        plan=case.plan,
        modalities=LIBRARY.modalities,
        twin_of=lambda sentence: "another plan" if sentence in elsewhere else None,
    )


def findings_of(page: CheckPage, example: Example) -> tuple[list[str], tuple[Finding, ...]]:
    """What the example expects, and what the check says of it."""
    value = read_document(example.text, file=page.name).value
    expected = value.pop("expect")
    case = read_fragment(msgspec.json.encode(value).decode(), file=page.name).case
    subject = subject_of(case, elsewhere=example.prose)
    if page.after_all:
        return expected, tuple(each for each in run_checks(subject=subject) if each.check == page.name)
    return expected, run_checks(subject=subject, names=[page.name])


@pytest.mark.parametrize(("page", "example"), EXAMPLES, ids=IDS)
def test_a_check_says_of_its_example_what_its_page_says(page: CheckPage, example: Example) -> None:
    expected, findings = findings_of(page, example)
    said = [finding.item or ".".join(str(step) for step in finding.path) for finding in findings]
    assert sorted(said) == sorted(expected), [finding.message for finding in findings]
    assert bool(expected) == example.finds


@pytest.mark.parametrize(("page", "example"), EXAMPLES, ids=IDS)
def test_a_finding_leads_into_the_case_file_and_ends_as_a_sentence(page: CheckPage, example: Example) -> None:
    _, findings = findings_of(page, example)
    for finding in findings:
        assert finding.path[0] in ("plan", "record")
        assert finding.message.endswith((".", "?"))
        assert ".." not in finding.message
        assert finding.message[0].isupper() or finding.message[0] in "“"
