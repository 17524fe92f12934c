"""The real activity files: what was measured, what is damaged, what is no run."""

import json
from datetime import date

import numpy as np
import pytest

from analytics.testing.power import critical_power
from data import athletes, body_mass, imports, runs, store
from data.imports import fit_bytes, fit_reading
from data.imports.fit_files import read
from data.imports.fit_salvage import salvage
from data.imports.legs import numbers
from data.viewer import OWNER

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def expected(real_data):
    return json.loads((real_data / "expected_fit.json").read_text())


@pytest.fixture(scope="module")
def fit_paths(real_data):
    return sorted(real_data.rglob("*.fit"))


@pytest.fixture(scope="module")
def imported(real_data, fit_paths, tmp_path_factory):
    """Every FIT file as one runner's, and the Stryd exports as another's."""
    path = tmp_path_factory.mktemp("real") / "w.duckdb"
    with store.session(path) as con:
        athletes.add(con, athlete_id="gr", time_zone="Europe/Athens")
        body_mass.add(con, athlete_id="gr", local_date=date(2026, 1, 1), mass_kg=74.0)
    fit = imports.import_files(path, fit_paths, "mara")
    stryd = imports.import_files(path, [real_data / "stryder" / "stryd"], "gr")
    return path, fit, stryd


def is_damaged(told):
    return (
        not told["crc_ok"]
        or not all(told["crc_ok"])
        or "TRUNCATED" in (told["length"] or "")
        or told["decode_error_fitdecode"] is not None
    )


def test_running_legs_are_those_measured_by_other_parsers(real_data, expected):
    checked = 0
    for name, told in expected.items():
        if is_damaged(told):
            continue
        legs = read((real_data / name).read_bytes()).legs
        running = [one for one in told["sessions"] if one["sport"] == "running"]
        assert len(legs) == len(running), name
        for leg, one in zip(legs, running, strict=True):
            found = numbers(leg)
            for power in one["power"].values():
                assert found.mean_power_w == pytest.approx(power["mean_nz"], abs=0.01), name
                assert dict(found.best_powers)[300] == pytest.approx(power["best5"], abs=0.01)
                checked += 1
            cadence = (one["cadence_native_rpm"] or {}).get("mean_nz")
            if cadence is not None:
                assert found.mean_cadence_spm == pytest.approx(2 * cadence, abs=0.011), name
                checked += 1
            assert leg.elapsed_s == one["span_s"]
            offset_h = told["utc_offset_h"]
            if isinstance(offset_h, float):
                assert leg.utc_offset_s == 3600 * offset_h
    assert checked >= 15


def test_every_damaged_file_is_partial_or_refused_and_says_why(imported, expected, real_data):
    found = {one.file_sha256: one for one in imported[1].files}
    for told in expected.values():
        one = found[told["sha256"]]
        if is_damaged(told):
            assert one.status in ("partial", "refused"), one
            assert "damaged" in one.reason
        else:
            assert "damaged" not in one.reason


def test_every_file_has_its_row_and_every_file_not_taken_its_reason(imported, fit_paths):
    path, fit, _ = imported
    with store.session(path) as con:
        ((rows, without),) = con.execute(
            "SELECT count(*), count(*) FILTER (status <> 'taken' AND reason = '') FROM import_files"
        ).fetchall()
    assert (rows, without) == (len(fit_paths) + 12, 0)
    assert fit.counts == {"taken": 22, "partial": 6, "duplicate": 1, "refused": 15}


def test_the_run_that_came_in_seven_files_is_counted_once(imported, expected):
    path, _, _ = imported
    with store.session(path) as con:
        found = runs.runs(con, OWNER, "mara")
        same = found[found["started_at"] == "2012-04-09 21:22:26"]
        arrived = runs.files(con, OWNER, same["run_id"].iloc[0])
    assert len(same) == 1
    assert arrived["file_sha256"].nunique() == 7
    assert arrived["is_kept"].sum() == 1
    assert not same["is_damaged"].iloc[0]


def test_swims_rides_and_rows_make_no_run(imported):
    path, fit, _ = imported
    found = {one.name: one for one in fit.files}
    others = {"cycling", "swimming", "walking", "indoor_rowing"}
    assert {one.kind for one in fit.files if "not a run" in one.reason} == others
    assert all(not one.run_ids for one in fit.files if one.kind in others)
    row = found["20170518-191602-1740899583.fit"]  # its field is called "Power"
    assert (row.status, row.reason) == ("refused", "not a run; nothing to do")
    with store.session(path) as con:
        sources = runs.runs(con, OWNER, "mara")["power_source"].dropna()
    assert sources.value_counts().to_dict() == {"stryd": 8, "garmin": 2}


def test_stryd_exports_give_the_watts_of_the_body_mass(imported, real_data):
    path, _, stryd = imported
    told = json.loads((real_data / "expected_other.json").read_text())["stryd_csv"]
    assert stryd.counts["taken"] == 12
    with store.session(path) as con:
        found = runs.runs(con, OWNER, "gr").set_index("run_id")
        best = runs.best_powers(con, OWNER, "gr").set_index(["run_id", "duration_s"])["power_w"]
    for name, one in told["files"].items():
        result = next(r for r in stryd.files if r.name == name.rpartition("/")[2])
        run = found.loc[result.run_ids[0]]
        assert str(run["started_at"]) == one["start_utc"]
        assert run["mean_power_w"] == pytest.approx(74 * one["mean_wkg_nonzero"], abs=0.01)
        assert run["mean_cadence_spm"] == pytest.approx(one["mean_cadence_spm_nonzero"], abs=0.01)
        assert run["mean_contact_ms"] == pytest.approx(one["mean_ground_time_nonzero"], abs=0.1)
        for duration_s, power_w_kg in one["mean_max_wkg"].items():
            power_w = best[result.run_ids[0], int(duration_s)]
            assert power_w == pytest.approx(74 * power_w_kg, abs=0.01)


def test_the_two_test_runs_give_the_critical_power_of_their_owner(imported, real_data):
    path, _, _ = imported
    with store.session(path) as con:
        best = runs.best_powers(con, OWNER, "gr").set_index(["local_date", "duration_s"])["power_w"]
    short, long = best["2026-01-28", 180], best["2026-01-31", 1200]
    found = critical_power([180, 1200], [short, long], "linear_work")
    assert found.cp_w == pytest.approx(275.2, abs=0.05)
    assert found.w_prime_j == pytest.approx(12_000, abs=50)


@pytest.mark.parametrize("name", ["track_cs_777501", "activity_2545022458", "activity_234979239"])
def test_both_readers_read_the_same(real_data, name):
    (piece,) = fit_bytes.pieces((real_data / f"connectstats/fit/{name}.fit").read_bytes())
    fast, slow = fit_reading.read_piece(piece), salvage(piece, "")
    assert (fast.n_records, fast.fault) == (slow.n_records, slow.fault)
    assert set(fast.columns) == {n for n, v in slow.columns.items() if np.isfinite(v).any()}
    for column, values in fast.columns.items():
        np.testing.assert_allclose(values, slow.columns[column], atol=0.0011, err_msg=column)
