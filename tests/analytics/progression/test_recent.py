import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.daily_stress import stress
from analytics.load.draws import Drawing
from analytics.progression.history import RECENT_D
from analytics.progression.recent import recent
from tests.analytics.load.stress_cases import CATALOGUE, TISSUES, days_of, runs_of, sets_of

N_DAYS = 100
SETS = sets_of(*[(day, "hop", 10 + day % 7, "left") for day in range(3, N_DAYS, 5)])
RUNS = runs_of(*[(day, 0.5 + day % 3 / 4, 3.0 + day % 2 / 5, 165) for day in range(0, N_DAYS, 2)])
FRAMES = (SETS, RUNS, days_of(N_DAYS, SETS, RUNS, unknown=(60, 61, 97)))


def of(frames=FRAMES, draws=30, seed=4):
    return recent(*frames, CATALOGUE, TISSUES, Drawing(draws, seed))


def day(daily, number, name):
    """Return a column of one day, a row per tissue and side."""
    dates = np.sort(daily["date"].unique())
    return daily.loc[daily["date"] == dates[number], name].to_numpy().reshape(3, 2)


@pytest.fixture(scope="module")
def daily():
    sets, runs, _ = FRAMES
    # One day more, so that its own high is that of the days before it.
    days = days_of(N_DAYS + 1, sets, runs, unknown=(60, 61, 97))
    return stress(sets, runs, days, CATALOGUE, TISSUES, Drawing(30, 4)).daily


def test_the_first_column_is_what_daily_stress_says(daily):
    found = of()
    for i, one in enumerate(found.tissues):
        assert one.residual[:, 0] == pytest.approx(day(daily, -2, "residual")[i], rel=1e-12)
        assert one.own_high[:, 0] == pytest.approx(day(daily, -1, "own_high")[i], rel=1e-12)
        for recent_day in (0, 20, RECENT_D - 1):
            total = one.plyo[:, recent_day, 0] + one.run[:, recent_day, 0]
            expected = day(daily, recent_day - RECENT_D - 1, "known_equivalents")[i]
            assert total == pytest.approx(expected, rel=1e-12)


def test_the_draws_are_those_of_daily_stress(daily):
    lower = day(daily, -2, "residual_lower")
    for i, one in enumerate(of().tissues):
        ends = np.quantile(one.residual[:, 3:], 0.05, axis=-1)
        expected = np.minimum(ends, one.residual[:, :3].min(axis=-1))
        assert expected == pytest.approx(lower[i], rel=1e-12)


def test_the_reference_is_the_own_easy_step_of_the_last_day():
    achilles = of().tissues[0]
    easy_speed = 3.0  # the lower quartile of 3.0 and 3.2 m/s
    assert achilles.reference[0] == pytest.approx(6.0)
    faster = runs_of(*[(day, 0.5, 4.0, 165) for day in range(0, N_DAYS, 2)])
    faster_step = of((SETS, faster, days_of(N_DAYS, SETS, faster))).tissues[0].reference[0]
    load = [8.2 + 1.9 / 1.79 * (speed - 2.68) for speed in (easy_speed, 4.0)]
    assert faster_step / 6.0 == pytest.approx(load[1] / load[0])


def test_a_log_shorter_than_the_recent_days_begins_with_days_nobody_knows():
    sets, runs = sets_of((2, "pogo", 20, "both")), runs_of((0, 1.0, 3.0, 165), (9, 1.0, 3.0, 165))
    found = of((sets, runs, days_of(10, sets, runs)))
    assert not found.knows_plyo[: RECENT_D - 10].any()
    assert found.knows_plyo[RECENT_D - 10 :].all()
    assert np.isnan(found.tissues[0].own_high).all()
    assert np.flatnonzero(found.tissues[0].run[0, :, 0]).tolist() == [32, 41]


def test_a_channel_never_logged_adds_nothing_and_is_named():
    sets = sets_of((40, "pogo", 20, "both"))
    days = days_of(60, sets, runs_of()).assign(run_status="unknown")
    found = of((sets, runs_of(), days))
    assert found.left_out == "run"
    assert not found.tissues[0].run.any()
    assert found.tissues[0].residual[0, 0] > 0


def test_more_than_14_unknown_days_leave_the_residual_missing_and_the_days_there():
    days = days_of(N_DAYS, SETS, RUNS, unknown=range(80, N_DAYS))
    found = of((SETS, RUNS, days)).tissues[0]
    assert np.isnan(found.residual).all()
    assert found.run[0, :, 0].any()


def test_days_of_more_than_one_athlete_are_refused():
    sets, runs, days = FRAMES
    both = pd.concat([days, days.assign(athlete_id="eve")])
    with pytest.raises(InputError, match="of one athlete; got 2"):
        of((sets, runs, both))
