"""Samples of what the client sees, and of what every page may need: plain values, no clock."""

import datetime
from typing import Any

Sample = dict[str, Any]

STEPS: list[Sample] = [
    {
        "text": "Ride the nine o’clock bus to the window.",
        "when": "Every day",
        "with_whom": "month pass from Ines",
        "done": True,
    },
    {
        "text": "Draw one fish right after goodbye.",
        "when": "Saturday",
        "actions": [
            {"label": "I did it", "name": "did", "value": "fish", "primary": True},
            {"label": "It did not work", "href": "#fish"},
        ],
    },
    {"text": "Sit with Rochelle, just us grown.", "when": "Before 12 December", "with_whom": "Rochelle Baptiste"},
]
PEOPLE: list[Sample] = [
    {
        "name": "Miss Pat",
        "relation": "friend",
        "helps_with": "kits, mail, sense",
        "phone": "+15550100163",
        "phone_shown": "555-0163",
    },
    {
        "name": "Tasha Bell",
        "relation": "peer",
        "helps_with": "Saturdays; a fish by text",
        "phone": "+15550100166",
        "phone_shown": "555-0166",
        "text": "+15550100166",
    },
    {"name": "Zion", "relation": "son", "helps_with": "draws one back"},
]
HELP: Sample = {
    "skills": [
        {"text": "Draw one fish, scale by scale", "where": "bench, bus, bunk"},
        {"text": "Exits out loud, then who is safe"},
    ],
    "people": PEOPLE[:2],
    "crisis": [{"name": "988 Lifeline", "what": "day and night, free", "phone": "988", "text": "988"}],
    "safe_places": ["The laundromat on Vine: warm, bright, two doors"],
    "danger": "A life is in danger now: call 911",
    "danger_phone": "911",
}
QUESTION: Sample = {
    "action": "#question",
    "number": 3,
    "of": 8,
    "percent": 25,
    "name": "answer",
    "text": "In the last week, how many nights did you sleep with your shoes off?",
    "choices": [
        {"value": 0, "label": "None"},
        {"value": 1, "label": "One or two", "checked": True},
        {"value": 2, "label": "Three to five"},
        {"value": 3, "label": "Six or seven"},
    ],
    "back": "#question-2",
}
EMPTY: Sample = {
    "title": "No plan yet",
    "text": "It begins with what Keisha wants. Four needs are waiting from the intake.",
    "actions": [{"label": "Begin the plan together", "href": "#begin", "primary": True}],
}
REFUSAL: Sample = {
    "title": "This page is not open to you",
    "message": "Only the care team of this client may see it.",
    "code": "not-on-the-team",
    "fix": "Ask the client’s therapist to add you. In an emergency, break the glass and say why.",
    "actions": [{"label": "Back to today", "href": "#today", "primary": True}],
}
SAVED: Sample = {"at": datetime.time(14, 2), "undo": "#undo"}
TOASTS: list[Sample] = [
    {"tone": "good", "text": "Your step is in the plan. Dr. Brenner sees it next."},
    {"tone": "ask", "text": "Tasha changed the same step. Look at both before you go on."},
]
FILTER_LINKS: Sample = {
    "label": "What is due",
    "links": [
        {"label": "Everything", "href": "#everything", "count": 3, "chosen": True},
        {"label": "Reviews", "href": "#reviews", "count": 2, "chosen": False},
        {"label": "Signatures", "href": "#signatures", "count": 1, "chosen": False},
    ],
}
FILTERS: Sample = {
    "action": "#filters",
    "count": 2,
    "clear": "#all",
    "fields": [
        {
            "name": "whose",
            "label": "Whose",
            "options": [{"value": "mine", "label": "Mine", "chosen": True}, {"value": "team", "label": "My team’s"}],
        },
        {
            "name": "what",
            "label": "What",
            "options": [
                {"value": "", "label": "Everything"},
                {"value": "review", "label": "Reviews due", "chosen": True},
            ],
        },
    ],
}
TABLE: Sample = {
    "caption": "Reviews due",
    "columns": ["Client", "Why", "Due"],
    "rows": [
        {
            "head": "Keisha Monroe",
            "href": "#record",
            "cells": [{"label": "Why", "text": "She asked for it"}, {"label": "Due", "text": "today"}],
        },
        {
            "head": "Miguel Herrera",
            "href": "#miguel",
            "cells": [{"label": "Why", "text": "30 days since the last"}, {"label": "Due", "text": "in 4 days"}],
        },
    ],
}
