"""The evidence packet: from need to signature, with its holes first."""

import msgspec
import pytest
from paper_pages import Tags, case_of, desk, drafted

from goldthread.case import Case, cast_names
from goldthread.paper import Agreed, render_html


def packet(case: Case, agreed: Agreed | None = None) -> str:
    return Tags(render_html(case=case, desk=desk(), reader="evidence", agreed=agreed)).text


@pytest.mark.parametrize("name", cast_names())
def test_every_goal_objective_and_decision_is_in_the_packet(name: str) -> None:
    case = case_of(name)
    assert case.plan is not None
    text = packet(case)
    assert all(goal.own_words.text in text for goal in case.plan.goals if goal.own_words)
    assert all(each.text in text for each in case.plan.objectives)
    assert all(need.title in text for need in case.plan.needs)
    assert all(each.words in text and each.answer in text for each in case.plan.disagreements)
    assert all(each.reason.rstrip(".") in text for each in case.plan.waivers)


@pytest.mark.parametrize("name", cast_names())
def test_every_link_of_a_packet_leads_somewhere(name: str) -> None:
    for case in (case_of(name), drafted(name)):
        tags = Tags(render_html(case=case, desk=desk(), reader="evidence"))
        ids = [given["id"] for _, given in tags.tags if "id" in given]
        assert len(ids) == len(set(ids))
        assert [given["href"] for given in tags.named("a") if given["href"][1:] not in ids] == []


def test_a_case_file_alone_says_that_it_holds_no_signatures() -> None:
    text = packet(case_of("walter-brandt"))
    assert "this packet was made from a case file alone" in text
    assert text.index("made from a case file alone") < text.index("From need to signature")


def test_holes_are_told_before_everything_else() -> None:
    case = case_of("walter-brandt")
    assert case.plan is not None
    bare = msgspec.structs.replace(case.plan.objectives[0], target=None, baseline=None)
    goal = msgspec.structs.replace(case.plan.goals[-1], own_words=None)
    open_ = msgspec.structs.replace(case.plan.disagreements[0], answer="", answered_by="", answered_on=None)
    plan = msgspec.structs.replace(
        case.plan, objectives=(bare, *case.plan.objectives[1:]), goals=(*case.plan.goals[:-1], goal),
        disagreements=(open_,),
    )  # fmt: skip
    holes = packet(msgspec.structs.replace(case, plan=plan), Agreed()).partition("From need to signature")[0]
    assert "has no baseline, no target." in holes
    assert "is not in the client's own words" in holes
    assert "has no answer yet" in holes
    assert "No version of the plan has been sealed." in holes
    assert "The client's signature stands at nothing in this plan." in holes
