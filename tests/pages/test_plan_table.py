"""The table of sessions: what is read from it, and what of it cannot be meant."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data import drills
from pages.components import plan_table
from pages.components.plan_state import PlannedSet

FIRST = date(2026, 11, 23)
POGO = PlannedSet(date(2026, 11, 24), "pogo", 3, 10, None, 60.0)
DROP = PlannedSet(date(2026, 12, 4), "drop-jump", 2, 5, 0.3, 90.0)
CATALOGUE = drills.catalogue()


def edited(**cells):
    return plan_table.frame([POGO, DROP], FIRST).assign(**cells)


def read(rows):
    return plan_table.read(rows, CATALOGUE)


def test_sets_go_to_the_table_and_back():
    rows = plan_table.frame([POGO, DROP], FIRST)
    assert list(rows["week"]) == [1, 2]
    assert list(rows["height_cm"])[1] == 30
    assert read(rows) == ((POGO, DROP), [])


def test_a_table_without_rows_is_a_plan_without_sessions():
    assert read(plan_table.frame([], FIRST)) == ((), [])


def test_a_rest_nobody_said_is_that_of_the_class():
    found, wrong = read(edited(rest_s=[np.nan, 90.0]))
    assert not wrong
    assert found[0].rest_s == CATALOGUE.set_index("drill_id").loc["pogo", "rest_s"]


def test_a_row_one_only_began_is_left_out():
    empty = dict.fromkeys(edited().columns)
    rows = pd.concat([edited(), pd.DataFrame([empty])], ignore_index=True)
    assert read(rows) == ((POGO, DROP), [])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"reps": [400.0, 5.0]}, "Row 1: Repetitions 400; it must lie within 1 to 300. 40 meant?"),
        ({"reps": [10.5, 5.0]}, "Row 1: 10.5 repetitions: a whole number is needed."),
        ({"sets": [np.nan, 2.0]}, "Row 1: sets missing."),
        ({"sets": [0.0, 2.0]}, "Row 1: Sets 0; it must lie within 1 to 50."),
        ({"drill_id": ["nothing", "drop-jump"]}, "Row 1: nothing is not in the drill catalogue."),
    ],
)
def test_a_row_that_cannot_be_meant_is_named_with_what_is_wrong(cells, said):
    found, wrong = read(edited(**cells))
    assert [one.startswith(said) for one in wrong] == [True]
    assert found == (DROP,)


def test_a_height_that_matters_is_asked_for():
    _, wrong = read(edited(height_cm=[np.nan, np.nan]))
    assert len(wrong) == 1
    assert wrong[0].startswith("Row 2: ")
    assert "height" in wrong[0]
