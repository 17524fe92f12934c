from datetime import date, timedelta

import pytest

from analytics.errors import InputError
from data import OWNER, athletes, body_mass

MAY = date(2026, 5, 1)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    body_mass.add(con, athlete_id="mara", local_date=MAY, mass_kg=60.0)
    body_mass.add(con, athlete_id="mara", local_date=MAY + timedelta(days=10), mass_kg=61.0)
    return con


@pytest.mark.parametrize(
    ("days_after", "mass_kg"),
    [(0, 60.0), (9, 60.0), (10, 61.0), (4000, 61.0), (-90, 60.0)],
    ids=["same day", "last before", "next one", "years later", "90 days before the first"],
)
def test_the_last_mass_counts_else_the_first_within_90_days(mara, days_after, mass_kg):
    day = MAY + timedelta(days=days_after)
    assert body_mass.mass_kg_on(mara, "mara", day) == mass_kg


def test_without_a_mass_near_the_day_it_says_what_to_add(mara):
    with pytest.raises(InputError, match="no body mass on or before 2026-01-30, nor within 90"):
        body_mass.mass_kg_on(mara, "mara", MAY - timedelta(days=91))


def test_a_day_has_one_mass(mara):
    with pytest.raises(InputError, match="mara already has a body mass on 2026-05-01"):
        body_mass.add(mara, athlete_id="mara", local_date=MAY, mass_kg=60.5)


@pytest.mark.parametrize("mass_kg", [70_000, 0, -70, float("nan"), float("inf")])
def test_a_mass_that_cannot_be_meant_is_refused(mara, mass_kg):
    with pytest.raises(InputError, match=r"mass_kg is .*; it must lie within 20 to 200 kg"):
        body_mass.add(mara, athlete_id="mara", local_date=date(2026, 6, 1), mass_kg=mass_kg)


def test_masses_come_back_as_they_went_in(mara):
    frame = body_mass.body_masses(mara, OWNER, "mara")
    assert frame["mass_kg"].tolist() == [60.0, 61.0]
    assert frame["date"].dt.date.tolist() == [MAY, MAY + timedelta(days=10)]
