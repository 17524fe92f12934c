import math

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.drills import half_sine_peak, landing_peak, model_peak, refusals
from analytics.load.own_peak import check_peak, mean_force, own_peak
from data import drills

CATALOGUE = drills.catalogue()


def sets(drill_id, height_m=np.nan, side="both", **own):
    return pd.DataFrame(
        {"drill_id": [drill_id], "side": side, "height_m": height_m, **own}, index=[7]
    )


def test_a_drop_jump_from_30_cm_has_the_half_sine_peak_of_morin_2005_over_science_a1():
    assert landing_peak(0.30, 0.30, 0.25) == pytest.approx(4.679, abs=0.0005)


def test_a_repeated_jump_is_a_landing_from_its_own_flight():
    flight_s, contact_s = 0.33, 0.17
    height_m = 9.80665 * flight_s**2 / 8
    assert half_sine_peak(contact_s, flight_s) == pytest.approx(
        landing_peak(height_m, height_m, contact_s)
    )


@pytest.mark.parametrize(
    ("drill_id", "height_m", "both_legs_bw"),
    [
        ("pogo", np.nan, math.pi / 2 * (1 + 0.4 / 0.2)),
        ("bound", np.nan, math.pi / 2 * (1 + 0.4 / 0.2) * 2),
        ("drop-jump", 0.4, landing_peak(0.4, 9.80665 * 0.4**2 / 8, 0.2)),
        ("countermovement-jump", np.nan, landing_peak(9.80665 * 0.4**2 / 8, 0, 0.2)),
    ],
)
def test_own_times_stand_in_for_those_of_the_catalogue(drill_id, height_m, both_legs_bw):
    own = sets(drill_id, height_m, own_contact_s=0.2, own_flight_s=0.4)
    assert model_peak(own, CATALOGUE)[0] == pytest.approx(both_legs_bw / 2)


@pytest.mark.parametrize("drill_id", ["pogo", "drop-jump", "bound", "box-jump"])
def test_missing_own_times_leave_the_catalogue_as_it_is(drill_id):
    height_m = 0.3 if drill_id == "drop-jump" else np.nan
    own = sets(drill_id, height_m, own_contact_s=np.nan, own_flight_s=np.nan)
    usual = model_peak(sets(drill_id, height_m), CATALOGUE)
    np.testing.assert_array_equal(model_peak(own, CATALOGUE), usual)


def test_flight_tells_nothing_of_a_jump_onto_a_box():
    own = sets("box-jump", own_contact_s=0.2, own_flight_s=0.6)
    assert np.isnan(own_peak(own, CATALOGUE)[0])
    assert model_peak(own, CATALOGUE)[0] == 1.05


def test_a_peak_is_never_below_the_mean_of_its_contact():
    rng = np.random.default_rng(5)
    contact_s, flight_s = rng.uniform(0.05, 2, 200), rng.uniform(0, 1.2, 200)
    drop_m = rng.uniform(0, 1.5, 200)
    for told in ("flight", "landing", "rebound"):
        mean_bw = mean_force([told] * 200, contact_s, flight_s, drop_m)
        assert (mean_bw >= 1).all()
        assert (math.pi / 2 * mean_bw > mean_bw).all()


def test_times_a_leg_never_bore_are_refused_with_the_force_they_would_mean():
    check_peak(11.9)
    with pytest.raises(InputError, match=r"peak of 15\.2 BW per leg, above the 12 BW of a triple"):
        check_peak(15.2)


@pytest.mark.parametrize(("contact_s", "flight_s"), [(0.0, 0.3), (0.2, -0.1)])
def test_impossible_own_times_are_refused(contact_s, flight_s):
    own = sets("pogo", own_contact_s=contact_s, own_flight_s=flight_s)
    with pytest.raises(InputError, match="contact_s must be above 0"):
        model_peak(own, CATALOGUE)


def test_an_unknown_drill_is_refused_with_the_names_that_are_near():
    reasons = refusals(sets("singel-leg-hop"), CATALOGUE)
    assert reasons[7] == ("singel-leg-hop is not in the drill catalogue. 'single-leg-hop' meant?")
    assert refusals(sets("zzz"), CATALOGUE)[7].endswith("Use one of its drill_id values.")


def test_every_exercise_without_contacts_is_refused_with_where_to_log_it():
    without = CATALOGUE.loc[CATALOGUE["contacts_per_rep"] == 0, "drill_id"]
    for drill_id in without:
        assert "Log it as other load." in refusals(sets(drill_id), CATALOGUE)[7]


def test_every_drill_with_contacts_can_be_weighed():
    landed = CATALOGUE[CATALOGUE["contacts_per_rep"] > 0]
    every = pd.DataFrame({"drill_id": landed["drill_id"], "side": "both", "height_m": 0.3})
    assert (model_peak(every, CATALOGUE) > 0).all()
