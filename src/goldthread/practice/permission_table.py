"""The table of role, action and state, worked out by asking permissions and policies about invented folders."""

import datetime
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from itertools import groupby

import msgspec

from goldthread.plan import Level, Plan, State
from goldthread.practice import permissions, policies
from goldthread.practice.entries import Scope
from goldthread.practice.folder import Access, Folder, Glass, PlanFile, Stay
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.record import Client
from goldthread.terms import Role

MAY = "may"


class Relation(StrEnum):
    """How somebody stands to the folder that an action is about."""

    OWN = "own folder"
    ANOTHER = "another's folder"
    GRANTED = "let in"
    NOT_GRANTED = "not let in"
    TEAM = "on the team"
    OUTSIDE = "outside the team"
    GLASS = "through a broken glass"
    CENTRE = "of the centre"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Where a folder and the plan in it stand; `stay` None: an action about no folder, or about one that is new."""

    stay: Stay | None = None
    state: State | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table: `answer` is MAY or the code of the refusal."""

    action: str
    role: Role
    relation: Relation
    case: Case
    answer: str


def relations_of(role: Role) -> tuple[Relation, ...]:
    """How somebody in that role can stand to a folder."""
    if role is Role.CLIENT:
        return (Relation.OWN, Relation.ANOTHER)
    if role is Role.SUPPORTER:
        return (Relation.GRANTED, Relation.NOT_GRANTED)
    return (Relation.TEAM, Relation.OUTSIDE, Relation.GLASS) if role in CLINICIANS else (Relation.CENTRE,)


def cases_of(action: str) -> tuple[Case, ...]:
    """The cases in which an action can be asked for; states of a plan where it is about a plan."""
    when = policies.POLICIES[action]
    if not when.stays:
        return (Case(),)
    if when.plan is None:
        return tuple(Case(stay=stay) for stay in Stay)
    with_plans = tuple(stay for stay in Stay if stay is not Stay.ENQUIRY)
    return (
        Case(stay=Stay.ENQUIRY),
        *(Case(stay=stay, state=state) for stay in with_plans for state in (None, *State)),
    )


@cache
def rows_of(action: str) -> tuple[Row, ...]:
    """Every line of one action. The table is the same for as long as a process runs, and tests ask for it by line."""
    return tuple(
        Row(action=action, role=role, relation=relation, case=case, answer=_answer(action, role, relation, case))
        for role in Role
        for relation in relations_of(role)
        for case in cases_of(action)
    )


_AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_LATER = _AT + datetime.timedelta(hours=1)
_SCOPES: tuple[Scope, ...] = ("plan", "safety", "aftercare", "propose", "sign")


def _answer(action: str, role: Role, relation: Relation, case: Case) -> str:
    actor = Actor(id="member", centre="centre", role=role, client="client" if relation is Relation.OWN else None)
    folder = None if case.stay is None else _folder(role, relation, case.stay, case.state)
    refused = permissions.refusal(action=action, actor=actor, folder=folder, at=_AT) or policies.refusal(
        action=action, folder=folder, plan="plan"
    )
    return MAY if refused is None else refused.code


def _folder(role: Role, relation: Relation, stay: Stay, state: State | None) -> Folder:
    access = Access(member="member", as_role=role, since=_AT, scopes=_SCOPES if relation is Relation.GRANTED else ())
    glass = Glass(member="member", role=role, since=_AT, until=_LATER, reason="")
    plan = Plan(
        id="plan", client="client", level=Level.OUTPATIENT, started_on=_AT.date(), written_by="member",
        state=state or State.DRAFT,
    )  # fmt: skip
    return Folder(
        client=Client(id="client", name=""),
        stay=stay,
        entries=1,
        last_at=_AT,
        access=(access,) if relation in {Relation.TEAM, Relation.GRANTED} else (),
        glass=(glass,) if relation is Relation.GLASS else (),
        plans={} if state is None else {"plan": PlanFile(plan=plan)},
    )


# As people read it: cases with the same answers for everybody share a column, people with the same answers a line.

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


def table_of(action: str) -> Table:
    """The head and the lines of one action's table."""
    rows = rows_of(action)
    people = list(dict.fromkeys((row.role, row.relation) for row in rows))
    answers = {(row.role, row.relation, row.case): row.answer for row in rows}
    columns: dict[tuple[str, ...], list[Case]] = {}
    for case in cases_of(action):
        columns.setdefault(tuple(answers[*who, case] for who in people), []).append(case)
    lines: dict[tuple[str, ...], list[tuple[Role, Relation]]] = {}
    for number, who in enumerate(people):
        lines.setdefault(tuple(column[number] for column in columns), []).append(who)
    about_plan = policies.POLICIES[action].plan is not None
    head = ("Who", *(_cases_said(cases, about_plan=about_plan) for cases in columns.values()))
    said = _people_said if policies.POLICIES[action].stays else _roles_alone
    return head, tuple((said(who), *line) for line, who in lines.items())


def _roles_alone(people: Iterable[tuple[Role, Relation]]) -> str:
    """For what is done with no folder, or with a new one."""
    return _roles_said(dict.fromkeys(role for role, _ in people))


def _people_said(people: Iterable[tuple[Role, Relation]]) -> str:
    relations: dict[Relation, list[Role]] = {}
    for role, relation in people:
        relations.setdefault(relation, []).append(role)
    together: dict[str, list[str]] = {}
    for relation in Relation:
        if relation in relations:
            together.setdefault(_roles_said(relations[relation]), []).append(relation.value)
    return "; ".join(f"{roles} ({' or '.join(found)})" for roles, found in together.items())


def _roles_said(roles: Iterable[Role]) -> str:
    left = list(roles)
    said = []
    if set(left) >= set(CLINICIANS):
        said.append("every clinician")
        left = [role for role in left if role not in CLINICIANS]
    return ", ".join([*said, *(role.value.replace("-", " ") for role in left)])


def _cases_said(cases: Iterable[Case], *, about_plan: bool) -> str:
    together: dict[tuple[str, ...], list[str]] = {}
    for stay, those in groupby(cases, key=lambda case: case.stay):
        states = tuple(_states(case.state for case in those)) if about_plan and stay is not Stay.ENQUIRY else ()
        together.setdefault(states, []).append(stay.value if stay is not None else "always")
    return "; ".join(
        ", ".join(stays) + (f": {', '.join(states)}" if states else "") for states, stays in together.items()
    )


def _states(states: Iterable[State | None]) -> Iterator[str]:
    found = list(states)
    if set(found) >= set(State):
        yield "every plan"
        found = [state for state in found if state is None]
    yield from ("no plan" if state is None else state.value.replace("-", " ") for state in found)
