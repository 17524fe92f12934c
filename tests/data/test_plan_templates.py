from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError, StoreError
from analytics.progression import Limits
from analytics.progression.block_weeks import PlannedDrill
from analytics.progression.plan_blocks import PlanBlock, lay_out
from analytics.progression.plan_template import Template, of_plan
from analytics.progression.tolerated import Borne
from data import (
    OWNER,
    Viewer,
    athletes,
    channels,
    drills,
    integrity,
    ladder,
    plan_starts,
    plan_templates,
    squad_plans,
    store,
)
from data.shipped_drills import sources
from tests.analytics.progression.papers import plan

CATALOGUE = drills.catalogue()
MONDAY = pd.Timestamp("2026-11-30")
MINE = Template("Mine", (PlanBlock("emphasis", 4, (PlannedDrill("drop-jump", 4, 10, 0.3),)),))


@pytest.mark.parametrize("level", range(6))
def test_a_plan_from_a_level_has_its_drills_contacts_rests_and_sessions(level):
    (of,) = [one for one in ladder.levels() if one.level == level]
    block = plan_starts.block_of_level(level, CATALOGUE)
    laid = lay_out([block], MONDAY, (1, 4), "none", catalogue=CATALOGUE)
    days = laid.daily(CATALOGUE)
    assert set(laid.sets["drill_id"]) <= {one for one, _ in of.drills}
    assert days["contacts"].iloc[0] >= 0.8 * of.contacts[0]
    assert days["contacts"].max() <= of.contacts[1]
    rests = CATALOGUE.set_index("drill_id")["rest_s"]
    assert laid.sets["rest_s"].tolist() == laid.sets["drill_id"].map(rests).tolist()
    per_week = max(1, of.sessions[0])
    assert days["date"].nunique() == per_week * block.weeks


def test_a_session_of_level_3_has_at_most_40_contacts_of_class_high():
    block = plan_starts.block_of_level(3, CATALOGUE, weeks=16)
    laid = lay_out([block], MONDAY, (1, 4), "none", catalogue=CATALOGUE)
    classes = laid.sets["drill_id"].map(CATALOGUE.set_index("drill_id")["drill_class"])
    high = laid.sets[classes == "high"]
    assert (high["sets"] * high["reps"]).groupby(high["date"]).sum().max() <= 45


def test_a_level_there_is_not_is_refused():
    with pytest.raises(InputError, match="levels 0 to 5; got 6"):
        plan_starts.block_of_level(6, CATALOGUE)


def test_who_did_nothing_begins_a_level_within_the_introduction_and_with_few_of_what_is_new():
    block = plan_starts.block_of_level(3, CATALOGUE, weeks=6)
    nothing = Borne(MONDAY - timedelta(days=3), np.zeros(42), frozenset())
    told = {"catalogue": CATALOGUE, "limits": Limits()}
    laid = plan_starts.begun(block, MONDAY, (1,), "3:1", of=nothing, **told)
    first = laid.sets[laid.sets["date"] == laid.sets["date"].min()]
    assert (first["sets"] * first["reps"] <= 20).all()
    assert laid.daily(CATALOGUE)["plyo_dose_au"].iloc[0] <= 80
    assert laid.sets["date"].dt.weekday.unique().tolist() == [1]
    busy = Borne(MONDAY - timedelta(days=1), np.full(42, 40.0), frozenset(CATALOGUE["drill_id"]))
    as_it_stands = plan_starts.begun(block, MONDAY, (1, 4), "3:1", of=busy, **told)
    assert as_it_stands.sets["sets"].iloc[:4].tolist() == [one.sets for one in block.drills]


@pytest.mark.parametrize(
    ("done", "level"),
    [
        ((), 0),
        (("snap-down", "low-rope"), 0),
        (("jump-rope", "low-pogo"), 1),
        (("pogo",), 0),
        (("bound",), 2),
        (("countermovement-jump", "tuck-jump", "broad-jump"), 2),
    ],
)
def test_the_level_proposed_is_that_of_what_was_done_or_the_one_below(done, level):
    assert plan_starts.proposed_level(frozenset(done), CATALOGUE) == level


def test_shipped_templates_have_a_source_a_grade_and_a_sentence(con):
    shipped = plan_templates.templates(con)
    assert list(shipped) == ["first-hops", "build", "in-season"]
    for one in shipped.values():
        assert one.source in set(sources()["source"])
        assert one.grade == "assumption"
        assert one.sentence.endswith(".")
    assert [one.n_weeks for one in shipped.values()] == [7, 9, 8]


