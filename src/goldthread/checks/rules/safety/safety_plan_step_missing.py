"""A safety plan without one of its six steps."""

from collections.abc import Iterator

from goldthread.checks.finding import Found
from goldthread.checks.subject import Subject

# The six steps in the order of Stanley and Brown (2012).
_STEPS = {
    "warning-sign": "warning signs",
    "coping": "what the client can do alone",
    "distraction": "people and places that distract",
    "person": "people to ask for help",
    "professional": "professionals to call",
    "environment": "making the surroundings safer",
}


def find(subject: Subject) -> Iterator[Found]:
    """At most one finding, which names the missing steps."""
    there = {step.step for step in subject.plan.safety}
    lacks = [name for step, name in _STEPS.items() if step not in there]
    if there and lacks:
        yield Found(
            message=f"The safety plan lacks: {', '.join(lacks)}. Go on with the client where they are.",
            path=("plan", "safety"),
        )
