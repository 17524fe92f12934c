import numpy as np
import pytest

from analytics.errors import InputError
from analytics.load.contact_load import ACHILLES_PER_FORCE, contact_loads
from analytics.load.drills import model_peak
from analytics.load.running import EASY_FORCE_BW, tibia_load
from analytics.load.stress import step_equivalents
from data import drills, tissues
from tests.analytics.load.stress_cases import CATALOGUE, sets_of


def test_the_proxy_of_science_a2_gives_running_6_0_and_a_hop_7_4_bw():
    assert pytest.approx(6.0) == ACHILLES_PER_FORCE * EASY_FORCE_BW
    hop = CATALOGUE.assign(model_peak_bw_per_leg=3.1)
    assert contact_loads(sets_of((0, "hop", 1, "left")), hop)["achilles"][0] == pytest.approx(
        7.4, abs=0.05
    )


def test_the_tibia_at_3_m_s_and_the_force_of_matijevich_2019_there_is_7_86_bw():
    assert tibia_load(2.457, 3.0) == pytest.approx(7.863, abs=1e-3)


@pytest.mark.parametrize("tissue", tissues.tissues(), ids=lambda one: one.name)
def test_a_running_step_is_one_easy_step_of_every_tissue(tissue):
    load = contact_loads(sets_of((0, "running-step", 1, "both")), drills.catalogue())[tissue.name]
    steps = step_equivalents(1, load, tissue.reference.value, tissue.exponent.value)
    assert steps[0] == pytest.approx(1, abs=5e-4)


def test_a_hop_forward_costs_no_less_than_the_hop_in_place_and_12_percent_more_than_baxter_2021():
    hops = sets_of(*[(0, one, 1, "left") for one in ("single-leg-forward-hop", "single-leg-hop")])
    found = contact_loads(hops, drills.catalogue())
    assert (found.loc[0, ["achilles", "tibia"]] >= found.loc[1, ["achilles", "tibia"]]).all()
    assert found.loc[0, "achilles"] / 7.3 == pytest.approx(1.12, abs=0.005)


def test_the_same_modelled_force_is_the_same_load_of_achilles_and_tibia():
    jumps = drills.catalogue().query("contacts_per_rep > 0 and drill_class != 'reference'")
    sets = sets_of(*[(0, drill_id, 1, "both", 0.3) for drill_id in jumps["drill_id"]])
    found = contact_loads(sets, jumps).assign(peak_bw=model_peak(sets, jumps).round(9))
    alike = found.drop_duplicates("peak_bw").sort_values("peak_bw")
    assert found[["peak_bw", "achilles"]].round(9).drop_duplicates().shape[0] == len(alike)
    assert (alike[["achilles", "tibia"]].diff().iloc[1:] > 0).all(axis=None)


def test_the_patellar_index_measured_comes_before_the_stand_in_and_says_so():
    found = contact_loads(sets_of((0, "hop", 1, "left"), (0, "pogo", 1, "both")), CATALOGUE)
    assert found["achilles"].tolist() == pytest.approx([2.4 * 3.4, 2.4 * 2.3])
    assert found["achilles_from"].tolist() == ["model", "model"]
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
