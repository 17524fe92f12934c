import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.contact_load import ACHILLES_PER_FORCE, contact_loads
from analytics.load.draws import make, triangular
from analytics.load.running import EASY_FORCE_BW, tibia_load
from analytics.load.tissue import Setting
from data import drills, tissues
from tests.analytics.load.stress_cases import CATALOGUE, TISSUES, sets_of


def test_the_proxy_of_science_a2_gives_running_6_0_and_a_hop_7_4_bw():
    assert pytest.approx(6.0) == ACHILLES_PER_FORCE * EASY_FORCE_BW
    hop = CATALOGUE.assign(model_peak_bw_per_leg=3.1, achilles_bw=np.nan)
    assert contact_loads(sets_of((0, "hop", 1, "left")), hop)["achilles"][0] == pytest.approx(
        7.4, abs=0.05
    )


def test_the_tibia_of_science_c1_at_2_5_bw_and_3_m_s_is_7_99_bw():
    assert tibia_load(2.5, 3.0) == pytest.approx(7.99)


def test_what_was_measured_comes_before_the_model_and_says_so():
    found = contact_loads(sets_of((0, "hop", 1, "left"), (0, "pogo", 1, "both")), CATALOGUE)
    assert found["achilles"].tolist() == pytest.approx([7.3, 2.4 * 2.3])
    assert found["achilles_from"].tolist() == ["measured", "model"]
    assert found["patellar"].tolist() == pytest.approx([0.666, 0.6])
    assert found["patellar_from"].tolist() == ["measured", "stand-in"]


def test_every_drill_of_the_catalogue_loads_every_tissue():
    jumps = drills.catalogue().query("contacts_per_rep > 0")
    sets = sets_of(*[(0, drill_id, 1, "both", 0.3) for drill_id in jumps["drill_id"]])
    found = contact_loads(sets, jumps)[[one.name for one in tissues.tissues()]]
    assert (found > 0).all(axis=None)


def test_a_drill_that_loads_no_patellar_tendon_is_refused():
    silent = CATALOGUE.assign(patellar_stand_in=np.nan)
    with pytest.raises(InputError, match="pogo has neither a patellar index nor a stand-in"):
        contact_loads(sets_of((0, "pogo", 1, "both")), silent)


def test_draws_are_triangular_within_the_band_and_begin_with_the_value():
    setting = Setting(9, 4, 12, "", "science C", "reported by others")
    drawn = triangular(setting, np.linspace(0, 1, 100_001))
    assert drawn[0] == 9
    assert (drawn.min(), drawn.max()) == (pytest.approx(4), pytest.approx(12))
    assert drawn[1:].mean() == pytest.approx((4 + 9 + 12) / 3, abs=1e-3)
    assert np.median(drawn[1:]) == pytest.approx(4 + np.sqrt(5 * 8 / 2), abs=1e-3)
    fixed = Setting(1, 1, 1, "", "science C", "assumption")
    assert (triangular(fixed, np.array([0.0, 0.5, 1.0])) == 1).all()


def test_a_force_is_off_by_the_variation_of_the_catalogue():
    factor = make(TISSUES, CATALOGUE, 100_000, 1).factors["hop"]
    assert factor[0] == 1
    assert factor.std() / factor.mean() == pytest.approx(0.25, abs=0.01)


def test_the_draws_of_a_drill_do_not_depend_on_which_others_there_are():
    whole, alone = (make(TISSUES, some, 10, 1) for some in (CATALOGUE, CATALOGUE.iloc[1:2]))
    assert (whole.factors["hop"] == alone.factors["hop"]).all()
    assert (whole.factors["hop"] != whole.factors["pogo"])[1:].all()
    assert (
        make(TISSUES[:1], CATALOGUE, 10, 1).exponents["achilles"] == whole.exponents["achilles"]
    ).all()


@pytest.mark.parametrize("cv", [np.nan, -1.0, np.inf])
def test_a_force_nobody_knows_how_far_off_is_refused(cv):
    with pytest.raises(InputError, match="force_cv_percent"):
        make(TISSUES, pd.DataFrame({"drill_id": ["hop"], "force_cv_percent": [cv]}), 10, 1)
