"""Who may see each page and send each form, address by address: the table that the walk over all addresses obeys.

A new address needs a row here, and a new page a journey. `sees`: who gets the page (or is sent on, as after a form);
None: the address is not for reading. `does`: who may send its form; None: it takes none. Everybody else is refused.
"""

from typing import Any

import msgspec

from goldthread.practice.people import CLINICIANS
from goldthread.terms import Role
from standing_folders import standing_case
from whole_site import CLIENT, DISAGREEMENT, NEIGHBOUR, PLAN, VISITORS, item_of

Names = frozenset[str]

ANYBODY: Names = frozenset(each.name for each in VISITORS)
SIGNED_IN = ANYBODY - {"stranger"}
WITH_FOLDER = SIGNED_IN - {"client of another centre"}  # Today sends a client to their own pages
NOBODY: Names = frozenset()
CLIENTS: Names = frozenset({"client", "another client"})
HER: Names = frozenset({"client"})
TEAM: Names = frozenset(role.value for role in CLINICIANS)
READERS = TEAM | {"compliance"}
KNOWS = READERS | {"client", "supporter"}  # who may read her name somewhere
RESPONSIBLE: Names = frozenset({"therapist", "counselor", "prescriber", "supervisor"})
PLANNERS = RESPONSIBLE | {"case-manager"}
ONCE = {"once": "walk0walk0walk0walk0"}
FACT = {**ONCE, "text": "I mend nets.", "said_by": "client", "source": "talk"}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One address. `form`: what is sent to it, filled in so that nothing but a right is missing; `path`: what stands in
    its place-holders where that is not what stands there elsewhere; `slow`: it is enough that one visitor gets it;
    `ends`: sending the form ends the session, so that it is tried at a place of its own."""

    sees: Names | None
    does: Names | None = None
    form: dict[str, Any] = {}
    path: dict[str, Any] = {}
    slow: bool = False
    ends: bool = False


# What stands in the place-holders of addresses.
PLACES: dict[str, Any] = {
    "client": CLIENT, "other": NEIGHBOUR, "plan": PLAN, "item": item_of("goals"), "need": item_of("needs"),
    "check": "goal-without-need",
    "proposal": "proposal-open", "disagreement": DISAGREEMENT, "form": "form-open", "number": 1, "kind": "client",
    "signer": CLIENT, "provider_id": "centre", "secret": "a" * 43, "link": "none",
    "name": "strength", "pk": 1, "member": "nurse", "fact": standing_case().record.facts[3].id,
}  # fmt: skip

SIGNING_IN: dict[str, Row] = {
    "account_login": Row(sees=WITH_FOLDER | {"stranger"}, does=ANYBODY),
    "sign-in-shown": Row(sees=None, does=NOBODY),  # there is something at the demonstration alone
    "account_reauthenticate": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "mfa_index": Row(sees=SIGNED_IN),
    "mfa_authenticate": Row(sees=WITH_FOLDER, does=SIGNED_IN),
    "mfa_reauthenticate": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "mfa_activate_totp": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "mfa_deactivate_totp": Row(sees=NOBODY, does=NOBODY),  # nobody here has one
    "mfa_view_recovery_codes": Row(sees=NOBODY),
    "mfa_generate_recovery_codes": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "mfa_download_recovery_codes": Row(sees=NOBODY, does=NOBODY),
    "mfa_list_webauthn": Row(sees=SIGNED_IN),
    "mfa_add_webauthn": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "mfa_reauthenticate_webauthn": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "mfa_remove_webauthn": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "mfa_login_webauthn": Row(sees=WITH_FOLDER, does=SIGNED_IN),
    "mfa_edit_webauthn": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "account_inactive": Row(sees=ANYBODY),
    "account_logout": Row(sees=SIGNED_IN, does=SIGNED_IN, ends=True),
    "locked": Row(sees=WITH_FOLDER, does=SIGNED_IN),
    "lock": Row(sees=None, does=SIGNED_IN, ends=True),
    "leave-locked": Row(sees=None, does=SIGNED_IN, ends=True),
    "still-here": Row(sees=SIGNED_IN),
    "identity-leave": Row(sees=None, does=NOBODY),  # nothing is set up to sign in elsewhere
    "identity-unlink": Row(sees=None, does=SIGNED_IN),
    "openid_connect_callback": Row(sees=NOBODY, path={"provider_id": "centre"}),
    "second-step-needed": Row(sees=WITH_FOLDER),  # it leads on where nothing is missing
    "own-account": Row(sees=SIGNED_IN),
    "own-password": Row(sees=SIGNED_IN, does=SIGNED_IN),
    "sign-out-elsewhere": Row(sees=None, does=SIGNED_IN),
    "sign-ins": Row(sees=frozenset({"administrator", "compliance", "compliance of another centre"})),
    "choose-role": Row(sees=None, does=NOBODY),  # nobody here has two
    "set_language": Row(sees=WITH_FOLDER, does=ANYBODY, form={"language": "en"}),
}

TEAMS: dict[str, Row] = {
    "today": Row(sees=WITH_FOLDER),
    "components": Row(sees=SIGNED_IN),
    "record": Row(sees=TEAM | HER),
    "record-add": Row(sees=None, does=TEAM | HER, form=FACT),
    "record-correct": Row(sees=TEAM, does=TEAM, form={**ONCE, "reason_to_take_back": ""}),
    "record-give": Row(sees=None, does=TEAM, form={**ONCE, "to": "client", "instrument": "gad7"}),
    "record-form": Row(sees=TEAM, does=TEAM, form=ONCE),
    "plan-start": Row(sees=TEAM, does=PLANNERS, form=ONCE),
    "plan": Row(sees=READERS),
    "plan-own": Row(sees=TEAM),
    "plan-explain": Row(sees=SIGNED_IN),  # a page of the library: it names nobody
    "plan-edit": Row(
        sees=None, does=TEAM, form={**ONCE, "seen": "1", "before": "{}", "clinical": "Sleep", "words": "Why not."}
    ),
    "plan-options": Row(sees=TEAM, does=TEAM, form={**ONCE, "seen": "1"}),
    "plan-waive": Row(
        sees=None,
        does=RESPONSIBLE,
        form={**ONCE, "check": "link-missing", "about": "opioid-use", "reason": "We looked at it together."},
    ),
    "plan-settle": Row(sees=None, does=TEAM, form={**ONCE, "settle": "not-now", "answer": "We talk about it first."}),
    "plan-arrival": Row(
        sees=READERS, does=TEAM, form={**ONCE, "outcome": "arrived"}, path={"item": item_of("aftercare")}
    ),
    "plan-answer": Row(sees=None, does=TEAM, form={**ONCE, "answer": "Let us talk about it."}),
    "plan-news": Row(sees=SIGNED_IN),  # others are told that there is none
    "plan-versions": Row(sees=READERS, slow=True),
    "plan-meeting": Row(sees=TEAM, does=TEAM, form=ONCE),
    "plan-agreement": Row(sees=READERS),
    "plan-ask": Row(sees=None, does=PLANNERS, form={**ONCE, "of": f"{CLIENT}:client", "cause": ""}),
    "plan-activate": Row(sees=None, does=RESPONSIBLE, form={**ONCE, "version": "9"}),
    "plan-take-back": Row(sees=None, does=TEAM, form={**ONCE, "reason": ""}),  # without one nothing is taken back
    "plan-sign": Row(sees=TEAM, does=TEAM, form={**ONCE, "version": "1", "name": "Their name"}),
    "plan-no": Row(sees=TEAM, does=TEAM, form={**ONCE, "version": "1", "why": "not-now", "words": "I was not there."}),
    "plan-signer": Row(sees=TEAM, does=TEAM, form={**ONCE, "do": "tried", "how": "phone", "outcome": "No answer."}),
    "paper": Row(sees=KNOWS),
    "paper-pdf": Row(sees=KNOWS, slow=True),
}

ADMINISTRATORS: Names = frozenset({"administrator"})
TAKERS = frozenset(each.name for each in VISITORS if each.actor and each.actor.role in {*CLINICIANS, Role.INTAKE})
BREAKERS = frozenset(each.name for each in VISITORS if each.actor and each.actor.role in CLINICIANS)

COMPLIANCE: Names = frozenset({"compliance"})
IN_COMPLIANCE: Names = COMPLIANCE | {"compliance of another centre"}  # of a list of their own centre
OPENERS: Names = frozenset({"therapist", "counselor", "case-manager", "supervisor"})

CENTRE_AND_CARE: dict[str, Row] = {
    "centre": Row(
        sees=ADMINISTRATORS | {"compliance", "compliance of another centre"},
        # Compliance gets the form back as it reads it; the practice refuses the change itself.
        does=ADMINISTRATORS | {"compliance", "compliance of another centre"}, form=ONCE,
    ),
    "centre-logo": Row(sees=NOBODY),  # there is none here
    "staff": Row(sees=ADMINISTRATORS, does=ADMINISTRATORS, form=ONCE),
    "staff-account": Row(
        sees=ADMINISTRATORS, does=ADMINISTRATORS, form={**ONCE, "do": "roles"}
    ),
    "catalogue": Row(sees=ADMINISTRATORS),
    "enquiry": Row(sees=TAKERS, does=TAKERS, form=ONCE),
    "admission": Row(sees=RESPONSIBLE, does=RESPONSIBLE, form=ONCE),
    "care-team": Row(sees=TEAM, does=TEAM, form=ONCE),
    "stay": Row(sees=TEAM, does=TEAM, form={**ONCE, "do": "complete"}),
    "break-glass": Row(sees=BREAKERS, does=BREAKERS, form=ONCE),
    "client-trace": Row(sees=frozenset({"compliance", "supervisor"}) | CLIENTS),
    "client-folder": Row(sees=COMPLIANCE | {"supervisor"}),
    "client-join": Row(sees=COMPLIANCE, does=COMPLIANCE, form=ONCE),
    "client-apart": Row(sees=COMPLIANCE, does=COMPLIANCE, form=ONCE),
    "client-copy": Row(sees=COMPLIANCE | {"supervisor"}, does=COMPLIANCE | {"supervisor"}, form=ONCE),
    "client-erase": Row(sees=COMPLIANCE, does=COMPLIANCE, form=ONCE),
    "client-erased": Row(sees=IN_COMPLIANCE),
    "client-accounts": Row(sees=OPENERS, does=OPENERS, form={**ONCE, "do": "open"}),
    # A form that names no glass cannot be read: it is neither done nor a right that is missing.
    "glasses": Row(sees=IN_COMPLIANCE, does=IN_COMPLIANCE, form=ONCE),
}  # fmt: skip

OWN: dict[str, Row] = {
    "my-copy": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-sharing": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-plan": Row(sees=CLIENTS),
    "my-steps": Row(sees=CLIENTS),
    "my-people": Row(sees=CLIENTS),
    "my-more": Row(sees=CLIENTS),
    "my-bad-hour": Row(sees=CLIENTS),
    "my-bad-hour-worker": Row(sees=ANYBODY),
    "my-proposal": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-ranks": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-disagreement": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-review": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-story": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-forms": Row(sees=CLIENTS),
    "my-form": Row(sees=HER),
    "my-question": Row(sees=HER, does=HER, form=ONCE),
    "my-form-end": Row(sees=HER, does=HER, form=ONCE),
    "my-signature": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-no": Row(sees=CLIENTS, does=CLIENTS, form=ONCE),
    "my-changes": Row(sees=CLIENTS),
    "my-trace": Row(sees=CLIENTS),
    "shared-plan": Row(sees=frozenset({"supporter"})),
}

# Whoever has no right secret is asked for the birth date like everybody else, and learns nothing.
LINKS: dict[str, Row] = {
    "link": Row(sees=ANYBODY, does=NOBODY),
    **dict.fromkeys(("link-open", "link-help"), Row(sees=ANYBODY)),
    **dict.fromkeys(("link-question", "link-end", "link-signature", "link-no"), Row(sees=ANYBODY, does=ANYBODY)),
    "link-make": Row(sees=None, does=TEAM, form=ONCE),
    "link-take-back": Row(sees=None, does=NOBODY, form=ONCE),  # there is none
}

TABLE: dict[str, Row] = {**SIGNING_IN, **TEAMS, **CENTRE_AND_CARE, **OWN, **LINKS}
