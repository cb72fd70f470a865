"""When it may: in which stay and which state of a plan an action is at its moment. Who may is in `permissions`."""

import msgspec

from goldthread.plan import State
from goldthread.practice.folder import Folder, Stay
from goldthread.practice.refusing import Refusal

_HERE = (Stay.ENQUIRY, Stay.ADMITTED, Stay.COMPLETED)
_LIVING = (State.DRAFT, State.PROPOSED, State.AGREED, State.ACTIVE, State.UNDER_REVIEW)
_ANY_PLAN = tuple(State)


class When(msgspec.Struct, frozen=True, kw_only=True):
    """The stays and, for an action on a plan, the states in which it may be. `plan` None: no plan is needed."""

    stays: tuple[Stay, ...]
    plan: tuple[State, ...] | None = None


def _when(*stays: Stay, plan: tuple[State, ...] | None = None) -> When:
    return When(stays=stays, plan=plan)


POLICIES: dict[str, When] = {
    "take-enquiry": _when(),
    "describe-client": _when(*_HERE),
    "admit": _when(Stay.ENQUIRY),
    "record-fact": _when(*_HERE),
    "correct-fact": _when(*_HERE),
    "import-record": _when(*_HERE),
    "set-aside-domain": _when(*_HERE),
    "give-form": _when(*_HERE),
    "answer-form": _when(*_HERE),
    "close-form": _when(*_HERE),
    "make-link": _when(*_HERE),
    "open-link": _when(*_HERE),
    "see-link": _when(*_HERE),
    "end-link": _when(*_HERE),
    "draft-plan": _when(Stay.ADMITTED, Stay.COMPLETED),
    "edit-plan": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.DRAFT,)),
    "propose-change": _when(Stay.ADMITTED, Stay.COMPLETED, plan=_LIVING),
    "settle-proposal": _when(Stay.ADMITTED, Stay.COMPLETED, plan=_LIVING),
    "record-disagreement": _when(Stay.ADMITTED, Stay.COMPLETED, plan=_LIVING),
    "waive-finding": _when(Stay.ADMITTED, Stay.COMPLETED, plan=_LIVING),
    "withdraw-plan": _when(Stay.ADMITTED, Stay.COMPLETED, plan=_LIVING),
    "take-back-plan": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.PROPOSED, State.AGREED)),
    "ask-for-signatures": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.DRAFT, State.PROPOSED)),
    "sign": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.PROPOSED, State.AGREED, State.ACTIVE)),
    "decline-to-sign": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.PROPOSED, State.AGREED, State.ACTIVE)),
    "log-signature-try": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.PROPOSED, State.AGREED, State.ACTIVE)),
    "countersign": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.PROPOSED, State.AGREED, State.ACTIVE)),
    "activate": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.PROPOSED, State.AGREED)),
    "open-review": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.ACTIVE,)),
    "note-progress": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.UNDER_REVIEW,)),
    "hold-review": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.UNDER_REVIEW,)),
    "confirm-arrival": _when(Stay.ADMITTED, Stay.COMPLETED, plan=(State.ACTIVE, State.UNDER_REVIEW, State.COMPLETED)),
    "transfer": _when(Stay.ADMITTED),
    "change-level": _when(Stay.ADMITTED),
    "complete": _when(Stay.ADMITTED),
    "reopen": _when(Stay.COMPLETED),
    "survey-charts": _when(*Stay),
    "merge-charts": _when(*_HERE),
    "undo-merge": _when(*Stay),
    "export-client": _when(*Stay),
    "erase-client": _when(Stay.ENQUIRY, Stay.COMPLETED, Stay.MERGED),
    "break-glass": _when(*_HERE),
    "grant-access": _when(*_HERE),
    "revoke-access": _when(*_HERE),
    "list-glasses": _when(),
    "review-glass": _when(*Stay),
    "see-accounts": _when(*Stay),
    "open-account": _when(*_HERE),
    "end-password": _when(*_HERE),
    "close-account": _when(*Stay),
    "write-session-note": _when(Stay.ADMITTED, Stay.COMPLETED),
    "read-session-notes": _when(*Stay),
    "open-record": _when(*_HERE),
    "open-plan": _when(*Stay, plan=_ANY_PLAN),
    "see-versions": _when(*Stay, plan=_ANY_PLAN),
    "see-trace": _when(*Stay),
    "list-clients": _when(),
    "find-client": _when(),
    "read-settings": _when(),
    "change-settings": _when(),
}


def refusal(*, action: str, folder: Folder | None, plan: str | None) -> Refusal | None:
    """Why it is not the moment; None where it is. `plan` is the id of the plan that the action is about.

    Codes: `no-such-folder`, `merged-away`, `not-in-this-stay`, `no-such-plan`, `not-in-this-state`.
    """
    when = POLICIES[action]
    if not when.stays:
        return None
    if folder is None:
        return Refusal(code="no-such-folder", message="There is no such folder.", fix="Look the client up again.")
    if folder.stay not in when.stays:
        return _not_in_stay(action, folder, when)
    if when.plan is None:
        return None
    file = folder.plan(plan or "")
    if file is None:
        return Refusal(
            code="no-such-plan", message="There is no such plan in this folder.", fix="Open the folder again."
        )
    if file.plan.state not in when.plan:
        states = " or ".join(_said(state) for state in when.plan)
        return Refusal(
            code="not-in-this-state",
            message=f"To {action.replace('-', ' ')}, a plan must be {states}; this one is {_said(file.plan.state)}.",
            fix="Open the plan again to see what can be done now.",
        )
    return None


def _not_in_stay(action: str, folder: Folder, when: When) -> Refusal:
    if folder.stay is Stay.MERGED:
        return Refusal(
            code="merged-away",
            message="This folder was joined to another of the same person.",
            fix="Go on in the folder that it was joined to.",
            details={"into": folder.merged_into},
        )
    stays = " or ".join(_said(stay) for stay in when.stays if stay is not Stay.MERGED)
    return Refusal(
        code="not-in-this-stay",
        message=f"To {action.replace('-', ' ')}, the client must be in: {stays}; now it is {_said(folder.stay)}.",
        fix="Open the folder again to see what can be done now.",
    )


def _said(word: Stay | State) -> str:
    return word.value.replace("-", " ")
