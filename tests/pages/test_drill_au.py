"""AU of a contact: the same on Drills, on Imports and in the dose of a day."""

import pandas as pd
import pytest

from analytics.load import dose
from data import drills, tissues
from pages.components import drill_rows, templates
from tests.pages.drills import table, texts

OWN = pd.DataFrame(
    {
        "drill_id": ["bound", "pogo"],
        "from_date": pd.Timestamp(2026, 1, 5),
        "contact_ms": 180.0,
        "flight_ms": 400.0,
        "peak_bw": float("nan"),
    }
)


def weighed(own=None):
    made = drill_rows.of_catalogue(drills.catalogue(), drills.values(), tissues.tissues(), own)
    return made.rows[made.rows["contacts_per_rep"] > 0]


@pytest.mark.parametrize("own", [None, OWN], ids=["catalogue", "own times"])
def test_the_au_of_every_drill_is_the_dose_that_one_logged_contact_adds(own):
    rows = weighed(own)
    sets = rows[["drill_id", "height_m", "own_contact_s", "own_flight_s"]].assign(
        athlete_id=rows["drill_id"], date=pd.Timestamp(2026, 2, 3), contacts=1, side="both"
    )
    day = dose.daily_dose(sets, drills.catalogue()).set_index("athlete_id")["plyo_dose_au"]
    for drill_id, au in zip(rows["drill_id"], rows["au"], strict=True):
        assert au == pytest.approx(day[drill_id]), drill_id


def test_drills_and_imports_say_the_same_au_of_every_drill():
    listed = {one["drill_id"]: one["AU"] for one in templates.drill_list()}
    rows = weighed()
    assert {one: f"{au:.2f}" for one, au in zip(rows["drill_id"], rows["au"], strict=True)} == (
        listed
    )


def test_a_contact_on_one_leg_adds_half_of_what_the_landing_leg_bears():
    rows = weighed()
    peak_au = rows["peak_bw_per_leg"] / dose.REFERENCE_PEAK_BW
    assert (rows["au"] / peak_au).tolist() == pytest.approx((rows["legs"] / 2).tolist())


def test_table_and_drawer_say_that_both_legs_are_averaged(database, open_page):
    page = open_page("drills", drill="single-leg-pogo")
    assert table(page).set_index("name").loc["Single-leg pogo, small", "au"] == pytest.approx(
        0.6, abs=0.01
    )
    assert page.metric[0].label == "AU a contact adds (both legs averaged)"
    assert page.metric[0].value == "0.60"
    assert "a contact adds 0.60 AU" in texts(page).replace("\\", "")
