"""Samples of what client and team settle together: plain values, no clock."""

import datetime
from typing import Any

Sample = dict[str, Any]

_SAID = datetime.date(2026, 9, 21)
_REVIEW = datetime.date(2026, 10, 5)
_ME = "Keisha Monroe"
_DOCTOR = "Dr. Leah Brenner"

PROPOSAL: Sample = {
    "id": "proposal-window",
    "who": _ME,
    "about": "the dose window",
    "before": "Window at 6:40.",
    "after": "Window at nine.",
    "why": "The 6:40 bus carries half of what I am getting away from.",
    "state": "open",
    "actions": [
        {"label": "Take it into the plan", "name": "settle", "value": "take", "primary": True},
        {"label": "Answer", "href": "#answer"},
    ],
}
DISAGREEMENT: Sample = {
    "id": "d-camera",
    "about": "what the judge sees",
    "answered_by": _DOCTOR,
    "answered_on": _REVIEW,
    "quote": {
        "text": "Y’all wrote that I used. Now it is in the thing the judge sees.",
        "who": _ME,
        "on": datetime.date(2026, 10, 2),
    },
    "answer": "It stays in her chart and not in the letter: the court gets attendance and the plan, as she signed.",
}
CONFLICT: Sample = {
    "id": "g-door-clinical",
    "about": "the clinical words beside goal 2",
    "other_field": True,
    "theirs_who": "Ines Figueroa, 14:01",
    "base": "Keisha finds housing.",
    "mine": "Keisha lives behind her own lock, known to be safe.",
    "theirs": "Keisha moves into Cypress Court with the voucher by 15 January.",
}
COMPARE: Sample = {
    "before": "Version 2, 21 September",
    "now": "Version 3, 5 October",
    "rows": [
        {
            "about": "Dose window",
            "kind": "changed",
            "before": "Window at 6:40.",
            "after": "Window at nine.",
            "why": "Three doses missed; she said which bus it is.",
            "by": _ME,
            "on": _REVIEW,
        },
        {
            "about": "Bus pass",
            "kind": "new",
            "after": "A month pass, and the nine o’clock window.",
            "why": "So that the later bus is paid.",
        },
        {
            "about": "Weekly group",
            "kind": "gone",
            "before": "Women’s group on Mondays.",
            "why": "It is on the day of her visits.",
        },
    ],
}
SIGNATURES: Sample = {
    "caption": "Who has signed what",
    "signers": [_ME, _DOCTOR],
    "rows": [
        {
            "kind": "Goal 2",
            "item": "A door that locks from my side",
            "cells": [
                {"signer": _ME, "state": "signed", "on": _SAID},
                {"signer": _DOCTOR, "state": "signed", "on": _SAID},
            ],
        },
        {
            "kind": "Intervention",
            "item": "A month pass, and the nine o’clock window",
            "cells": [{"signer": _ME, "state": "asks"}, {"signer": _DOCTOR, "state": "waits"}],
        },
        {
            "kind": "Aftercare",
            "item": "A room of my own",
            "cells": [{"signer": _ME, "state": "declined", "on": _REVIEW}, {"signer": _DOCTOR, "state": "none"}],
        },
    ],
}
RATING: Sample = {
    "question": "How sure are you that you can get through a rainy night?",
    "low": "not at all",
    "high": "fully sure",
    "gap": 3,
    "sides": [
        {"name": "confidence-client", "who": _ME, "value": 2, "before": 1},
        {"name": "confidence-clinician", "who": _DOCTOR, "value": 5, "before": None},
    ],
}
SLIDERS: Sample = {
    "question": "How much does a door of your own matter?",
    "low": "not at all",
    "high": "more than anything",
    "sides": [
        {"name": "matters-client", "who": _ME, "value": 10, "slide": 10, "before": 8},
        {"name": "matters-clinician", "who": _DOCTOR, "value": None, "slide": 5, "before": None},
    ],
}
