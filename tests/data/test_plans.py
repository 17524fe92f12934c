import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import duckdb
import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError, StoreError
from analytics.progression import Limits
from analytics.progression.drill_choice import DrillChoice
from analytics.progression.plan import PLANNED_SETS, Plan
from data import (
    OWNER,
    Viewer,
    athletes,
    drills,
    faults,
    integrity,
    own_drills,
    plan_faults,
    plan_settings,
    plans,
    store,
)
from data.migrate import MIGRATIONS, migrate
from data.plans import PlanSettings, Promise

FIRST = pd.Timestamp("2026-11-30")


def planned(*rows, weeks=2):
    sets = pd.DataFrame(
        [
            {
                "date": FIRST + timedelta(days=day),
                "drill_id": drill_id,
                "sets": sets,
                "reps": reps,
                "height_m": height_m,
                "rest_s": 60.0,
            }
            for day, drill_id, sets, reps, height_m in rows
        ]
    ).astype({"date": "datetime64[us]", "height_m": float})
    return Plan(sets, FIRST, FIRST + timedelta(weeks=weeks))


PLAN = planned((1, "pogo", 3, 10, np.nan), (1, "drop-jump", 2, 5, 0.3), (3, "pogo", 4, 10, np.nan))

SETTINGS = PlanSettings(
    limits=Limits(spike=None, residual=1.2),
    session_weekdays=(1, 3, 5),
    deload="2:1",
    drills=(DrillChoice("drop-jump", 0.3, most_contacts=40), DrillChoice("pogo")),
    aim="least_stress",
    target_percent=1.5,
    event="Rás Mór",
    level=3,
)

PROMISE = Promise("own", 1.9, 0.3, 3.4, 0.9, 2.0, 7, "ab12", "all limits met")


def save(con, plan=PLAN, name="Spring bounce", settings=SETTINGS, created_by="Noor", **more):
    return plans.save(
        con,
        athlete_id="mara",
        name=name,
        plan=plan,
        settings=settings,
        created_by=created_by,
        **more,
    )


DAMAGED = (
    "{",
    "[]",
    "null",
    '{"limits": 3}',
    '{"drills": [4]}',
    '{"drills": [{"height_m": 0.3}]}',
    '{"session_weekdays": [[1]]}',
    '{"target_percent": "x"}',
)


@pytest.mark.parametrize("text", DAMAGED)
def test_settings_that_are_damaged_are_told_and_not_repaired(mara, text):
    plan_id, _ = save(mara)
    mara.execute("UPDATE plan_versions SET settings = $text", {"text": text})
    with pytest.raises(StoreError, match=r"is damaged: .*Open another version"):
        plans.load(mara, OWNER, plan_id)
    assert len(plans.versions(mara, OWNER, plan_id)) == 1


def test_the_check_of_a_store_names_plans_and_templates_that_cannot_be_opened(mara):
    save(mara)
    assert plan_faults.faults(mara) == []
    mara.execute("UPDATE plan_versions SET settings = '{'")
    mara.execute("INSERT INTO plan_templates VALUES ('mine', 1, 'Mine', now(), 'Ek', '[]')")
    found = [one[:30] for one in faults.faults(mara)]
    assert found == [
        "Version 1 of plan mara-spring-",
        "Version 1 of template mine: Th",
    ]


