"""Who may: the one table of actions, roles and how far each reaches. When it may be is in `policies`.

Access follows the care team of each client. The administrator keeps the centre running and sees no clinical word.
"""

import datetime
from enum import StrEnum

from goldthread.practice.entries import Scope
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.people import CLINICIANS, Actor
from goldthread.practice.policies import POLICIES
from goldthread.practice.refusing import Refusal
from goldthread.terms import Role


class Reach(StrEnum):
    """Which folders a role reaches with an action."""

    OWN = "own"  # the client's own folder
    GRANTED = "granted"  # a folder whose client has let this supporter in, with the scope of the action
    TEAM = "team"  # folders on whose care team the account is, or through a broken glass where the action allows it
    OUTSIDE = "outside"  # folders on whose care team the account is not, and which it cannot look into yet
    ENQUIRY = "enquiry"  # folders that are still enquiries
    CENTRE = "centre"  # every folder of the centre


Row = dict[Role, Reach]


def _team(*roles: Role) -> Row:
    return dict.fromkeys(roles, Reach.TEAM)


_ALL = _team(*CLINICIANS)
_PLANNERS = _team(Role.THERAPIST, Role.COUNSELOR, Role.PRESCRIBER, Role.CASE_MANAGER, Role.SUPERVISOR)
_RESPONSIBLE = _team(Role.THERAPIST, Role.COUNSELOR, Role.PRESCRIBER, Role.SUPERVISOR)
_THERAPY = _team(Role.THERAPIST, Role.COUNSELOR, Role.PRESCRIBER)
_ACCOUNTS = _team(Role.THERAPIST, Role.COUNSELOR, Role.CASE_MANAGER, Role.SUPERVISOR)
_CLIENT: Row = {Role.CLIENT: Reach.OWN}
_SUPPORTER: Row = {Role.SUPPORTER: Reach.GRANTED}
_INTAKE: Row = {Role.INTAKE: Reach.ENQUIRY}
_COMPLIANCE: Row = {Role.COMPLIANCE: Reach.CENTRE}

PERMISSIONS: dict[str, Row] = {
    # Intake and record
    "take-enquiry": dict.fromkeys((Role.INTAKE, *CLINICIANS), Reach.CENTRE),
    "describe-client": {**_CLIENT, **_INTAKE, **_ALL},
    "admit": {**_RESPONSIBLE, **_INTAKE},
    "record-fact": {**_CLIENT, **_INTAKE, **_ALL},
    "correct-fact": {**_CLIENT, **_INTAKE, **_ALL},
    "import-record": {**_INTAKE, **_PLANNERS},
    "set-aside-domain": {**_CLIENT, **_INTAKE, **_ALL},
    "give-form": {**_INTAKE, **_ALL},
    "answer-form": {**_CLIENT, **_INTAKE, **_ALL},
    "close-form": {**_CLIENT, **_INTAKE, **_ALL},
    # One-time links: to a form, or to a signature
    "make-link": {**_INTAKE, **_ALL},
    "open-link": {**_CLIENT, **_SUPPORTER},
    "see-link": {**_CLIENT, **_SUPPORTER},
    "end-link": {**_INTAKE, **_ALL},
    # Plan
    "draft-plan": _PLANNERS,
    "edit-plan": _ALL,
    "propose-change": {**_CLIENT, **_SUPPORTER, **_ALL},
    "settle-proposal": {**_CLIENT, **_SUPPORTER, **_ALL},  # those who only propose may take their own back
    "record-disagreement": {**_CLIENT, **_SUPPORTER, **_ALL},
    "waive-finding": _RESPONSIBLE,
    "withdraw-plan": {**_CLIENT, **_RESPONSIBLE},
    "take-back-plan": {**_CLIENT, **_ALL},
    # Agreement
    "ask-for-signatures": _PLANNERS,
    "sign": {**_CLIENT, **_SUPPORTER, **_ALL},
    "decline-to-sign": {**_CLIENT, **_SUPPORTER, **_ALL},
    "log-signature-try": _ALL,
    "countersign": _team(Role.SUPERVISOR, Role.PRESCRIBER),
    "activate": _RESPONSIBLE,
    # Review and stay
    "open-review": {**_CLIENT, **_ALL},
    "note-progress": _ALL,
    "hold-review": _RESPONSIBLE,
    "confirm-arrival": _ALL,
    "transfer": _RESPONSIBLE,
    "change-level": _RESPONSIBLE,
    "complete": _RESPONSIBLE,
    "reopen": _RESPONSIBLE,
    # The folder as a whole
    "survey-charts": {**_COMPLIANCE, Role.SUPERVISOR: Reach.TEAM},
    "merge-charts": _COMPLIANCE,
    "undo-merge": _COMPLIANCE,
    "export-client": {**_CLIENT, **_COMPLIANCE, Role.SUPERVISOR: Reach.TEAM},
    "erase-client": _COMPLIANCE,
    "break-glass": dict.fromkeys(CLINICIANS, Reach.OUTSIDE),
    "grant-access": {
        **_CLIENT,
        **_team(Role.THERAPIST, Role.COUNSELOR, Role.CASE_MANAGER),
        Role.SUPERVISOR: Reach.CENTRE,
    },
    "revoke-access": {
        **_CLIENT,
        **_team(Role.THERAPIST, Role.COUNSELOR, Role.CASE_MANAGER),
        Role.SUPERVISOR: Reach.CENTRE,
        **_COMPLIANCE,
    },
    "list-glasses": _COMPLIANCE,
    "review-glass": _COMPLIANCE,
    # Accounts of the client and of those whom the client may let in
    "see-accounts": _ACCOUNTS,
    "open-account": _ACCOUNTS,
    "end-password": _ACCOUNTS,
    "close-account": _ACCOUNTS,
    # Notes apart: only ever the author's own
    "write-session-note": _THERAPY,
    "read-session-notes": _THERAPY,
    # Reading
    "open-record": {**_CLIENT, **_INTAKE, **_ALL},
    "open-plan": {**_CLIENT, **_SUPPORTER, **_ALL, **_COMPLIANCE},
    "see-versions": {**_CLIENT, **_ALL, **_COMPLIANCE},
    "see-trace": {**_CLIENT, **_COMPLIANCE, Role.SUPERVISOR: Reach.TEAM},
    "list-clients": {**_ALL, Role.INTAKE: Reach.ENQUIRY, Role.COMPLIANCE: Reach.CENTRE},
    # The centre itself: no word about a person is in it
    "read-settings": {Role.ADMINISTRATOR: Reach.CENTRE, **_COMPLIANCE},
    "change-settings": {Role.ADMINISTRATOR: Reach.CENTRE},
    "find-client": {Role.INTAKE: Reach.CENTRE, Role.SUPERVISOR: Reach.CENTRE, Role.COMPLIANCE: Reach.CENTRE},
}

