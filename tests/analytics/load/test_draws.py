import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load import draws
from analytics.load.daily_stress import stress
from analytics.load.draws import Drawing
from analytics.load.drill_steps import drill_steps
from tests.analytics.load.stress_cases import CATALOGUE, TISSUES, days_of, runs_of, sets_of

POGOS = pd.DataFrame(
    {"drill_id": ["pogo", "signal-pogo", "mixed-surface-pogo"], "force_cv_percent": 25.0}
)


def log_factors(n=20_000):
    made = draws.make(TISSUES, POGOS, Drawing(n, seed=3))
    return np.log([made.factors[name][draws.N_FIXED :] for name in POGOS["drill_id"]])


def test_half_of_what_is_unknown_of_a_force_is_common_to_all_drills():
    correlations = np.corrcoef(log_factors())[np.triu_indices(3, 1)]
    assert correlations == pytest.approx([0.5, 0.5, 0.5], abs=0.03)


def test_a_force_varies_by_what_the_catalogue_says_all_the_same():
    factors = np.exp(log_factors())
    assert factors.std(axis=1) / factors.mean(axis=1) == pytest.approx([0.25] * 3, abs=0.01)


def test_three_drills_alike_are_not_three_independent_ones():
    one, three = (np.exp(9 * logs) for logs in (log_factors()[0], log_factors()))
    logs = np.sqrt(np.log1p(0.25**2)) * np.random.default_rng(0).standard_normal((3, 20_000))
    widths = [
        np.diff(np.log(np.quantile(sums, [0.05, 0.95])))[0]
        for sums in (np.exp(9 * logs).mean(axis=0), three.mean(axis=0), one)
    ]
    assert widths[0] < 0.75 * widths[2]
    assert 0.8 * widths[2] < widths[1] < widths[2]


def test_the_draws_of_a_drill_depend_on_no_other():
    alone = draws.make(TISSUES, POGOS[:1], Drawing(50, seed=3)).factors["pogo"]
    assert np.array_equal(alone, draws.make(TISSUES, POGOS, Drawing(50, seed=3)).factors["pogo"])


@pytest.mark.parametrize("seed", range(3))
def test_the_band_of_a_day_holds_it_at_the_low_and_the_high_exponent_as_science_c1_4_asks(seed):
    # At 4 to 12 of hops far above an easy step, no tenth draw is as extreme as the ends.
    sets = sets_of(*[(day, "hop", 20 + 3 * (day % 5), "left") for day in range(60)])
    runs = runs_of(*[(day, 1 + day % 3, 3.0, 165) for day in range(60)])
    calendar = days_of(60, sets, runs)
    how = Drawing(draws=3, seed=seed)
    daily = stress(sets, runs, calendar, CATALOGUE, TISSUES, how).daily
    keys = ["date", "tissue", "side"]
    for end in ("low", "high"):
        ends = [fixed(one, getattr(one.exponent, end)) for one in TISSUES]
        there = stress(sets, runs, calendar, CATALOGUE, ends, how).daily
        assert there[keys].equals(daily[keys])
        for name, low, high in (
            ("equivalents", "lower", "upper"),
            ("residual", "residual_lower", "residual_upper"),
            ("percent", "percent_lower", "percent_upper"),
        ):
            told = there[name].notna()
            assert told.equals(daily[name].notna())
            assert (daily[low] <= there[name] * (1 + 1e-9))[told].all()
            assert (daily[high] >= there[name] * (1 - 1e-9))[told].all()


def test_the_band_of_one_contact_holds_it_at_the_low_and_the_high_exponent():
    contacts = pd.DataFrame(
        {
            "drill_id": ["hop"],
            "force_cv_percent": 0.0,
            **{f"{one.name}_from": "model" for one in TISSUES},
            "achilles": 7.3,
            "patellar": 0.7,
            "tibia": 10.0,
        }
    )
    rows = drill_steps(contacts, TISSUES, draws=1).set_index("tissue")
    for one in TISSUES:
        over = contacts[one.name][0] / one.reference.value
        assert rows["lower"][one.name] <= over**one.exponent.low * (1 + 1e-12)
        assert rows["upper"][one.name] >= over**one.exponent.high * (1 - 1e-12)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"draws": 0}, "draws must be 1 or more; got 0"),
        ({"seed": -1}, "seed must not be negative; got -1"),
        ({"level": 1.0}, "level must be between 0 and 1; got 1"),
        ({"percent_days": -1}, "percent_days must not be negative; got -1"),
    ],
)
def test_draws_of_nothing_are_refused(wrong, said):
    with pytest.raises(InputError, match=said):
        Drawing(**wrong)


def fixed(tissue, exponent):
    """The same tissue at one exponent."""
    from dataclasses import replace

    at = replace(tissue.exponent, value=exponent, low=exponent, high=exponent)
    return replace(tissue, exponent=at)
