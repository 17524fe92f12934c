import json
import os
import random
from datetime import date

import pytest

from analytics.errors import InputError
from data import athletes, body_mass, runs, store
from data.imports import Upload, archive, import_files
from data.imports.take import Taker
from data.viewer import OWNER
from tests.data.imports.fit_encoder import START_S, fast_crc, run

PLAIN = run([200] * 120)


def of(path, function, *more):
    with store.session(path) as con:
        return function(con, OWNER, *more)


def count(path, table):
    statements = {
        "runs": "SELECT count(*) FROM runs",
        "run_samples": "SELECT count(*) FROM run_samples",
        "best_powers": "SELECT count(*) FROM best_powers",
        "import_files": "SELECT count(*) FROM import_files",
    }
    with store.session(path) as con:
        return con.execute(statements[table]).fetchall()[0][0]


def test_a_run_comes_with_its_samples_and_best_powers(database):
    (result,) = import_files(database, [Upload("a.fit", PLAIN)], "mara").files
    assert (result.status, result.kind, result.records) == ("taken", "run", 120)
    (run_id,) = result.run_ids
    assert run_id.startswith("20260128t192321-")
    assert len(of(database, runs.samples, run_id)) == 120
    best = of(database, runs.best_powers, "mara")
    assert best["duration_s"].tolist() == [5, 15, 30, 60, 120]
    (row,) = of(database, runs.runs, "mara").to_dict("records")
    assert (row["offset_source"], str(row["local_date"])[:10]) == ("file", "2026-01-28")
    assert archive.read(database, result.file_sha256) == PLAIN


def test_the_same_bytes_under_another_name_are_a_duplicate(database):
    import_files(database, [Upload("a.fit", PLAIN)], "mara")
    report = import_files(database, [Upload("b.fit", PLAIN), Upload("c.fit", PLAIN)], "mara")
    assert report.counts == {"taken": 0, "partial": 0, "duplicate": 2, "refused": 0}
    assert "same bytes came as a.fit" in report.files[0].reason
    assert (count(database, "runs"), count(database, "import_files")) == (1, 3)


def test_what_a_file_is_is_told_by_its_content(database):
    files = {
        "empty.fit": b"",
        "text.fit": b"hello, world",
        "run.csv": run([200] * 60),
        "track.tcx": b'<?xml version="1.0"?><TrainingCenterDatabase/>',
        "track.gpx": b"<gpx></gpx>",
        "book.xlsx": b"PK\x03\x04....",
        "run.fit.gz": b"\x1f\x8b....",
        "noise.bin": b"\x00\x01\x02" * 100,
    }
    report = import_files(database, [Upload(*file) for file in files.items()], "mara")
    found = {one.name: one for one in report.files}
    assert [name for name, one in found.items() if one.status == "taken"] == ["run.csv"]
    assert "it is empty" in found["empty.fit"].reason
    assert "does not begin as a FIT file" in found["text.fit"].reason
    assert "TCX is not read yet" in found["track.tcx"].reason
    assert "unpack it" in found["book.xlsx"].reason
    assert all(one.reason for one in report.files if one.status == "refused")
    assert count(database, "import_files") == len(files)


