"""Tables of what is known beside runs and sets: loads as numbers, other training, symptoms."""

from typing import Final

from data import vocabulary
from data.imports.columns import Column, Kind
from data.imports.shared_columns import ATHLETE, DAY, NOTE, number
from data.limits import LIMITS

_YES_NO: Final = ("yes", "no")
OTHER_SESSIONS: Final = Kind(
    "other_sessions",
    "Strength, mobility, cross-training",
    (
        ATHLETE,
        DAY,
        Column(
            "kind",
            "What was trained",
            "strength",
            form="word",
            words=vocabulary.OTHER_KINDS,
            required=True,
        ),
        Column("label", "Tells two sessions of a kind and day apart", "morning"),
        Column(
            "session_rpe",
            "Effort of the session, CR10; the load needs it",
            "6",
            form="number",
            unit="0-10",
            dimension="effort",
            limit=LIMITS["other_sessions.session_rpe"],
        ),
        number(
            "duration_min",
            "Length of the session; the load needs it",
            "45",
            "other_sessions.duration_min",
            "time",
        ),
        NOTE,
    ),
    one_of=("session_rpe", "duration_min"),
)
SYMPTOMS: Final = Kind(
    "symptoms",
    "Symptoms",
    (
        ATHLETE,
        DAY,
        Column(
            "site",
            "Where it hurts",
            "achilles",
            form="word",
            words=vocabulary.SITES,
            required=True,
        ),
        Column("side", "Of the body", "left", form="word", words=vocabulary.SIDES, required=True),
        Column(
            "moment",
            "When, seen from the training; next_morning is dated as the morning",
            "next_morning",
            form="word",
            words=vocabulary.MOMENTS,
            required=True,
        ),
        Column(
            "pain_0_10",
            "0 none, 10 worst",
            "3",
            form="number",
            unit="0-10",
            dimension="effort",
            limit=LIMITS["symptoms.pain_0_10"],
            required=True,
        ),
        Column(
            "is_bone",
            "On bone; not asked where empty, and then no pain but a tendon's is within the limit",
            "no",
            form="word",
            words=_YES_NO,
        ),
        Column("limp", "It changes the gait; no where empty", "no", form="word", words=_YES_NO),
        NOTE,
    ),
)
DAILY_LOADS: Final = Kind(
    "daily_loads",
    "Daily loads",
    (
        ATHLETE,
        DAY,
        Column(
            "channel",
            "What the load is of",
            "plyo",
            form="word",
            words=vocabulary.CHANNELS,
            required=True,
        ),
        Column(
            "value",
            "The load; 0 is a day without, empty is a day nobody knows",
            "118",
            form="number",
            limit=LIMITS["daily_loads.value"],
            required=True,
        ),
        Column("unit", "Unit of the value", "AU", required=True),
        Column("source", "Where the number comes from, 'table' where empty", "diary"),
    ),
)
