"""The folders that other tests stand on are what they say they are."""

import pytest

from goldthread.plan import State
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.ledger_text import read_folder, write_folder
from goldthread.practice.people import CLINICIANS
from standing_folders import AT, CLIENT, PLAN, SECOND, glass_breaker, standing_case, standing_folder

STATES = [
    (Stay.ENQUIRY, None),
    *((stay, state) for stay in (Stay.ADMITTED, Stay.COMPLETED, Stay.MERGED) for state in (None, *State)),
]


@pytest.mark.parametrize(("stay", "state"), STATES)
def test_her_folder_stands_in_every_stay_with_a_plan_in_every_state(stay: Stay, state: State | None) -> None:
    folder: Folder = standing_folder(stay=stay, plan=state)
    file = folder.plan(PLAN)
    assert (folder.stay, file and file.plan.state) == (stay, state)
    assert folder.record == standing_case().record
    assert folder.merged_into == (SECOND if stay is Stay.MERGED else None)
    assert read_folder(write_folder(folder)) == folder


def test_signatures_a_joined_folder_and_a_broken_glass_stand_where_they_are_asked_for() -> None:
    plain = standing_folder(plan=State.PROPOSED)
    more = standing_folder(plan=State.PROPOSED, signed=True, joined=True, glass=True)
    assert (plain.plans[PLAN].signed, plain.merged_from, plain.glass) == ((), (), ())
    assert [each.capacity for each in more.plans[PLAN].signed] == ["client", "author"]
    assert len(more.record.facts) == len(plain.record.facts) + 1
    assert all(more.glass_of(glass_breaker(role).id, AT) for role in CLINICIANS)
    assert standing_case().record.client.id == CLIENT