def test_an_own_template_is_kept_in_versions_and_comes_back_as_it_was(con):
    assert plan_templates.save_template(con, MINE, created_by="Ek") == ("mine", 1)
    assert plan_templates.templates(con)["mine"] == MINE
    weeks = of_plan("mine", plan(), 0.8)
    assert plan_templates.save_template(con, weeks, created_by="Noor") == ("mine", 2)
    assert plan_templates.templates(con)["mine"] == weeks
    assert len(plan_templates.templates(con)) == 4


def test_an_own_template_takes_no_shipped_name_and_no_shipped_id(con):
    named = Template("build", MINE.blocks)
    with pytest.raises(InputError, match="'build' is a template that is shipped"):
        plan_templates.save_template(con, named, created_by="Ek")
    near = Template("Build!", MINE.blocks)
    assert plan_templates.save_template(con, near, created_by="Ek")[0] == "build-2"


def test_a_template_of_a_drill_there_is_not_is_refused(con):
    blocks = (PlanBlock("emphasis", 4, (PlannedDrill("ghost", 4, 10),)),)
    with pytest.raises(InputError, match="ghost is not in the drill catalogue"):
        plan_templates.save_template(con, Template("X", blocks), created_by="Ek")


def test_an_own_template_can_be_taken_away_and_a_shipped_one_cannot(con):
    plan_templates.save_template(con, MINE, created_by="Ek")
    before = store.identity(con)
    plan_templates.remove_template(con, "mine")
    assert "mine" not in plan_templates.templates(con)
    assert store.identity(con) != before
    with pytest.raises(InputError, match="build is not an own template"):
        plan_templates.remove_template(con, "build")


def squad(path, template="build", **more):
    with store.session(path) as con:
        ids = athletes.athletes(con, OWNER)["athlete_id"].tolist()
        last_day = channels.spans(con, OWNER, None)["last"].max()
        told = {"viewer": OWNER, "limits": Limits(), "ids": [*ids[:3], "ghost"]} | more
        return squad_plans.for_squad(
            con,
            told["viewer"],
            told["ids"],
            plan_templates.templates(con)[template],
            last_day + timedelta(days=1),
            told["limits"],
        )


def test_a_squad_gets_a_checked_plan_each_and_a_table_of_what_was_scaled_how(demo_database):
    found = squad(demo_database)
    table = squad_plans.table(found)
    assert len(table) == 4
    some = table[table["athlete_id"] != "ghost"]
    start_au = np.maximum(some["tolerated_au"].fillna(0), Limits().introduction_dose_au)
    assert some["start_au"].to_numpy() == pytest.approx(start_au.to_numpy())
    assert (some["first_week_au"] <= some["start_au"] + 1e-9).all()
    assert some["verdict"].str.match("all limits met|BREAKS A LIMIT").all()
    assert all(len(one.rows) for one in found if one.scaled)


def test_who_is_not_here_has_no_plan_and_the_others_have(demo_database):
    ghost = squad(demo_database)[-1]
    assert (ghost.scaled, ghost.rows) == (None, None)
    assert ghost.verdict == "No plan: ghost is not here or not yours to see."
    assert all(one.scaled is None for one in squad(demo_database, viewer=Viewer("nobody")))


def test_an_athlete_without_a_log_begins_with_the_introduction(con):
    athletes.add(con, athlete_id="mara")
    template = plan_templates.shipped()["first-hops"]
    (one,) = squad_plans.for_squad(con, OWNER, ["mara"], template, MONDAY, Limits())
    assert one.scaled.first_week_au <= 80
    assert "nothing is known of the last 28 days" in one.scaled.said[0]
    assert one.verdict.startswith("all limits met as far as can be known. Cannot be known: ")


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"blocks": [{"kind": "emphasis"}]}'])
def test_a_template_that_is_damaged_is_told_and_can_be_removed_or_saved_anew(con, text):
    template_id, _ = plan_templates.save_template(con, MINE, created_by="Ek")
    con.execute("UPDATE plan_templates SET content = $text", {"text": text})
    with pytest.raises(StoreError, match="template as the database has it is damaged"):
        plan_templates.templates(con)
    assert plan_templates.save_template(con, MINE, created_by="Ek") == (template_id, 2)
    assert plan_templates.templates(con)[template_id] == MINE
    plan_templates.remove_template(con, template_id)
    assert set(plan_templates.templates(con)) == set(plan_templates.shipped())


def test_templates_are_counted_and_stay_with_the_workbench(database):
    with store.session(database) as con:
        plan_templates.save_template(con, MINE, created_by="Ek")
    assert integrity.check(database).counts["plan_templates"] == 1
