"""The steps of a client's past: the words that `history/*.yaml` uses, and the action behind each."""

import datetime
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import msgspec

from goldthread.instruments import InstrumentDefinition
from goldthread.plan import Plan
from goldthread.plan.operations import AddItem, ChangeField, Operation, collection_of
from goldthread.practice.people import Actor
from goldthread.practice.viewing import PlanView
from goldthread.terms import Role
from goldthread.wiring.acting import do
from goldthread.wiring.past import Moment, Told

Fields = dict[str, Any]


class Steps:
    """The steps of one client: `client` and `plan` are ids, `own` is the client's account, `actor` finds the others."""

    def __init__(self, *, client: str, plan: str, own: Actor, actor: Callable[[str], Actor]) -> None:
        self.client = client
        self.plan = plan
        self._own = own
        self._actor = actor

    def of(self, told: Told, person: Fields | None = None) -> Iterator[Moment]:
        """The moments of what is told; with `person`, of somebody who is in no case file."""
        self._person = {**(person or {}), "id": self.client}
        for number, step in enumerate(told.steps):
            fields = dict(step)
            ago, by, word = fields.pop("ago"), fields.pop("by"), fields.pop("do")
            actor = self._own if by == "client" else self._actor(by)
            name = f"{word}-{number + 1}"

            def done(
                at: datetime.datetime, *, word: str = word, rest: _Rest = (name, fields), by: Actor = actor
            ) -> None:
                try:
                    getattr(self, f"_{word.replace('-', '_')}", self._plain(word))(at, by, *rest)
                except Exception as error:
                    error.add_note(f"in the history of {self.client}: {rest[0]}")
                    raise

            yield Moment(ago=ago, do=done)

    # The record

    def _take_enquiry(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:  # noqa: ARG002 - one signature for all words
        self._do("take-enquiry", {"person": self._person, **asked}, by, at)

    def _say(self, at: datetime.datetime, by: Actor, name: str, said: Fields) -> None:
        self._fact(at, by, name, {"kind": "statement", **said})

    def _sure(self, at: datetime.datetime, by: Actor, name: str, said: Fields) -> None:
        self._fact(at, by, name, {"kind": "confidence", **said})

    def _fact(self, at: datetime.datetime, by: Actor, name: str, said: Fields) -> None:
        day = at.date()
        days = {"since": day - datetime.timedelta(days=said.pop("before"))} if "before" in said else {}
        fact = {
            "id": name, "said_by": "client" if by.role is Role.CLIENT else by.role.value, "source": "talk",
            "recorded_by": by.role.value, "recorded_on": day, **days, **said,
        }  # fmt: skip
        self._do("record-fact", {"fact": fact}, by, at)

    def _score(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:
        """A form that is given by `given_by` and filled in at once: `sum` is what the answers come to."""
        giver, instrument = self._actor(asked["given_by"]), asked["instrument"]
        to = "client" if by.role is Role.CLIENT else "staff"
        self._do("give-form", {"form": name, "instrument": instrument, "to": to}, giver, at)
        answers = spread(_definition(instrument), asked["sum"], start=at.day)
        self._do("answer-form", {"form": name, "answers": answers, "finish": f"{instrument}-{name}"}, by, at)

    # The plan

    def _change(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:  # noqa: ARG002 - one signature for all words
        plan, seen = self._seen(by, at)
        wanted = operations(plan, asked.get("set", {}), asked.get("add", ()), at.date())
        about = {"plan": self.plan, "seen": seen, "operations": wanted, "cause": asked.get("cause", "")}
        self._do("edit-plan", about, by, at)

    def _propose(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:
        plan, seen = self._seen(by, at)
        wanted = operations(plan, asked.get("set", {}), asked.get("add", ()), at.date())
        about = {"plan": self.plan, "proposal": asked.get("id", name), "seen": seen, "operations": wanted}
        self._do("propose-change", {**about, "words": asked.get("words", "")}, by, at)

    def _disagree(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:
        self._do("record-disagreement", {"plan": self.plan, "disagreement": asked.pop("id", name), **asked}, by, at)

    def _ask(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:  # noqa: ARG002 - one signature for all words
        of = {self.client if who == "client" else who: capacity for who, capacity in asked["of"].items()}
        due = at.date() + datetime.timedelta(days=asked.get("due_in", 14))
        self._do("ask-for-signatures", {"plan": self.plan, "of": of, "cause": asked["cause"], "due": due}, by, at)

    def _sign(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:  # noqa: ARG002 - one signature for all words
        signing = {"kind": "typed", "name": asked["name"], "capacity": asked["as"], "reauthenticated_at": at}
        self._do("sign", {**self._version(by, at), **signing}, by, at)

    def _start(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:  # noqa: ARG002 - one signature for all words
        self._do("activate", self._version(by, at), by, at)

    def _try(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:  # noqa: ARG002 - one signature for all words
        self._do("log-signature-try", {**self._version(by, at), **asked}, by, at)

    def _review(self, at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:
        """Opened and held on one day."""
        self._do("open-review", {"plan": self.plan, "cause": asked["cause"]}, by, at)
        held = {"plan": self.plan, "review": name, "outcome": asked["outcome"], "note": asked["note"]}
        if "next_in" in asked:
            held["next_on"] = at.date() + datetime.timedelta(days=asked["next_in"])
        self._do("hold-review", held, by, at)

    # What is left: an action by its own name

    def _plain(self, word: str) -> Callable[[datetime.datetime, Actor, str, Fields], None]:
        def done(at: datetime.datetime, by: Actor, name: str, asked: Fields) -> None:  # noqa: ARG001 - one signature for all words
            self._do(word, {**_days(asked, at), **self._about(word)}, by, at)

        return done

    def _about(self, word: str) -> Fields:
        return {"plan": self.plan} if word in _ON_PLAN else {}

    def _do(self, action: str, fields: Fields, by: Actor, at: datetime.datetime) -> Any:
        return do(action, {"client": self.client, **fields}, actor=by, at=lambda: at)

    def _view(self, by: Actor, at: datetime.datetime) -> PlanView:
        view: PlanView = self._do("open-plan", {"plan": self.plan}, by, at).shown
        return view

    def _seen(self, by: Actor, at: datetime.datetime) -> tuple[Plan, int]:
        view = self._view(by, at)
        if view.plan is None:
            raise LookupError(self.plan)
        return view.plan, view.revision

    def _version(self, by: Actor, at: datetime.datetime) -> Fields:
        return {"plan": self.plan, "version": self._view(by, at).versions[-1].number}


_Rest = tuple[str, Fields]
_ON_PLAN = ("open-plan", "open-review", "hold-review", "settle-proposal", "waive-finding", "take-back-plan")


def _days(asked: Fields, at: datetime.datetime) -> Fields:
    """`on: 0` is the day itself, `on: 3` three days before it."""
    if "on" not in asked:
        return asked
    return {**asked, "on": at.date() - datetime.timedelta(days=asked["on"])}


def operations(plan: Plan, changes: Fields, more: Any, today: datetime.date) -> list[Operation]:
    """The operations of `item.field: value` and of new items; `in N` of a field that is a day is so many days ahead."""
    found: list[Operation] = []
    for where, after in changes.items():
        id_, _, field = where.rpartition(".")
        item = plan.item(id_)
        if item is None:
            raise LookupError(id_)
        before, value = getattr(item, field), _ahead(after, today)
        if field == "own_words":
            value = msgspec.structs.replace(before, text=after)
        found.append(ChangeField(collection=collection_of(item), id=id_, field=field, before=before, after=value))
    for each in more:
        new = {name: _ahead(value, today) for name, value in each["item"].items()}
        found.append(AddItem(collection=each["to"], item=new))
    return found


def _ahead(value: Any, today: datetime.date) -> Any:
    if isinstance(value, str) and value.startswith("in ") and value.endswith(" days"):
        return today + datetime.timedelta(days=int(value.split()[1]))
    return value


def spread(definition: InstrumentDefinition, wanted: int, *, start: int) -> dict[str, float]:
    """Answers that come to `wanted`, spread unevenly over the items; the last item of an even worse day (thoughts of
    being better off dead, in the PHQ-9) stays at its least."""
    items = [item for item in definition.items if not item.optional]
    asked = items[:-1] if definition.id == "phq9" else items
    answers = {item.id: item.ends[0] for item in items}
    left, turn = wanted - sum(answers.values()), start
    while left > 0:
        item = asked[turn % len(asked)]
        step = min(left, 2 if turn % 3 else 1, item.ends[1] - answers[item.id])
        answers[item.id] += step
        left, turn = left - step, turn + 1
        if all(answers[each.id] == each.ends[1] for each in asked):
            break
    return answers


@cache
def _definition(instrument: str) -> InstrumentDefinition:
    from goldthread.library import load_library  # noqa: PLC0415 - a command loads what it uses

    return load_library().instruments[instrument]
