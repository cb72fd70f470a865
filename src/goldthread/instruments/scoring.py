"""From answers to a score: one engine for every instrument."""

import math
from collections.abc import Iterator, Mapping

import msgspec

from goldthread.instruments import coherence
from goldthread.instruments.definition import Cluster, InstrumentDefinition, Scale
from goldthread.instruments.thresholds import Flag, bands_of, cutoffs_met


class AnswersRefused(ValueError):
    """Answers that cannot be scored: names the item and the rule. `code` is stable: `unknown-item`, `out-of-range`; for
    a total that came without answers `no-total`, `total-out-of-range`."""

    def __init__(self, message: str, *, code: str, item: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.item = item


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one form. `total` is None where the instrument has none or the form is incomplete beyond what its
    source allows; `bands` maps each scheme to its band; `missing` names the items that should have been answered;
    `prorated` names the scales with missing answers filled in."""

    instrument: str
    version: str
    complete: bool
    total: float | None
    subscales: dict[str, float | None]
    bands: dict[str, str]
    flags: tuple[Flag, ...]
    warnings: tuple[str, ...]
    missing: tuple[str, ...] = ()
    prorated: tuple[str, ...] = ()

    def has(self, flag: str) -> bool:
        """Whether the flag with that id was met."""
        return any(each.id == flag for each in self.flags)

    def value(self, scale: str) -> float | None:
        """The total or a subscale by its id; None where it has no value or does not exist."""
        return self.total if scale == "total" else self.subscales.get(scale)


def score(
    *,
    definition: InstrumentDefinition,
    answers: Mapping[str, float | None],
    sex: str = "unknown",
    age: int | None = None,
) -> Score:
    """Score one form. An answer of None is a missing answer; `age` is in full years on the day of the form.

    Raises AnswersRefused for an unknown item or a value that the item does not allow.
    """
    form = _Form(definition, answers)
    values = {scale.id: form.value(scale) for scale in definition.scales}
    bands = bands_of(definition, values, sex, form.warnings)
    flags = (*form.critical(), *cutoffs_met(definition, values, sex, age, form.warnings), *form.clusters())
    return Score(
        instrument=definition.id,
        version=definition.version,
        complete=not form.missing,
        total=values.pop("total", None),
        subscales=values,
        bands=bands,
        flags=flags,
        warnings=tuple(form.warnings),
        missing=form.missing,
        prorated=tuple(form.prorated),
    )


class _Form:
    """One form while it is being scored: answers as they count, what they add, and what has to be said about them."""

    __slots__ = ("answers", "definition", "missing", "points", "prorated", "warnings")

    def __init__(self, definition: InstrumentDefinition, given: Mapping[str, float | None]) -> None:
        self.definition = definition
        self.answers: dict[str, float] = {}
        self.points: dict[str, float] = {}
        self.warnings: list[str] = []
        self.prorated: list[str] = []
        self._read(given)
        self._skip(given)
        answers = self.answers
        self.missing = tuple([item for item in definition.tables.required if item not in answers])

    def _read(self, given: Mapping[str, float | None]) -> None:
        worths = self.definition.tables.worths
        for item, answer in given.items():
            worth = worths.get(item)
            if worth is None:
                raise _unknown(self.definition, item)
            if answer is None:
                continue
            # True counts as 1 to Python: only the type tells it from an answer.
            points = worth.get(answer) if answer.__class__ in (int, float) else None
            if points is None:
                raise _out_of_range(self.definition, item)
            self.points[item] = points
            self.answers[item] = answer

    def _skip(self, given: Mapping[str, float | None]) -> None:
        # A rule looks at what was really answered: an answer that another rule put in opens no further rule.
        for rule in self.definition.skips:
            if any(given.get(item) != answer for item, answer in rule.when.items()):
                continue
            for item in rule.then:
                answer = self.answers.get(item)
                if answer is None or rule.overrules:
                    self.answers[item] = rule.counts_as
                    self.points[item] = self.definition.tables.worths[item][rule.counts_as]
                if answer is not None and answer != rule.counts_as:
                    counts = "is not counted" if rule.overrules else "counts as given"
                    when = " and ".join(f"{name}={value:g}" for name, value in rule.when.items())
                    self.warnings.append(
                        f"{item} was answered although {when} lets it be skipped: the answer {counts}."
                    )

    def value(self, scale: Scale) -> float | None:
        """The scale's value; None where more is missing than its source allows."""
        points = self.points
        got = [points[item] for item in scale.items if item in points]
        size = len(scale.items)
        value = math.fsum(got)
        if len(got) < size:
            allowed = size - len(got) <= scale.may_miss
            self._say_missing(scale, filled_in=allowed)
            if not allowed:
                return None
            self.prorated.append(scale.id)
            value = value * size / len(got)
        if scale.method == "mean":
            value /= size
        elif scale.method == "count":
            value = float(sum(self.answers[item] >= least for item, least in scale.counts_from.items()))
        value = round(value * scale.multiply, coherence.PLACES)
        return float(math.floor(value + 0.5)) if scale.rounding == "nearest" else value

    def _say_missing(self, scale: Scale, *, filled_in: bool) -> None:
        absent = ", ".join(item for item in scale.items if item not in self.points)
        most = str(scale.may_miss) if scale.may_miss else "none"
        end = "the mean of the others stands in, the value is an estimate" if filled_in else "there is no value"
        self.warnings.append(f"{scale.id}: {absent} not answered; the source allows {most} to be missing: {end}.")

    def critical(self) -> Iterator[Flag]:
        """The critical items that were met; one that was not answered is said."""
        for each in self.definition.critical:
            answer = self.answers.get(each.item)
            if answer is None:
                self.warnings.append(f"{each.item} was not answered: {each.id} cannot be ruled out.")
            elif answer >= each.at_least:
                yield Flag(id=each.id, meaning=each.meaning, do_next=each.do_next, source=each.source)

    def clusters(self) -> Iterator[Flag]:
        """The cluster rules that are met; one that missing answers leave open is said."""
        for rule in self.definition.clusters:
            states = [self._holds(cluster) for cluster in rule.clusters]
            if False in states:
                continue
            if None in states:
                self.warnings.append(f"Too little was answered to tell whether {rule.id} is met.")
            else:
                yield Flag(id=rule.id, meaning=rule.meaning, do_next=rule.do_next, source=rule.source)

    def _holds(self, cluster: Cluster) -> bool | None:
        """Whether the cluster holds; None where missing answers decide it."""
        given = [self.answers[item] for item in cluster.items if item in self.answers]
        least = sum(answer >= cluster.counts_from for answer in given)
        most = least + len(cluster.items) - len(given)
        ceiling = len(cluster.items) if cluster.at_most is None else cluster.at_most
        if most < cluster.at_least or least > ceiling:
            return False
        return True if least >= cluster.at_least and most <= ceiling else None


def _unknown(definition: InstrumentDefinition, item: str) -> AnswersRefused:
    known = ", ".join(each.id for each in definition.items)
    return AnswersRefused(
        f"{definition.id} has no item {item!r}; its items are {known}.", code="unknown-item", item=item
    )


def _out_of_range(definition: InstrumentDefinition, item: str) -> AnswersRefused:
    # The answer itself is not repeated: messages are logged, and an answer belongs to a person.
    rule = next(each.rule for each in definition.items if each.id == item)
    return AnswersRefused(f"{definition.id} {item}: the answer must be {rule}.", code="out-of-range", item=item)
