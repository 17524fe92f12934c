"""Plans without a screen: listed, checked, and written to files."""

import json
from datetime import timedelta

import pandas as pd
import pytest
from click.testing import CliRunner

from analytics.progression import Limits
from data import (
    OWNER,
    athletes,
    channels,
    plan_files,
    plan_templates,
    plans,
    squad_plans,
    store,
)
from data.__main__ import main
from data.plans import PlanSettings
from tests.analytics.progression.papers import MONDAY, plan


@pytest.fixture
def run(database):
    def run(*words):
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run


def save(path, **limits):
    with store.session(path) as con:
        if athletes.athletes(con, OWNER).empty:
            athletes.add(con, athlete_id="mara")
        athlete_id = athletes.athletes(con, OWNER)["athlete_id"].iloc[0]
        last = channels.spans(con, OWNER, athlete_id)["last"]
        first_day = MONDAY if last.empty else last.iloc[0] + timedelta(days=1)
        moved = plan()
        sets = moved.sets.assign(date=moved.sets["date"] + (first_day - moved.first_day))
        return plans.save(
            con,
            athlete_id=athlete_id,
            name="Spring",
            plan=type(moved)(sets, first_day, first_day + timedelta(weeks=4)),
            settings=PlanSettings(limits=Limits(**limits)),
            created_by="Ek",
        )[0]


def test_saved_plans_are_listed(run, database):
    save(database)
    listed = run("plan", "--db", database).output
    assert listed == "mara-spring  v1  Spring  to 2026-12-21\n"
    (one,) = json.loads(run("plan", "--db", database, "--json").output)["plans"]
    assert (one["created_by"], one["version"], one["goal_date"]) == ("Ek", 1, "2026-12-21")
    # Nothing was promised of it.
    assert one["gain_percent"] is None
    assert run("plan", "--db", database, "--athlete", "ida").output == ""


@pytest.mark.parametrize("ending", ["pdf", "ics", "csv", "CSV"])
def test_a_plan_is_written_with_the_verdict_on_it(run, database, tmp_path, ending):
    out = tmp_path / f"card.{ending}"
    done = run("plan", save(database), "--db", database, "--out", out, "--by", "R. Ek")
    assert done.exit_code == 0
    assert "BREAKS A LIMIT: " in done.output
    assert out.stat().st_size > 500
    if ending.lower() == "csv":
        assert set(pd.read_csv(out)["limits"].str[:14]) == {"BREAKS A LIMIT"}


def test_a_plan_is_held_against_its_own_limits_and_what_was_logged_before_it(
    run, demo_database, tmp_path
):
    loose = {
        name: None
        for name in Limits.__dataclass_fields__
        if not name.startswith(("introduction", "residual_growth"))
    }
    out = tmp_path / "card.pdf"
    first = save(demo_database, **loose)
    free = json.loads(run("plan", first, "--db", demo_database, "--out", out, "--json").output)
    assert free["verdict"].startswith("all limits met. Switched off: largest day, residual, ")
    save(demo_database, contacts_per_session=70)
    told = json.loads(run("plan", first, "--db", demo_database, "--out", out, "--json").output)
    assert told["is_broken"]
    assert "73 contacts in a session (limit 70)" in told["verdict"]


def test_what_cannot_be_written_is_said(run, database, tmp_path):
    plan_id = save(database)
    for words, said in (
        ((plan_id, "--out", tmp_path / "card.doc"), "ends in none of .pdf, .ics, .csv"),
        ((plan_id, "--out", tmp_path / "no" / "card.csv"), "cannot be written"),
        (("ghost", "--out", tmp_path / "card.csv"), "ghost is not here or not yours to see"),
    ):
        done = run("plan", *words, "--db", database)
        assert done.exit_code == 1
        assert said in done.output
    assert run("plan", plan_id, "--db", database).exit_code == 2


def test_a_squad_s_plan_is_told_the_same_of_as_its_card(demo_database):
    with store.session(demo_database) as con:
        last = channels.spans(con, OWNER, None)["last"].max()
        template = plan_templates.shipped()["build"]
        who = athletes.athletes(con, OWNER)["athlete_id"].iloc[0]
        first_day = last + timedelta(days=4)
        (one,) = squad_plans.for_squad(con, OWNER, [who], template, first_day, Limits())
        plan_id, _ = plans.save(
            con,
            athlete_id=who,
            name="Build",
            plan=one.scaled.plan,
            settings=PlanSettings(),
            created_by="Ek",
        )
        told = plan_files.checked_paper(
            con, OWNER, plan_id, issued=first_day.date(), issued_by="Ek"
        )
    assert told.verdict == one.verdict
