"""People write PHQ-9, phq9 and phq-9: one questionnaire, found by any of its names."""

from collections.abc import Mapping

from goldthread.instruments.definition import InstrumentDefinition


def instrument_named(*, instruments: Mapping[str, InstrumentDefinition], name: str) -> InstrumentDefinition | None:
    """The instrument with that id, alias or name, in upper or lower case; None where no one or more than one has it."""
    wanted = name.strip().lower()
    if wanted in instruments:
        return instruments[wanted]
    found = [each for each in instruments.values() if wanted in (each.name.lower(), *each.aliases)]
    return found[0] if len(found) == 1 else None
