"""A small trip chart with every step kind, for tests of the machine and of all that stands on it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

from studio.procedure.model import Procedure

TODAY = date(2026, 11, 21)
Raw = dict[str, Any]

TRIP: Raw = {
    "name": "Trips",
    "scope": "short trips",
    "uses_date": True,
    "start": "greet",
    "fields": [
        {"id": "city", "title": "City", "examples": ["Rome", "Oslo"]},
        {"id": "day", "title": "Day", "kind": "date", "examples": ["3 May 2027"]},
        {"id": "budget", "title": "Budget", "kind": "money", "currency": "EUR", "examples": ["200 euros"]},
        {
            "id": "seat",
            "title": "Seat",
            "kind": "choice",
            "required": False,
            "options": [{"id": "aisle", "label": "Aisle"}, {"id": "window", "label": "Window"}],
        },
        {"id": "fare", "title": "Fare", "kind": "money", "currency": "EUR"},
    ],
    "tools": [
        {
            "id": "flights",
            "title": "Flights",
            "arguments": ["city"],
            "columns": ["city", "fare"],
            "rows": [{"city": "Rome", "fare": "120 EUR"}, {"city": "Oslo", "fare": "90 EUR"}],
        }
    ],
    "knowledge": [
        {"id": "bags", "questions": ["May I bring bags?", "What about luggage?"], "answer": "One bag is free."}
    ],
    "steps": [
        {"id": "greet", "title": "Greet", "kind": "say", "text": "Hello!", "link": {"to": "ask_trip"}},
        {
            "id": "ask_trip",
            "title": "Trip",
            "kind": "ask",
            "text": "Where to, and when?",
            "again": "Which city, which day?",
            "fields": ["city", "day"],
            "link": {"to": "ask_budget"},
            "knowledge": [
                {"id": "season", "questions": ["When is it cheap?", "Which month is best?"], "answer": "In winter."}
            ],
        },
        {
            "id": "ask_budget",
            "title": "Budget",
            "kind": "ask",
            "text": "What may it cost?",
            "fields": ["budget"],
            "link": {"to": "check"},
        },
        {
            "id": "check",
            "title": "Enough",
            "kind": "decide",
            "basis": "computed",
            "branches": [
                {
                    "id": "low",
                    "link": {"to": "ask_more"},
                    "when": {"tests": [{"field": "budget", "operator": "<", "value": "100"}]},
                },
                {"id": "fine", "link": {"to": "find"}},
            ],
        },
        {
            "id": "ask_more",
            "title": "More",
            "kind": "ask",
            "text": "{budget} is little. Could it be more?",
            "link": {"to": "more"},
        },
        {
            "id": "more",
            "title": "Goes on",
            "kind": "decide",
            "branches": [
                {"id": "yes", "link": {"to": "find"}, "condition": "goes on", "examples": ["Sure", "If it must be"]},
                {"id": "no", "link": {"to": "bye"}, "condition": "refuses", "examples": ["Never", "Too dear"]},
            ],
        },
        {
            "id": "find",
            "title": "Find",
            "kind": "act",
            "tool": "flights",
            "arguments": {"city": "city"},
            "results": {"fare": "fare"},
            "outcomes": {"ok": {"to": "tell"}, "empty": {"to": "none"}},
        },
        {"id": "tell", "title": "Tell", "kind": "say", "text": "{city} costs {fare}.", "link": {"to": "ask_seat"}},
        {
            "id": "ask_seat",
            "title": "Seat",
            "kind": "ask",
            "text": "Which seat?",
            "fields": ["seat"],
            "link": {"to": "ask_happy"},
        },
        {"id": "ask_happy", "title": "Happy", "kind": "ask", "text": "Shall I book it?", "link": {"to": "happy"}},
        {
            "id": "happy",
            "title": "Agrees",
            "kind": "decide",
            "branches": [
                {"id": "yes", "link": {"to": "booked"}, "condition": "agrees", "examples": ["Book it", "Go ahead"]},
                {
                    "id": "change",
                    "link": {"to": "ask_change", "limit": 2, "spent": "desk"},
                    "condition": "wants a change",
                    "examples": ["Change the plane", "Another hour please"],
                },
                {"id": "no", "link": {"to": "bye"}, "condition": "refuses", "examples": ["Forget it", "I stay home"]},
            ],
        },
        {
            "id": "ask_change",
            "title": "Change",
            "kind": "ask",
            "text": "Changed. Is it right now?",
            "link": {"to": "happy"},
        },
        {"id": "booked", "title": "Booked", "kind": "end", "text": "Booked for {day}."},
        {"id": "none", "title": "None", "kind": "end", "text": "No flights there.", "outcome": "refused"},
        {"id": "desk", "title": "Desk", "kind": "end", "text": "A colleague will call.", "outcome": "escalated"},
        {"id": "bye", "title": "Bye", "kind": "end", "text": "Goodbye.", "outcome": "abandoned"},
    ],
}


def trip(change: Callable[[Raw], object] = lambda raw: None) -> Procedure:
    """The chart, changed."""
    raw = copy.deepcopy(TRIP)
    change(raw)
    return Procedure.model_validate(raw)


def step(raw: Raw, name: str) -> Raw:
    """One step of a raw chart."""
    found: Raw = next(s for s in raw["steps"] if s["id"] == name)
    return found


def switched_off(overlay: str) -> Procedure:
    """The chart without one overlay."""
    return trip(lambda raw: raw.setdefault("overlays", {}).update({overlay: {"on": False}}))
