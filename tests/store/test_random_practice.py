"""Random people ask for random things, and the store answers as plain dictionaries do: the same answers, the same
folders, a reason in every refusal, and nothing shown to somebody who may not see it.

GOLDTHREAD_EXAMPLES=500 looks further than a normal run does.
"""

import datetime
import hashlib
import os
from random import Random
from typing import Any

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from asking import desk
from goldthread.plan import State
from goldthread.practice.action import Request
from goldthread.practice.actions import action_named, all_actions
from goldthread.practice.folder import Stay
from goldthread.practice.people import Actor
from goldthread.practice.perform import Done, perform
from goldthread.practice.ports import GlassAsked
from goldthread.practice.refusing import Refusal
from goldthread.store import chain
from goldthread.store.rebuilding import rebuild
from goldthread.terms import Role
from plain_practice import PlainClient, PlainPractice, Time, fields_of, learn, plain_fact, signatures, unsigned
from planted_books import PEOPLE, Planted, TwoCentres
from random_requests import CLIENTS, NEW, Asking
from standing_folders import AT, BEFORE, CLIENT, NEIGHBOUR, SECOND

EXAMPLES = int(os.environ.get("GOLDTHREAD_EXAMPLES", "20"))
STEPS = 50
FOLDERS = (CLIENT, NEIGHBOUR, SECOND, NEW)
_UNTRACED = {"clock-behind", "repeated", "key-used-before"}
_FORBIDDEN = {
    "role-may-not", "not-your-folder", "no-longer-an-enquiry", "merged-away", "not-in-this-stay", "not-in-this-state",
}  # fmt: skip
_STAFF = {"plan", "safety", "aftercare", "said", "record", "name", "reason"}
# Which parts of a folder each answer may hold, for those who may ask for it.
SHOWN = {
    "open-record": {"record", "name"},
    "open-plan": _STAFF,
    "see-versions": _STAFF,
    "see-link": _STAFF,  # the plan that is to be signed, as `open-plan` shows it
    "see-trace": {"reason"},
    "export-client": _STAFF,
    "read-session-notes": {"note"},
    "list-clients": {"name"},
    "find-client": {"name"},
    "survey-charts": {"name"},
    "list-glasses": {"name", "reason"},
}
CLASHING = {"edit-plan": {"plan", "safety", "aftercare"}, "settle-proposal": {"plan", "safety", "aftercare"}}

# What is asked often, so that a plan lives; everything else is asked too.
_OFTEN = {
    "edit-plan": 14, "open-plan": 6, "propose-change": 6, "settle-proposal": 6, "ask-for-signatures": 4, "sign": 6,
    "take-back-plan": 4, "activate": 5, "record-fact": 5, "correct-fact": 3, "list-clients": 4, "grant-access": 5,
    "revoke-access": 3, "record-disagreement": 3, "give-form": 3, "answer-form": 3, "open-record": 3, "see-trace": 2,
    "merge-charts": 2, "undo-merge": 3, "hold-review": 4, "open-review": 3, "decline-to-sign": 3, "reopen": 2,
    "draft-plan": 2,
}  # fmt: skip
ACTIONS = tuple(name for name in all_actions() for _ in range(_OFTEN.get(name, 1)))
KEYS = (*[None] * 6, "key-1", "key-2", "key-3")
# How the clock of whoever asks stands to everybody's, in seconds; most often time just goes on.
TICKS = (*[0] * 12, *[1] * 12, *[60] * 6, 3600, 3600, 3 * 86400, -1, -5, -6, -3600)
# Where her stay and her plan stand when it begins.
STARTS = [
    (Stay.ADMITTED, State.DRAFT), (Stay.ADMITTED, State.DRAFT), (Stay.ADMITTED, State.PROPOSED),
    (Stay.ADMITTED, State.AGREED), (Stay.ADMITTED, State.ACTIVE), (Stay.ADMITTED, State.UNDER_REVIEW),
    (Stay.COMPLETED, State.ACTIVE), (Stay.COMPLETED, None), (Stay.ENQUIRY, None),
]  # fmt: skip
# A number that a whole step is drawn from, with all numbers before: the same number is not the same step twice.
NUMBERS = st.integers(0, 2**64)


