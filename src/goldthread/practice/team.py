"""Who answers for a treatment: the account must be able to, and joins the care team."""

from goldthread.practice.action import Situation
from goldthread.practice.entries import TeamJoined
from goldthread.practice.folder import Stay
from goldthread.practice.refusing import Refused
from goldthread.terms import ItemId, Role

RESPONSIBLE = (Role.THERAPIST, Role.COUNSELOR, Role.PRESCRIBER, Role.SUPERVISOR)


def joining(member: ItemId, as_role: Role, here: Situation) -> tuple[TeamJoined, ...]:
    """The entry by which somebody who is to answer for the treatment joins the team; none where they are on it.

    Refused: `cannot-be-responsible` (an account that does not exist or has not that role, or a role that cannot).
    """
    if as_role not in RESPONSIBLE or as_role not in here.roles_of(member):
        raise Refused(
            "cannot-be-responsible",
            "This account cannot answer for a treatment in that role.",
            fix="Name a therapist, counselor, prescriber or supervisor of this centre.",
        )
    access = here.here.access_of(member, here.at)
    if access is not None and access.as_role is as_role and access.until is None:
        return ()
    return (TeamJoined(**here.stamp(), member=member, as_role=as_role, reason="answers for the treatment"),)


def answers_for(member: ItemId, here: Situation) -> bool:
    """Whether the account answers for the treatment that is going on."""
    episode = here.here.episode
    return here.here.stay is Stay.ADMITTED and episode is not None and episode.responsible == member
