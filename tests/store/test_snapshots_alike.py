"""A snapshot is the same bytes whether its folder was folded as things were asked for or as the ledger tells them."""

import datetime

from goldthread.practice.entries import FactRecorded, FormGiven
from goldthread.practice.folding import fold
from goldthread.practice.ledger_text import read_entry, read_folder, write_entry, write_folder
from goldthread.record import Administration
from harbour import STAMP, arrival


def test_a_folder_as_it_was_asked_for_and_as_the_ledger_tells_it_make_the_same_snapshot() -> None:
    answers = {f"q{number}": 1.0 for number in range(1, 12)}  # in the ledger q10 stands before q2
    fact = Administration(
        id="audit", said_by="client", recorded_by="intake", recorded_on=datetime.date(2026, 11, 23),
        source="intake interview", instrument="audit", answers=answers,
    )  # fmt: skip
    forms = [FormGiven(**STAMP, form=form, instrument="audit", to="staff") for form in ("z-first", "a-second")]
    entries = (*arrival(), FactRecorded(**STAMP, fact=fact), *forms)
    asked, told = fold(entries), fold([read_entry(write_entry(entry)) for entry in entries])
    assert asked is not None
    assert told is not None
    assert write_folder(asked) == write_folder(told)
    assert list(read_folder(write_folder(asked)).forms) == ["z-first", "a-second"]
