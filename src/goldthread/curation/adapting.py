"""How a modality is adapted to the person: age, pregnancy, language, trauma, ways of learning."""

from collections.abc import Callable, Mapping

from goldthread.record import Barrier, Chart, Circumstance, Diagnosis

# Who counts as an older adult follows TIP 26 and the Beers criteria (65 and over).
OLDER = 65


def _older(chart: Chart) -> tuple[str, tuple[str, ...]] | None:
    age = chart.age
    return (f"age {age}", ()) if age is not None and age >= OLDER else None


def _pregnancy(chart: Chart) -> tuple[str, tuple[str, ...]] | None:
    return _circumstance(chart, "pregnancy", ("pregnant", "postpartum", "breastfeeding"), "pregnancy")


def _language(chart: Chart) -> tuple[str, tuple[str, ...]] | None:
    code = chart.client.language
    return (f"language {code}", ()) if code.partition("-")[0] != "en" else None


def _literacy(chart: Chart) -> tuple[str, tuple[str, ...]] | None:
    for barrier in chart.current(Barrier):
        if barrier.topic == "literacy":
            return "reading is hard", (barrier.id,)
    return _circumstance(chart, "literacy", ("limited",), "reading is hard")


def _trauma(chart: Chart) -> tuple[str, tuple[str, ...]] | None:
    for fact in chart.current(Diagnosis):
        if any(code.code.startswith(("F43.1", "309.81")) for code in fact.codes):
            return fact.label, (fact.id,)
    return _circumstance(chart, "abuse", ("past", "current"), "what was lived through")


def _neurodiversity(chart: Chart) -> tuple[str, tuple[str, ...]] | None:
    for fact in chart.current(Diagnosis):
        if fact.status != "resolved" and any(code.code.startswith(("F90", "F84")) for code in fact.codes):
            return fact.label, (fact.id,)
    return None


def _body(chart: Chart) -> tuple[str, tuple[str, ...]] | None:
    for topic in ("mobility", "hearing", "vision", "cognition"):
        found = _circumstance(chart, topic, ("impaired",), topic)
        if found:
            return found
    return None


def _circumstance(chart: Chart, topic: str, states: tuple[str, ...], label: str) -> tuple[str, tuple[str, ...]] | None:
    for fact in chart.current(Circumstance):
        if fact.topic == topic and fact.state in states:
            return label, (fact.id,)
    return None


WHO: Mapping[str, Callable[[Chart], tuple[str, tuple[str, ...]] | None]] = {
    "older-adult": _older,
    "pregnancy": _pregnancy,
    "language": _language,
    "literacy": _literacy,
    "trauma": _trauma,
    "neurodiversity": _neurodiversity,
    "disability": _body,
}
