from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.progression import Limits, card
from analytics.progression.plan_calendar import ics
from analytics.progression.plan_csv import csv
from data import (
    OWNER,
    Viewer,
    athletes,
    day_status,
    ladder,
    plan_done,
    plan_exports,
    plans,
    plyometrics,
)
from data.plans import PlanSettings
from tests.analytics.progression.papers import BROKEN, MONDAY, NO_ROWS, plan

TOLD = {"issued": date(2026, 11, 22), "issued_by": "R. Ek", "why": {}}


def paper_of(con, plan_id, rows=NO_ROWS):
    saved = plans.load(con, OWNER, plan_id)
    return plan_exports.paper_of(con, OWNER, saved, rows, **TOLD)


@pytest.fixture
def saved(con):
    athletes.add(con, athlete_id="mara", name="Mara K.")

    def save(**settings):
        plan_id, _ = plans.save(
            con,
            athlete_id="mara",
            name="Spring",
            plan=plan(),
            settings=PlanSettings(**settings),
            created_by="Ek",
        )
        return plan_id

    save.con = con
    return save


def test_a_saved_plan_leaves_with_its_name_version_event_level_and_verdict(saved):
    plan_id = saved(event="Valencia", level=3)
    paper = paper_of(saved.con, plan_id, BROKEN)
    assert (paper.title, paper.athlete_name, paper.event, paper.level) == (
        "“Spring” v1",
        "Mara K.",
        "Valencia",
        3,
    )
    assert paper.is_broken
    for made in (card.pdf(paper), ics(paper, plan_id), csv(paper)):
        assert made
    assert b"BREAKS A LIMIT" in csv(paper)


@pytest.mark.parametrize(("limit", "stop"), [(None, 5), (3, 3), (8, 5)])
def test_a_loose_limit_of_pain_loosens_no_stop_rule(saved, limit, stop):
    plan_id = saved(limits=Limits(pain_stop=limit))
    paper = paper_of(saved.con, plan_id)
    assert f"pain goes above {stop} of 10" in paper.stop_rules[0]
    assert "morning pain is 2 above" in paper.stop_rules[1]


def test_the_warm_up_is_that_of_the_level_else_of_the_hardest_drill(saved):
    level, drills = (paper_of(saved.con, saved(**told)).warm_up for told in ({"level": 0}, {}))
    assert level == plan_exports.warm_up(0)
    assert drills == plan_exports.warm_up(3)
    assert drills.endswith("Strides of 60 to 80 m: 2 to 3 runs")


@pytest.mark.parametrize("level", range(6))
def test_every_level_has_a_warm_up_in_words(level):
    steps = ladder.warm_ups()
    assert len(plan_exports.warm_up(level).split(" · ")) == (steps["level"] == level).sum()


def test_what_one_may_not_see_does_not_leave(saved):
    plan = plans.load(saved.con, OWNER, saved())
    with pytest.raises(InputError, match="not here or not yours"):
        plan_exports.paper_of(saved.con, Viewer("nobody"), plan, NO_ROWS, **TOLD)


def test_a_limit_that_is_switched_off_is_named_on_every_copy(saved):
    plan_id = saved(limits=Limits(residual=None, plyo_share=None))
    paper = paper_of(saved.con, plan_id)
    said = "Switched off: residual, share of plyometrics"
    assert paper.verdict == f"all limits met. {said}"
    for made in (ics(paper, plan_id).replace(b"\r\n ", b"").replace(b"\\", b""), csv(paper)):
        assert said.encode() in made


def test_what_is_logged_is_held_against_what_was_planned(saved):
    day = MONDAY + timedelta(days=2)
    sets = pd.DataFrame({"drill_id": ["pogo"] * 2, "reps": [10, 10], "height_m": [np.nan] * 2})
    plyometrics.add_session(saved.con, athlete_id="mara", local_date=day.date(), sets=sets)
    rest = (MONDAY + timedelta(days=4)).date()
    day_status.put(saved.con, athlete_id="mara", local_date=rest, channel="plyo", status="rest")
    found = plan_done.done(saved.con, OWNER, "mara", plan(), MONDAY + timedelta(days=8))
    assert found["state"].tolist() == ["moved", "missed", "to come", "to come"]
    assert found["done_contacts"].tolist()[:2] == [20, 0]