# What a supporter must have been let into (any one of these); signing for a client needs its own scope. How much of a
# plan is then shown is in `viewing`.
SCOPE_NEEDED: dict[str, tuple[Scope, ...]] = {
    "open-plan": ("plan", "safety", "aftercare"),
    "propose-change": ("propose",),
    "settle-proposal": ("propose",),
    "record-disagreement": ("propose",),
    "sign": ("sign",),
    "decline-to-sign": ("sign",),
    "open-link": ("sign",),
    "see-link": ("sign",),
}

# What may be done through a broken glass: look, and write down what was learned. Not plan, sign or hand over.
THROUGH_GLASS = frozenset({"open-record", "open-plan", "record-fact"})


def refusal(*, action: str, actor: Actor, folder: Folder | None, at: datetime.datetime) -> Refusal | None:
    """Why the actor may not do this with this folder at that time; None where they may. `folder` is None where the
    action is about no folder or one that is not there yet.

    Codes: `role-may-not`, `not-your-folder`, `not-on-care-team`, `not-granted`, `no-longer-an-enquiry`; for breaking
    the glass `on-care-team` and `already-open`.
    """
    reach = PERMISSIONS[action].get(actor.role)
    if reach is None:
        return Refusal(
            code="role-may-not",
            message=f"Somebody who acts as {_said(actor.role)} cannot do this: {action.replace('-', ' ')}.",
            fix=f"It can be done by: {', '.join(_said(role) for role in PERMISSIONS[action])}.",
        )
    if reach is Reach.CENTRE:
        return None
    if folder is None and POLICIES[action].stays:  # what is not there looks to those outside like what is not theirs
        return {Reach.OWN: _NOT_YOURS, Reach.GRANTED: _NOT_GRANTED, Reach.TEAM: _NOT_ON_TEAM}.get(reach)
    if folder is None:
        return None
    return _REFUSALS[reach](action, actor, folder, at)


_NOT_YOURS = Refusal(code="not-your-folder", message="This is not your own folder.", fix="Open your own.")
_NOT_GRANTED = Refusal(
    code="not-granted", message="The client has not let you into this.", fix="The client can grant it, and end it."
)
_NOT_ON_TEAM = Refusal(
    code="not-on-care-team",
    message="You are not on this client's care team in that role.",
    fix="Ask somebody on the team to add you; in an emergency, break the glass.",
)


def _said(role: Role) -> str:
    return role.value.replace("-", " ")


def _own(action: str, actor: Actor, folder: Folder, at: datetime.datetime) -> Refusal | None:  # noqa: ARG001 - one signature for all reaches
    if actor.client == folder.client.id:
        return None
    return _NOT_YOURS


def _granted(action: str, actor: Actor, folder: Folder, at: datetime.datetime) -> Refusal | None:
    access = folder.access_of(actor.id, at)
    needed = frozenset(SCOPE_NEEDED.get(action, ()))
    if access is not None and access.as_role is Role.SUPPORTER and not needed.isdisjoint(access.scopes):
        return None
    return _NOT_GRANTED


def _on_team(action: str, actor: Actor, folder: Folder, at: datetime.datetime) -> Refusal | None:
    access = folder.access_of(actor.id, at)
    if access is not None and access.as_role is actor.role:
        return None
    if action in THROUGH_GLASS and folder.glass_of(actor.id, at) is not None:
        return None
    return _NOT_ON_TEAM


def _outside(action: str, actor: Actor, folder: Folder, at: datetime.datetime) -> Refusal | None:  # noqa: ARG001 - one signature for all reaches
    access = folder.access_of(actor.id, at)
    if access is not None and access.as_role is actor.role:
        return Refusal(
            code="on-care-team", message="You are on this client's care team.", fix="Open the record as usual."
        )
    if folder.glass_of(actor.id, at) is not None:
        return Refusal(code="already-open", message="The glass is broken already.", fix="Open the record.")
    return None


def _enquiry(action: str, actor: Actor, folder: Folder, at: datetime.datetime) -> Refusal | None:  # noqa: ARG001 - one signature for all reaches
    if folder.stay is Stay.ENQUIRY:
        return None
    return Refusal(
        code="no-longer-an-enquiry",
        message="Intake's access ended when treatment began.",
        fix="Ask somebody on the care team.",
    )


_REFUSALS = {
    Reach.OWN: _own,
    Reach.GRANTED: _granted,
    Reach.TEAM: _on_team,
    Reach.OUTSIDE: _outside,
    Reach.ENQUIRY: _enquiry,
}
