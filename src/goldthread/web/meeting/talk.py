"""What client and clinician talk about, one thing after another: since last time, each goal, own words, the end."""

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from goldthread.needs.reading import day_of
from goldthread.paper.tongue import foreign_words
from goldthread.paper.view import ranked
from goldthread.plan import Goal, Plan, ReviewHeld, State
from goldthread.plan.linked import beside, side_by_side
from goldthread.plan.operations import SetHeader, apply, inverse
from goldthread.practice.folder import Revised
from goldthread.record import AnyFact, CopingSkill, Hope, Statement, Strength, Support, Value
from goldthread.web import asks
from goldthread.web.client.own import language
from goldthread.web.door import door
from goldthread.web.plan.opening import Opened

Plain = dict[str, Any]
SINCE, WORDS, END = "since", "words", "end"
SOURCE = "review meeting"
# What people say of their lives: of the record, this alone comes to the shared screen. Triggers stay away from it: a
# talk does not open with what is hardest.
_LIVED = (Statement, Hope, Strength, Value, CopingSkill, Support)
_MOST = 4  # words that are in sight; the others are folded. A product choice.


class Talk:
    """One review meeting: the plan as it is, as it was when the review was opened, and where in the talk one is."""

    def __init__(self, here: Opened, at: str) -> None:
        self.here, self.plan = here, here.plan
        self.goals = side_by_side(plan=here.plan, goals=ranked(here.plan.goals))
        self.at = at if at in self.screens else SINCE

    @property
    def open(self) -> bool:
        """Whether a review is under way."""
        return self.plan.state is State.UNDER_REVIEW

    @property
    def screens(self) -> list[str]:
        """The screens in their order: outside of a review the first alone."""
        return [SINCE, *(each.id for each in self.goals), WORDS, END] if self.open else [SINCE]

    @property
    def after(self) -> str:
        """The screen that follows."""
        place = self.screens.index(self.at) + 1
        return self.screens[min(place, len(self.screens) - 1)]

    @property
    def goal(self) -> Goal | None:
        """The goal that is talked about."""
        return next((each for each in self.goals if each.id == self.at), None)

    @property
    def address(self) -> str:
        """The address of the meeting."""
        return reverse("plan-meeting", args=(self.here.client, self.plan.id))

    @property
    def name(self) -> str:
        """What the client is called: the first name, as one speaks."""
        return self.here.name.split()[0] if self.here.name.split() else _("The client")

    @cached_property
    def today(self) -> datetime.date:
        """The day, by the server's clock (UTC)."""
        return door().now().date()

    @cached_property
    def _in_review(self) -> tuple[Revised, ...]:
        """The revisions since the review was opened."""
        found: list[Revised] = []
        for revised in reversed(self.here.view.recent):
            if any(_opens(step) for step in revised.operations):
                break
            found.append(revised)
        return tuple(reversed(found)) if self.open else ()

    @cached_property
    def before(self) -> Plan:
        """The plan as it stood when the review was opened."""
        steps = [step for revised in self._in_review for step in revised.operations]
        return apply(self.plan, inverse(steps)) if steps else self.plan

    @property
    def cause(self) -> str:
        """What the review was opened for."""
        for revised in reversed(self.here.view.recent):
            if any(_opens(step) for step in revised.operations):
                return revised.cause
        return ""

    @property
    def last(self) -> ReviewHeld | None:
        """The newest review that was held."""
        return max(self.plan.reviews, key=lambda each: (each.on, each.id), default=None)

    @property
    def last_time(self) -> datetime.date:
        """The day of the last review, else of the newest version, else the first day of the plan."""
        if self.last is not None and not (self.last.on == self.today and not self.open):
            return self.last.on
        versions = self.here.view.versions
        return versions[-1].at.date() if versions else self.plan.started_on

    def steps(self) -> Iterator[Plain]:
        """The way through the talk, with what was talked about already."""
        touched = {getattr(step, "id", "") for each in self._in_review for step in each.operations}
        names = {SINCE: _("Since last time"), WORDS: _("In my own words"), END: _("What we take with us")}
        for place, each in enumerate(self.goals, start=1):
            names[each.id] = _("Goal %(number)s") % {"number": place}
        for screen in self.screens:
            goal = self.plan.item(screen)
            mine = {screen, *(each.id for each in self.plan.objectives if each.goal == screen)}
            done = bool(mine & touched) if isinstance(goal, Goal) else screen == WORDS and bool(self.said_today())
            yield {"name": names[screen], "href": f"?at={screen}", "current": screen == self.at, "done": done}

    # Words

    def quote(self, goal: Goal) -> Plain | None:
        """A goal in the client's own words."""
        words = goal.own_words
        if words is None:
            return None
        who = self.name if words.said_by == "client" else words.said_by
        return {"text": words.text, "who": who, "on": words.on, "lang": foreign_words(words, language())}

    def moves_with(self, goal: Goal) -> list[Plain]:
        """What the goal moves together with: how, what to watch, and the way to the other goals."""
        return [
            {
                "how": pair.link.how,
                "watch": pair.link.watch,
                "goals": [{"words": self.quote(each), "href": f"?at={each.id}"} for each in pair.goals],
            }
            for pair in beside(plan=self.plan, goal=goal)
            if pair.link.how or pair.link.watch or pair.goals
        ]

    def said_since(self) -> list[Plain]:
        """What the client said since last time, the newest first."""
        return [self._said(fact) for fact in self._lived() if fact.source != SOURCE]

    def said_today(self) -> list[Plain]:
        """What the client said in this meeting."""
        return [self._said(fact) for fact in self._lived() if fact.source == SOURCE and fact.recorded_on == self.today]

    def _lived(self) -> list[AnyFact]:
        reading = self.here.reading
        facts: list[Any] = [] if reading is None else [each for kind in _LIVED for each in reading.chart.current(kind)]
        mine = [each for each in facts if each.from_client and day_of(each) >= self.last_time]
        return sorted(mine, key=lambda each: (day_of(each), each.id), reverse=True)

    def _said(self, fact: AnyFact) -> Plain:
        text = getattr(fact, "text", "") or getattr(fact, "name", "")
        return {"text": text, "who": self.name, "on": day_of(fact)}

    def since(self) -> Plain:
        """What is new since last time: what was written down, and what the client said in their own words."""
        said = self.said_since()
        changed = [asks.said(each) for each in self.here.view.asks]
        return {
            "on": self.last_time,
            "changed": changed,
            "shown": said[:_MOST],
            "more": said[_MOST:],
            "last": self.last,
        }


def _opens(step: object) -> bool:
    return isinstance(step, SetHeader) and step.field == "state" and step.after == State.UNDER_REVIEW
