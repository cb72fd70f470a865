"""Samples of what the team sees: plain values, no clock."""

import datetime
from typing import Any

Sample = dict[str, Any]

_SAID = datetime.date(2026, 9, 21)
_REVIEW = datetime.date(2026, 10, 5)
_ME = "Keisha Monroe"
_DOCTOR = "Dr. Leah Brenner"

HEAD: Sample = {
    "kind": "Plan",
    "name": _ME,
    "pronouns": "she/her",
    "state": "under-review",
    "facts": [
        {"label": "Plan", "value": "A door that locks from my side"},
        {"label": "Programme", "value": "Opioid programme, Ninth Street"},
        {"label": "Next review", "value": "5 October 2026: she asked for it"},
    ],
    "actions": [
        {"label": "Hold the review", "href": "#review", "primary": True},
        {"label": "Print", "href": "#print"},
        {"label": "Versions", "href": "#compare"},
    ],
}
QUOTE: Sample = {
    "text": "I want a door that locks from my side.",
    "who": _ME,
    "on": _SAID,
    "lang": "en",
    "beside": "Keisha lives behind her own lock, known to be safe.",
}
PAIR: Sample = {
    "strengths": [
        {"text": "Carried five plates up one arm; counts exits and people in any room.", "said_by": _ME},
        {"text": "Has named every fish in the visiting room for Zion.", "said_by": "Linden center"},
        {"text": "Miss Pat and Tasha pick up the phone.", "said_by": _ME},
    ],
    "concerns": [
        {"text": "The eleven minutes after Zion goes out that door.", "said_by": _ME},
        {"text": "Rain on anything plastic.", "said_by": _ME},
        {"text": "No room of her own yet.", "said_by": "Ines Figueroa"},
    ],
}
NEEDS: list[Sample] = [
    {
        "id": "need-overdose-risk",
        "title": "Staying alive on a bad day",
        "urgency": "today",
        "disposition": "answered",
        "why": "Two overdoses, and she has used alone.",
        "causes": [
            {"text": "Uses alone when it rains", "kind": "keeps it going", "answered": True},
            {"text": "No door of her own", "kind": "made it likely", "answered": False},
        ],
        "from": [
            {"text": "Intake, 15 September", "href": "#timeline"},
            {"text": "Her own words, 21 September", "href": "#quote"},
        ],
        "actions": [{"label": "See what answers it", "href": "#tree", "about": "Staying alive on a bad day"}],
    },
    {
        "id": "need-headaches",
        "title": "Headaches and lost words",
        "urgency": "soon",
        "disposition": "deferred",
        "until": datetime.date(2026, 10, 29),
        "why": "Eye test and a head-injury screen first.",
    },
    {
        "id": "need-money",
        "title": "Money until the first wage",
        "urgency": "routine",
        "disposition": "open",
        "actions": [
            {
                "label": "Say what the plan does",
                "href": "#coverage",
                "primary": True,
                "about": "Money until the first wage",
            }
        ],
    },
]
TREE: Sample = {
    "label": "Goals, objectives and what is done",
    "nodes": [
        {
            "id": "g-door",
            "kind": "Goal 2",
            "text": "I want a door that locks from my side.",
            "own": True,
            "href": "#detail",
            "current": True,
            "count": "1 objective",
            "nodes": [
                {
                    "id": "o-lease",
                    "kind": "Objective",
                    "text": "A lease with my name on it, by 15 January.",
                    "href": "#o-lease",
                    "note": "0 of 1 so far",
                    "count": "1 thing is done for it",
                    "nodes": [
                        {
                            "id": "i-house",
                            "kind": "Intervention",
                            "href": "#i-house",
                            "note": "Ines Figueroa, Thursdays",
                            "text": "Renew the bed, finish the voucher, look at rooms with locks.",
                        }
                    ],
                }
            ],
        },
        {
            "id": "g-alive",
            "kind": "Goal 3",
            "own": True,
            "href": "#g-alive",
            "count": "2 objectives",
            "text": "I want to still be here to embarrass that boy at his graduation.",
            "nodes": [
                {
                    "id": "o-doses",
                    "kind": "Objective",
                    "text": "I get my dose twenty-nine days out of thirty.",
                    "href": "#o-doses",
                },
                {
                    "id": "o-alone",
                    "kind": "Objective",
                    "text": "Not one time alone.",
                    "href": "#o-alone",
                    "note": "Off track since 1 October",
                },
            ],
        },
    ],
}
FINDINGS: list[Sample] = [
    {
        "severity": "stop",
        "message": "Nobody is named who watches the first nights after the dose changes.",
        "why": "A plan that eases withdrawal says who looks in, how often, and whom they call.",
        "source": "Check GT-W03",
        "fix": "#fix",
        "explain": "#explain",
        "waive": "#waive",
    },
    {
        "severity": "ask",
        "message": "“Not one time alone” has no count since 1 October. How did the week go?",
        "fix": "#fix-count",
        "explain": "#explain-count",
        "waive": "#waive-count",
    },
    {
        "severity": "note",
        "message": "The skill “Crate next to Miss Pat” was practised 7 days ago.",
        "explain": "#explain-skill",
    },
    {
        "severity": "ask",
        "message": "The goal has no review before the court date.",
        "waived_by": _DOCTOR,
        "waived_why": "The review of 5 October is that review.",
    },
]
DETAIL: Sample = {
    "id": "g-door",
    "kind": "Goal 2",
    "title": "A door of her own",
    "quote": QUOTE,
    "findings": FINDINGS[1:2],
    "facts": [
        {"label": "Matters to Keisha", "value": "10 of 10"},
        {"label": "She believes she can", "value": "4 of 10"},
        {"label": "The strength it builds on", "value": "Counts exits and people in any room"},
    ],
    "up": [
        {"text": "Housing", "href": "#need-housing", "kind": "need"},
        {"text": "Own words, 21 September", "href": "#quote", "kind": "fact"},
    ],
    "down": [{"text": "A lease with my name on it", "href": "#o-lease", "kind": "objective"}],
    "actions": [
        {"label": "Word it again", "href": "#word", "primary": True},
        {"label": "Propose a change", "href": "#proposal"},
    ],
}
COVERAGE: Sample = {
    "caption": "Every need, and what the plan says of it",
    "rows": [
        {"title": "Staying alive on a bad day", "disposition": "answered", "by": "Goal 3, three things that are done"},
        {
            "title": "Uses alone when it rains",
            "cause": "keeps it going",
            "disposition": "answered",
            "by": "“Not one time alone”",
        },
        {"title": "No door of her own", "cause": "made it likely", "disposition": "open", "href": "#cause"},
        {"title": "Headaches and lost words", "disposition": "deferred", "by": "until 29 October, after the eye test"},
        {"title": "Hepatitis C, if it is there", "disposition": "referred", "by": "Nurse Odette Pryce, liver clinic"},
        {"title": "Nicotine", "disposition": "declined", "by": "“Not this year.” Asked again in March"},
        {"title": "Money until the first wage", "disposition": "open", "href": "#money"},
    ],
}
EVENTS: list[Sample] = [
    {"on": _REVIEW, "title": "Review asked for", "text": "“My plan no longer fits.”", "by": _ME, "href": "#review"},
    {
        "on": datetime.date(2026, 10, 1),
        "title": "Three doses missed",
        "text": "The window moves to nine.",
        "by": "Odalys Grant",
    },
    {"on": _SAID, "title": "Plan signed", "by": "Keisha Monroe, Dr. Leah Brenner"},
]
SHARE: Sample = {
    "percent": 91,
    "own": 52,
    "of": 57,
    "twin": "Attend group weekly and report triggers.",
    "twin_href": "#word",
}
