import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError
from analytics.load.drill_steps import drill_steps
from analytics.load.tissue import Setting, Tissue


def setting(value, low=None, high=None, unit=""):
    low, high = (value if one is None else one for one in (low, high))
    return Setting(value, low, high, unit, "test", "assumption")


def tissue(name="achilles", exponent=(9, 4, 12), reference=(6.0, 5.2, 7.0)):
    return Tissue(
        name, name, "BW", setting(*exponent), setting(*reference, unit="BW"), setting(2, unit="d")
    )


def contacts(*loads, cv_percent=0.0):
    return pd.DataFrame(
        {
            "drill_id": [f"drill-{at}" for at in range(len(loads))],
            "achilles": loads,
            "achilles_from": "measured",
            "force_cv_percent": cv_percent,
        }
    )


FIXED = tissue(exponent=(9,), reference=(6.0,))


def test_a_hop_of_7_3_bw_is_5_84_easy_steps_at_exponent_9_as_baxter_2021_would_have_it():
    assert drill_steps(contacts(7.3), [FIXED])["steps"][0] == pytest.approx(5.84, abs=0.01)


def test_the_same_hop_is_2_19_easy_steps_at_exponent_4():
    mild = tissue(exponent=(4,), reference=(6.0,))
    assert drill_steps(contacts(7.3), [mild])["steps"][0] == pytest.approx(2.19, abs=0.01)


def test_moving_the_reference_from_5_2_to_7_0_bw_changes_one_hop_from_21_to_1_5_steps():
    low, high = (
        drill_steps(contacts(7.3), [tissue(exponent=(9,), reference=(bw,))])["steps"][0]
        for bw in (5.2, 7.0)
    )
    assert (low, high) == (pytest.approx(21, abs=0.5), pytest.approx(1.5, abs=0.05))


def test_without_any_doubt_the_band_is_the_value():
    row = drill_steps(contacts(7.3), [FIXED]).iloc[0]
    assert row[["median", "lower", "upper"]].tolist() == pytest.approx([row["steps"]] * 3)


def test_an_easy_step_is_one_whatever_the_exponent():
    row = drill_steps(contacts(6.0), [tissue(reference=(6.0,))]).iloc[0]
    assert row[["steps", "lower", "upper"]].tolist() == [1, 1, 1]


def test_a_load_nobody_knows_stays_missing_and_leaves_the_others_alone():
    rows = drill_steps(contacts(7.3, float("nan"), cv_percent=25.0), [tissue()])
    alone = drill_steps(contacts(7.3, 5.0, cv_percent=25.0), [tissue()])
    assert rows.loc[1, ["steps", "median", "lower", "upper"]].isna().all()
    assert rows.loc[0, "upper"] == alone.loc[0, "upper"]


def test_a_catalogue_force_that_may_be_25_percent_off_widens_the_band():
    sure, unsure = (
        drill_steps(contacts(7.3, cv_percent=cv), [FIXED]).iloc[0] for cv in (0.0, 25.0)
    )
    assert unsure["lower"] < sure["lower"] == sure["upper"] < unsure["upper"]


@given(
    st.lists(st.floats(0, 20), min_size=1, max_size=5),
    st.floats(0, 60),
    st.integers(0, 5),
)
def test_a_band_holds_its_median_and_is_never_negative(loads, cv_percent, seed):
    rows = drill_steps(contacts(*loads, cv_percent=cv_percent), [tissue()], draws=50, seed=seed)
    assert (rows["lower"] <= rows["median"]).all()
    assert (rows["median"] <= rows["upper"]).all()
    assert (rows["lower"] >= 0).all()
    assert np.isfinite(rows[["steps", "upper"]]).all(axis=None)


def test_more_load_is_never_fewer_steps():
    rows = drill_steps(contacts(*np.linspace(0, 12, 25)), [tissue()])
    for column in ("steps", "median", "lower", "upper"):
        assert (rows[column].diff().dropna() >= 0).all()


@pytest.mark.parametrize(
    ("bad", "more", "said"),
    [
        (contacts(-1.0), {}, "load_bw must be finite and not negative; got -1"),
        (contacts(7.3, cv_percent=float("nan")), {}, "force_cv_percent must be known"),
        (contacts(7.3), {"draws": 0}, "draws must be 1 or more"),
        (contacts(7.3), {"level": 1.0}, "level must be between 0 and 1"),
    ],
)
def test_what_cannot_be_meant_is_refused(bad, more, said):
    with pytest.raises(InputError, match=said):
        drill_steps(bad, [tissue()], **more)
