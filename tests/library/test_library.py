"""The library: every entry signed by its block, every id and source resolved, a bad file named with its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from goldthread.library.loading import (
    COMPILED,
    CONTENT,
    Library,
    build_library,
    compile_library,
    content_digest,
    load_library,
)
from goldthread.notation import BadInput
from goldthread.terms import Content, LifeDomain, Section

GOOD = """
content:
  author: A centre
  written: 2026-11-23
  next_review: 2027-11-23
  clinical_review: none yet
  confirmed: false
  sources: []
entries:
  - id: own-link
    one: alcohol-use
    other: depression
    direction: both
    why: this centre says so
    education: this is how it hangs together
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return build_library(CONTENT)


def every_entry(library: Library) -> Iterator[tuple[str, str, Any]]:
    for kind in Library.__struct_fields__:
        for name, entry in getattr(library, kind).items():
            yield kind, name, entry


def cited(value: Any) -> Iterator[str]:
    """Every citation key that an entry names, however deep."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            held = getattr(value, field)
            if field in ("source", "sources"):
                keys = held if isinstance(held, tuple) else (held,)
                yield from (key for key in keys if isinstance(key, str) and key)
            yield from cited(held)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from cited(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from cited(each)


def test_every_citation_leads_to_a_source(library: Library) -> None:
    missing = {
        f"{kind}/{name}: {key}"
        for kind, name, entry in every_entry(library)
        if kind != "sources"
        for key in cited(entry)
        if key not in library.sources
    }
    assert missing == set()


def test_nobodys_review_is_invented(library: Library) -> None:
    for kind, name, entry in every_entry(library):
        content = getattr(entry, "content", None)
        if isinstance(content, Content):
            assert content.clinical_review == "none yet", f"{kind}/{name}"
            assert content.next_review > content.written, f"{kind}/{name}"
            assert content.sources or not content.confirmed, f"{kind}/{name} says confirmed and names no source"


def test_every_section_has_needs_and_every_need_can_be_asked_measured_and_answered(library: Library) -> None:
    for section in Section:
        assert len([need for need in library.needs.values() if need.section is section]) >= 2, section
    prompts = {prompt.need for prompt in library.goals.values()}
    patterns = {pattern.need for pattern in library.objectives.values()}
    served = {indication.need for each in library.modalities.values() for indication in each.indications}
    for need in library.needs:
        assert need in prompts, f"{need} has no goal prompt"
        assert need in patterns, f"{need} has no objective pattern"
        assert need in served, f"{need} is served by no modality"


def test_every_life_domain_is_looked_at_by_some_need(library: Library) -> None:
    looked_at = {domain for need in library.needs.values() for domain in need.domains}
    assert looked_at == set(LifeDomain)


def test_ids_lead_somewhere(library: Library) -> None:
    for modality in library.modalities.values():
        for indication in modality.indications:
            assert indication.need in library.needs, modality.id
    for link in library.links.values():
        assert {link.one, link.other} <= library.needs.keys(), link.id
    for pattern in library.objectives.values():
        assert pattern.need in library.needs
        assert pattern.instrument is None or pattern.instrument in library.instruments
    for offer in library.offers:
        assert offer in library.modalities


def test_the_compiled_library_is_the_library(library: Library) -> None:
    assert COMPILED.read_bytes() == compile_library()
    assert load_library() == library


def test_a_stale_compiled_library_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: Library
) -> None:
    stale = tmp_path / "compiled.json"
    for body in (b'{"digest": "0", "library": {}}', b"not json", None):
        if body is None:
            stale.unlink()
        else:
            stale.write_bytes(body)
        monkeypatch.setattr("goldthread.library.loading.COMPILED", stale)
        assert load_library() == library


def test_a_centre_lays_its_own_content_on_top(tmp_path: Path, library: Library) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "own.yaml").write_text(GOOD)
    both = load_library(tmp_path)
    assert both.links["own-link"].why == "this centre says so"
    assert both.links.keys() == {*library.links, "own-link"}
    assert both.needs == library.needs
    some = next(iter(library.links))
    (tmp_path / "links" / "own.yaml").write_text(GOOD.replace("own-link", some))
    assert load_library(tmp_path).links[some].why == "this centre says so"


@pytest.mark.parametrize(
    ("wrong", "code", "place"),
    [
        (GOOD.replace("direction: both", "direction: sideways"), "bad-value", "own.yaml:13:16"),
        (GOOD.replace("    why:", "    wy:"), "bad-value", "own.yaml:14:5"),
        (GOOD.replace("  author: A centre\n", ""), "bad-value", "own.yaml"),
        (GOOD + GOOD[GOOD.index("  - id") :], "id-twice", "own.yaml:16:5"),
        ("- just a list", "not-content", "own.yaml:1:1"),
    ],
)
def test_a_bad_content_file_is_named_with_its_line(wrong: str, code: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "own.yaml").write_text(wrong)
    with pytest.raises(BadInput) as refused:
        load_library(tmp_path)
    assert refused.value.code == code
    assert place in str(refused.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        load_library(tmp_path / "gone")


def test_the_digest_sees_every_change(tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    path = tmp_path / "links" / "own.yaml"
    path.write_text(GOOD)
    before = content_digest(tmp_path)
    path.write_text(GOOD + " ")
    changed = content_digest(tmp_path)
    path.rename(path.with_name("other.yaml"))
    assert len({before, changed, content_digest(tmp_path)}) == 3
