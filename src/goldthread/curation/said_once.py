"""A worry that the client and somebody else both name is told once, and it is said that both name it."""

import msgspec

from goldthread.needs import Because, Needs
from goldthread.record import Chart, Statement

OTHERS_TOO = "The team, somebody close or an earlier record names it too."
CLIENT_TOO = "The person names it too."
# What a reason rests on: its statements' life domains, what else it rests on, and whether the client made them.
_Worry = tuple[frozenset[str], frozenset[str], bool]


def said_once(*, needs: Needs, chart: Chart) -> Needs:
    """The same needs; of two reasons that differ only in who made the statement the graver one stands, with the facts
    of both."""
    statements = {fact.id: fact for fact in chart.of(Statement)}
    by_client = {name for name, fact in statements.items() if fact.from_client}
    if not by_client or len(by_client) == len(statements):
        return needs
    told = []
    for need in needs.needs:
        because = _once(need.because, statements) if need.said_by_client and len(need.because) > 1 else need.because
        told.append(need if because is need.because else msgspec.structs.replace(need, because=because))
    return msgspec.structs.replace(needs, needs=tuple(told))


def _once(because: tuple[Because, ...], statements: dict[str, Statement]) -> tuple[Because, ...]:
    kept: list[Because] = []
    place: dict[_Worry, int] = {}
    for reason in because:
        worry = _worry(reason, statements)
        if worry is None:
            kept.append(reason)
            continue
        domains, beside, client = worry
        former = place.get((domains, beside, not client))
        if former is None:
            place.setdefault(worry, len(kept))
            kept.append(reason)
        else:
            kept[former] = _both(kept[former], reason, CLIENT_TOO if client else OTHERS_TOO)
    return because if len(kept) == len(because) else tuple(kept)


def _worry(reason: Because, statements: dict[str, Statement]) -> _Worry | None:
    """None where the reason rests on no statement, or on statements of both."""
    held = [statements[fact] for fact in reason.facts if fact in statements]
    if not held or len({fact.from_client for fact in held}) > 1:
        return None
    beside = frozenset(fact for fact in reason.facts if fact not in statements)
    return frozenset(fact.domain for fact in held), beside, held[0].from_client


def _both(graver: Because, other: Because, too: str) -> Because:
    why = graver.why if graver.why.endswith(too) else f"{graver.why} {too}"
    return Because(
        why=why,
        facts=tuple(sorted({*graver.facts, *other.facts})),
        urgency=graver.urgency,
        source=tuple(dict.fromkeys((*graver.source, *other.source))),
    )
