"""A client's complete copy reads back as what it was made from; what is erased is gone for every action."""

import json

import msgspec
import pytest

from asking import ask, desk, done, folder_of, refused
from goldthread.case import read_case
from goldthread.cli.commands.schema import SchemaOf, schema_text
from goldthread.plan import State
from goldthread.plan.operations import SetHeader
from goldthread.practice.actions import action_named, all_actions
from goldthread.practice.actions.ask_for_signatures import AskForSignatures
from goldthread.practice.actions.edit_plan import EditPlan
from goldthread.practice.actions.erase_client import EraseClient
from goldthread.practice.actions.export_client import ExportClient
from goldthread.practice.actions.list_clients import ListClients
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.actions.record_disagreement import RecordDisagreement
from goldthread.practice.actions.take_back_plan import TakeBackPlan
from goldthread.practice.client_copy import ClientCopy
from goldthread.practice.folder import KEPT_REVISIONS, Stay
from goldthread.practice.people import Actor
from goldthread.practice.perform import perform
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role
from standing_folders import (
    AT,
    CENTRE,
    CLIENT,
    JOINED,
    NEIGHBOUR,
    PLAN,
    RUTH,
    SECOND,
    STRANGER,
    WALTER,
    member,
    outsider,
    standing_books,
    standing_case,
)
from valid_requests import valid_request

COPY = ExportClient(client=CLIENT, to="the client", purpose="She asked for it.")
ERASE = EraseClient(client=CLIENT, ground="retention-ended", reason="Ten years have passed since the last stay.")
COMPLIANCE = member(Role.COMPLIANCE)
THERAPIST = member(Role.THERAPIST)


@pytest.mark.parametrize("stay", list(Stay))
@pytest.mark.parametrize("actor", [RUTH, COMPLIANCE, member(Role.SUPERVISOR)], ids=lambda actor: actor.role)
def test_the_case_in_a_copy_reads_back_as_the_same_record_and_plan(stay: Stay, actor: Actor) -> None:
    state = None if stay is Stay.ENQUIRY else State.ACTIVE
    books = standing_books(stay=stay, plan=state, joined=stay is not Stay.MERGED)
    folder = folder_of(books)
    shown = done(books, actor, COPY).shown
    case = read_case(msgspec.json.encode(shown["case"])).case
    assert case.record == folder.record
    assert case.plan == (folder.plans[PLAN].plan if state else None)
    assert folder_of(books).entries == folder.entries + 1


def test_a_copy_holds_versions_signatures_disagreements_and_the_trace() -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    first = folder_of(books).plans[PLAN].plan
    title = first.title
    done(books, THERAPIST, TakeBackPlan(client=CLIENT, plan=PLAN, reason="A word on sleep."))
    change = SetHeader(field="title", before=title, after="The way back to work")
    seen = folder_of(books).plans[PLAN].revision
    done(books, THERAPIST, EditPlan(client=CLIENT, plan=PLAN, seen=seen, operations=(change,)))
    done(books, THERAPIST, AskForSignatures(client=CLIENT, plan=PLAN, of={CLIENT: "client"}))
    words = "I want mornings."
    about = first.goals[0].id
    done(books, RUTH, RecordDisagreement(client=CLIENT, plan=PLAN, disagreement="d1", about=about, words=words))
    shown = done(books, RUTH, COPY).shown
    (plan,) = shown["plans"]
    file = folder_of(books).plans[PLAN]
    assert [each["sealed"]["number"] for each in plan["versions"]] == [1, 2]
    assert [each["plan"]["title"] for each in plan["versions"]] == [title, "The way back to work"]
    assert plan["versions"][0]["plan"] == msgspec.to_builtins(first)
    assert [each["signer"] for each in plan["signed"]] == [each.signer for each in file.signed]
    assert [each["words"] for each in plan["plan"]["disagreements"] if each["id"] == "d1"] == [words]
    assert len(plan["proposals"]) == len(file.proposals)
    actions = [line["action"] for line in shown["trace"]]
    assert actions == ["record-disagreement", "ask-for-signatures", "edit-plan", "take-back-plan"]
    assert shown["shape"] == "goldthread-client-copy/1"


