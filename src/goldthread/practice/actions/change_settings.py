"""Change the centre's settings: its name, crisis lines, rule pack, stops, signers, and how long things stay open."""

import msgspec

from goldthread.practice.action import Action, Decision, Request, Situation
from goldthread.practice.logo import NoLogo, clean_logo_text
from goldthread.practice.refusing import Refused
from goldthread.practice.settings import Settings


class ChangeSettings(Request, frozen=True, kw_only=True):
    """All settings as they are to be, and the revision from which they were changed (`seen`)."""

    settings: Settings
    seen: int


def decide(request: ChangeSettings, here: Situation) -> Decision:
    """The settings with who changed them and when. Refused: `settings-changed` (somebody else was quicker),
    `nothing-changed`, `unknown-pack`, `bad-logo`.
    """
    now = here.settings
    if request.seen != now.revision:
        raise Refused(
            "settings-changed",
            "Somebody else has changed the settings in the meantime.",
            fix="Open them again, look at what is new, and make your change once more.",
        )
    pack = request.settings.rule_pack
    if pack and pack not in here.desk.library.rulepacks:
        raise Refused("unknown-pack", "The library has no such rule pack.", fix="Choose one from the list.")
    try:
        logo = clean_logo_text(request.settings.logo)
    except NoLogo as error:
        raise Refused("bad-logo", str(error), fix="Choose another picture.") from error
    marks = {"revision": now.revision, "changed_by": now.changed_by, "changed_at": now.changed_at}
    wanted = msgspec.structs.replace(request.settings, logo=logo, **marks)
    if wanted == now:
        raise Refused("nothing-changed", "Nothing has changed.", fix="Keep what stands.")
    made = msgspec.structs.replace(wanted, revision=now.revision + 1, changed_by=here.actor.id, changed_at=here.at)
    return Decision(settings=made, answer={"revision": made.revision})


ACTION = Action(name="change-settings", title="Change the centre's settings", request=ChangeSettings, decide=decide)
