"""The tables one may import: one source for templates, checks, the mapping screen and the docs."""

import csv
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from analytics.errors import InputError
from data import vocabulary
from data.imports.beside_kinds import DAILY_LOADS, OTHER_SESSIONS, SYMPTOMS
from data.imports.columns import Column, Kind
from data.imports.set_kinds import PLYO_SETS
from data.imports.shared_columns import ATHLETE, DAY, NOTE, SESSION_RPE, number
from data.limits import LIMITS, Limit

__all__ = ["KINDS", "Column", "Kind", "columns", "kind_of", "template"]

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
        SESSION_RPE,
        NOTE,
    ),
)
KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            _ATHLETES,
            _BODY_MASS,
            PLYO_SETS,
            _POWER_TESTS,
            _RUNS,
            DAILY_LOADS,
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
