"""A client's record laid open for its pages: as the practice shows it, read today."""

import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.case import Case
from goldthread.needs import Needs, Reading
from goldthread.practice.actions.open_record import OpenRecord
from goldthread.practice.find_needs import find_needs
from goldthread.practice.people import Actor
from goldthread.practice.permissions import PERMISSIONS
from goldthread.practice.policies import POLICIES
from goldthread.practice.record_view import RecordView
from goldthread.record import AnyFact, Chart
from goldthread.terms import Role
from goldthread.web.acting import actor_of, must
from goldthread.web.door import door
from goldthread.web.templatetags.goldthread import role_name


class Whole:
    """What the pages of one record look at."""

    def __init__(self, *, actor: Actor, view: RecordView, on: datetime.date) -> None:
        self.actor, self.view, self.on = actor, view, on
        self.desk = door().desk
        self.forms = frozenset(each.given.form for each in view.forms)
        self.told: dict[tuple[str, str], dict[str, Any]] = {}  # lines: several parts of the page tell of one fact
        self.roles: dict[str, str] = {}

    @property
    def client(self) -> str:
        """The id of the client's folder."""
        return self.view.record.client.id

    @property
    def own(self) -> bool:
        """Whether it is the client who looks at it. They are given no number without somebody to talk to."""
        return self.actor.role is Role.CLIENT

    @cached_property
    def facts_at(self) -> str:
        """Where the facts are corrected: the address of each is this one and its id."""
        return reverse("record-correct", args=(self.client, "fact")).removesuffix("fact/")

    @cached_property
    def case(self) -> Case:
        """The record today."""
        return Case(on=self.on, record=self.view.record)

    @cached_property
    def reading(self) -> Reading:
        """The record, ready to be read."""
        return self.desk.read(case=self.case)

    @property
    def chart(self) -> Chart:
        """The record's facts as they stand."""
        return self.reading.chart

    @cached_property
    def needs(self) -> Needs:
        """What the record calls for."""
        return find_needs(case=self.case, desk=self.desk)

    @cached_property
    def origins(self) -> tuple[str, str]:
        """How a line says where it comes from: written down by who said it, and by somebody else."""
        return (
            _("%(who)s, %(day)s. Source: %(source)s"),
            _("%(who)s, %(day)s. Source: %(source)s. Written down by: %(by)s"),
        )

    def role(self, name: str) -> str:
        """A role in the reader's language; every line has one or two."""
        if name not in self.roles:
            self.roles[name] = role_name(name)
        return self.roles[name]

    def may(self, action: str) -> bool:
        """Whether role and stay allow an action; the practice decides when it is asked."""
        return self.actor.role in PERMISSIONS[action] and self.view.stay in POLICIES[action].stays

    @property
    def may_open_accounts(self) -> bool:
        """Whether the role looks after the client's accounts."""
        return self.may("see-accounts")

    @property
    def may_hand_out(self) -> bool:
        """Whether the role sees the folder as a whole, and hands out copies."""
        return self.may("survey-charts")

    def may_correct(self, fact: AnyFact) -> bool:
        """Likewise, for correcting that fact."""
        return self.may("correct-fact") and (fact.from_client or not self.own)


def opened(request: HttpRequest, client: str) -> Whole:
    """The record for who asks. Raises TurnedAway for who may not see it."""
    view: RecordView = must(request, OpenRecord(client=client)).shown
    return Whole(actor=actor_of(request), view=view, on=door().now().date())
