"""Templates and planned against done, on the Plan page."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from data import OWNER, athletes, plan_templates, plans, plyometrics, store
from data.plans import PlanSettings
from pages.components.days import today
from tests.analytics.progression.papers import CATALOGUE
from tests.pages.test_plan import texts


@pytest.fixture
def first(demo_database):
    with store.session(demo_database) as con:
        return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


def test_a_template_becomes_a_plan_scaled_to_the_athlete(open_page, first):
    app = open_page("plan", athlete=first)
    app.button(key="plan-template-use").click().run()
    assert not app.exception
    assert "First week at most" in texts(app)
    desk = app.session_state["plan-desks"][first]
    assert desk.now.draft.title == "First hops"
    assert "Moved with the template: goal from " in texts(app)
    app.button(key="plan-undo").click().run()
    undone = app.session_state["plan-desks"][first].now
    assert (undone.drafts, undone.wishes.goal_date) != (desk.now.drafts, desk.now.wishes.goal_date)
    assert not undone.drafts


def test_beside_another_plan_a_template_moves_neither_goal_nor_pattern(open_page, first):
    app = open_page("plan", athlete=first)
    app.button(key="plan-from-level").click().run()
    before = app.session_state["plan-desks"][first].now.wishes
    app.button(key="plan-template-use").click().run()
    assert not app.exception
    assert app.session_state["plan-desks"][first].now.wishes == before
    assert "Goal, days and pattern stay as they were for the other plans." in texts(app)


def test_a_squad_is_shown_what_was_scaled_how_before_anything_is_saved(
    open_page, demo_database, first
):
    app = open_page("plan", athlete=first)
    app.selectbox(key="plan-template").set_value("build").run()
    with store.session(demo_database) as con:
        two = athletes.athletes(con, OWNER)["athlete_id"].tolist()[:2]
    app.session_state["plan-template-athletes"] = two
    app.run()
    app.button(key="plan-template-check").click().run()
    assert not app.exception
    (table,) = [one.value for one in app.dataframe if "tolerated_au" in one.value.columns]
    assert table["athlete_id"].tolist() == two
    with store.session(demo_database) as con:
        assert plans.plans(con, OWNER).empty

    broken = int(table["verdict"].str.startswith("BREAKS A LIMIT").sum())
    made = int(table["first_week_au"].notna().sum())
    saves = app.button(key="plan-template-save")
    assert saves.label.startswith(f"Save {made - broken} ")
    if broken:
        app.checkbox(key="plan-template-broken").check().run()
    app.button(key="plan-template-save").click().run()
    assert not app.exception
    with store.session(demo_database) as con:
        kept = plans.plans(con, OWNER)
    assert sorted(kept["athlete_id"]) == two
    assert set(kept["name"]) == {"Build"}


def begun(path, athlete_id):
    """Save a plan that began a week ago, and log the first of its sessions."""
    from analytics.progression.plan import Plan

    monday = pd.Timestamp(today()) - timedelta(days=8)
    sets = pd.DataFrame(
        {
            "date": [monday + timedelta(days=n) for n in (1, 4, 30)],
            "drill_id": "pogo",
            "sets": 2,
            "reps": 10,
            "height_m": np.nan,
            "rest_s": 60.0,
        }
    ).astype({"date": "datetime64[us]", "drill_id": "str"})
    plan = Plan(sets, monday, monday + timedelta(weeks=8))
    done = pd.DataFrame({"drill_id": ["pogo"], "reps": [10]})
    with store.session(path) as con:
        day = (monday + timedelta(days=1)).date()
        plyometrics.add_session(con, athlete_id=athlete_id, local_date=day, sets=done, label="x")
        return plans.save(
            con,
            athlete_id=athlete_id,
            name="Begun",
            plan=plan,
            settings=PlanSettings(),
            created_by="Ek",
        )[0]


def test_of_a_plan_that_has_begun_one_sees_what_was_done(open_page, demo_database, first):
    plan_id = begun(demo_database, first)
    app = open_page("plan", athlete=first).selectbox(key="plan").set_value(plan_id).run()
    app.session_state["view"] = "Sessions"
    app.run().run()  # the first is spent on the picker's own rerun
    assert not app.exception
    assert "Planned against done" in texts(app)
    (held,) = [one.value for one in app.dataframe if "state" in one.value.columns]
    assert held["state"].iloc[0] == "done"
    assert "to come" not in set(held["state"])


def test_a_plan_can_be_kept_as_a_template(open_page, demo_database, first):
    app = open_page("plan", athlete=first)
    app.button(key="plan-template-use").click().run()
    app.text_input(key="plan-template-name").set_value("Mine").run()
    app.button(key="plan-template-keep-now").click().run()
    assert not app.exception
    with store.session(demo_database) as con:
        found = plan_templates.templates(con)
    assert found["mine"].name == "Mine"
    assert {one.drill_id for week in found["mine"].weeks for one in week} <= set(
        CATALOGUE["drill_id"]
    )


def test_a_plan_from_a_level_keeps_to_the_ramp_of_the_dose_and_to_few_of_what_is_new(
    open_page, first
):
    app = open_page("plan", athlete=first)
    app.button(key="plan-from-level").click().run()
    assert not app.exception
    draft = app.session_state["plan-desks"][first].now.draft
    assert draft.title.startswith("level ")
    assert draft.sets
    assert "% above the largest of 4 weeks (limit 15" not in texts(app)
    assert "never done before (limit" not in texts(app)
