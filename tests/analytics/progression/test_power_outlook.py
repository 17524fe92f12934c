"""Power to come under every convention of the model, and where nobody knows what went before."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.progression.power_outlook import power_outlook
from analytics.progression.power_start import power_start
from analytics.response import ResponseModel
from tests.analytics.progression.plan_cases import given
from tests.analytics.response import cohort

MADE = cohort.make(athletes=4, days=200, tests=14, seed=5, drift=1.0)
ATHLETE = sorted(MADE.loads["athlete_id"].unique())[0]


def fitted(**model):
    """Fit the cohort with doses in the unit of the model, and a covariate where it has one."""
    unit = model.get("dose_unit_au", 1.0)
    loads = MADE.loads.assign(
        plyo_dose_au=MADE.loads["plyo_dose_au"] / unit,
        lifting=np.arange(len(MADE.loads)) % 3 + 1.0,
    )
    return ResponseModel(**model).fit(loads, MADE.tests), loads


def outlook(fit, loads, n=20, draws=2000, seed=0):
    """Return what is to come of the athlete, and those days."""
    case = given()
    own = loads[loads["athlete_id"] == ATHLETE].sort_values("date")
    last = own["date"].max()
    days = pd.date_range(last + pd.Timedelta(days=1), periods=n)
    history = replace(case.history, athlete_id=ATHLETE, last_day=last, loads=own)
    runs = replace(case.runs, days=days, run_load_au=np.linspace(20, 60, n), equivalents={})
    return power_outlook(fit, ATHLETE, history, runs, draws, seed), own, runs


@pytest.mark.parametrize(
    "model",
    [
        {},
        {"same_day": True},
        {"history_before": "none"},
        {"dose_unit_au": 2.5},
        {"prior": "sceptic", "level": 0.5},
    ],
)
def test_every_convention_of_the_model_predicts_what_the_fit_predicts(model):
    fit, loads = fitted(**model)
    found, own, runs = outlook(fit, loads)
    dose_au = np.where(np.arange(20) % 3 == 0, 70.0, 0.0)
    effect = found.effect(dose_au)
    table = found.table(effect, found.drawn(effect))
    to_come = pd.DataFrame(
        {
            "athlete_id": ATHLETE,
            "date": runs.days,
            "plyo_dose_au": dose_au / fit.model.dose_unit_au,
            "run_load_au": runs.run_load_au,
        }
    )
    expected = fit.predict(pd.concat([own, to_come])).tail(20).reset_index(drop=True)
    assert table["mean"].to_numpy() == pytest.approx(expected["mean"].to_numpy(), rel=1e-4)
    width = expected["test_upper"] - expected["test_lower"]
    for end in ("lower", "upper", "test_lower", "test_upper"):
        assert ((table[end] - expected[end]).abs() < 0.06 * width).all(), end


def test_a_covariate_nobody_plans_stays_out_of_the_gain():
    fit, loads = fitted(covariates=("lifting",))
    found, *_ = outlook(fit, loads)
    effect = found.effect(np.full(20, 20.0))
    assert np.isfinite(found.gain(effect).mean)
    assert found.table(effect, found.drawn(effect)).notna().all(axis=None)


def test_exposure_follows_doses_as_the_model_lets_it():
    fit, loads = fitted()
    case = given()
    own = loads[loads["athlete_id"] == ATHLETE]
    _, _, runs = outlook(fit, loads)
    history = replace(case.history, athlete_id=ATHLETE, last_day=own["date"].max(), loads=own)
    start = power_start(fit, ATHLETE, history, runs)
    one = np.zeros(20)
    one[4] = 100.0
    added = start.chronic.of(one) - start.chronic.of(np.zeros(20))
    tau = fit.state.grid.tau_gain_d
    # A dose acts from the next day on, and fades: seven times the mean of a day, in AU a week.
    assert (added[:, :5] == 0).all()
    assert added[:, 5] == pytest.approx(700 * (1 - np.exp(-1 / tau)))
    assert added[:, 9] == pytest.approx(added[:, 5] * np.exp(-4 / tau))


@pytest.mark.parametrize("known_d", [0, 5])
def test_after_a_long_silence_exposure_is_what_the_days_since_left(known_d):
    fit, loads = fitted()
    loads = loads.copy()
    own = loads.index[loads["athlete_id"] == ATHLETE]
    silent = own[-30 - known_d : len(own) - known_d]
    loads.loc[silent, "plyo_dose_au"] = np.nan
    loads.loc[own[len(own) - known_d :], "plyo_dose_au"] = 30.0
    found, *_ = outlook(fit, loads)
    assert found.start.assumes_none
    assert not found.start.is_told.any()
    tau = fit.state.grid.tau_gain_d
    assert found.start.chronic.start[:, 0] == pytest.approx(
        7 * 30 * (1 - np.exp(-known_d / tau)), abs=1e-9
    )


def test_ends_of_the_gain_are_those_of_its_draws():
    fit, loads = fitted()
    found, *_ = outlook(fit, loads, n=80, draws=20_000)
    effect = found.effect(np.where(np.arange(80) % 7 == 2, 120.0, 0.0))
    drawn = found.drawn(effect)
    gains = 100 * np.expm1((drawn[-1] - drawn[0]) / 100)
    gain = found.gain(effect)
    assert np.quantile(gains, [0.05, 0.95]) == pytest.approx([gain.lower, gain.upper], abs=0.05)
    assert (gains > 1.0).mean() == pytest.approx(gain.p_above_swc, abs=0.01)
    assert 100 * np.expm1((drawn[-1] - drawn[0]).mean() / 100) == pytest.approx(gain.mean, abs=0.03)
