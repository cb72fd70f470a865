"""An intervention that does not say what the client does."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

_GIVEN = frozenset({"medicine", "withdrawal-care"})


def find(subject: Subject) -> Iterator[Found]:
    """One finding for each such intervention."""
    for each in subject.plan.interventions:
        modality = subject.modalities.get(each.modality or "")
        given = modality is not None and modality.kind in _GIVEN
        if not each.client_does and not given and not subject.asks(each, "client_does"):
            yield Found(
                message=f"Intervention {each.id} does not say what the client does. Ask what their part is.",
                path=("plan", "interventions", each.id),
                item=each.id,
            )
