import io

import pandas as pd

from analytics.progression.plan_csv import csv
from tests.analytics.progression.papers import BROKEN, paper, plan


def read(of):
    return pd.read_csv(io.BytesIO(csv(of)), encoding="utf-8-sig")


def test_each_drill_of_a_session_is_a_row_and_headers_name_units():
    found = read(paper())
    assert len(found) == 16
    row = found.iloc[1]
    assert row[["date", "drill_id", "sets", "reps per set", "contacts"]].tolist() == [
        "2026-11-24", "drop-jump", 3, 5, 15
    ]  # fmt: skip
    assert row[["height (m)", "rest after a set (s)"]].tolist() == [0.3, 150]
    assert found["height (m)"].isna().sum() == 12


def test_every_row_says_whether_a_limit_is_broken():
    assert set(read(paper())["limits"]) == {"all limits met"}
    found = read(paper(found=BROKEN))
    assert found["limits"].str.startswith("BREAKS A LIMIT: ").all()
    assert found["limits"].str.endswith("; and 1 more").all()
    assert "24 h after the last high session (limit 48 h)" in found["limits in full"].iloc[0]
    assert found["limits in full"].iloc[1:].isna().all()


def test_an_empty_plan_has_one_row_that_says_all_but_a_drill():
    full, empty = read(paper()), read(paper(plan(()), BROKEN, is_synthetic=True))
    assert list(empty) == list(full)
    assert len(empty) == 1
    row = empty.iloc[0]
    assert row["limits"].startswith("BREAKS A LIMIT: ")
    assert row["data"] == "◌ SYNTHETIC"
    assert row[["date", "drill_id", "sets", "contacts"]].isna().all()


def test_no_text_is_taken_for_a_formula():
    found = read(paper(plan_name="=HYPERLINK(1)", issued_by=" @SUM(1)", athlete_id="-1+1"))
    assert set(found["plan"]) == {"'=HYPERLINK(1)"}
    assert set(found["issued by"]) == {"' @SUM(1)"}
    assert set(found["athlete_id"]) == {"'-1+1"}


def test_the_demo_is_marked():
    assert set(read(paper(is_synthetic=True))["data"]) == {"◌ SYNTHETIC"}
