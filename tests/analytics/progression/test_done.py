from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.progression.done import STATES, by_week, planned_done
from tests.analytics.progression.papers import CATALOGUE, MONDAY, plan

POGOS = [("pogo", 4, 10, np.nan, 60)]


def day(n):
    return MONDAY + timedelta(days=n)


def logged(*rows):
    some = [("mara", day(n), drill_id, contacts, "both", np.nan) for n, drill_id, contacts in rows]
    names = ["athlete_id", "date", "drill_id", "contacts", "side", "height_m"]
    return pd.DataFrame(some, columns=names).astype(
        {"date": "datetime64[us]", "contacts": float, "height_m": float}
    )


def held(sets, days=(1, 4, 8, 11), rest=(), today=14):
    statuses = pd.Series("rest", index=pd.DatetimeIndex([day(n) for n in rest]), dtype=object)
    return planned_done(plan(days, POGOS), sets, statuses, CATALOGUE, day(today))


def test_a_session_done_on_its_day_has_its_share():
    first = held(logged((1, "pogo", 10), (1, "pogo", 10))).iloc[0]
    assert (first["state"], first["date"], first["done_date"]) == ("done", day(1), day(1))
    assert first[["planned_sets", "planned_contacts", "planned_dose_au"]].tolist() == [4, 40, 40]
    assert first[["done_sets", "done_contacts", "done_dose_au", "share"]].tolist() == [
        2, 20, 20, 0.5
    ]  # fmt: skip


def test_a_session_moved_within_its_week_is_paired_with_the_nearest_day():
    found = held(logged((2, "pogo", 40), (6, "pogo", 40), (14, "pogo", 40)), rest=(1, 4, 8, 11))
    assert found["state"].tolist() == ["moved", "moved", "missed", "missed", "extra"]
    assert found["done_date"].tolist()[:2] == [day(2), day(6)]
    assert found["week"].tolist() == [1, 1, 2, 2, 3]


def test_a_session_is_never_moved_over_the_end_of_its_week():
    found = held(logged((7, "pogo", 40)), days=(6,), rest=(6,))
    assert found["state"].tolist() == ["missed", "extra"]


def test_a_day_nobody_knows_is_not_zero():
    found = held(logged((1, "pogo", 40)), rest=(4,), today=9)
    assert found["state"].tolist() == ["done", "missed", "not logged", "to come"]
    assert found["done_dose_au"].tolist()[:2] == [40, 0]
    assert found[["done_dose_au", "share"]].iloc[2:].isna().all(axis=None)


def test_a_week_adds_up_and_has_a_share_only_when_all_of_it_is_known():
    weeks = by_week(held(logged((1, "pogo", 40), (5, "pogo", 20), (8, "pogo", 40)), rest=(4,)))
    assert weeks["week"].tolist() == [1, 2]
    assert weeks.loc[0, ["planned_dose_au", "done_dose_au", "share"]].tolist() == [80, 60, 0.75]
    counts = ["n_planned", "n_done", "n_extra", "n_not_logged"]
    assert weeks[counts].to_numpy().tolist() == [[2, 2, 0, 0], [2, 1, 0, 1]]
    assert np.isnan(weeks.loc[1, "share"])


def test_what_is_done_beside_the_plan_is_extra_and_of_other_days_nothing_is_said():
    found = held(
        logged(
            *((n, "pogo", 40) for n in (1, 4)), (2, "bound", 10), (-3, "pogo", 40), (28, "pogo", 40)
        )
    )
    extra = found[found["state"] == "extra"]
    assert extra["done_date"].tolist() == [day(2)]
    assert extra["planned_dose_au"].tolist() == [0]
    assert np.isnan(extra["share"].iloc[0])


def test_a_plan_of_which_nothing_is_logged_is_told_without_numbers():
    found = held(logged())
    assert set(found["state"]) == {"not logged"}
    assert held(logged(), days=()).empty
    assert by_week(held(logged(), days=())).empty
    assert set(found["state"]) <= set(STATES)


def test_what_was_planned_adds_up_to_the_plan():
    found = held(logged((1, "pogo", 40)), rest=(4,))
    daily = plan((1, 4, 8, 11), POGOS).daily(CATALOGUE)
    assert found["planned_dose_au"].sum() == pytest.approx(daily["plyo_dose_au"].sum())
