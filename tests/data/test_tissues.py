import pandas as pd
import pytest

from analytics.load import (
    contact_load,
    day_facts,
    easy_step,
    hard_run,
    own_high,
    spikes,
    unknown_days,
)
from analytics.load.tissue import TISSUES
from analytics.progression import Limits, tissue_rules
from data import drills, tissues

GRADES = {
    "measured (source seen)",
    "reported by others",
    "worked out",
    "worked out from assumptions",
    "assumption",
}


def test_the_tissues_are_read_in_their_order():
    assert tuple(one.name for one in tissues.tissues()) == TISSUES


@pytest.mark.parametrize(
    "rows", [tissues.tissue_settings(), tissues.guard_rails(), tissues.definitions()]
)
def test_every_number_has_a_grade_and_a_source_that_is_listed(rows):
    assert set(rows["grade"]) <= GRADES
    assert set(rows["source"]) <= set(drills.sources()["source"])
    assert (rows["reference"] != "").all()


def test_the_exponents_and_half_lives_are_those_of_science_c():
    known = {one.name: one for one in tissues.tissues()}
    bands = {name: (one.exponent.value, one.exponent.low) for name, one in known.items()}
    assert bands == {"achilles": (9, 4), "patellar": (1, 1), "tibia": (6.6, 4)}
    half_lives = {name: one.half_life_d for name, one in known.items()}
    assert [(one.value, one.low, one.high) for one in half_lives.values()] == [
        (2, 1, 4),
        (2, 1, 4),
        (14, 7, 42),
    ]


def test_the_tibial_reference_is_the_regression_on_matijevich_2019():
    (tibia,) = [one for one in tissues.tissues() if one.name == "tibia"]
    force_bw = 2.40 + 0.20 / 1.4 * (3.0 - 2.6)
    expected = 0.23 + 2.96 * force_bw + 0.12 * 3
    assert tibia.reference.value == pytest.approx(expected, abs=5e-4)


def test_the_patellar_reference_is_running_in_scattone_2023():
    step = drills.catalogue().set_index("drill_id").loc[drills.REFERENCE]
    (patellar,) = [one for one in tissues.tissues() if one.name == "patellar"]
    assert patellar.reference.value == step["patellar_index"] == 0.612


@pytest.mark.parametrize("rails", [tissues.guard_rails(), tissues.definitions()])
def test_a_guard_rail_says_what_it_asks(rails):
    assert rails["rule"].is_unique
    assert rails["sentence"].str.endswith(".").all()
    assert (rails["default"] > 0).all()


def test_every_definition_is_the_number_the_program_holds():
    assert tissues.definitions().set_index("rule")["default"].to_dict() == {
        "introduction_steps": Limits().introduction_steps,
        "introduction_dose": Limits().introduction_dose_au,
        "planned_growth": Limits().residual_growth_per_week,
        "high_dose": day_facts.HIGH_DOSE_AU,
        "hard_run_share": hard_run.HARD_SHARE,
        "hard_run": hard_run.HARD_S,
        "new_log": day_facts.NEW_LOG_D,
        "largest_window": own_high.LARGEST_D,
        "own_high_window": own_high.HIGH_D,
        "own_high_share": own_high.HIGH_SHARE,
        "own_high_least_known": own_high.LEAST_KNOWN_D,
        "like_window": unknown_days.LIKE_D,
        "most_unknown": unknown_days.MOST_UNKNOWN_D,
        "settled": unknown_days.SETTLED_HALF_LIVES,
        "ramp_week": tissue_rules.WEEK_D,
        "ramp_weeks_before": tissue_rules.WEEKS_BEFORE,
        "easy_step_window": easy_step.EASY_DAYS,
    }
    assert own_high.LARGEST_D == spikes.WINDOW_D


def test_an_introduction_is_31_forward_hops_for_the_achilles_and_460_for_the_patellar_tendon():
    hop = {"drill_id": "single-leg-forward-hop", "contacts": 1, "side": "left", "height_m": None}
    loads = contact_load.contact_loads(pd.DataFrame([hop]), drills.catalogue()).iloc[0]
    hops = {
        one.name: Limits().introduction_steps
        / (loads[one.name] / one.reference.value) ** one.exponent.value
        for one in tissues.tissues()
    }
    assert (round(hops["achilles"]), round(hops["patellar"], -1)) == (31, 460)
    said = tissues.definitions().set_index("rule").loc["introduction_steps", "sentence"]
    assert "31 forward hops" in said
    assert "about 460" in said
