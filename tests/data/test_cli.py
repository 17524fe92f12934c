"""The commands: what they print, and the exit status a scheduler reads."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from data import OWNER, athletes, fits, power_tests, store
from data.__main__ import main
from data.imports import kinds, mapping
from data.imports.mapping import Mapping

ROOT = Path(__file__).parents[2]
PEOPLE = "athlete_id,name\nmara,Mara\n"
MASSES = "athlete_id,local_date,mass_kg\nmara,2026-01-01,60\n"


@pytest.fixture
def run(database):
    def run(*words):
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "files"
    place.mkdir()
    (place / "a_masses.csv").write_text(MASSES)
    (place / "b_people.csv").write_text(PEOPLE)
    return place


def test_a_folder_is_imported_with_athletes_first(run, folder, database):
    result = run("import", folder, "--json")

    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["counts"]["taken"] == 2
    with store.session(database) as con:
        assert athletes.athletes(con, OWNER)["name"].tolist() == ["Mara"]


def test_json_is_one_object_and_progress_goes_to_standard_error(folder, database):
    done = subprocess.run(
        [sys.executable, "-m", "data", "import", folder, "--db", database, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert {one["status"] for one in json.loads(done.stdout)["files"]} == {"taken"}
    assert "2 of 2" in done.stderr


def test_something_refused_is_status_3_and_said(run, folder):
    (folder / "c_bad.csv").write_text(MASSES + "mara,2026-02-30,60\n")
    result = run("import", folder, "--json")
    assert result.exit_code == 3
    (bad,) = (one for one in json.loads(result.stdout)["files"] if one["name"] == "c_bad.csv")
    assert "Row" in bad["reason"] or "rows refused" in bad["reason"]
    assert any("2026-02-30" in row["reason"] for row in bad["refused_rows"])


def test_the_same_files_again_are_duplicates_and_no_failure(run, folder):
    assert run("import", folder).exit_code == 0
    result = run("import", folder)
    assert result.exit_code == 0
    assert "duplicate 2" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("import",),
        ("import", "no_such_file.csv"),
        ("fly",),
        ("check", "--fast"),
        ("fit", "--prior", "hopeful"),
        ("fit", "--kind", "nonsense"),
        ("fit", "--source", "bicycle"),
        ("fit", "--level", "1"),
        ("import", __file__, "--kind", "nonsense"),
        ("template", "nonsense"),
        ("demo", "--athletes", "0"),
        ("demo", "--days", "59"),
        ("demo", "--noise", "-1"),
    ],
)
def test_wrong_usage_is_status_2(run, words):
    result = run(*words)
    assert result.exit_code == 2
    assert not result.stdout


@pytest.mark.parametrize("words", [("check",), ("fit",), ("demo", "--remove")])
def test_a_failure_is_status_1_with_a_sentence_and_no_traceback(run, words, database):
    result = run(*words, "--json")
    assert result.exit_code == 1
    assert "There is no database" in result.stderr
    assert "Traceback" not in result.stderr
    assert "There is no database" in json.loads(result.stdout)["error"]
    assert not database.exists()


def test_a_file_that_is_no_database_is_a_failure(run, folder, database):
    database.write_bytes(b"not a database, " * 100)
    result = run("import", folder)
    assert result.exit_code == 1
    assert "cannot be opened" in result.stderr


def test_an_impossible_athlete_id_is_a_failure(run, folder):
    assert run("import", folder, "--athlete", "Mara K").exit_code == 1


def test_a_mapping_is_used_and_remembered(run, folder, tmp_path, database):
    run("import", folder)
    told = tmp_path / "mapping.json"
    one = Mapping(
        "body_mass",
        columns={"local_date": "Tag", "mass_kg": "kg"},
        constants={"athlete_id": "mara"},
    )
    told.write_text(mapping.dumps([one]))
    (tmp_path / "one.csv").write_text("Tag;kg\n2026-02-01;61\n")
    (tmp_path / "two.csv").write_text("Tag;kg\n2026-02-02;61\n")

    assert run("import", tmp_path / "one.csv", "--mapping", told).exit_code == 0
    assert run("import", tmp_path / "two.csv").exit_code == 0
    told.write_text("{")
    assert run("import", tmp_path / "two.csv", "--mapping", told).exit_code == 1


def test_a_kind_may_be_named(run, folder, tmp_path):
    run("import", folder)
    table = tmp_path / "one.csv"
    table.write_text("local_date,mass_kg\n2026-02-01,61\n")
    assert run("import", table, "--kind", "runs").exit_code == 1
    assert run("import", table, "--kind", "body_mass", "--athlete", "mara").exit_code == 0


def test_check_says_when_an_original_is_lost(run, folder, database):
    run("import", folder)
    result = run("check", "--json")
    assert result.exit_code == 0
    health = json.loads(result.stdout)
    assert (health["is_whole"], health["originals"], health["counts"]["athletes"]) == (True, 2, 1)

    next(Path(f"{database}.originals").rglob("*.gz")).write_bytes(b"spoilt")

    result = run("check", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["originals"] == 1


def test_check_says_when_a_test_lost_its_run(run, folder, database):
    run("import", folder)
    with store.session(database) as con:
        test_id = power_tests.add(
            con,
            athlete_id="mara",
            local_date=date(2026, 2, 1),
            kind="critical_power",
            power_source="stryd",
            power_w=250.0,
        )
        con.execute("INSERT INTO power_test_runs VALUES ($id, 'gone', 180, 300)", {"id": test_id})
    result = run("check")
    assert result.exit_code == 1
    assert "1 efforts of power tests name a run that is gone" in result.stdout


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_template_is_printed_with_its_columns_explained_aside(run, kind):
    result = run("template", kind)
    assert result.exit_code == 0
    assert result.stdout.encode().strip() == kinds.template(kind).strip()
    assert "required" in result.stderr


def test_several_series_are_listed_when_none_is_named(run, folder, database):
    run("import", folder)
    tests = "athlete_id,local_date,kind,duration_s,power_w,power_source\n"
    rows = "mara,2026-02-01,time_trial,300,250,stryd\nmara,2026-02-01,critical_power,,240,stryd\n"
    (folder / "tests.csv").write_text(tests + rows)
    run("import", folder / "tests.csv")
    result = run("fit")
    assert result.exit_code == 1
    assert "time_trial of 300 s by stryd (1 tests)" in result.stderr
    result = run("fit", "--kind", "time_trial", "--source", "garmin")
    assert "No such series; there are" in result.stderr


def test_a_demo_is_loaded_fitted_checked_and_removed(run):
    loaded = run("demo", "--athletes", 4, "--days", 120, "--seed", 3, "--json")
    assert loaded.exit_code == 0, loaded.stderr
    assert json.loads(loaded.stdout)["parameters"]
    fitted = run("fit", "--json")
    assert fitted.exit_code == 0, fitted.stderr
    answer = json.loads(fitted.stdout)
    assert (answer["n_athletes"], len(answer["summary"])) == (4, 4)
    assert len(answer["evidence"]) == 4
    assert len(answer["cohort"]) == 1
    assert run("demo", "--athletes", 4).exit_code == 1
    assert run("check").exit_code == 0
    assert run("demo", "--remove").exit_code == 0
    assert json.loads(run("check", "--json").stdout)["counts"]["athletes"] == 0


def test_a_fit_takes_a_prior_and_a_unit_of_ones_own(run):
    assert run("demo", "--athletes", 2, "--days", 120, "--seed", 3).exit_code == 0
    own = ("--prior-mean", 0.5, "--prior-mean-sd", 0.4, "--dose-unit", 2)
    settings = json.loads(run("fit", *own, "--no-evidence", "--json").stdout)["settings"]
    assert settings["prior"]["changed"] == {"gain_mean": [0.5], "gain_mean_sd": [0.4]}
    assert settings["dose_unit_au"] == 2.0
    refused = run("fit", "--prior-mean-sd", -1)
    assert refused.exit_code == 1
    assert "gain_mean_sd" in refused.stderr


def test_a_fit_is_judged_and_kept_so_unless_told_otherwise(run, database):
    assert run("demo", "--athletes", 4, "--days", 200, "--seed", 3).exit_code == 0
    unjudged = run("fit", "--no-evidence", "--json")
    assert "evidence" not in json.loads(unjudged.stdout)

    result = run("fit")

    assert result.exit_code == 0, result.stderr
    assert "4 of 4 athletes judged" in result.stderr
    said = result.stdout.splitlines()[-1]
    assert said.startswith("Dose effect in the cohort: ")
    assert sum(int(word.strip(".,")) for word in said.split() if word.strip(".,").isdigit()) == 4
    with store.session(database) as con:
        proof = fits.latest(con, OWNER).fit.proof
    assert proof.athletes["verdict"].notna().all()
