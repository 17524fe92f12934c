"""The tables one may import: one source for templates, checks, the mapping screen and the docs."""

import csv
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from analytics.errors import InputError
from data import vocabulary
from data.imports.beside_kinds import OTHER_SESSIONS, SYMPTOMS
from data.imports.columns import Column, Kind
from data.imports.shared_columns import ATHLETE, DAY, NOTE, number
from data.limits import LIMITS, Limit

__all__ = ["KINDS", "Column", "Kind", "columns", "kind_of", "template"]

_SESSION_RPE: Final = Column(
    "session_rpe",
    "Effort of the session, CR10",
    "6",
    form="number",
    unit="0-10",
    dimension="effort",
    limit=LIMITS["plyo_sessions.session_rpe"],
)
_POWER_SOURCE: Final = Column(
    "power_source",
    "What measured the power",
    "stryd",
    form="word",
    words=vocabulary.POWER_SOURCES,
)


_ATHLETES: Final = Kind(
    "athletes",
    "Athletes",
    (
        Column("athlete_id", "A new id: a-z, 0-9 and hyphens", "mara", form="id", required=True),
        Column("name", "For people", "Mara K."),
        Column("sex", "Sex", "female", form="word", words=vocabulary.SEXES),
        Column(
            "birth_year",
            "Year of birth",
            "1994",
            form="whole",
            limit=LIMITS["athletes.birth_year"],
        ),
        number("height_m", "Standing height", "1.68", "athletes.height_m", "length"),
        Column("time_zone", "Where the athlete's days are counted, IANA name", "Europe/Athens"),
    ),
)
_BODY_MASS: Final = Kind(
    "body_mass",
    "Body mass",
    (
        ATHLETE,
        DAY,
        Column(
            "mass_kg",
            "Body mass",
            "58.4",
            form="number",
            unit="kg",
            dimension="mass",
            limit=LIMITS["body_mass.mass_kg"],
            required=True,
        ),
    ),
)
_PLYO_SETS: Final = Kind(
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
        number("contact_ms", "Mean ground contact", "190", "plyo_sets.contact_ms", "time"),
        number("flight_ms", "Mean flight", "420", "plyo_sets.flight_ms", "time"),
        _SESSION_RPE,
        NOTE,
    ),
)
_POWER_TESTS: Final = Kind(
    "power_tests",
    "Power tests",
    (
        ATHLETE,
        DAY,
        Column(
            "kind",
            "What was tested",
            "time_trial",
            form="word",
            words=vocabulary.TEST_KINDS,
            required=True,
        ),
        number(
            "duration_s",
            "Length of the maximal effort; a time_trial needs it",
            "300",
            "power_tests.duration_s",
            "time",
        ),
        number("power_w", "Mean or critical power", "281", "power_tests.power_w", "power"),
        number(
            "power_w_kg",
            "The same per kg, instead of power_w or with it",
            "4.05",
            "power_tests.power_w_kg",
            "power per mass",
        ),
        Column(
            "power_source",
            "What measured the power",
            "stryd",
            form="word",
            words=vocabulary.POWER_SOURCES,
            required=True,
        ),
        number(
            "se_w_kg",
            "Standard error of the test itself",
            "0.05",
            "power_tests.se_w_kg",
            "power per mass",
        ),
        Column(
            "se_w",
            "The same in W, instead of se_w_kg",
            "3.5",
            form="number",
            unit="W",
            dimension="power",
            limit=Limit(0.01, 200, "W"),
        ),
        NOTE,
    ),
    one_of=("power_w", "power_w_kg"),
)
_RUNS: Final = Kind(
    "runs",
    "Runs by hand",
    (
        ATHLETE,
        DAY,
        Column(
            "duration_min",
            "Time run",
            "45",
            form="number",
            unit="min",
            dimension="time",
            limit=LIMITS["runs.duration_min"],
            required=True,
        ),
        number("distance_m", "Distance", "9200", "runs.distance_m", "distance"),
        number("mean_power_w", "Mean power", "228", "runs.mean_power_w", "power"),
        _POWER_SOURCE,
        _SESSION_RPE,
        NOTE,
    ),
)
_DAILY_LOADS: Final = Kind(
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

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            _ATHLETES,
            _BODY_MASS,
            _PLYO_SETS,
            _POWER_TESTS,
            _RUNS,
            _DAILY_LOADS,
            OTHER_SESSIONS,
            SYMPTOMS,
        )
    }
)


def kind_of(name: str) -> Kind:
    """Return a kind of table by its name.

    Raises
    ------
    InputError
        Naming the kinds there are.
    """
    if name not in KINDS:
        raise InputError(f"{name!r} is no kind of table; there are {', '.join(KINDS)}.")
    return KINDS[name]


def columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of table: name, unit, whether required, meaning, rule."""
    return kind_of(kind).columns


def template(kind: str) -> bytes:
    """Return an empty table of a kind, CSV with its header alone."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([column.name for column in columns(kind)])
    return text.getvalue().encode()
