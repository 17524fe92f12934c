from datetime import date

import numpy as np
import pytest

from data import athletes, body_mass, runs, store
from data.imports import Upload, import_files
from data.imports.stryd import leg, read
from data.viewer import OWNER

START_S = 1_769_628_201  # 28 January 2026, 19:23:21 UTC
HEADER = (
    "Timestamp,Power (w/kg),Form Power (w/kg),Air Power (w/kg),Watch Speed (m/s),"
    "Stryd Speed (m/s),Watch Distance (meters),Stryd Distance (meters),Stiffness,Stiffness/kg,"
    "Ground Time (ms),Cadence (spm),Vertical Oscillation (cm),Watch Elevation (m),"
    "Stryd Elevation (m)"
)


def export(powers, *, start_s=START_S, more=()):
    rows = [
        f"{start_s + i},{power},0.4,0,3,3.1,{3 * i},{3.1 * i},0,0,{0 if i < 5 else 250},176,7,20,49"
        for i, power in enumerate(powers)
    ]
    return "\n".join([HEADER, *rows, *more])


def upload(powers, name="run.csv", **options):
    return Upload(name, export(powers, **options).encode())


@pytest.fixture
def gr(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="gr", time_zone="Europe/Athens")
        body_mass.add(con, athlete_id="gr", local_date=date(2026, 1, 1), mass_kg=74.0)
    return database


def test_watts_are_those_of_the_body_mass(gr):
    report = import_files(gr, [upload([3.0] * 100)], "gr")
    with store.session(gr) as con:
        (run,) = runs.runs(con, OWNER, "gr").to_dict("records")
    assert report.counts["taken"] == 1
    assert run["mean_power_w"] == pytest.approx(222)
    assert (run["power_source"], run["utc_offset_s"]) == ("stryd", 7200)
    assert (run["offset_source"], run["mean_cadence_spm"]) == ("athlete", 176)


def test_ground_time_of_zero_is_missing_not_zero():
    found = leg(read(export([3.0] * 10), START_S + 1e6), 74.0)
    assert np.isnan(found.samples["contact_ms"][:5]).all()
    assert (found.samples["contact_ms"][5:] == 250).all()


def test_rows_that_cannot_be_meant_are_refused_with_their_number():
    text = export(
        [3.0, 250, "x"], more=["yesterday,3", f"{START_S + 9},3", "", "99999999999,3", "--,3"]
    )
    found = read(text, START_S + 1e6)
    assert found.time_s.tolist() == [START_S, START_S + 9]
    assert [(number, reason) for number, reason, _ in found.refused] == [
        (3, "power of 250 W/kg cannot be meant: is it in W?"),
        (4, "Power (w/kg) is 'x', which is no number"),
        (5, "Timestamp is 'yesterday', which is no number"),
        (8, "Timestamp is 99999999999, not a time between 2000 and today in seconds since 1970"),
        (9, "Timestamp is missing"),
    ]


@pytest.mark.parametrize("missing", ["zone", "mass"])
def test_what_is_missing_is_said_and_the_file_may_come_again(database, missing):
    zone = None if missing == "zone" else "Europe/Athens"
    with store.session(database) as con:
        athletes.add(con, athlete_id="gr", time_zone=zone)
        if missing == "zone":
            body_mass.add(con, athlete_id="gr", local_date=date(2026, 1, 1), mass_kg=74.0)
    (first,) = import_files(database, [upload([3.0] * 100)], "gr").files
    assert first.status == "refused"
    assert ("time_zone" if missing == "zone" else "mass_kg") in first.reason

    with store.session(database) as con:
        athletes.fill_in(con, "gr", time_zone="Europe/Athens")
        if missing == "mass":
            body_mass.add(con, athlete_id="gr", local_date=date(2026, 1, 20), mass_kg=74.0)
    assert import_files(database, [upload([3.0] * 100)], "gr").counts["taken"] == 1


def test_power_in_watts_under_the_name_of_watts_per_kg_takes_no_run(gr):
    (result,) = import_files(gr, [upload([250] * 50)], "gr").files
    assert (result.status, result.rows_refused) == ("refused", 50)
    assert "is it in W?" in result.reason
    assert len(import_files(gr, [upload([250] * 50)], "gr").refused) == 50


def test_the_run_of_an_evening_stands_on_the_local_day(gr):
    late_s = START_S + 3 * 3600  # 00:23 in Athens
    import_files(gr, [upload([3.0] * 100, start_s=late_s)], "gr")
    with store.session(gr) as con:
        assert runs.runs(con, OWNER, "gr")["local_date"].astype(str).tolist() == ["2026-01-29"]


@pytest.mark.parametrize(
    ("place", "cell", "said"),
    [
        (7, "1e308", "Stryd Distance (meters) is 1e+308"),
        (10, "1e300", "Ground Time (ms) is 1e+300"),
        (11, "-170", "Cadence (spm) is -170"),
        (5, "99", "Stryd Speed (m/s) is 99"),
        (14, "1e9", "Stryd Elevation (m) is 1e+09"),
    ],
)
def test_a_value_no_run_holds_is_refused_with_its_row(gr, place, cell, said):
    lines = export([3.0] * 60).split("\n")
    cells = lines[9].split(",")
    cells[place] = cell
    lines[9] = ",".join(cells)
    (result,) = import_files(gr, [Upload("a.csv", "\n".join(lines).encode())], "gr").files
    assert (result.status, result.rows_refused) == ("taken", 1)
    assert said in result.refused_rows[0].reason
    with store.session(gr) as con:
        (run,) = runs.runs(con, OWNER, "gr").to_dict("records")
    assert run["distance_m"] == pytest.approx(3.1 * 59)
    assert (run["mean_contact_ms"], run["mean_cadence_spm"]) == (250, 176)


def test_a_slip_of_the_id_makes_no_athlete(gr):
    (result,) = import_files(gr, [upload([3.0] * 60)], "grr").files
    assert result.status == "refused"
    assert "'grr' is not here. 'gr' meant?" in result.reason
    with store.session(gr) as con:
        assert athletes.athletes(con, OWNER)["athlete_id"].tolist() == ["gr"]
