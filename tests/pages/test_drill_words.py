"""The formulas a drill shows, worked out again from their own text."""

import math
import re

import pandas as pd
import pytest

from data import drills, own_drills, store, tissues
from pages.components import drill_rows, drill_words


def weighed(own=None, more=None):
    catalogue, values = drills.catalogue(), drills.values()
    if more is not None:
        with store.session(":memory:") as con:
            own_drills.add(con, **more)
            catalogue, values = drills.of_store(con), drills.values_of_store(con)
    return drill_rows.of_catalogue(catalogue, values, tissues.tissues(), own)


def own(drill_id, contact_ms, flight_ms):
    return pd.DataFrame(
        [
            {
                "drill_id": drill_id,
                "from_date": pd.Timestamp(2026, 1, 5),
                "contact_ms": contact_ms,
                "flight_ms": flight_ms,
                "peak_bw": float("nan"),
            }
        ]
    )


def computed(formula):
    """Compute what stands before the sign of equality."""
    said = formula.split("=")[0].replace("π", str(math.pi)).replace("×", "*").replace("÷", "/")
    said = re.sub(r"√", "math.sqrt", said)
    return eval(said, {"math": math})


@pytest.mark.parametrize("drill_id", ["pogo", "bound", "drop-jump", "countermovement-jump"])
def test_the_peak_of_own_times_is_what_its_formula_says(drill_id):
    made = weighed(own(drill_id, 185.0, 410.0))
    row = made.one(drill_id)
    formula = drill_words.peak_formula(row)
    assert computed(formula) == pytest.approx(row["peak_bw_per_leg"] * row["legs"], rel=2e-3)


@pytest.mark.parametrize(
    "times",
    [{"contact_ms": 170, "flight_ms": 330}, {"contact_ms": 250, "drop_m": 0.3, "rebound_m": 0.3}],
)
def test_the_peak_of_an_own_drill_is_what_its_formula_says(times):
    more = {"drill_id": "stair-hop", "name": "Stair hop", "legs": 2, "drill_class": "moderate"}
    row = weighed(more={**more, **times, "qualities": ("reactive",)}).one("stair-hop")
    assert computed(drill_words.peak_formula(row)) == pytest.approx(
        2 * row["peak_bw_per_leg"], rel=2e-3
    )


def test_a_load_and_its_easy_steps_are_worked_out_in_the_open():
    made = weighed()
    row = made.one("single-leg-hop")
    achilles = made.steps_of("single-leg-hop").set_index("tissue", drop=False).loc["achilles"]
    assert drill_words.load_formula(row, achilles) == (
        "2.4 × 3.10 BW = 7.44 BW; model, levers 12 : 5 cm"
    )
    assert drill_words.step_formula(tissues.tissues()[0], achilles, 25).startswith(
        "(7.44 ÷ 6 BW)⁹ = 6.9; band over exponent 4 to 12, reference 5.2 to 7 BW, load ± 25 %"
    )


def test_a_measured_achilles_load_stands_beside_the_model_and_weighs_nothing():
    made = weighed(own("single-leg-forward-hop", 250.0, 400.0))
    row = made.one("single-leg-forward-hop")
    steps = made.steps_of("single-leg-forward-hop").set_index("tissue", drop=False)
    said = drill_words.load_formula(row, steps.loc["achilles"])
    assert said == (
        "2.4 × 4.08 BW = 9.80 BW; model, levers 12 : 5 cm. Measured: 7.30 BW (n 8, Baxter21), "
        "shown and not weighed by; the model is 12 % above it"
    )


def test_every_row_of_the_catalogue_has_its_formulas():
    made = weighed()
    for _, row in made.rows.iterrows():
        if math.isfinite(row["au"]):
            assert "BW" in drill_words.peak_formula(row)
            assert "AU" in drill_words.au_formula(row)
        assert drill_words.about(row)
