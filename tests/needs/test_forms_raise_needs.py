"""What a questionnaire finds is heard in a need: at its published limit, and not below it."""

import re

import pytest
from written import LIBRARY, library_needs, record

# The form, a total at its limit and one on the other side of it, the need and how soon it must be looked at.
BY_TOTAL = [
    ("pawss", 4, 3, "alcohol-withdrawal", "today"),
    ("phq8", 10, 9, "depression", "routine"),
    ("cesd", 16, 15, "depression", "routine"),
    ("gds15", 5, 4, "depression", "routine"),
    ("epds", 10, 9, "perinatal-mood", "soon"),
    ("phq2", 3, 2, "low-wellbeing", "routine"),
    ("k6", 13, 12, "low-wellbeing", "soon"),
    ("oasis", 8, 7, "anxiety", "routine"),
    ("isi", 10, 9, "sleep", "routine"),
    ("scoff", 2, 1, "eating", "routine"),
    ("pq16", 6, 5, "co-occurring-screening", "soon"),
    ("asrm", 6, 5, "co-occurring-screening", "soon"),
    ("iesr", 33, 32, "ptsd", "routine"),
    ("mini_cog", 2, 3, "thinking-memory", "routine"),
    ("fast_alc", 3, 2, "alcohol-use", "routine"),
    ("cage", 2, 1, "alcohol-use", "routine"),
    ("pacs", 15, 14, "craving", "routine"),
    ("dar5", 12, 11, "anger", "routine"),
    ("hsi", 3, 2, "tobacco", "routine"),
    ("ucla3", 6, 5, "isolation", "routine"),
    ("osss3", 8, 9, "isolation", "routine"),
    ("hark", 1, 0, "violence-at-home", "soon"),
    ("hits", 11, 10, "violence-at-home", "soon"),
]

_OF_SUICIDE = re.compile(r"suicid|self-harm|be dead|killing|end.* li[fv]e", re.IGNORECASE)


@pytest.mark.parametrize(("form", "at", "beside", "need", "urgency"), BY_TOTAL, ids=[row[0] for row in BY_TOTAL])
def test_a_form_raises_its_need_at_its_limit_and_not_below(
    form: str, at: float, beside: float, need: str, urgency: str
) -> None:
    found = library_needs(record({"kind": "administration", "instrument": form, "total": at})).get(need)
    assert found is not None
    assert found.urgency == urgency
    assert library_needs(record({"kind": "administration", "instrument": form, "total": beside})).get(need) is None


@pytest.mark.parametrize("item", ["q1", "q2", "q3", "q4", "q5", "q6", "q6a"])
def test_any_yes_on_the_screener_for_suicide_is_looked_at_the_same_day(item: str) -> None:
    found = library_needs(record({"kind": "administration", "instrument": "cssrs_screen", "answers": {item: 1}}))
    risk = found.get("suicide-risk")
    assert risk is not None
    assert risk.urgency == "today"


@pytest.mark.parametrize("form", ["asq", "cssrs_screen"])
def test_no_to_every_question_raises_nothing(form: str) -> None:
    answers = {item.id: 0 for item in LIBRARY.instruments[form].items}
    assert library_needs(record({"kind": "administration", "instrument": form, "answers": answers})).needs == ()


def test_every_warning_of_suicide_in_any_form_is_heard() -> None:
    """A questionnaire that asks of it and whose answer no need hears would be worse than none."""
    heard = 0
    for form, definition in LIBRARY.instruments.items():
        for critical in definition.critical:
            if _OF_SUICIDE.search(critical.meaning):
                answers = {critical.item: max(critical.at_least or 0, 1)}
                needs = library_needs(record({"kind": "administration", "instrument": form, "answers": answers}))
                assert needs.get("suicide-risk") is not None, (form, critical.id)
                heard += 1
    assert heard >= 10


@pytest.mark.parametrize("item", ["q1", "q2"])
def test_hunger_is_heard(item: str) -> None:
    for answer, raised in ((1, True), (2, True), (0, False)):
        form = {"kind": "administration", "instrument": "hvs", "answers": {item: answer}}
        assert (library_needs(record(form)).get("food") is not None) == raised
