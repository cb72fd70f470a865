"""A plan laid open for its pages: as the practice shows it, with the record beside it and what that calls for."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.case import Case
from goldthread.curation.person import Person
from goldthread.needs import NeedCause, Needs, Reading
from goldthread.paper.evidence import FactLine, fact_lines
from goldthread.paper.naming import item_names
from goldthread.paper.view import ranked
from goldthread.plan import Plan, PlanItem, State
from goldthread.practice.actions.open_plan import OpenPlan
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.find_needs import find_needs
from goldthread.practice.people import Actor
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.policies import POLICIES
from goldthread.practice.record_view import RecordView
from goldthread.practice.refusing import Refusal
from goldthread.practice.viewing import PlanView
from goldthread.terms import Role
from goldthread.web.acting import TurnedAway, actor_of, must
from goldthread.web.door import Member, door

_ELSEWHERE = frozenset({Role.CLIENT, Role.SUPPORTER})  # they have pages of their own


class Opened:
    """What the pages of one plan look at. `record` is None for those who read plans without the record."""

    def __init__(self, *, actor: Actor, view: PlanView, plan: Plan, record: RecordView | None) -> None:
        self.actor, self.view, self.plan, self.record = actor, view, plan, record
        self.desk = door().desk

    @property
    def client(self) -> str:
        """The id of the client's folder."""
        return self.plan.client

    @property
    def name(self) -> str:
        """What the client is called, where the reader may know."""
        return self.record.record.client.name if self.record is not None else ""

    @cached_property
    def case(self) -> Case | None:
        """Record and plan today."""
        if self.record is None:
            return None
        return Case(on=door().now().date(), record=self.record.record, plan=self.plan)

    @cached_property
    def reading(self) -> Reading | None:
        """The record, ready to be read."""
        return None if self.case is None else self.desk.read(case=self.case)

    @cached_property
    def needs(self) -> Needs:
        """What the record calls for."""
        return Needs(needs=(), links=()) if self.case is None else find_needs(case=self.case, desk=self.desk)

    @cached_property
    def person(self) -> Person | None:
        """The record, indexed."""
        return None if self.reading is None else Person(reading=self.reading, needs=self.needs)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Each item's name by its id."""
        return item_names(self.plan, ranked(self.plan.goals), self.desk.library.modalities)

    @cached_property
    def items(self) -> dict[str, tuple[str, PlanItem]]:
        """Each item with its collection, by id."""
        return {item.id: (collection, item) for collection, item in self.plan.items()}

    @cached_property
    def goals_of(self) -> dict[str, list[str]]:
        """The names of the goals that answer each need, in the client's order."""
        found: dict[str, list[str]] = {}
        for goal in ranked(self.plan.goals):
            for need in goal.needs:
                found.setdefault(need, []).append(self.names[goal.id])
        return found

    @cached_property
    def done_for(self) -> Counter[str]:
        """How many interventions name each need."""
        return Counter(need for each in self.plan.interventions for need in dict.fromkeys(each.needs))

    @cached_property
    def found_at(self) -> Counter[str | None]:
        """How many findings that nobody set aside wait at each item."""
        return Counter(each.item for each in self.view.findings if not each.waived_by)

    @cached_property
    def options_at(self) -> str:
        """Where the options for needs are weighed: the address of each is this one and the id of the need."""
        return reverse("plan-options", args=(self.client, self.plan.id, "need")).removesuffix("need/")

    def called(self, member: str) -> str:
        """The name of an account of the centre; its id where there is none."""
        known = self._members.get(member) or door().named(self.actor.centre, {member}).get(member)
        return known.name if known is not None else member

    @cached_property
    def _members(self) -> Mapping[str, Member]:
        """Everybody on the care team, and everybody who was asked to sign."""
        ids = {each.member for each in self.record.access} if self.record is not None else set()
        if self.view.agreement is not None:
            ids |= {each.signer for each in self.view.agreement.signers}
        return door().named(self.actor.centre, ids)

    def facts(self, ids: tuple[str, ...]) -> tuple[FactLine, ...]:
        """Facts of the record as lines."""
        return () if self.reading is None else fact_lines(ids, self.reading)

    def told(self, cause: NeedCause) -> str:
        """A cause as a plan names it."""
        return cause.text if self.person is None else self.person.cause_told(cause)

    def may(self, action: str) -> bool:
        """Whether role and state of the plan allow an action; the practice decides when it is asked."""
        states = POLICIES[action].plan
        return self.actor.role in PERMISSIONS[action] and (states is None or self.view.state in states)

    @property
    def editable(self) -> bool:
        """Whether the plan may be edited now by who looks at it; else they may propose."""
        return self.may("edit-plan") and self.view.state is State.DRAFT


def opened(request: HttpRequest, client: str, plan: str) -> Opened:
    """The plan for the team's pages. Raises TurnedAway for who may not see it, and for client and supporters, whose
    pages are others."""
    actor = actor_of(request)
    refuse_elsewhere(actor)
    view: PlanView = must(request, OpenPlan(client=client, plan=plan)).shown
    if view.plan is None:
        raise TurnedAway(_elsewhere())
    beside = actor.role in PERMISSIONS["open-record"]
    record = must(request, OpenRecord(client=client)).shown if beside else None
    return Opened(actor=actor, view=view, plan=view.plan, record=record)


def refuse_elsewhere(actor: Actor) -> None:
    """Raises TurnedAway for client and supporters."""
    if actor.role in _ELSEWHERE:
        raise TurnedAway(_elsewhere())


def _elsewhere() -> Refusal:
    return Refusal(
        code="role-may-not",
        message=_("This is the page on which the team works."),
        fix=_("Your own page of the plan begins at Today."),
    )
