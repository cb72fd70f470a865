"""A centre's own folder with mistakes in it: nothing is passed over in silence, nothing breaks."""

from pathlib import Path

import pytest

from goldthread.library import load_library
from goldthread.notation import BadInput


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("needs/a.yaml", "content: words\nentries: [{id: x}]", "not-content"),
        ("needs/a.yaml", "content: null\nentries: [{id: x}]", "not-content"),
        ("needs/a.yaml", "entries: [{id: x, content: 5}]", "bad-value"),
        ("needs/a.yaml", "entries: [5]", "bad-value"),
        ("needs/a.yaml", "", "empty"),
        ("need/a.yaml", "entries: []", "no-content"),
        ("needs/a.yml", "entries: []", "no-content"),
        ("needs/deeper/a.yaml", "entries: []", "no-content"),
        ("a.yaml", "entries: []", "no-content"),
        ("readme.txt", "nothing", "no-content"),
    ],
)
def test_a_file_that_is_wrong_or_in_the_wrong_place_is_said(name: str, text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    with pytest.raises(BadInput) as refused:
        load_library(tmp_path)
    assert refused.value.code == code
    assert refused.value.place is not None
    assert refused.value.place.file.startswith(str(tmp_path))
