"""Assess one athlete: what its own tests say, when others say what to expect."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.response import curves
from analytics.response.blocks import blocks
from analytics.response.design import Design
from analytics.response.evidence import rivals, separation, tables
from analytics.response.evidence.days import by_day
from analytics.response.evidence.others import Expected, without_each
from analytics.response.evidence.placebo import placebo
from analytics.response.evidence.sequence import Forecast, forecasts
from analytics.response.grid import Choice, Grid
from analytics.response.state import State

Vector = npt.NDArray[np.float64]
Tables = dict[str, pd.DataFrame]

TABLES: Final = ("athletes", "forecasts", "shifts", "exposures", "slopes")
"""What is found of each athlete."""
FIRST_FORECAST: Final = 5
"""Position of the first test day that is forecast: the sixth."""
FEWEST_DAYS: Final = 3
"""Test days with which a line can be told from the tests."""
SHOWN_DOSES_AU: Final = np.arange(50.0, 301.0, 50.0)
"""Somewhere among them the interval has to exclude 0."""
WEEKS: Final = 8
VERDICT_LEVEL: Final = 0.90
"""Of the interval a verdict looks at, whatever the level of those drawn: calibrated is this one."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A model on columns and nodes of its own, and what to expect of each athlete under it."""

    designs: Sequence[Design]
    part: Choice
    expected: dict[int, tuple[Expected, ...]]

    def forecasts(self, position: int, level: float) -> Forecast:
        """Forecast each test of an athlete from those before it."""
        return forecasts(self.designs[position], self.part, self.expected[position], level)


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """The model, and the two that lack a term of it; one test a day."""

    full: Model
    no_dose: Model
    no_fatigue: Model


def models(state: State) -> Models:
    """Return the models to compare, each with a population of its own."""
    designs = [by_day(design) for design in state.designs]
    return Models(
        full=_model(state, designs, state.grid),
        no_dose=_model(state, *rivals.without_dose(designs, state.grid)),
        no_fatigue=_model(state, *rivals.without_fatigue(designs, state.grid)),
    )


def assess(
    state: State, compared: Models, position: int, level: float, covariates: tuple[str, ...]
) -> Tables:
    """Return the rows of one athlete in each of :data:`TABLES`, its verdict left open."""
    name, log = state.athlete_ids[position], state.logs[position]
    design = compared.full.designs[position]
    exposure_au = separation.chronic_au(
        log, design, state.convention, state.prior["tau_gain_median"]
    )
    found = {
        "forecasts": _forecasts(state, compared, position, level),
        "shifts": _shifts(state, compared, position),
        "exposures": pd.DataFrame(
            {
                "date": _dates(design),
                "exposure_au": exposure_au,
                "run_relative": design.columns.other[:, 0],
            }
        ),
        "slopes": _slopes(state, design, exposure_au, covariates),
    }
    found = {key: _of(name, rows) for key, rows in found.items()}
    low, high = np.quantile(exposure_au, [0.1, 0.9]) if len(exposure_au) else (np.nan, np.nan)
    numbers = {
        "athlete_id": name,
        "n_tests": len(design.day),
        "dose_contrast_au": float(high - low),
        **tables.exposure_numbers(found["exposures"]),
        **tables.slope_numbers(found["slopes"]),
        **tables.forecast_numbers(found["forecasts"]),
        **tables.placebo_numbers(found["shifts"]),
        "excludes_zero": _excludes_zero(state, position),
    }
    return {"athletes": pd.DataFrame([numbers]), **found}


def _model(state: State, designs: list[Design], grid: Grid) -> Model:
    n_covariates = len(state.logs[0].daily) - 2
    expected = without_each(state.prior, grid, blocks(designs), n_covariates)
    return Model(designs, grid.thinned(), expected)


def _forecasts(state: State, compared: Models, position: int, level: float) -> pd.DataFrame:
    design = compared.full.designs[position]
    names = ("tested_w_kg", "mean", "lower", "upper", *tables.RIVALS)
    if len(design.day) <= FIRST_FORECAST:
        return pd.DataFrame({"date": _dates(design)[:0], **{name: np.empty(0) for name in names}})
    mean, lower, upper = compared.full.forecasts(position, level)
    log_percent = {
        "tested_w_kg": design.log_power,
        "mean": mean,
        "lower": lower,
        "upper": upper,
        **rivals.habits(design.day - state.logs[position].first_day + 1, design.log_power),
        "no_dose": compared.no_dose.forecasts(position, level).mean,
        "no_fatigue": compared.no_fatigue.forecasts(position, level).mean,
    }
    power = {
        name: np.exp((design.level + log_percent[name][FIRST_FORECAST:]) / 100.0) for name in names
    }
    return pd.DataFrame({"date": _dates(design)[FIRST_FORECAST:], **power})


def _shifts(state: State, compared: Models, position: int) -> pd.DataFrame:
    design = compared.full.designs[position]
    if len(design.day) < FEWEST_DAYS:
        return pd.DataFrame({"shift_d": np.empty(0, dtype=np.int64), "log_ratio": np.empty(0)})
    found = placebo(
        state.logs[position],
        design,
        compared.full.part,
        state.convention,
        compared.full.expected[position],
    )
    return pd.DataFrame(found._asdict())


def _slopes(
    state: State, design: Design, exposure_au: Vector, covariates: tuple[str, ...]
) -> pd.DataFrame:
    noise = state.population.settings[0].noise
    found = separation.slopes(exposure_au, design, noise, covariates)
    return pd.DataFrame(found, columns=separation.Slope._fields)


def _excludes_zero(state: State, position: int) -> bool:
    loading = curves.contrast(state, SHOWN_DOSES_AU, WEEKS)
    return excludes_zero(curves.band(curves.athlete(state, position, loading), VERDICT_LEVEL))


def excludes_zero(band: curves.Band) -> bool:
    """Tell whether an interval lies on one side of 0 at some dose."""
    return bool(((band.lower > 0) | (band.upper < 0)).any())


def _dates(design: Design) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(design.day.astype("datetime64[D]").astype("datetime64[us]"))


def _of(athlete_id: str, rows: pd.DataFrame) -> pd.DataFrame:
    rows.insert(0, "athlete_id", athlete_id)
    return rows