def test_a_copy_holds_a_version_that_is_older_than_the_revisions_that_the_folder_keeps() -> None:
    books = standing_books(plan=State.PROPOSED, signed=True)
    first = folder_of(books).plans[PLAN].plan
    done(books, THERAPIST, TakeBackPlan(client=CLIENT, plan=PLAN, reason="A word on sleep."))
    for number in range(KEPT_REVISIONS + 1):
        file = folder_of(books).plans[PLAN]
        change = SetHeader(field="title", before=file.plan.title, after=f"The way back to work {number}")
        done(books, THERAPIST, EditPlan(client=CLIENT, plan=PLAN, seen=file.revision, operations=(change,)))
    (plan,) = done(books, RUTH, COPY).shown["plans"]
    assert [each["plan"] for each in plan["versions"]] == [msgspec.to_builtins(first)]


def test_the_ground_of_an_erasing_stands_in_the_trail_and_nowhere_else() -> None:
    books = standing_books(stay=Stay.COMPLETED)
    done(books, COMPLIANCE, ERASE)
    done(books, COMPLIANCE, ListClients())
    assert [trace.ground for trace in books.trail[CENTRE][-2:]] == ["retention-ended", ""]


def test_a_copy_is_plain_values_of_the_documented_shape() -> None:
    shown = done(standing_books(joined=True, glass=True), RUTH, COPY).shown
    text = json.dumps(shown)
    copied = msgspec.json.decode(text, type=ClientCopy)
    assert json.loads(text) == msgspec.json.decode(msgspec.json.encode(copied))
    schema = json.loads(schema_text(SchemaOf.CLIENT_COPY))
    assert set(schema["$defs"]["ClientCopy"]["properties"]) == shown.keys()


def test_nobody_is_erased_while_in_treatment_or_without_a_reason() -> None:
    books = standing_books()
    assert refused(books, COMPLIANCE, ERASE) == "not-in-this-stay"
    books = standing_books(stay=Stay.COMPLETED)
    assert refused(books, COMPLIANCE, msgspec.structs.replace(ERASE, reason="old")) == "no-reason"
    assert folder_of(books).record == standing_case().record


@pytest.mark.parametrize("action", all_actions())
def test_after_erasing_every_action_answers_that_the_folder_was_erased(action: str) -> None:
    books = standing_books(stay=Stay.COMPLETED, plan=State.ACTIVE)
    before = folder_of(books)
    done(books, COMPLIANCE, ERASE)
    actors = [RUTH, COMPLIANCE, THERAPIST, outsider(Role.NURSE), member(Role.ADMINISTRATOR)]
    found = action_named(action)
    assert found is not None
    for actor in actors:
        request = valid_request(action, actor, before)
        if getattr(request, "client", None) != CLIENT:
            continue
        answer = perform(action=found, request=request, actor=actor, at=AT, books=books, desk=desk())
        assert isinstance(answer, Refusal)
        assert answer.code == "erased"


def test_to_other_clients_and_supporters_an_erased_folder_is_as_if_it_never_was() -> None:
    books = standing_books(stay=Stay.COMPLETED, plan=State.ACTIVE)
    done(books, COMPLIANCE, ERASE)
    for actor, code in ((WALTER, "not-your-folder"), (STRANGER, "not-granted")):
        for client in (CLIENT, "nobody"):
            assert refused(books, actor, OpenPlan(client=client, plan=PLAN)) == code


def test_the_trace_of_what_was_done_stays_and_lists_no_longer_show_the_client() -> None:
    books = standing_books(stay=Stay.COMPLETED)
    ask(books, THERAPIST, OpenRecord(client=CLIENT))
    answer = done(books, COMPLIANCE, ERASE)
    assert answer.answer == {"client": CLIENT, "ground": "retention-ended", "joined": []}
    assert [(each.action, each.client) for each in books.trail[CENTRE]] == [
        ("open-record", CLIENT),
        ("erase-client", CLIENT),
    ]
    listed = [line.client for line in done(books, COMPLIANCE, ListClients()).shown]
    assert listed == [SECOND, NEIGHBOUR]


def test_erasing_names_the_folders_of_the_same_person_that_a_merge_joined() -> None:
    books = standing_books(stay=Stay.COMPLETED, joined=True)
    assert done(books, COMPLIANCE, ERASE).answer["joined"] == [JOINED]
    assert done(books, COMPLIANCE, msgspec.structs.replace(ERASE, client=JOINED)).answer["joined"] == [CLIENT]
