import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InputError
from analytics.frames import SETS
from analytics.load.dose import daily_dose, set_dose
from data import drills

CATALOGUE = drills.catalogue()
JUMPS = CATALOGUE[CATALOGUE["contacts_per_rep"] > 0]
IDS = sorted(JUMPS["drill_id"])


def sets_of(*rows):
    """Each row: drill_id, contacts, side, height_m, and a day of June if not the first."""
    frame = pd.DataFrame(
        [(*row, 1)[:5] for row in rows],
        columns=["drill_id", "contacts", "side", "height_m", "day"],
    )
    day = pd.to_timedelta(frame["day"] - 1, unit="D")
    return frame.assign(athlete_id="ada", date=pd.Timestamp("2026-06-01") + day)


ONE_LEGGED = sorted(JUMPS.loc[JUMPS["legs"] == 1, "drill_id"])
drill_and_side = st.one_of(
    st.tuples(st.sampled_from(IDS), st.just("both")),
    st.tuples(st.sampled_from(ONE_LEGGED), st.sampled_from(["left", "right"])),
)
rows = st.builds(
    lambda drill, *rest: (drill[0], rest[0], drill[1], *rest[1:]),
    drill_and_side,
    st.integers(0, 300),
    st.floats(0.2, 0.6),
    st.integers(1, 5),
)


@pytest.mark.parametrize(
    ("row", "left_au", "right_au"),
    [
        (("pogo", 100, "both", None), 100, 100),
        (("single-leg-hop", 100, "left", None), 100 * 3.1 / 2.3, 0),
        (("drop-jump", 10, "both", 0.30), 10 * 2.35 / 2.3, 10 * 2.35 / 2.3),
        (("drop-jump", 10, "both", 0.50), 10 * 2.55 / 2.3, 10 * 2.55 / 2.3),
        (("bound", 40, "both", None), 20 * 4.4 / 2.3, 20 * 4.4 / 2.3),
        (("single-leg-hop", 10, "right", None), 0, 10 * 3.1 / 2.3),
        (("box-jump", 10, "both", 0.90), 10 * 1.05 / 2.3, 10 * 1.05 / 2.3),
    ],
    ids=[
        "a pogo is 1 AU",
        "one side leaves the other",
        "at a height of the catalogue",
        "between heights",
        "alternating: half on each leg",
        "single leg",
        "height of no matter",
    ],
)
def test_a_set_weighs_contacts_by_modelled_force_on_each_leg(row, left_au, right_au):
    dose = set_dose(sets_of(row), CATALOGUE).iloc[0]
    assert dose["left_dose_au"] == pytest.approx(left_au)
    assert dose["right_dose_au"] == pytest.approx(right_au)
    assert dose["plyo_dose_au"] == pytest.approx((left_au + right_au) / 2)


@settings(deadline=None)
@given(st.lists(rows, min_size=1, max_size=8), st.integers(1, 100))
def test_more_contacts_are_never_less_dose(some, more):
    fewer = sets_of(*some)
    dose = daily_dose(fewer, CATALOGUE)["plyo_dose_au"]
    raised = daily_dose(fewer.assign(contacts=fewer["contacts"] + more), CATALOGUE)
    assert (raised["plyo_dose_au"] >= dose).all()


@settings(deadline=None)
@given(st.lists(rows, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_sets_does_not_matter(some, random):
    shuffled = random.sample(some, len(some))
    pd.testing.assert_frame_equal(
        daily_dose(sets_of(*some), CATALOGUE), daily_dose(sets_of(*shuffled), CATALOGUE)
    )


@settings(deadline=None)
@given(st.lists(rows, min_size=1, max_size=8))
def test_left_and_right_are_conserved(some):
    dose = set_dose(sets_of(*some), CATALOGUE)
    mirror = {"left": "right", "right": "left", "both": "both"}
    other = set_dose(sets_of(*[(d, c, mirror[s], h, n) for d, c, s, h, n in some]), CATALOGUE)
    assert np.allclose(dose["left_dose_au"], other["right_dose_au"])
    assert np.allclose(dose["left_dose_au"] + dose["right_dose_au"], 2 * dose["plyo_dose_au"])


@settings(deadline=None)
@given(st.lists(rows, min_size=1, max_size=8))
def test_the_days_hold_all_that_the_sets_hold(some):
    sets = sets_of(*some)
    days = daily_dose(sets, CATALOGUE)
    assert days["plyo_dose_au"].sum() == pytest.approx(
        set_dose(sets, CATALOGUE)["plyo_dose_au"].sum()
    )
    assert not days.duplicated(["athlete_id", "date"]).any()


def test_no_sets_are_no_days():
    days = daily_dose(SETS.empty(), CATALOGUE)
    assert days.empty
    assert list(days.columns) == ["athlete_id", "date", "plyo_dose_au"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("drop-jump", 10, "both", None), "drop-jump needs height_m, 0.10 to 0.60 m"),
        (("drop-jump", 10, "both", 0.75), "drop-jump from 0.75 m: its force is known from 0.10"),
        (("drop-jump", 10, "both", 30.0), "it is in metres"),
        (("pogoo", 10, "both", None), "pogoo is not in the drill catalogue"),
        (
            ("pogo", 10, "left", None),
            "pogo is done on both legs, not on the left alone. Log it with side both, or as "
            "single-leg-hop, single-leg-forward-hop or single-leg-lateral-hop",
        ),
        (("pogo", 10, "middle", None), "left, right or both; got 'middle'"),
        (("pogo", -1, "both", None), "contacts must be finite and not negative; 1 of 1"),
        (("pogo", np.nan, "both", None), "the first being nan"),
    ],
)
def test_sets_that_cannot_be_weighed_are_refused(row, message):
    with pytest.raises(InputError, match=message):
        daily_dose(sets_of(row), CATALOGUE)


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="sets has no column side"):
        daily_dose(sets_of(("pogo", 1, "both", None)).drop(columns="side"), CATALOGUE)
