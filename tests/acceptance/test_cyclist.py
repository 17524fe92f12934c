"""The classic nine-test cyclist, from its own CSV: day numbers, a mark, two kinds in one file."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from data import OWNER, body_mass, daily_loads, power_tests, store
from data.__main__ import main
from data.imports import import_files, mapping
from data.imports.mapping import Mapping

pytestmark = pytest.mark.real

DAY_ONE = date(2026, 1, 1)
WHO = {"athlete_id": "cyclist"}
MAPPINGS = (
    Mapping("athletes", constants={**WHO, "name": "Cyclist"}),
    Mapping("body_mass", constants={**WHO, "local_date": "2026-01-01", "mass_kg": "70"}),
    Mapping(
        "daily_loads",
        columns={"local_date": "Day", "value": "BikeScore"},
        constants={**WHO, "channel": "plyo", "unit": "bike_score", "source": "published"},
        day_one=DAY_ONE,
    ),
    Mapping(
        "power_tests",
        columns={"local_date": "Day", "power_w": "Test_5min_Power"},
        constants={
            **WHO,
            "kind": "time_trial",
            "duration_s": "300",
            "power_source": "cycling_meter",
        },
        day_one=DAY_ONE,
        no_record_when_empty=("power_w",),
    ),
)


@pytest.fixture
def table(real_data):
    return real_data / "dorem" / "data-raw" / "bike-score.csv"


def test_165_loads_and_nine_tests_come_out_of_one_file(table, database):
    (result,) = import_files(database, [table], mappings=MAPPINGS).files

    assert (result.status, result.rows_refused) == ("taken", 0)
    assert result.rows_taken == 1 + 1 + 165 + 9
    with store.session(database) as con:
        loads = daily_loads.daily_loads(con, OWNER)
        tests = power_tests.tests(con, OWNER)
        masses = body_mass.body_masses(con, OWNER)
    assert len(loads) == 165
    assert loads["value"].head(4).tolist() == [46.46, 26.7, 177.37, 0.0]
    assert tests["power_w"].tolist() == [271, 274, 282, 290, 292, 296, 299, 296, 302]
    assert tests["date"].dt.date.iloc[0] == DAY_ONE + timedelta(days=44)
    assert tests["power_w_kg"].iloc[0] == pytest.approx(271 / 70)
    assert masses["mass_kg"].tolist() == [70.0]


def test_the_layout_is_remembered_and_the_same_bytes_are_a_duplicate(table, database, tmp_path):
    import_files(database, [table], mappings=MAPPINGS)
    copy = tmp_path / "another name.csv"
    copy.write_bytes(table.read_bytes())
    longer = tmp_path / "longer.csv"
    longer.write_bytes(table.read_bytes() + b"\r\n166,12.5,303\r\n")

    first, second = import_files(database, [copy, longer]).files

    assert first.status == "duplicate"
    assert (second.status, second.rows_taken, second.rows_known) == ("taken", 2, 165 + 9)


def test_the_command_line_imports_and_fits_him(table, database, tmp_path):
    told = tmp_path / "cyclist.json"
    told.write_text(mapping.dumps(MAPPINGS), encoding="utf-8")
    run = CliRunner().invoke

    assert run(main, ["import", str(table), "--mapping", str(told)]).exit_code == 0
    fitted = run(main, ["fit", "--same-day", "--history-before", "none", "--json"])

    assert fitted.exit_code == 0, fitted.output
    answer = json.loads(fitted.stdout)
    assert (answer["kind"], answer["power_source"]) == ("time_trial", "cycling_meter")
    assert (answer["n_athletes"], answer["n_tests"]) == (1, 9)


def test_half_of_the_file_is_taken_for_what_it_holds(table, database, tmp_path):
    cut = tmp_path / "cut.csv"
    cut.write_bytes(table.read_bytes()[:1000])
    (result,) = import_files(database, [cut], mappings=MAPPINGS).files
    assert result.rows_taken > 50
    assert result.rows_refused <= 2
