"""Record a disagreement with something in a plan, and what was answered. Neither is ever taken out."""

from goldthread.plan import Disagreement
from goldthread.plan.operations import AddItem, ChangeField, Operation
from goldthread.plan.shape import Text as PlanText
from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.editing import file_of, noted
from goldthread.practice.folder import PlanFile
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId, Role


class RecordDisagreement(Request, frozen=True, kw_only=True):
    """A disagreement (its id) `about` an item of the plan, in the `words` of the person; or, to one that is there, the
    `answer`.

    `who`: the person as the plan is to name them. With a new disagreement it says that the words are another person's,
    which the actor writes down for them; empty, they are the actor's own. A client always speaks for themselves.
    """

    client: ItemId
    plan: ItemId
    disagreement: ItemId
    about: ItemId | None = None
    words: PlanText = ""
    answer: PlanText = ""
    who: PlanText = ""


def decide(request: RecordDisagreement, here: Situation) -> Decision:
    """The disagreement, or its answer, in the plan. The same answer sent again makes no new revision.

    Refused: `one-or-the-other` (words about an item, or an answer), `already-there` (an item of the plan has this id),
    `no-such-item`, `no-such-disagreement`, `already-answered`, `your-own-disagreement`, `team-answers` (a supporter).
    """
    file = file_of(here, request.plan)
    said, answered = bool(request.words.strip()), bool(request.answer.strip())
    if said == answered or said != (request.about is not None):
        message = "This takes words about an item, or the answer to a disagreement."
        raise Refused("one-or-the-other", message, fix="Send `about` and `words`, or `answer`.")
    steps = _disagreed(request, file, here) if said else _answered(request, file, here)
    entries = (noted(here, file, steps),) if steps else ()
    return Decision(
        entries=entries,
        answer={"disagreement": request.disagreement, "revision": file.revision + len(entries)},
    )


def _disagreed(request: RecordDisagreement, file: PlanFile, here: Situation) -> tuple[Operation, ...]:
    about = request.about or ""
    if file.plan.item(about) is None:
        raise Refused("no-such-item", "The plan has no such item.", fix="Open the plan again.")
    item = Disagreement(
        id=request.disagreement, about=about, who=_name(request, here), on=here.today, words=request.words
    )
    return (AddItem(collection="disagreements", item=item),)


def _answered(request: RecordDisagreement, file: PlanFile, here: Situation) -> tuple[Operation, ...]:
    if here.actor.role is Role.SUPPORTER:
        raise Refused("team-answers", "Client and team answer a disagreement.", fix="Say so to the care team.")
    held = next((each for each in file.plan.disagreements if each.id == request.disagreement), None)
    if held is None:
        raise Refused("no-such-disagreement", "The plan has no such disagreement.", fix="Open the plan again.")
    if _is_own(held, file, here):
        raise Refused("your-own-disagreement", "Somebody else answers this.", fix="Talk it over together.")
    if held.answer == request.answer:
        return ()
    if held.answer:
        message = "This disagreement was answered, and the answer stays."
        raise Refused("already-answered", message, fix="Record a new disagreement.")
    fields = {"answer": request.answer, "answered_by": _name(request, here), "answered_on": here.today}
    return tuple(
        ChangeField(collection="disagreements", id=held.id, field=field, before=getattr(held, field), after=value)
        for field, value in fields.items()
    )


def _name(request: RecordDisagreement, here: Situation) -> str:
    if here.actor.role is Role.CLIENT:
        return here.here.client.name
    return request.who.strip() or here.actor.role.value


def _is_own(held: Disagreement, file: PlanFile, here: Situation) -> bool:
    """Whether the disagreement is the actor's. Where the revision in which it came is no longer at hand, whoever acts
    in the role that disagreed counts as the same."""
    client = here.here.client
    if here.actor.role is Role.CLIENT:
        return held.who in (client.name, client.id, Role.CLIENT.value)
    if held.who != here.actor.role.value:
        return False
    made = [revised.by for revised in file.recent for step in revised.operations if _brings(step, held.id)]
    return not made or here.actor.id in made


def _brings(step: Operation, item: str) -> bool:
    return isinstance(step, AddItem) and step.item.id == item


ACTION = Action(name="record-disagreement", title="Record a disagreement", request=RecordDisagreement, decide=decide)
