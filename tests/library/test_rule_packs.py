"""Rule packs: every rule has its source, what nobody confirmed says so, and a wrong pack is named."""

import datetime
import re
from pathlib import Path
from typing import get_args

import pytest

from goldthread.library import Library, load_library
from goldthread.library.rule_packs import LevelName, PackRule, Signer, Span
from goldthread.notation import BadInput
from goldthread.plan import Level
from goldthread.practice.entries import Capacity

DAY = datetime.date
PAGE = Path(__file__).resolve().parents[2] / "docs/reference/rule-packs.md"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def rule(library: Library, pack: str, name: str) -> PackRule:
    return next(each for each in library.rulepacks[pack].rules if each.id == name)


def test_levels_and_signers_are_those_of_plans_and_signatures() -> None:
    assert set(get_args(LevelName)) == {level.value for level in Level}
    assert set(get_args(Signer)) == set(get_args(Capacity)) - {"witness"}


def test_every_rule_stands_once_and_leads_to_a_source(library: Library) -> None:
    seen: set[str] = set()
    for pack in library.rulepacks.values():
        assert pack.rules
        for each in pack.rules:
            assert each.id not in seen
            seen.add(each.id)
            assert set(each.source) <= set(pack.content.sources), each.id
            assert set(each.source) <= library.sources.keys(), each.id


def test_a_pack_is_confirmed_when_all_of_its_rules_are(library: Library) -> None:
    for pack in library.rulepacks.values():
        assert pack.content.confirmed == all(each.confirmed for each in pack.rules), pack.id


def test_the_californian_days_are_those_of_the_regulation(library: Library) -> None:
    assert rule(library, "california-ntp", "ntp-plan").within == Span(days=28)
    assert rule(library, "california-ntp", "ntp-review").within == Span(months=3)
    for name in ("ntp-countersign-supervisor", "ntp-countersign-physician"):
        assert rule(library, "california-ntp", name).within == Span(days=14)
        assert rule(library, "california-ntp", name).confirmed
    assert library.rulepacks["california-ntp"].includes == ("us-otp",)


def test_no_number_stands_where_none_was_confirmed_for_accreditors_and_medi_cal(library: Library) -> None:
    for pack in ("joint-commission", "carf", "california-medi-cal", "california-dhcs-programs"):
        assert {each.within for each in library.rulepacks[pack].rules} == {None}


@pytest.mark.parametrize(
    ("span", "day", "times", "after"),
    [
        (Span(days=28), DAY(2026, 2, 14), 1, DAY(2026, 3, 14)),
        (Span(days=0), DAY(2026, 2, 14), 1, DAY(2026, 2, 14)),
        (Span(months=3), DAY(2026, 11, 30), 1, DAY(2027, 2, 28)),
        (Span(months=3), DAY(2026, 11, 30), 2, DAY(2027, 5, 30)),
        (Span(months=1), DAY(2026, 11, 23), 1, DAY(2026, 12, 23)),
        (Span(months=1), DAY(2026, 12, 31), 1, DAY(2027, 1, 31)),
        (Span(working_days=7), DAY(2026, 11, 23), 1, DAY(2026, 12, 2)),
        (Span(working_days=1), DAY(2026, 11, 27), 1, DAY(2026, 11, 30)),
    ],
)
def test_a_span_ends_on_its_day(span: Span, day: datetime.date, times: int, after: datetime.date) -> None:
    assert span.after(day, times=times) == after


def example() -> str:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    return str(block)


def test_the_pack_of_a_centre_that_the_page_shows_is_read(tmp_path: Path) -> None:
    (tmp_path / "rulepacks").mkdir()
    (tmp_path / "rulepacks" / "ours.yaml").write_text(example())
    own = load_library(tmp_path).rulepacks["our-centre"]
    assert own.rules[0].within == Span(days=30)
    assert own.includes == ("joint-commission",)


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("{days: 30}", "{days: 30, months: 1}", "bad-value"),
        ("{days: 30}", "{}", "bad-value"),
        ("[residential]", "[penthouse]", "bad-value"),
        ("[joint-commission]", "[joint-comission]", "no-such-rule-pack"),
        ("what: review", "what: countersign", "bad-value"),
        ("what: review", "what: signers", "bad-value"),
        ("what: review", "what: plan\n    first: {days: 3}", "bad-value"),
    ],
)
def test_a_wrong_pack_is_refused(right: str, wrong: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "rulepacks").mkdir()
    assert right in example()
    (tmp_path / "rulepacks" / "ours.yaml").write_text(example().replace(right, wrong))
    with pytest.raises(BadInput) as refused:
        load_library(tmp_path)
    assert refused.value.code == code
    assert "ours.yaml" in str(refused.value)
