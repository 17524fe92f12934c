"""Class beside easy steps, and what the list says of heights, legs and exercises."""

import pandas as pd
import pytest

from data import drills, tissues
from pages.components import drill_class, drill_rows, drill_table, drill_words, templates
from tests.pages.drills import table, texts

OWN = pd.DataFrame(
    {
        "drill_id": ["pogo"],
        "from_date": pd.Timestamp(2026, 1, 5),
        "contact_ms": 170.0,
        "flight_ms": 400.0,
        "peak_bw": float("nan"),
    }
)


def weighed(own=None):
    return drill_rows.of_catalogue(drills.catalogue(), drills.values(), tissues.tissues(), own)


def test_a_drop_jump_is_of_the_class_that_its_shown_height_gives(database, open_page):
    row = weighed().one("drop-jump")
    assert drill_class.short(row) == "high at 30 cm"
    assert drill_class.whole(row) == "high at 30 cm (moderate below)"
    assert "class high at 30 cm (moderate below)" in drill_words.about(row)
    page = open_page("drills", **{"class": "high"})
    shown = table(page).set_index("name")
    assert shown.loc["Drop jump, 30 cm", "drill_class"] == "high at 30 cm"


@pytest.mark.parametrize(
    ("height_m", "said"),
    [(0.2, "moderate, high from 30 cm"), (0.4, "high at 40 cm (moderate below 30 cm)")],
)
def test_at_another_height_the_class_says_from_where_it_is_high(height_m, said):
    row = weighed().one("drop-jump").copy()
    row["height_m"] = height_m
    assert drill_class.whole(row) == said


def test_chart_and_drawer_say_why_steps_do_not_follow_the_class(database, open_page):
    said = "Class is a coaching convention (assumption), and the rule of 48 h goes by class high."
    for link, times in (({}, 1), ({"drill": "drop-jump"}, 2)):
        page = open_page("drills", **link)
        assert texts(page).count(said) == times
    assert "steps whose bands overlap do not tell two drills apart" in texts(page)


def test_the_list_counts_drills_and_exercises_apart(database, open_page):
    page = open_page("drills")
    n = int((table(page)["au"] > 0).sum())
    without = len(table(page)) - n
    assert f"{n} drills with ground contacts, {without} exercises without." in texts(page)
    page = open_page("drills", quality="variability")
    assert f"{len(table(page))} drills with ground contacts." in texts(page)


def test_a_peak_by_own_times_is_not_called_that_of_the_model():
    made = weighed(OWN)
    assert drill_table.peak(made.one("pogo")) == "unknown · 5.27 by own times"
    assert drill_table.peak(made.one("low-pogo")) == "unknown · 3.30 model"


def test_the_peak_of_a_drill_on_one_leg_is_not_of_legs_together(database, open_page):
    for drill_id, legs in (("single-leg-pogo", "one leg"), ("pogo", "legs together")):
        page = open_page("drills", drill=drill_id)
        assert page.metric[2].label == f"Peak force, {legs}, model"


def test_value_from_and_grade_stand_before_the_contact_time(database, open_page):
    assert list(table(open_page("drills")).columns)[-3:] == ["value_from", "grade", "contact_s"]


def test_the_template_says_that_times_of_a_set_do_not_weigh_it():
    told = {one.name: one.meaning for one in templates.columns("plyo_sets")}
    for name in ("contact_ms", "flight_ms"):
        assert "weighs nothing: only own times do" in told[name]


def test_only_patellar_loads_were_measured_as_the_caption_says():
    steps = weighed().steps
    assert set(steps.loc[steps["load_from"] == "measured", "tissue"]) == {"patellar"}
    assert "measured, of the patellar tendon only" in drill_words.CAPTION.replace("\n", " ")
