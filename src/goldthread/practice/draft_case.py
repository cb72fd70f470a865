"""Draft a plan from a client's record."""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from goldthread.case import Case
from goldthread.curation import Option, draft_plan, options_for
from goldthread.needs import derive_needs
from goldthread.notation import BadInput
from goldthread.plan import Level, Plan
from goldthread.practice.desk import Desk


def draft_case(
    *,
    case: Case,
    desk: Desk,
    by: str,
    on: datetime.date | None = None,
    level: Level | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> Plan:
    """A first draft for team and client to work on: the chosen options (`choices`: need id to modality ids) or the
    first-ranked, filled with this client's words; what cannot be filled stays empty with a question."""
    library = desk.library
    reading = desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    _refuse_unknown(choices or {}, desk)
    return draft_plan(
        reading=reading,
        needs=needs,
        modalities=library.modalities,
        offers=library.offers,
        goals=library.goals,
        objectives=library.objectives,
        instruments=library.instruments,
        by=by,
        plan_id=f"{case.record.client.id}-plan",
        level=level,
        choices=choices,
    )


def _refuse_unknown(choices: Mapping[str, Sequence[str]], desk: Desk) -> None:
    for need, modalities in choices.items():
        if need not in desk.library.needs:
            raise BadInput(f"There is no need {need!r} in the library.", code="unknown-need")
        for modality in modalities:
            if modality not in desk.library.modalities:
                raise BadInput(f"There is no modality {modality!r} in the library.", code="unknown-modality")


def find_options(*, case: Case, desk: Desk, need: str, on: datetime.date | None = None) -> tuple[Option, ...]:
    """The options for one need of the client, ranked, with the reasons for and against. Raises BadInput where the
    record does not call for that need."""
    library = desk.library
    reading = desk.read(case=case, on=on)
    needs = derive_needs(reading=reading, definitions=library.needs, links=tuple(library.links.values()))
    wanted = needs.get(need)
    if wanted is None:
        known = ", ".join(each.id for each in needs.needs) or "none"
        raise BadInput(f"The record does not call for {need!r}.", code="unknown-need", fix=f"Its needs: {known}.")
    return options_for(need=wanted, reading=reading, needs=needs, modalities=library.modalities, offers=library.offers)


def with_plan(case: Case, plan: Plan) -> Case:
    """The case with that plan in it."""
    return msgspec.structs.replace(case, plan=plan)
