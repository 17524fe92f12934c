import pytest

from analytics.load.tissue import TISSUES
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


@pytest.mark.parametrize("rows", [tissues.tissue_settings(), tissues.guard_rails()])
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
    assert tibia.reference.value == pytest.approx(0.23 + 2.96 * 2.5 + 0.12 * 3)


def test_the_patellar_reference_is_running_in_scattone_2023():
    step = drills.catalogue().set_index("drill_id").loc[drills.REFERENCE]
    (patellar,) = [one for one in tissues.tissues() if one.name == "patellar"]
    assert patellar.reference.value == step["patellar_index"] == 0.612


def test_a_guard_rail_says_what_it_asks():
    rails = tissues.guard_rails()
    assert rails["rule"].is_unique
    assert rails["sentence"].str.endswith(".").all()
    assert (rails["default"] > 0).all()
