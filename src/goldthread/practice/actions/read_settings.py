"""Read the centre's settings, with who changed them last."""

from goldthread.practice.action import Action, Decision, Request, Situation


class ReadSettings(Request, frozen=True, kw_only=True):
    """Nothing more is asked."""


def decide(request: ReadSettings, here: Situation) -> Decision:  # noqa: ARG001 - one signature for all actions
    """The settings as they stand."""
    return Decision(answer={"revision": here.settings.revision}, shown=here.settings)


ACTION = Action(
    name="read-settings", title="Read the centre's settings", request=ReadSettings, decide=decide, writes=False
)
