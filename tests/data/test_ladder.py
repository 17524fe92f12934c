import re

import pandas as pd
import pytest

from data import drills, ladder

GRADES = {
    "measured (source seen)",
    "reported by others",
    "worked out",
    "worked out from assumptions",
    "assumption",
}
TABLES = sorted(
    path
    for path in drills.CATALOGUE_FOLDER.glob("*.csv")
    if path.name not in {"drills.csv", "sources.csv"}
)
UNWANTED = re.compile(r"\b(safe|risk|significant|proven|responder|optimal|ready)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_has_a_grade_and_a_source_that_is_listed(path):
    rows = pd.read_csv(path, keep_default_na=False)
    assert set(rows["grade"]) <= GRADES
    assert set(rows["source"]) <= set(drills.sources()["source"])


@pytest.mark.parametrize(
    "path", sorted(drills.CATALOGUE_FOLDER.glob("*.csv")), ids=lambda p: p.stem
)
def test_no_table_promises_more_than_anyone_knows(path):
    assert UNWANTED.findall(path.read_text()) == []


def test_the_ladder_has_the_levels_of_science_h():
    found = ladder.levels()
    assert [one.level for one in found] == [0, 1, 2, 3, 4, 5]
    assert [one.contacts for one in found] == [
        (20, 40),
        (40, 80),
        (60, 100),
        (60, 120),
        (60, 100),
        (40, 60),
    ]
    assert [one.sessions for one in found] == [(2, 2), (2, 3), (2, 2), (2, 2), (1, 2), (0, 1)]
    assert [one.weeks for one in found] == [(2, 3), (3, 4), (3, 4), (4, 4), (), ()]
    assert [one.hours_between for one in found] == [None, None, None, 48, 72, None]


def test_every_level_but_the_last_says_how_it_is_entered_left_and_lost():
    for one in ladder.levels():
        assert one.entry
        assert one.regress
        assert bool(one.advance) == (one.level < 5)


def test_gates_can_be_read_by_a_machine_and_by_people():
    gates = [gate for one in ladder.levels() for gate in (*one.entry, *one.advance, *one.regress)]
    assert {gate.comparison for gate in gates} <= {"<", "<=", "=", ">", ">="}
    assert all(gate.sentence and gate.signal and gate.unit for gate in gates)
    assert all(isinstance(gate.threshold, float) for gate in gates)


def test_drills_of_a_level_are_of_the_catalogue_and_have_appeared_by_then():
    first = drills.catalogue().set_index("drill_id")["level"]
    for one in ladder.levels():
        assert one.drills
        assert all(first[drill_id] <= one.level for drill_id, _ in one.drills)


def test_variability_drills_are_on_level_4_and_only_there():
    qualities = drills.catalogue().set_index("drill_id")["qualities"]
    varied = {
        one.level
        for one in ladder.levels()
        for drill_id, _ in one.drills
        if "variability" in qualities[drill_id]
    }
    assert varied == {4}


def test_a_warm_up_is_there_for_each_level_of_drills_that_have_appeared():
    steps = ladder.warm_ups()
    first = drills.catalogue().set_index("drill_id")["level"]
    assert set(steps["level"]) == {0, 1, 2, 3, 4, 5}
    done = steps[steps["drill_id"] != ""]
    assert (done["drill_id"].map(first) <= done["level"]).all()
    assert (steps["amount_low"] <= steps["amount_high"]).all()


def test_every_class_of_drill_has_its_rest_and_only_the_highest_between_repetitions():
    rests = ladder.rests().set_index("drill_class")
    trained = set(drills.catalogue()["drill_class"]) - {"reference", drills.NO_CONTACTS}
    assert set(rests.index) == trained
    assert (rests["rest_s_low"] <= rests["rest_s"]).all()
    assert (rests["rest_s"] <= rests["rest_s_high"]).all()
    assert rests["rest_between_reps_s"].dropna().to_dict() == {"high": 7.5}


def test_the_catalogue_carries_the_rest_of_its_class():
    catalogue = drills.catalogue().set_index("drill_id")
    assert catalogue.loc["bound", ["rest_s", "rest_between_reps_s"]].tolist() == [150, 7.5]
    assert catalogue.loc["jump-rope", "rest_s"] == 40
    assert pd.isna(catalogue.loc["calf-raise", "rest_s"])


def test_the_spike_classes_are_those_of_frandsen_2025():
    classes = ladder.spike_classes().set_index("class")
    ratios = classes[["hrr", "hrr_low", "hrr_high"]].loc[["small", "moderate", "large"]]
    assert ratios.to_numpy().tolist() == [
        [1.64, 1.31, 2.05],
        [1.52, 1.16, 2.00],
        [2.28, 1.50, 3.48],
    ]
    assert set(classes["n"]) == {5205}
    assert pd.isna(classes.loc["none", "hrr_low"])


def test_stop_rules_say_what_to_do():
    rules = ladder.stop_rules()
    assert rules["rule"].is_unique
    assert rules["sentence"].str.endswith(".").all()
    assert (rules["action"] != "").all()