class RandomPractice(RuleBasedStateMachine):
    """Two centres on one server; the store and the dictionaries are asked the same."""

    using: str

    def __init__(self) -> None:
        super().__init__()
        self.at, self.numbers = AT, ""

    @initialize(start=st.sampled_from(STARTS), number=NUMBERS)
    def centres(self, start: tuple[Stay, State | None], number: int) -> None:
        self._dice(number)
        self.world = TwoCentres(self.using, stay=start[0], plan=start[1])
        self.models = {centre: self._model(centre) for centre in (self.world.harbour, self.world.lake)}
        self.asked_with_keys: list[tuple[Actor, str, Request, str]] = []

    def _model(self, centre: str) -> PlainPractice:
        model = PlainPractice(BEFORE)
        for client in FOLDERS:
            folder = self.world.plain.folder_of(centre, client)
            if folder is not None:
                model.clients[client] = PlainClient(folder)
                for file in folder.plans.values():
                    for each in file.proposals:
                        model.clients[client].proposals[file.plan.id, each.made.proposal] = (0, {})
        return model

    # What happens

    @rule(number=NUMBERS)
    def somebody_asks(self, number: int) -> None:
        dice = self._dice(number)
        at = self._time(dice.choice(TICKS))
        centre = dice.choice([self.world.harbour] * 11 + [self.world.lake])
        what = self._who_asks_what(dice, centre, at)
        self._asked(dice, what, at)
        if what[1] == "edit-plan":  # colleagues are at it too, with what they saw before
            for role in dice.sample([Role.THERAPIST, Role.NURSE, Role.SUPERVISOR], 2):
                actor = Actor(id=role.value, centre=self.world.harbour, role=role)
                self._asked(dice, (CLIENT, "edit-plan", actor), at)

    def _asked(self, dice: Random, what: tuple[str, str, Actor], at: Time) -> None:
        client, action, actor = what
        asking = Asking(
            choose=dice.choice, world=self.world, model=self.models[actor.centre], actor=actor, at=at, client=client
        )
        request, key = asking.request(action), dice.choice(KEYS)
        if key:
            self.asked_with_keys.append((actor, action, request, key))
        self._perform(actor, action, request, key, at)

    def _dice(self, number: int) -> Random:
        self.numbers = hashlib.sha256(f"{self.numbers}/{number}".encode()).hexdigest()
        return Random(self.numbers)  # noqa: S311 - what is tried, nothing secret

    @precondition(lambda self: self.asked_with_keys)
    @rule(number=NUMBERS)
    def the_same_comes_again(self, number: int) -> None:
        dice = self._dice(number)
        actor, action, request, key = dice.choice(self.asked_with_keys)
        self._perform(actor, action, request, key, self._time(dice.choice(TICKS)))

    def _who_asks_what(self, dice: Random, centre: str, at: Time) -> tuple[str, str, Actor]:
        """Mostly somebody who may, at the right moment; often enough not."""
        model = self.models[centre]
        people = [msgspec.structs.replace(each, centre=centre) for each in PEOPLE]
        held = model.clients.get(CLIENT)
        ended = [who for who in people if held and who.id in held.team and held.seat(who.id, at) is None]
        if ended and dice.random() < 0.2:  # somebody whose access has run out looks again
            return CLIENT, dice.choice(["list-clients", "open-plan", "open-record"]), dice.choice(ended)
        for _ in range(3):
            client, action = dice.choice(CLIENTS), dice.choice(ACTIONS)
            if dice.random() < 0.25:
                break
            may = [each for each in people if model.allowed(action, each, client, at)]
            if may:
                return client, action, dice.choice(may)
        return client, action, dice.choice(people)

    def _time(self, tick: int) -> Time:
        """Now; a clock that was set back is that of one who asks, and only this once."""
        self.at += datetime.timedelta(seconds=max(tick, 0))
        return self.at + datetime.timedelta(seconds=min(tick, 0))

    # What must be so

    def _perform(self, actor: Actor, name: str, request: Request, key: str | None, at: Time) -> None:
        model, action = self.models[actor.centre], action_named(name)
        assert action is not None
        foreseen = model.foreseen(action, request, actor, at, key)
        answers = [
            perform(action=action, request=request, actor=actor, at=at, books=books, desk=desk(), key=key)
            for books in (self.world.plain, self.world.stored)
        ]
        assert answers[0] == answers[1]
        # As it is sent: what is equal must stand in the same order too.
        assert msgspec.json.encode(answers[0]) == msgspec.json.encode(answers[1])
        answer = answers[1]
        outcome = answer.code if isinstance(answer, Refusal) else "repeated" if answer.repeated else "done"
        assert foreseen in {None, outcome}, name
        assert foreseen is not None or outcome not in _FORBIDDEN
        self._says_what_to_do(answer)
        traced = max(at, model.newest)
        self._shows_no_more_than_may_be_seen(
            model=model, actor=actor, action=name, request=request, answer=answer, at=traced
        )
        if outcome not in _UNTRACED:
            model.newest = traced
        if outcome == "done":
            self._goes_on(model=model, actor=actor, action=name, request=request, key=key, answer=answer)

    def _says_what_to_do(self, answer: Done | Refusal) -> None:
        """A refusal has code, message and fix; and no word about anybody but what clashes."""
        if isinstance(answer, Refusal):
            assert answer.code.replace("-", "").isalpha()
            assert answer.message.endswith((".", "?"))
            assert answer.fix
            told = msgspec.json.encode([answer.code, answer.message, answer.fix, answer.details])
        else:
            told = msgspec.json.encode(answer.answer)
        assert self._found_in(told) == []

    def _found_in(self, told: bytes) -> list[Planted]:
        return [planted for word, planted in self.world.words.items() if word.encode() in told]

    def _shows_no_more_than_may_be_seen(
        self, *, model: PlainPractice, actor: Actor, action: str, request: Request, answer: Done | Refusal, at: Time
    ) -> None:
        if isinstance(answer, Refusal):
            shown, parts = msgspec.json.encode(answer.conflicts), CLASHING.get(action, set())
        else:
            shown, parts = msgspec.json.encode(answer.shown), SHOWN.get(action, set())
        found = self._found_in(shown)
        if found:
            assert model.denied(action, request, actor, at) is None
        for planted in found:
            assert planted.centre == actor.centre, planted
            assert planted.kind in parts, planted
            asked: dict[str, Any] = {"model": model, "actor": actor, "action": action, "request": request}
            assert self._reaches(**asked, planted=planted, at=at), planted

    def _reaches(
        self, *, model: PlainPractice, actor: Actor, action: str, request: Any, planted: Planted, at: Time
    ) -> bool:
        if action in {"find-client", "list-glasses"}:
            return True  # of the whole centre: names alone, and why the glass was broken
        if action == "survey-charts" and planted.client == request.other:
            return True  # whoever surveys one of the two may survey the other
        if action == "list-clients":
            held = model.clients[planted.client]
            seat = held.seat(actor.id, at)
            on_team = seat is not None and seat[0] == actor.role.value
            return {Role.COMPLIANCE: True, Role.INTAKE: held.stay is Stay.ENQUIRY}.get(actor.role, on_team)
        asked = model.clients[request.client]
        if planted.client != request.client and planted.client not in asked.ever_joined:
            return False
        if planted.kind == "note":
            return planted.by == actor.id
        if actor.role is not Role.SUPPORTER:
            return True
        seat = asked.seat(actor.id, at)
        scopes = seat[2] if seat is not None else frozenset()
        own = planted.kind == "said" and planted.by == actor.id
        return own or planted.kind in scopes or (planted.kind == "name" and "plan" in scopes)

    def _goes_on(
        self, *, model: PlainPractice, actor: Actor, action: str, request: Any, key: str | None, answer: Any
    ) -> None:
        if key:
            model.answers[actor.id, key] = (action, unsigned(request), answer.answer)
        learn(model, action, request, actor, model.newest)
        for client in {getattr(request, "client", None), getattr(request, "other", None)} - {None}:
            self._same_folder(actor.centre, str(client), action, request)

    def _same_folder(self, centre: str, client: str, action: str, request: Any) -> None:
        folder = self.world.plain.folder_of(centre, client)
        actor = Actor(id="therapist", centre=centre, role=Role.THERAPIST)
        with self.world.stored.open(actor=actor, clients=(client,)) as pages:
            assert pages.folder(client) == folder
            assert pages.erased(client) == (client in self.models[centre].erased)
        model = self.models[centre].clients
        if folder is None:
            assert client not in model
            return
        held = model.get(client)
        if held is None:
            model[client] = PlainClient(folder)
            return
        if action in {"merge-charts", "undo-merge"}:
            held.ever_joined.add(request.other if client == request.client else request.client)
            held.facts = {fact.id: plain_fact(fact) for fact in folder.facts}
            held.joined = {
                each.other: {fact.id: plain_fact(fact) for fact in each.facts} for each in folder.merged_from
            }
        if action in {"set-aside-domain", "answer-form"}:
            made = getattr(request, "fact", None) or getattr(request, "finish", None)
            held.facts.update({fact.id: plain_fact(fact) for fact in folder.facts if fact.id == made})
        held.told(folder)
        assert {fact.id: plain_fact(fact) for fact in folder.record.facts} == held.record
        assert len(folder.record.facts) == len(held.record)
        seats = {each.member: (each.as_role.value, each.until, frozenset(each.scopes)) for each in folder.access}
        assert seats == held.team
        assert {name: fields_of(file.plan) for name, file in folder.plans.items()} == {
            name: revisions[-1] for name, revisions in held.plans.items()
        }
        assert signatures(folder) == held.signed

    def teardown(self) -> None:
        """In the end lists, searches and trails are the same too; the chain verifies; lists made anew are the same."""
        for centre in getattr(self, "models", ()):
            compliance = Actor(id="compliance", centre=centre, role=Role.COMPLIANCE)
            assert chain.verify(centre, using=self.using) == ()
            self._same_lists(compliance)
            rebuild(centre, using=self.using)
            self._same_lists(compliance)
            for client in FOLDERS:
                self._same_folder_at_the_end(centre, client)

    def _same_lists(self, actor: Actor) -> None:
        plain, stored = self.world.plain, self.world.stored
        for who in [None, *(each.id for each in PEOPLE)]:
            for stay in [None, *Stay]:
                asked: dict[str, Any] = {"actor": actor, "member": who, "stay": stay, "limit": 3}
                assert stored.lines(**asked) == plain.lines(**asked)
        for reviewed in (None, True, False):
            asked = {"actor": actor, "asked": GlassAsked(reviewed=reviewed, limit=3)}
            assert stored.glasses(**asked) == plain.glasses(**asked)
        for client in FOLDERS:
            holding = {"centre": actor.centre, "client": client}
            assert stored.accounts_of(**holding) == plain.accounts_of(**holding)
        for words in ("Ruth", "walter BRANDT", "Sam Reyes", "1980-02-03", *list(self.world.words)[:20]):
            assert stored.find(actor=actor, words=words) == plain.find(actor=actor, words=words)
        for client in (*FOLDERS, "nobody"):
            assert stored.traces(actor=actor, client=client, limit=500) == plain.traces(
                actor=actor, client=client, limit=500
            )

    def _same_folder_at_the_end(self, centre: str, client: str) -> None:
        for author in ("therapist", "other-therapist", "counselor", "prescriber"):
            actor = Actor(id=author, centre=centre, role=Role.THERAPIST)
            plain, stored = self.world.plain, self.world.stored
            with plain.open(actor=actor, clients=(client,)) as one, stored.open(actor=actor, clients=(client,)) as two:
                assert one.folder(client) == two.folder(client)
                assert one.notes(client, author) == two.notes(client, author)


def test_the_store_answers_as_plain_dictionaries_do(using: str) -> None:
    # To find a shorter example takes minutes: a run that looks further does, a normal run tells at once.
    phases = [phase for phase in Phase if phase is not Phase.shrink or "GOLDTHREAD_EXAMPLES" in os.environ]
    profile = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, phases=phases,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    machine = type("RandomPracticeOnOneDatabase", (RandomPractice,), {"using": using})
    run_state_machine_as_test(machine, settings=profile)
