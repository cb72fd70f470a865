"""Cases from files brought into the store: enquiry, record, and where there is a plan, admission and a draft of it."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from goldthread.case import Case, read_case
from goldthread.cli.many import about
from goldthread.cli.stopping import Stopped
from goldthread.notation import BadInput, Place
from goldthread.notation.reading import read_text
from goldthread.practice.people import Actor
from goldthread.store.naming import client_id
from goldthread.terms import ItemId
from goldthread.wiring.acting import do

if TYPE_CHECKING:
    from goldthread.fhir import Imported


class BroughtIn(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one case: how many facts joined the record, how many it had, and whether the plan is a new draft.
    `known_as` is the client's id in the file."""

    client: ItemId
    known_as: ItemId
    facts: int
    known: int
    plan: ItemId | None = None
    drafted: bool = False


def read_cases(source: Path, *, on: datetime.date | None, by: str) -> tuple[list[Case], "Imported | None"]:
    """The cases in a case file, or in a FHIR bundle, resource or NDJSON with what was understood of it. Raises
    BadInput."""
    with about(source):
        text, name = read_text(source)
        if not _is_fhir(text):
            return [read_case(text, file=name).case], None
        from goldthread.fhir import read_fhir  # noqa: PLC0415 - seconds to load, and seldom needed

        day = on or datetime.datetime.now(datetime.UTC).date()
        imported = read_fhir(text, file=name, recorded_on=day, recorded_by=by)
        if not imported.records:
            raise BadInput("There is no client in the input.", code="no-client", place=Place(file=name))
        return [Case(on=day, record=record) for record in imported.records], imported


def _is_fhir(text: str) -> bool:
    """JSON whose first value is no case file; of NDJSON the first line is looked at."""
    for part in (text, text.lstrip().partition("\n")[0]):
        try:
            value = msgspec.json.decode(part)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            continue
        return not (isinstance(value, dict) and "record" in value)
    return False


def bring_in(case: Case, *, actor: Actor, keep_id: bool = False) -> BroughtIn:
    """Enquiry, record, admission and draft, each where it is still missing: what stopped half-way can be run again.

    A plan is brought in as a draft: what was agreed on elsewhere is agreed on and signed anew. The client gets an id
    that says nothing, unless `keep_id`. Raises Stopped.
    """
    known_as = case.record.client.id
    id_ = known_as if keep_id else client_id(centre=actor.centre, known_as=known_as)
    client = msgspec.structs.replace(case.record.client, id=id_)
    _unless("already-there", "take-enquiry", {"client": client.id, "person": client}, actor)
    facts = do("import-record", {"client": client.id, "facts": case.record.facts}, actor=actor).answer
    brought = BroughtIn(client=client.id, known_as=known_as, facts=facts["facts"], known=facts["known"])
    if case.plan is None:
        return brought
    admission = {"client": client.id, "on": case.plan.started_on or case.on, "level": case.plan.level,
                 "programme": case.plan.programme, "responsible": actor.id, "as_role": actor.role}  # fmt: skip
    _unless("not-in-this-stay", "admit", admission, actor)
    start = msgspec.structs.replace(case.plan, client=client.id)
    draft = {"client": client.id, "plan": case.plan.id, "start": start}
    drafted = _unless("already-there", "draft-plan", draft, actor)
    return msgspec.structs.replace(brought, plan=case.plan.id, drafted=drafted)


def _unless(code: str, action: str, fields: dict[str, Any], actor: Actor) -> bool:
    """Do it, unless it is refused with this code because it was done before; whether it was done."""
    try:
        do(action, fields, actor=actor)
    except Stopped as stopped:
        if stopped.code != code:
            raise
        return False
    return True