def test_numbers_of_numpy_are_kept_as_numbers_and_no_number_is_refused():
    told = PlanSettings(session_weekdays=(np.int64(1),), level=np.int64(3))
    assert plan_settings.loads(told.dumps()) == told
    with pytest.raises(InputError, match="gain asked for is a number"):
        PlanSettings(target_percent=float("inf"))
    with pytest.raises(InputError, match="drills allowed is missing or infinite"):
        PlanSettings(drills=(DrillChoice("pogo", float("nan")),)).dumps()
    with pytest.raises(InputError, match="promised in %; got nan"):
        Promise("own", float("nan"), 0.0, 1.0)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def test_a_saved_plan_comes_back_as_it_was_with_its_settings_and_its_promise(mara):
    plan_id, version = save(mara, promise=PROMISE)
    found = plans.load(mara, OWNER, plan_id)
    pd.testing.assert_frame_equal(found.plan.sets, PLAN.sets[list(PLANNED_SETS.labels)])
    assert (found.plan.first_day, found.plan.goal_date) == (PLAN.first_day, PLAN.goal_date)
    assert (found.settings, found.promise) == (SETTINGS, PROMISE)
    assert (plan_id, version, found.version, found.created_by) == (
        "mara-spring-bounce",
        1,
        1,
        "Noor",
    )


def test_a_plan_without_a_session_or_a_promise_can_be_kept(mara):
    nothing = Plan(PLANNED_SETS.empty(), FIRST, FIRST + timedelta(weeks=1))
    found = plans.load(mara, OWNER, save(mara, nothing, settings=PlanSettings())[0])
    assert found.plan.sets.empty
    assert found.promise is None
    assert found.settings == PlanSettings()


def test_each_save_is_a_version_and_none_is_overwritten(mara):
    plan_id, _ = save(mara, promise=PROMISE)
    other = planned((2, "pogo", 1, 5, np.nan))
    assert save(mara, other, "spring  BOUNCE ", PlanSettings(), "Ek") == (plan_id, 2)
    first, second = (plans.load(mara, OWNER, plan_id, version) for version in (1, 2))
    assert (len(first.plan.sets), first.promise, first.settings) == (3, PROMISE, SETTINGS)
    assert (len(second.plan.sets), second.promise, second.newest_version) == (1, None, 2)
    listed = plans.plans(mara, OWNER, "mara")
    assert listed[["plan_id", "version", "created_by"]].to_numpy().tolist() == [[plan_id, 2, "Ek"]]
    assert plans.versions(mara, OWNER, plan_id)["version"].tolist() == [2, 1]
    assert plans.versions(mara, OWNER, plan_id)["gain_percent"].iloc[1] == 1.9


def test_who_saves_second_is_told_who_was_first_and_nothing_is_lost(mara):
    plan_id, _ = save(mara, based_on=0)
    save(mara, created_by="Noor", based_on=1)
    with pytest.raises(InputError, match=r"Noor saved version 2 of 'Spring bounce' at \d\d:\d\d"):
        save(mara, created_by="Ek", based_on=1)
    with pytest.raises(InputError, match="open version 2, or save yours under another name"):
        save(mara, created_by="Ek", based_on=0)
    assert plans.load(mara, OWNER, plan_id).newest_version == 2
    assert save(mara, name="Mine", created_by="Ek", based_on=0)[1] == 1


