"""What is due, in words: what it is, why it is on the list, and the page on which the next step is done."""

from collections.abc import Callable

import msgspec
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldthread.instruments import InstrumentDefinition
from goldthread.practice.due_today import SLEEPS_AFTER, Due, Ground
from goldthread.practice.permissions import PERMISSIONS
from goldthread.web.asks import said_in_short
from goldthread.web.identifiers import Address, address_for

_Words = tuple[str, str, str, str]  # what it is, why it is there, the next step, its address


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is due as it is shown: `text` what, `why` by which rule, `step` what to do next, `href`
    where."""

    name: str
    text: str
    why: str
    step: str
    href: str
    past: bool = False


class Telling:
    """Tells what is due to one reader. Made once for a page: addresses are looked up by name once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._addresses: dict[str, Address] = {}
        self._tells: dict[str, Callable[[Due], _Words]] = {
            "review": self._review, "scores": self._scores, "arrival": self._arrival, "proposal": self._proposal,
            "disagreement": self._disagreement, "signatures": self._signatures, "draft": self._draft,
            "form": self._form, "plan": self._plan, "enquiry": self._enquiry,
        }  # fmt: skip

    def __call__(self, due: Due) -> Said:
        """One thing in words."""
        text, why, step, href = self._tells[due.what](due)
        return Said(name=due.line.name, text=text, why=why, step=step, href=href, past=due.past)

    def _may(self, verb: str) -> bool:
        return self._ground.actor.role in PERMISSIONS[verb]

    def _at(self, page: str, client: str) -> str:
        known = self._addresses.get(page)
        if known is None:
            known = self._addresses[page] = address_for(page)
        return known(client)

    def _at_plan(self, due: Due, page: str = "plan") -> str:
        return self._at("record", due.line.client) + self._tail(page, due.plan)

    def _tail(self, page: str, plan: str) -> str:
        known = self._addresses.get(page)
        if known is None:
            known = self._addresses[page] = _after_the_client(page)
        return known(plan)

    def _review(self, due: Due) -> _Words:
        if due.how == "open":
            meets = self._may("note-progress")
            step = _("Go on with it together") if meets else _("Open the plan")
            href = self._at_plan(due, "plan-meeting" if meets else "plan")
            return _("A review is open"), _("Somebody asked for another look at the plan."), step, href
        if due.how == "event":
            meets = self._may("note-progress")
            text = _("Something has changed: %(what)s") % {"what": said_in_short(due.asks)}
            why = _("It was written down since the plan was last looked at. A review looks at it, and then this goes.")
            step = _("Look at the plan together") if meets else _("Open the plan")
            return text, why, step, self._at_plan(due, "plan-meeting" if meets else "plan")
        why = _("The plan says so: it is the day that was agreed on.") if due.how == "agreed" else _ruled(due)
        text = _("Review due %(day)s") % {"day": _day(due)}
        return text, why, _("Open the plan and begin the review"), self._at_plan(due)

    def _scores(self, due: Due) -> _Words:
        found = due.score
        assert found is not None  # noqa: S101 - made together
        definition: InstrumentDefinition = self._ground.instruments[found.instrument]
        beside = "" if found.scale == "total" else f" ({found.scale.replace('_', ' ')})"
        values = {
            "name": f"{definition.name}{beside}", "newest": _number(found.newest.value),
            "on": date_format(found.newest.on, "DATE_FORMAT"),
        }  # fmt: skip
        if found.earlier is not None:
            earlier = {"earlier": _number(found.earlier.value), "before": date_format(found.earlier.on, "DATE_FORMAT")}
            text = _("%(name)s: %(newest)s on %(on)s, after %(earlier)s on %(before)s") % {**values, **earlier}
        else:
            text = _("%(name)s: %(newest)s on %(on)s, and the step said %(target)s by now") % {
                **values, "target": _number(found.target or 0)
            }  # fmt: skip
        return text, _off_track(found.how), _("Look at it together"), f"{self._at('record', due.line.client)}#scores"

    def _arrival(self, due: Due) -> _Words:
        href = f"{self._at_plan(due)}arrivals/{due.item}/"
        kind = due.kind.replace("-", " ")
        if due.how == "missed":
            why = _("The first day after the programme was missed, and the plan names nothing instead.")
            text = _("An arrival was missed: %(kind)s") % {"kind": kind} if kind else _("An arrival was missed")
            return text, why, _("Call, and write down what happens now"), href
        why = _("The first day has passed, and nobody has said whether the client arrived.")
        text = _("Arrival not confirmed: %(day)s") % {"day": f"{kind}, {_day(due)}" if kind else _day(due)}
        return text, why, _("Ask, and say how it went"), href

    def _proposal(self, due: Due) -> _Words:
        text = ngettext(
            "A proposal waits since %(day)s", "%(count)s proposals wait, the first since %(day)s", due.count
        ) % {"count": due.count, "day": _day(due)}
        return text, _("Nobody has settled it yet."), _("Read it and answer"), f"{self._at_plan(due)}#{due.item}"

    def _disagreement(self, due: Due) -> _Words:
        text = ngettext(
            "A disagreement waits since %(day)s", "%(count)s disagreements wait, the first since %(day)s", due.count
        ) % {"count": due.count, "day": _day(due)}
        return text, _("Nobody has answered it yet."), _("Read it and answer"), f"{self._at_plan(due)}#{due.item}"

    def _signatures(self, due: Due) -> _Words:
        href = self._at_plan(due, "plan-agreement")
        if due.how == "rule":
            return _("Countersignature due %(day)s") % {"day": _day(due)}, _ruled(due), _("Read it and sign"), href
        by = _(" by %(day)s") % {"day": _day(due)} if due.on is not None else ""
        if due.how == "own":
            text = _("Your signature is asked for") + by
            return text, _("You were asked to sign the newest version."), _("Read it and sign"), href
        text = _("Signatures missing: %(count)s") % {"count": due.count} + (f",{by}" if by else "")
        return text, _("They were asked to sign the newest version."), _("See who, and ask again"), href

    def _draft(self, due: Due) -> _Words:
        why = _("Nobody has worked on it for %(days)s days or more.") % {"days": SLEEPS_AFTER.days}
        text = _("A draft is asleep since %(day)s") % {"day": _day(due)}
        return text, why, _("Go on with it"), self._at_plan(due)

    def _form(self, due: Due) -> _Words:
        definition = self._ground.instruments.get(due.how)
        values = {"name": definition.name if definition is not None else due.how, "day": _day(due), "count": due.count}
        text = ngettext(
            "%(name)s waits to be filled in since %(day)s",
            "%(count)s forms wait to be filled in, the first since %(day)s",
            due.count,
        )
        why = _("It was given and is not finished.")
        return text % values, why, _("See it, or send a link"), f"{self._at('record', due.line.client)}#forms"

    def _plan(self, due: Due) -> _Words:
        if due.how == "rule":
            href = self._at_plan(due) if due.plan else self._at("plan-start", due.line.client)
            step = _("Go on with the plan") if due.plan else _("Begin a plan")
            return _("Plan due %(day)s") % {"day": _day(due)}, _ruled(due), step, href
        href = self._at("plan-start", due.line.client)
        return _("No plan yet"), _("In treatment without a plan."), _("Begin a plan"), href

    def _enquiry(self, due: Due) -> _Words:
        return _("An enquiry"), _("Treatment has not begun."), _("Open the record"), self._at("record", due.line.client)


def _after_the_client(page: str) -> Address:
    """What follows the client's own address in that of a plan's page, by the plan's id."""
    whole = reverse(page, args=("c", "p"))
    begin, end = whole.removeprefix(reverse("record", args=("c",))).split("p/", 1)[0], whole.rsplit("/p/", 1)[1]
    return lambda plan: f"{begin}{plan}/{end}"


def _day(due: Due) -> str:
    return date_format(due.on, "DATE_FORMAT") if due.on is not None else ""


def _ruled(due: Due) -> str:
    said = _("The rule that says so: %(rule)s.") % {"rule": due.citation}
    return said if due.confirmed else f"{said} {_('Nobody has confirmed the text of this rule; the day only reminds.')}"


def _number(value: float) -> str:
    return str(number_format(int(value) if float(value).is_integer() else round(value, 2)))


def _off_track(how: str) -> str:
    return {
        "since-before": _("Worse than the time before, by more than the form’s error of measurement explains."),
        "since-first": _(
            "Worse than at the beginning of this stay, by more than the form’s error of measurement explains."
        ),
        "cut-off": _("Worse than before, and at a published cut-off now. Its error of measurement is not published."),
        "day-passed": _("The day of a step in the plan has passed, and the score is not there yet."),
    }[how]
