"""The table of plyometric sets."""

from typing import Final

from data import vocabulary
from data.imports.columns import Column, Kind
from data.imports.shared_columns import ATHLETE, DAY, NOTE, SESSION_RPE, number
from data.limits import LIMITS

PLYO_SETS: Final = Kind(
    "plyo_sets",
    "Plyometric sets",
    (
        ATHLETE,
        DAY,
        Column("session", "Tells two sessions of a day apart", "morning"),
        Column("drill_id", "Drill of the catalogue", "drop-jump", form="id", required=True),
        Column(
            "sets",
            "How many sets like this, 1 where empty",
            "3",
            form="whole",
            limit=LIMITS["plyo_sets.sets"],
        ),
        Column(
            "reps",
            "Repetitions of one set",
            "5",
            form="whole",
            limit=LIMITS["plyo_sets.reps"],
            required=True,
        ),
        Column(
            "contacts",
            "Ground contacts of one set; where empty, reps times the catalogue's",
            "5",
            form="whole",
            limit=LIMITS["plyo_sets.contacts"],
        ),
        Column(
            "side",
            "The leg that landed, both where empty",
            "both",
            form="word",
            words=vocabulary.SIDES,
        ),
        number("height_m", "Drop or box height", "0.30", "plyo_sets.height_m", "length"),
        number("rest_s", "Rest after each set", "120", "plyo_sets.rest_s", "time"),
        number(
            "contact_ms",
            "Mean ground contact; kept and shown, weighs nothing: only own times do",
            "190",
            "plyo_sets.contact_ms",
            "time",
        ),
        number(
            "flight_ms",
            "Mean flight; kept and shown, weighs nothing: only own times do",
            "420",
            "plyo_sets.flight_ms",
            "time",
        ),
        SESSION_RPE,
        NOTE,
    ),
)