def test_of_two_who_save_at_the_same_moment_one_is_first_and_the_other_is_told(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")

    def save_as(who):
        try:
            with store.session(database) as con:
                return save(con, created_by=who, based_on=0)[1]
        except InputError as error:
            return str(error)

    with ThreadPoolExecutor(4) as many:
        came = list(many.map(save_as, ("Ek", "Noor", "Ida", "Ole")))
    assert came.count(1) == 1
    assert sum("saved version 1 of" in str(one) for one in came) == 3


def test_a_renamed_plan_keeps_its_id_and_a_taken_name_is_refused(mara):
    plan_id, _ = save(mara)
    save(mara, name="Other")
    plans.rename(mara, plan_id, "Autumn")
    assert plans.load(mara, OWNER, plan_id).name == "Autumn"
    with pytest.raises(InputError, match="mara has a plan 'OTHER' already"):
        plans.rename(mara, plan_id, "OTHER")
    plans.rename(mara, plan_id, "autumn")
    with pytest.raises(InputError, match="There is no plan ghost"):
        plans.rename(mara, "ghost", "X")


def test_a_plan_put_away_is_not_listed_but_can_be_read_and_comes_back_when_saved(mara):
    plan_id, _ = save(mara)
    plans.remove(mara, plan_id)
    assert plans.plans(mara, OWNER).empty
    assert plans.load(mara, OWNER, plan_id).removed_at is not None
    assert save(mara) == (plan_id, 2)
    assert len(plans.plans(mara, OWNER)) == 1
    with pytest.raises(InputError, match="There is no plan ghost"):
        plans.remove(mara, "ghost")


def test_plans_of_names_that_make_the_same_slug_are_told_apart(mara):
    ids = {save(mara, name=name)[0] for name in ("Übung", "Ubung", "春", "夏", "x" * 60, "x" * 59)}
    assert len(ids) == 6


def test_what_a_viewer_may_not_see_is_not_listed_and_not_told_apart_from_what_is_not(mara):
    plan_id, _ = save(mara)
    nobody = Viewer("nobody")
    assert plans.plans(mara, nobody).empty
    assert plans.versions(mara, nobody, plan_id).empty
    for viewer, one in ((nobody, plan_id), (OWNER, "ghost")):
        with pytest.raises(InputError, match=f"{one} is not here or not yours to see"):
            plans.load(mara, viewer, one)
    with pytest.raises(InputError, match="in version 9 is not here"):
        plans.load(mara, OWNER, plan_id, 9)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (planned((1, "pgo", 3, 10, np.nan)), "Row 1 of the plan: pgo is not in the drill"),
        (planned((1, "pogo", 3, 10, np.nan), (1, "drop-jump", 2, 5, np.nan)), "Row 2 .*height_m"),
        (planned((1, "pogo", 51, 10, np.nan)), "sets is 51; it must lie within 1 to 50"),
        (planned((1, "running-step", 1, 10, np.nan)), "a step of a run, no drill"),
        (planned((1, "calf-raise", 1, 10, np.nan)), "no ground contacts"),
    ],
)
def test_a_plan_whose_dose_cannot_be_computed_is_refused_whole(mara, plan, said):
    with pytest.raises(InputError, match=said):
        save(mara, plan)
    assert plans.plans(mara, OWNER).empty


@pytest.mark.parametrize("name", ["", "  \n ", "x" * 61])
def test_a_plan_has_a_name_one_can_read(mara, name):
    with pytest.raises(InputError, match="letters; it must have 1 to 60"):
        save(mara, name=name)


def test_a_name_is_kept_on_one_line(mara):
    plan_id, _ = save(mara, name="=A\n\u202eb\u0000  c")
    assert plans.load(mara, OWNER, plan_id).name == "=A b c"


def test_a_plan_is_of_an_athlete_who_is_here(con):
    with pytest.raises(InputError, match="'mara' is not here"):
        save(con)


def test_the_database_itself_refuses_sets_nobody_can_mean(mara):
    save(mara)
    with pytest.raises(duckdb.ConstraintException, match="CHECK"):
        mara.execute("UPDATE plan_sets SET sets = 0")


def test_every_write_of_a_plan_counts_as_one(mara):
    seen = [store.identity(mara)]
    plan_id, _ = save(mara)
    for write in (
        lambda: None,
        lambda: plans.rename(mara, plan_id, "New"),
        lambda: plans.remove(mara, plan_id),
    ):
        write()
        seen.append(store.identity(mara))
    assert len(set(seen)) == len(seen)


def test_an_athletes_plans_are_erased_and_those_of_others_stay(database):
    with store.session(database) as con:
        for athlete_id in ("mara", "ida"):
            athletes.add(con, athlete_id=athlete_id)
            plans.save(
                con,
                athlete_id=athlete_id,
                name="X",
                plan=PLAN,
                settings=SETTINGS,
                created_by="Ek",
            )
    plans.erase(database, "mara")
    counts = integrity.check(database).counts
    assert (counts["plans"], counts["plan_versions"], counts["plan_sets"]) == (1, 1, 3)
    with store.session(database) as con:
        con.execute("DELETE FROM athletes WHERE athlete_id = 'mara'")
        assert plans.plans(con, OWNER)["athlete_id"].tolist() == ["ida"]


