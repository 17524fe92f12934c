"""What is asked: every row of the table, with the figures the specification wants."""

from typing import Any

from tests.calibration.worker import Row

HELD = {"coverage": (0.85, 0.95)}
ANOTHER_SHAPE = {"coverage": (0.80, 1.0)}
MANY = {"athletes": 50}
MILDER = {"noise": 1.5, "day": 0.5}
NO_EFFECT: dict[str, Any] = {"gain": (0.0, 0.0), "fatigue": (0.0, 0.0)}
SIXTY = {"athletes": 60}
UNKNOWN_POPULATION: dict[str, Any] = {"gain": (2.0, 1.8), "fatigue": (0.6, 0.67)}
"""As the prior sees one athlete: the spread of athletes and what is not known of their mean."""


def _row(what: str, seeds: int, asked: dict[str, tuple[float, float]], **made: Any) -> Row:
    before = "unknown" if made.get("trained_before") else "none"
    return Row(what, seeds, made, before, asked)


COVERAGE = {
    "drift": [
        _row(f"50 athletes, {name}", 20, HELD, **MANY, drift=drift)
        for name, drift in (("no drift", 0.0), ("drift 1 %", 1.0))
    ],
    "history": [
        _row(
            f"logs that begin in mid-training, history unknown, {name}",
            20,
            HELD,
            **MANY,
            drift=drift,
            trained_before=True,
        )
        for name, drift in (("no drift", 0.0), ("drift 1 %", 1.0))
    ],
    "tests": [
        _row(f"{tests} tests a year, drift 0.5 %", 20, HELD, **MANY, drift=0.5, tests=tests)
        for tests in (12, 24, 36, 48, 60)
    ],
    "cohorts": [
        _row("200 athletes, no drift", 20, HELD, athletes=200),
        _row("200 athletes, drift 0.5 %", 20, HELD, athletes=200, drift=0.5),
        _row("8 athletes, drift 0.5 %", 100, HELD, athletes=8, drift=0.5),
        # Alone, an athlete's prior holds that nobody knows the population's mean.
        _row(
            "1 athlete of a population nobody knows, drift 0.5 %",
            300,
            HELD,
            athletes=1,
            drift=0.5,
            **UNKNOWN_POPULATION,
        ),
        _row("1 athlete of a population nobody knows", 300, HELD, athletes=1, **UNKNOWN_POPULATION),
        _row(
            "1 athlete of a population just as expected, drift 0.5 %",
            300,
            HELD,
            athletes=1,
            drift=0.5,
        ),
        _row("1 athlete of a population just as expected", 300, HELD, athletes=1),
    ],
    "shape": [
        _row("truth with Hill exponent 1.6", 20, ANOTHER_SHAPE, **MANY, gamma=1.6),
        _row("truth that saturates by session", 20, ANOTHER_SHAPE, **MANY, by_session=True),
    ],
    "wrong": [
        Row(
            "logs that begin in mid-training, taken for a beginning from nothing",
            20,
            {**MANY, "trained_before": True},
        ),
    ],
    "noise": [
        _row(
            "tests of 1.5 % and days of 0.5 %",
            20,
            HELD | {"ratio": (0.0, 0.75)},
            **MANY,
            **MILDER,
        ),
        _row(
            "tests of 1 % and days of 0.5 %",
            20,
            HELD | {"ratio": (0.0, 0.75)},
            **MANY,
            noise=1.0,
            day=0.5,
        ),
        _row("athletes who differ by 2.5 % instead of 1.5 %", 20, {}, **MANY, gain=(2.0, 2.5)),
        _row("athletes who differ by 0.75 %", 20, {}, **MANY, gain=(2.0, 0.75)),
        _row("a population mean of 5 % instead of 2 %", 20, {}, **MANY, gain=(5.0, 1.5)),
        _row("power that ignores dose", 20, {}, **MANY, **NO_EFFECT),
    ],
}

FLOOR = [
    _row("50 athletes, no drift", 20, {}, **MANY),
    _row("tests of 1.5 % and days of 0.5 %", 20, {}, **MANY, **MILDER),
]

VERDICTS = [
    _row("no effect: power ignores dose", 10, {"shown": (0.0, 0.05)}, **SIXTY, **NO_EFFECT),
    _row(
        "no effect, drift 1 %, history unknown",
        10,
        {"shown": (0.0, 0.05)},
        **SIXTY,
        **NO_EFFECT,
        drift=1.0,
        trained_before=True,
    ),
    _row(
        "strong effect: 10 %, tests of 1 %, 50 a year",
        10,
        {"shown": (0.85, 1.0)},
        **SIXTY,
        gain=(10.0, 1.5),
        noise=1.0,
        day=0.0,
        tests=50,
    ),
    _row(
        "dose rises with the calendar, power by itself 5 % a year",
        10,
        {"confounded": (0.9, 1.0)},
        **SIXTY,
        **NO_EFFECT,
        trend=5.0,
    ),
    _row("5 tests each", 10, {"insufficient": (1.0, 1.0)}, **SIXTY, tests=5),
    _row("usual effect", 10, {}, **SIXTY),
]

DIFFERENCES = [
    _row(f"athletes who differ by {spread:g} %", 30, {}, **MANY, gain=(2.0, spread))
    for spread in (0.75, 1.5, 2.5)
] + [
    _row(
        "athletes who differ by 1.5 %, drift 1 %, logs that begin in mid-training",
        30,
        {},
        **MANY,
        drift=1.0,
        trained_before=True,
    )
]
