from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InputError, InsufficientDataError
from analytics.progression.block_weeks import PlannedDrill
from analytics.progression.copied import copied
from analytics.progression.deload import DELOAD_SHARE, DELOADS, is_deload
from analytics.progression.plan_blocks import TAPER_SHARE, PlanBlock, lay_out
from data import drills

CATALOGUE = drills.catalogue()
MONDAY = pd.Timestamp("2026-11-30")
POGO = PlannedDrill("pogo", 4, 10)
DROP = PlannedDrill("drop-jump", 3, 5, 0.3)
HOP = PlannedDrill("single-leg-hop", 3, 10)

DRILLS = st.lists(
    st.builds(
        PlannedDrill, st.sampled_from(["pogo", "skip", "bound"]), st.integers(1, 6), st.just(10)
    ),
    min_size=1,
    max_size=4,
).map(tuple)
BLOCKS = st.lists(
    st.builds(
        PlanBlock,
        st.sampled_from(["emphasis", "maintenance", "taper"]),
        st.integers(1, 6),
        DRILLS,
        sessions_per_week=st.none() | st.just(1),
        growth_per_week=st.sampled_from([0.0, 0.1, 0.15]),
    ),
    min_size=1,
    max_size=3,
)


def weekly(plan):
    """Return the dose of each week, and its contacts a session at most."""
    days = plan.daily(CATALOGUE).set_index("date")
    weeks = pd.date_range(plan.first_day, plan.goal_date - timedelta(days=1), freq="7D")
    ends = [day + timedelta(days=6) for day in weeks]
    return np.array([days.loc[a:b, "plyo_dose_au"].sum() for a, b in zip(weeks, ends, strict=True)])


@settings(max_examples=60, deadline=None)
@given(
    blocks=BLOCKS,
    weekdays=st.sets(st.integers(0, 6), min_size=1, max_size=4),
    deload=st.sampled_from(sorted(DELOADS)),
    start_au=st.none() | st.floats(10, 400),
    late=st.integers(0, 6),
)
def test_blocks_are_whole_sets_on_allowed_days_and_light_weeks_are_light(
    blocks, weekdays, deload, start_au, late
):
    first_day = MONDAY + timedelta(days=late)
    plan = lay_out(
        blocks, first_day, sorted(weekdays), deload, catalogue=CATALOGUE, start_au=start_au
    )
    n_weeks = sum(block.weeks for block in blocks)
    assert plan.goal_date == first_day + timedelta(weeks=n_weeks)
    assert set(plan.sets["date"].dt.weekday) <= weekdays
    assert (plan.sets["sets"] >= 1).all()
    assert plan.sets["date"].is_monotonic_increasing
    dose_au = weekly(plan)
    if start_au is not None:
        assert dose_au[0] <= start_au * (1 + 1e-9)
    loading = 0
    for week in range(1, n_weeks):
        if is_deload(week, deload) and blocks[0].kind != "taper":
            assert dose_au[week] <= DELOAD_SHARE * dose_au[:week].max() * (1 + 1e-9)
        elif blocks[0].kind == "emphasis" and week < blocks[0].weeks:
            assert dose_au[week] <= 1.15 * dose_au[loading] * (1 + 1e-9)
            loading = week


def test_an_emphasis_grows_and_every_fourth_week_is_light():
    plan = lay_out([PlanBlock("emphasis", 8, (POGO, DROP))], MONDAY, (1, 4), catalogue=CATALOGUE)
    dose_au = weekly(plan)
    assert dose_au[0] == pytest.approx(2 * (40 + 15 * dose_of(DROP)))
    assert dose_au[2] > dose_au[1] > dose_au[0]
    assert dose_au[3] <= 0.6 * dose_au[2]
    assert dose_au[4] > dose_au[2]
    assert dose_au[7] <= 0.6 * dose_au[6]


def dose_of(drill):
    plan = lay_out([PlanBlock("emphasis", 1, (drill,))], MONDAY, (0,), catalogue=CATALOGUE)
    return weekly(plan)[0] / (drill.sets * drill.reps)


def test_maintenance_is_once_a_week_and_stays():
    block = PlanBlock("maintenance", 6, (POGO,))
    plan = lay_out([block], MONDAY, (1, 3, 5), "none", catalogue=CATALOGUE)
    assert weekly(plan).tolist() == pytest.approx([40] * 6)
    assert plan.daily(CATALOGUE)["date"].dt.weekday.unique().tolist() == [1]


def test_a_taper_falls_to_its_share_with_the_drills_before_it():
    emphasis = PlanBlock("emphasis", 3, (replace_sets(POGO, 10),), growth_per_week=0.0)
    plan = lay_out([emphasis, PlanBlock("taper", 2)], MONDAY, (1, 4), "none", catalogue=CATALOGUE)
    assert weekly(plan)[2:] == pytest.approx([200, 140, 200 * TAPER_SHARE])


def replace_sets(drill, sets):
    return PlannedDrill(drill.drill_id, sets, drill.reps)


def test_a_start_scales_the_first_week_down_or_up_in_whole_sets():
    block = PlanBlock("emphasis", 1, (POGO, HOP), most_contacts=300)
    for start_au in (60, 300):
        dose_au = weekly(lay_out([block], MONDAY, (1, 4), catalogue=CATALOGUE, start_au=start_au))
        assert start_au - 21 < dose_au[0] <= start_au
    none = lay_out([block], MONDAY, (1, 4), catalogue=CATALOGUE, start_au=5)
    assert none.sets.empty


