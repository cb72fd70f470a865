"""A centre brings in the wording that it may use: the library scores as before, and the permission stands beside it."""

from pathlib import Path

import pytest

from goldthread.instruments import score
from goldthread.library import load_library
from goldthread.notation import BadInput

PSS4 = """
entries:
- instrument: pss4
  permission: Leave of 3 March, for this centre
  stem: In the last month
  wording: {q1: Made up one, q2: Made up two, q3: Made up three, q4: Made up four}
  choices: {0: Never, 4: Always}
  item_choices: {q4: {0: Not once, 4: All the time}}
"""


def brought(tmp_path: Path, text: str) -> Path:
    (tmp_path / "wordings").mkdir(exist_ok=True)
    (tmp_path / "wordings" / "ours.yaml").write_text(text)
    return tmp_path


def test_a_skeleton_speaks_once_the_centre_has_brought_its_words(tmp_path: Path) -> None:
    shipped, ours = load_library().instruments["pss4"], load_library(brought(tmp_path, PSS4)).instruments["pss4"]
    assert not any(item.wording for item in shipped.items)
    assert [item.wording for item in ours.items] == ["Made up one", "Made up two", "Made up three", "Made up four"]
    assert [item.choices["4"] for item in ours.items] == ["Always", "Always", "Always", "All the time"]
    assert ours.stem == "In the last month"
    assert ours.permission.note.endswith("Leave of 3 March, for this centre")
    assert ours.permission.note.startswith(shipped.permission.note)
    assert ours.permission.wording_shipped


def test_it_scores_as_before(tmp_path: Path) -> None:
    shipped, ours = load_library().instruments["pss4"], load_library(brought(tmp_path, PSS4)).instruments["pss4"]
    for case in shipped.worked_cases:
        assert score(definition=ours, answers=case.answers) == score(definition=shipped, answers=case.answers)


def test_the_other_instruments_stay_as_they_are(tmp_path: Path) -> None:
    shipped, ours = load_library().instruments, load_library(brought(tmp_path, PSS4)).instruments
    assert {name for name in shipped if shipped[name] != ours[name]} == {"pss4"}


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("instrument: pss4", "instrument: pss5", "no-such-instrument", "pss5"),
        (", q4: Made up four", "", "bad-wording", "q4 has no wording"),
        ("q4: Made up four", "q4: ''", "bad-wording", "q4 has no wording"),
        ("q4: Made up four", "q4: Made up four, q9: Nine", "bad-wording", "no item q9"),
        ("4: All the time", "7: All the time", "bad-wording", "q4"),
        ("  permission: Leave of 3 March, for this centre\n", "", "bad-value", "permission"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_their_place(
    old: str, new: str, code: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as refused:
        load_library(brought(tmp_path, PSS4.replace(old, new)))
    assert refused.value.code == code
    assert told in refused.value.message
    assert refused.value.place is not None
    assert refused.value.place.line >= 3
