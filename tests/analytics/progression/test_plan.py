import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.set_minutes import set_minutes
from analytics.progression import Plan
from analytics.progression.plan import PLANNED_SETS
from data.drills import catalogue
from data.tissues import tissues

MONDAY = pd.Timestamp("2026-03-02")
CATALOGUE = catalogue()


def sets_of(*rows):
    """Each row: day from Monday, drill, sets, reps, height, rest."""
    frame = pd.DataFrame(rows, columns=list(PLANNED_SETS.labels))
    return frame.assign(date=MONDAY + pd.to_timedelta(frame["date"], unit="D"))


TWO = sets_of(
    (0, "pogo", 3, 10, np.nan, 60.0),
    (0, "single-leg-hop", 2, 8, np.nan, 90.0),
    (3, "drop-jump", 4, 5, 0.3, 120.0),
)


def week(sets=TWO, **changed):
    days = {"first_day": MONDAY, "goal_date": MONDAY + pd.Timedelta(days=7)} | changed
    return Plan(sets, **days)


def test_two_sessions_cost_what_the_sums_by_hand_say():
    daily = week().daily(CATALOGUE, tissues()).set_index("date")
    drills = CATALOGUE.set_index("drill_id")
    hop = drills.loc["single-leg-hop", "model_peak_bw_per_leg"]
    # 30 pogos on both legs of 2.3 BW, 16 hops, 8 on each leg; 20 drop jumps of 2.35 BW at 0.3 m.
    drop = dict(drills.loc["drop-jump", "model_peak_at_height"])[0.3]
    assert daily["plyo_dose_au"].tolist() == pytest.approx([30 + 8 * hop / 2.3, 20 * drop / 2.3])
    assert daily["contacts"].tolist() == [46, 20]
    achilles = [30 * 2.4 * 2.3 + 8 * 2.4 * hop, 20 * 2.4 * drop]
    assert daily["achilles_bw"].tolist() == pytest.approx(achilles)
    steps = 30 * (2.4 * 2.3 / 6.0) ** 9 + 8 * (2.4 * hop / 6.0) ** 9
    assert daily["achilles_steps"].iloc[0] == pytest.approx(steps)


def test_minutes_are_repetitions_and_the_rest_after_each_set():
    pogo = CATALOGUE.set_index("drill_id").loc["pogo"]
    rep_s = pogo["contact_s"] + pogo["flight_s"]
    assert set_minutes(TWO, CATALOGUE)[0] == pytest.approx(3 * (10 * rep_s + 60) / 60)
    minutes = week().daily(CATALOGUE)["minutes"]
    assert minutes.sum() == pytest.approx(set_minutes(TWO, CATALOGUE).sum())


def test_a_plan_without_sets_has_no_days():
    assert week(TWO.iloc[:0]).daily(CATALOGUE).empty
    assert week().n_weeks == 1


def test_a_goal_before_the_first_day_is_refused():
    with pytest.raises(InputError, match="after its first day"):
        week(goal_date=MONDAY)


def test_a_set_on_the_goals_day_is_refused_with_its_day():
    with pytest.raises(InputError, match="outside the plan, the first on 2026-03-09"):
        week(sets_of((7, "pogo", 1, 5, np.nan, 60.0)))


@pytest.mark.parametrize(("column", "value"), [("sets", 0), ("reps", 2.5), ("rest_s", -1.0)])
def test_a_number_that_cannot_be_is_refused_by_its_name(column, value):
    with pytest.raises(InputError, match=f"{column} of a planned set"):
        week(TWO.assign(**{column: value}))


def test_a_drill_there_is_not_is_named():
    with pytest.raises(InputError, match="'moon-jump' is not in the catalogue"):
        week(TWO.assign(drill_id="moon-jump")).daily(CATALOGUE)