def test_folders_are_opened_and_what_cannot_be_opened_is_said(database, tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.fit").write_bytes(PLAIN)
    (tmp_path / "in" / ".hidden.fit").write_bytes(PLAIN)
    report = import_files(database, [tmp_path / "in", tmp_path / "nowhere.fit"], "mara")
    assert [one.name for one in report.files] == ["a.fit", "nowhere.fit"]
    assert "cannot be opened" in report.files[1].reason


def test_the_database_in_a_folder_is_not_imported_into_itself(database):
    folder = database.parent
    (folder / "a.fit").write_bytes(PLAIN)
    for again in range(2):
        report = import_files(database, [folder], "mara")
        assert [one.name for one in report.files] == ["a.fit"], again
    other = import_files(folder / "deep" / "other.duckdb", [folder], "mara")
    assert [one.name for one in other.files] == ["a.fit", database.name]


def test_pipes_in_a_folder_are_passed_over_and_one_given_is_refused(database, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.fit").write_bytes(PLAIN)
    os.mkfifo(folder / "pipe.csv")
    assert [one.name for one in import_files(database, [folder], "mara").files] == ["a.fit"]
    (result,) = import_files(database, [folder / "pipe.csv"], "mara").files
    assert (result.status, result.reason[:13]) == ("refused", "it is no file")


def test_a_name_that_is_no_text_stops_nothing(database, tmp_path):
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)  # noqa: PTH102 - a name that is no text
    for name in (b"a\xff.csv", b"b\xff.fit"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"hello" if name.startswith(b"a") else PLAIN)
    uploads = [Upload("\ud800.fit", b"x"), Upload("a\n\0b.fit", b"x")]
    report = import_files(database, [tmp_path / "in", *uploads], "mara")
    assert [one.name for one in report.files] == [
        "a\ufffd.csv",
        "b\ufffd.fit",
        "\ufffd.fit",
        "a\ufffd\ufffdb.fit",
    ]
    assert report.counts["taken"] == 1
    assert count(database, "import_files") == 4


def test_a_header_cell_beyond_measure_stops_nothing(database):
    huge = Upload("huge.csv", b"x" * 200_000 + b",mass_kg\n1,2\n")
    report = import_files(database, [huge, Upload("a.fit", PLAIN)], "mara")
    assert [one.status for one in report.files] == ["refused", "taken"]
    assert "cannot be read (field larger than field limit" in report.files[0].reason


def test_the_same_bytes_for_another_athlete_say_whose_run_it_is(database):
    import_files(database, [Upload("a.fit", PLAIN)], "anna")
    (result,) = import_files(database, [Upload("a.fit", PLAIN)], "ben").files
    assert (result.status, result.athlete_ids) == ("duplicate", ("anna",))
    assert result.reason.endswith("That is a run of anna, not of ben")
    assert "not of" not in import_files(database, [Upload("a.fit", PLAIN)], "anna").files[0].reason


def test_a_file_that_is_too_large_is_refused_without_reading_it(database, tmp_path):
    huge = tmp_path / "huge.fit"
    with huge.open("wb") as file:
        file.truncate(65 * 2**20)
    (result,) = import_files(database, [huge], "mara").files
    assert "65 MB; the most is 64 MB" in result.reason


def test_an_activity_file_needs_an_athlete(database):
    (result,) = import_files(database, [Upload("a.fit", PLAIN)]).files
    assert (result.status, result.reason[:6]) == ("refused", "whose?")
    assert import_files(database, [Upload("a.fit", PLAIN)], "mara").counts["taken"] == 1
    with pytest.raises(InputError, match="'Mara K'"):
        import_files(database, [Upload("a.fit", PLAIN)], "Mara K")


def test_a_real_run_is_not_mixed_into_the_demo(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="synthetic-01", is_synthetic=True)
    for athlete_id in ("synthetic-01", "mara"):
        (result,) = import_files(database, [Upload("a.fit", PLAIN)], athlete_id).files
        assert result.status == "refused"
        assert "demo" in result.reason


def test_a_zone_places_runs_without_an_offset_and_says_so(database):
    late = run([200] * 60, start_s=START_S + 3 * 3600, offset_s=None)
    import_files(database, [Upload("a.fit", late)], "mara")
    (row,) = of(database, runs.runs).to_dict("records")
    assert (row["offset_source"], str(row["local_date"])[:10]) == ("utc", "2026-01-28")
    with store.session(database) as con:
        athletes.add(con, athlete_id="gr", time_zone="Europe/Athens")
    import_files(database, [Upload("b.fit", late + b"\0")], "gr")
    (row,) = of(database, runs.runs, "gr").to_dict("records")
    assert (row["offset_source"], str(row["local_date"])[:10]) == ("athlete", "2026-01-29")


def test_progress_is_told_file_by_file_and_the_report_is_json(database):
    told = []
    files = [Upload(f"{i}.fit", run([200 + i] * 60, start_s=START_S + 7200 * i)) for i in range(60)]
    report = import_files(
        database, files, "mara", on_progress=lambda done, total, _: told.append((done, total))
    )
    assert told == [(i + 1, 60) for i in range(60)]
    assert json.loads(json.dumps(report.to_dict()))["counts"]["taken"] == 60
    assert [one.name for one in report.files] == [file.name for file in files]


def test_the_database_refusing_one_file_does_not_stop_the_others(database, monkeypatch):
    store_all = Taker.take_all

    def spoil(taker, files):
        results = store_all(taker, files)
        if any(file.name == "bad.fit" for file in files):
            taker.con.execute("INSERT INTO squads (squad_id, name) VALUES ('?', 'x')")
        return results

    monkeypatch.setattr(Taker, "take_all", spoil)
    files = [Upload("a.fit", run([200] * 60)), Upload("bad.fit", run([201] * 90))]
    report = import_files(database, files, "mara")
    assert [one.status for one in report.files] == ["taken", "refused"]
    assert "could not be stored" in report.files[1].reason
    assert (count(database, "runs"), count(database, "import_files")) == (1, 2)


@pytest.mark.parametrize("seed", [1, 2])
def test_mutated_files_never_stop_an_import_and_always_get_a_status(database, seed):
    rng = random.Random(seed)
    files = []
    for i in range(100):
        content = bytearray(run([200] * 40, pod=[250] * 40, start_s=START_S + 3600 * i))
        for _ in range(rng.choice([1, 4, 20])):
            content[rng.randrange(len(content))] = rng.randrange(256)
        if rng.random() < 0.5:  # let the change reach the decoder
            content[-2:] = fast_crc(bytes(content[:-2])).to_bytes(2, "little")
        elif rng.random() < 0.5:
            del content[rng.randrange(len(content)) :]
        files.append(Upload(f"{i}.fit", bytes(content)))
    report = import_files(database, files, "mara")
    assert len(report.files) == count(database, "import_files") == 100
    assert all(one.reason for one in report.files if one.status != "taken")
    assert sum(report.counts.values()) == 100


def test_tables_have_their_turn_before_the_runs_that_need_them(database):
    from tests.data.imports.test_stryd import upload

    tables = [
        Upload("mass.csv", b"athlete_id,local_date,mass_kg\ngr,2026-01-01,74\n"),
        Upload("who.csv", b"athlete_id,name,time_zone\ngr,G,Europe/Athens\n"),
    ]
    report = import_files(database, [upload([3.0] * 60), *tables], "gr")
    assert report.counts["taken"] == 3, report.to_dict()
    assert of(database, runs.runs)["local_date"].dt.date.tolist() == [date(2026, 1, 28)]


def test_refused_rows_of_a_table_are_tried_again_when_it_comes_again(database):
    mara = Upload("athletes.csv", b"athlete_id,name\nmara,Mara\n")
    noor = Upload("more.csv", b"athlete_id,name\nnoor,Noor\n")
    masses = b"athlete_id,local_date,mass_kg\nmara,2026-01-05,58.4\nnoor,2026-01-05,61\n"
    first = import_files(database, [mara, Upload("mass.csv", masses)])
    assert first.files[1].rows_taken == first.files[1].rows_refused == 1

    import_files(database, [noor])
    second = import_files(database, [Upload("mass-again.csv", masses)])
    third = import_files(database, [Upload("mass-again.csv", masses)])

    assert (second.files[0].rows_taken, second.files[0].rows_refused) == (1, 0)
    assert third.files[0].status == "duplicate"
    with store.session(database) as con:
        assert len(body_mass.body_masses(con, OWNER)) == 2
        assert con.execute("SELECT count(*) FROM refused_rows").fetchall() == [(0,)]