def test_the_demo_goes_with_its_plans(demo_database):
    from data import demo

    with store.session(demo_database) as con:
        athlete_id = athletes.athletes(con, OWNER)["athlete_id"].iloc[0]
        plans.save(
            con, athlete_id=athlete_id, name="X", plan=PLAN, settings=SETTINGS, created_by="Ek"
        )
    demo.remove(demo_database)
    counts = integrity.check(demo_database).counts
    assert (counts["plans"], counts["plan_versions"], counts["plan_sets"]) == (0, 0, 0)


def test_plans_that_hang_in_the_air_are_found(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
        save(con)
    assert integrity.check(database).problems == ()
    with store.session(database) as con:
        con.execute("""
            UPDATE plan_sets SET drill_id = 'ghost' WHERE set_order = 1;
            UPDATE plan_versions SET goal_date = DATE '2026-12-02';
            INSERT INTO plans (plan_id, athlete_id, name) VALUES ('p2', 'mara', 'SPRING bounce');
        """)
    problems = " ".join(integrity.check(database).problems)
    for said in (
        "1 plans have no version",
        "1 plans have the name of another",
        "1 planned sets are on no day of their plan",
        "Plans name drills that are not in the catalogue: ghost",
    ):
        assert said in problems


def test_an_own_drill_that_a_plan_names_stays(mara):
    own_drills.add(
        mara,
        drill_id="my-hop",
        name="Mine",
        legs=2,
        contact_ms=200,
        flight_ms=300,
        drill_class="low",
        qualities=("stiffness",),
    )
    save(mara, planned((1, "my-hop", 2, 10, np.nan)))
    with pytest.raises(InputError, match="1 plans name my-hop"):
        own_drills.remove(mara, "my-hop")
    assert "my-hop" in set(drills.of_store(mara)["drill_id"])


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"session_weekdays": (1, 1)}, "each once"),
        ({"session_weekdays": (7,)}, "0, a Monday, to 6"),
        ({"deload": "4:1"}, "'4:1' is no pattern"),
        ({"aim": "height"}, "The aim 'height' is none of"),
        ({"level": 6}, "A level of the ladder is 0 to 5"),
        ({"event": "x" * 81}, "at most 80 letters"),
    ],
)
def test_settings_that_cannot_be_are_refused(told, said):
    with pytest.raises(InputError, match=said):
        PlanSettings(**told)


def test_a_file_from_before_plans_takes_plans(tmp_path):
    old = shutil.copytree(MIGRATIONS, tmp_path / "old")
    (old / "0009_create_plans.sql").unlink()
    with duckdb.connect() as con:
        migrate(con, old)
        athletes.add(con, athlete_id="mara")
        assert migrate(con)[0] == "0009_create_plans.sql"
        assert save(con) == ("mara-spring-bounce", 1)


@pytest.mark.parametrize("told", ['{"colour": 1}', '{"limits": {"luck": 1}}'])
def test_settings_of_a_newer_version_are_not_guessed_at(mara, told):
    plan_id, _ = save(mara)
    mara.execute("UPDATE plan_versions SET settings = $told", {"told": told})
    with pytest.raises(InputError, match=r"which this Plyopower does not know\. Update"):
        plans.load(mara, OWNER, plan_id)


def test_a_gain_is_never_promised_without_its_interval():
    with pytest.raises(InputError, match="its ends are no interval"):
        Promise("own", 1.0, float("nan"), 2.0)
    with pytest.raises(InputError, match="from own or prior"):
        Promise("hope", 1.0, 0.0, 2.0)
