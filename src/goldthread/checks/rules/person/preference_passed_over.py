"""An intervention against a preference that the client has stated, without a reason."""

from collections.abc import Iterator

from goldthread.catalogue import FORMATS, Modality
from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject
from goldthread.record import Preference


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such intervention."""
    unwanted = _unwanted(subject.chart.current(Preference))
    if not unwanted:
        return
    for each in subject.plan.interventions:
        modality = subject.modalities.get(each.modality or "")
        if modality is None or modality.kind == "medicine" or each.against_preference_because:
            continue
        named = (modality.id, modality.kind, *modality.tags)
        met = [unwanted[about] for about in named if about in unwanted and not _another_form(about, modality, unwanted)]
        if met:
            yield Found(
                message=f"Intervention {each.id} ({modality.name}) goes against a preference of the client "
                f"({met[0].id}). Choose another form of this help, or write down the reason that was talked over.",
                path=("plan", "interventions", each.id),
                item=each.id,
                facts=tuple(sorted({preference.id for preference in met})),
            )


def _another_form(about: str, modality: Modality, unwanted: dict[str, Preference]) -> bool:
    """Whether `about` is one form of the modality (a group, online) and it also comes in a form that is welcome."""
    return any(about in family and family.intersection(modality.tags).difference(unwanted) for family in FORMATS)


def _unwanted(preferences: list[Preference]) -> dict[str, Preference]:
    """What the client avoids or refuses; of two statements about the same thing the newer counts."""
    newest: dict[str, Preference] = {}
    for preference in preferences:
        for about in preference.about:
            newest.setdefault(about, preference)
    return {about: each for about, each in newest.items() if each.stance in ("avoids", "refuses")}