def test_a_session_never_grows_beyond_the_contacts_allowed():
    block = PlanBlock("emphasis", 12, (POGO, HOP), growth_per_week=0.15, most_contacts=100)
    plan = lay_out([block], MONDAY, (1, 4), "none", catalogue=CATALOGUE)
    assert plan.daily(CATALOGUE)["contacts"].max() == 100


def test_rest_is_that_of_the_class_where_none_is_given():
    drills_ = (POGO, PlannedDrill("bound", 2, 10, rest_s=200))
    plan = lay_out([PlanBlock("emphasis", 1, drills_)], MONDAY, (2,), catalogue=CATALOGUE)
    assert plan.sets["rest_s"].tolist() == [60, 200]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"kind": "rest", "weeks": 1, "drills": (POGO,)}, "A block is emphasis"),
        ({"kind": "emphasis", "weeks": 0, "drills": (POGO,)}, "1 week and 1 session"),
        ({"kind": "emphasis", "weeks": 2}, "A block of emphasis has no drill"),
        ({"kind": "emphasis", "weeks": 2, "drills": (POGO,), "growth_per_week": -0.1}, "grows by"),
    ],
)
def test_a_block_that_cannot_be_is_refused(block, said):
    with pytest.raises(InputError, match=said):
        PlanBlock(**block)


def test_what_is_wanting_is_said():
    two = PlanBlock("emphasis", 2, (POGO,), sessions_per_week=2)
    with pytest.raises(InputError, match="2 sessions a week need 1 more allowed day"):
        lay_out([two], MONDAY, (3,), catalogue=CATALOGUE)
    with pytest.raises(InputError, match="1 sessions a week need 1 more allowed day"):
        lay_out([PlanBlock("emphasis", 2, (POGO,))], MONDAY, (), catalogue=CATALOGUE)
    with pytest.raises(InputError, match="There is no block"):
        lay_out([], MONDAY, (3,), catalogue=CATALOGUE)
    with pytest.raises(InputError, match="comes after another block"):
        lay_out([PlanBlock("taper", 2)], MONDAY, (3,), catalogue=CATALOGUE)
    with pytest.raises(InputError, match="'1:1' is no pattern"):
        lay_out([two], MONDAY, (3, 5), "1:1", catalogue=CATALOGUE)


def done(*rows):
    names = ["date", "drill_id", "contacts", "height_m", "rest_s"]
    return pd.DataFrame(rows, columns=names).astype({"date": "datetime64[us]", "height_m": float})


def test_the_last_block_is_copied_to_the_same_days_of_the_week():
    sets = done(
        ("2026-11-03", "pogo", 10, np.nan, 45.0),
        ("2026-11-10", "pogo", 10, np.nan, None),
        ("2026-11-10", "drop-jump", 5, 0.3, 120.0),
        ("2026-11-10", "pogo", 10, np.nan, None),
        ("2026-11-19", "pogo", 12, np.nan, 45.0),
    )
    plan = copied(sets, MONDAY, 2, pd.Timestamp("2026-11-22"), CATALOGUE)
    assert plan.goal_date == MONDAY + timedelta(weeks=2)
    assert plan.sets.to_numpy().tolist()[1] == [
        pd.Timestamp("2026-12-01"), "drop-jump", 1, 5, 0.3, 120.0
    ]  # fmt: skip
    assert plan.sets["sets"].tolist() == [2, 1, 1]
    assert plan.sets["rest_s"].tolist() == [60, 120, 45]
    assert plan.sets["date"].dt.strftime("%d %b").tolist() == ["01 Dec", "01 Dec", "10 Dec"]


def test_days_not_known_to_their_end_are_not_copied():
    sets = done(("2026-11-16", "pogo", 10, np.nan, None), ("2026-11-23", "pogo", 20, np.nan, None))
    plan = copied(sets, MONDAY, 1, pd.Timestamp("2026-11-24"), CATALOGUE)
    assert plan.sets[["date", "reps"]].to_numpy().tolist() == [[MONDAY, 10]]


def test_where_nothing_was_done_there_is_nothing_to_copy():
    with pytest.raises(InsufficientDataError, match="from 16 Nov 2026 to 22 Nov 2026"):
        copied(done(), MONDAY, 1, pd.Timestamp("2026-11-22"), CATALOGUE)


LOGGED = done(
    ("2026-11-17", "pogo", 0, np.nan, None), ("2026-11-18", "squat-jump", 10, np.nan, None)
)


def test_a_set_without_a_contact_is_not_copied():
    plan = copied(LOGGED, MONDAY, 1, pd.Timestamp("2026-11-22"), CATALOGUE)
    assert plan.sets["drill_id"].tolist() == ["squat-jump"]


def test_a_drill_that_is_no_longer_known_is_named_and_nothing_is_copied():
    less = CATALOGUE[CATALOGUE["drill_id"] != "squat-jump"]
    with pytest.raises(InputError, match="squat-jump was done in those weeks and is in the cata"):
        copied(LOGGED, MONDAY, 1, pd.Timestamp("2026-11-22"), less)
