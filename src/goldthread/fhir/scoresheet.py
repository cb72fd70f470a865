"""The answers of one instrument on their way to an administration."""

from goldthread.fhir.answers import Answer
from goldthread.fhir.maps.instruments import HIGHEST, SCORED, items_of
from goldthread.fhir.source import Header, Part, Pieces, Source
from goldthread.record import Administration, SubstanceUse
from goldthread.terms import Frequency, Substance

# Highest points of one item where no table of answers says so (PCL-5: 0 to 4; AUDIT: 0 to 4; yes-no instruments: 1).
_HIGHEST_ITEM = {"pcl5": 4, "audit": 4, "auditc": 4, "phq9": 3, "gad7": 3, "pcptsd5": 1, "dast10": 1}
# How often alcohol is drunk, from the answer to the first question of AUDIT and AUDIT-C (Babor 2001).
_HOW_OFTEN = {
    0: Frequency.NOT_NOW,
    1: Frequency.MONTHLY,
    2: Frequency.MONTHLY,
    3: Frequency.WEEKLY,
    4: Frequency.MOST_DAYS,
}
_AT_LEAST = {
    0: Frequency.UNKNOWN,
    1: Frequency.LESS,
    2: Frequency.MONTHLY,
    3: Frequency.WEEKLY,
    4: Frequency.MOST_DAYS,
}


class Sheet:
    """Collects answers in points; what it cannot read it refuses, and the caller keeps it otherwise."""

    def __init__(self, *, instrument: str) -> None:
        self.instrument = instrument
        self.answers: dict[str, float] = {}
        self.words: dict[str, str] = {}
        self.total: float | None = None

    @property
    def total_known(self) -> bool:
        """Whether a total that the instrument can have was stated."""
        return self.total is not None

    def take(self, key: str, code: str, answer: Answer) -> bool:
        """Add an answer; False where it is no answer to that item."""
        points = points_of(self.instrument, code, answer)
        if points is None or key in self.answers:
            return False
        self.answers[key] = points
        self.words[key] = answer.text
        return True

    def stated(self, answer: Answer) -> None:
        """Note the total that the form states."""
        if answer.number is not None and 0 <= answer.number <= HIGHEST[self.instrument]:
            self.total = answer.number

    @property
    def complete(self) -> bool:
        """Whether every item that counts was answered; who never drinks is not asked on (Babor 2001)."""
        if self.instrument in ("audit", "auditc") and self.answers.get("q1") == 0:
            return True
        return all(f"q{number}" in self.answers for number in range(1, SCORED[self.instrument] + 1))

    @property
    def sum(self) -> float:
        """The points of the items that count."""
        return sum(self.answers.get(f"q{number}", 0) for number in range(1, SCORED[self.instrument] + 1))


def points_of(instrument: str, code: str, answer: Answer) -> float | None:
    """The points of an answer: by its LOINC code, or by the points that it carries; None where neither fits."""
    table = items_of(instrument)
    points = table[code][1] if code in table else {}
    by_code = next((float(points[each.code]) for each in answer.codes if each.code in points), None)
    if by_code is not None:
        return by_code
    truth = 1.0 if "yes" in answer.keys else 0.0 if "no" in answer.keys else None
    value = answer.points if answer.points is not None else truth
    highest = max(points.values()) if points else _HIGHEST_ITEM.get(instrument, 0)
    return value if value is not None and 0 <= value <= highest and value == int(value) else None


def administration(source: Source, sheet: Sheet, header: Header) -> Pieces:
    """The administration of the collected answers.

    An incomplete form with a stated total gives both: the total, and the answers that there are. Where a complete
    form states another total than its answers add up to, the answers count and the difference is listed.
    """
    if sheet.answers:
        part = f"{sheet.instrument}-answers" if sheet.total_known and not sheet.complete else sheet.instrument
        yield source.fact(Administration, part, instrument=sheet.instrument, answers=dict(sheet.answers), **header)
    if sheet.total is not None and not sheet.complete:
        yield source.fact(Administration, sheet.instrument, instrument=sheet.instrument, total=sheet.total, **header)
        if sheet.answers:
            yield Part(
                part=sheet.instrument,
                why="the form states a total, but not all items that make it up are answered: both are kept",
                content=sheet.total,
            )
    elif sheet.total is not None and sheet.total != sheet.sum:
        why = f"the stated total is not the sum of the answers ({sheet.sum:g}): the answers count"
        yield Part(part=sheet.instrument, why=why, content=sheet.total)
    yield from _alcohol(source, sheet, header)


def _alcohol(source: Source, sheet: Sheet, header: Header) -> Pieces:
    """What the first two questions of AUDIT say of drinking, as a substance fact."""
    if sheet.instrument not in ("audit", "auditc") or not (any(sheet.answers.values()) or sheet.total):
        return
    often = sheet.answers.get("q1")
    amount = f"{sheet.words['q2']} drinks on a typical day" if "q2" in sheet.words else ""
    words = f"6 or more on one occasion: {sheet.words['q3']}" if "q3" in sheet.words else ""
    much = sheet.answers.get("q3", 0)  # who drinks six or more monthly drinks at least monthly
    frequency = _HOW_OFTEN[int(often)] if often is not None else _AT_LEAST[int(much)]
    yield source.fact(
        SubstanceUse,
        "alcohol",
        substance=Substance.ALCOHOL,
        name="alcohol",
        amount=amount,
        frequency=frequency,
        words=words,
        **header,
    )
