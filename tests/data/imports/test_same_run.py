from datetime import date

import pytest

from data import athletes, body_mass, runs, store
from data.imports import Upload, import_files
from data.viewer import OWNER
from tests.data.imports.fit_encoder import START_S, run
from tests.data.imports.test_stryd import upload as stryd_upload


def of(path, function, *more):
    with store.session(path) as con:
        return function(con, OWNER, *more)


@pytest.mark.parametrize("together", [True, False])
def test_the_richer_record_of_a_run_counts_whichever_comes_first(database, together):
    plain = Upload("watch.fit", run([200] * 1000))
    pod = Upload("pod.fit", run([200] * 1000, pod=[250] * 1000, start_s=START_S + 30))
    for first, second in ((plain, pod), (pod, plain)):
        path = database.with_name(f"{first.name}{together}.duckdb")
        if together:
            report = import_files(path, [first, second], "mara")
        else:
            import_files(path, [first], "mara")
            report = import_files(path, [second], "mara")
        (row,) = of(path, runs.runs).to_dict("records")
        assert (row["power_source"], row["mean_power_w"]) == ("stryd", 250)
        assert len(of(path, runs.samples, row["run_id"])) == 1000
        assert of(path, runs.files, row["run_id"])["name"].tolist() == ["pod.fit", "watch.fit"]
        assert of(path, runs.best_powers)["power_w"].unique().tolist() == [250]
        expected = "duplicate" if second is plain else "taken"
        assert report.files[-1].status == expected
        assert f"the same run as {row['run_id']}" in report.files[-1].reason


def test_a_run_keeps_its_id_and_its_effort_when_a_richer_record_comes(database):
    import_files(database, [Upload("a.fit", run([200] * 1000))], "mara")
    (before,) = of(database, runs.runs)["run_id"]
    with store.session(database) as con:
        runs.set_rpe(con, before, 6)
    import_files(database, [Upload("b.fit", run([200] * 1000, pod=[250] * 1000))], "mara")
    (row,) = of(database, runs.runs).to_dict("records")
    assert (row["run_id"], row["session_rpe"], row["mean_power_w"]) == (before, 6, 250)


def test_a_run_an_hour_later_or_of_another_length_is_another_run(database):
    files = [run([200] * 1000), run([200] * 1000, start_s=START_S + 3600), run([200] * 900)]
    report = import_files(database, [Upload(f"{i}.fit", c) for i, c in enumerate(files)], "mara")
    assert report.counts["taken"] == 3


def test_short_legs_one_after_the_other_are_two_runs(database):
    legs = [run([200] * 41), run([200] * 41, start_s=START_S + 45)]
    import_files(database, [Upload(f"{i}.fit", leg) for i, leg in enumerate(legs)], "mara")
    assert len(of(database, runs.runs)) == 2


def test_the_same_minute_of_another_athlete_is_another_run(database):
    import_files(database, [Upload("a.fit", run([200] * 100))], "mara")
    report = import_files(database, [Upload("b.fit", run([201] * 100))], "bo")
    assert report.counts["taken"] == 1


def test_a_damaged_copy_is_partial_and_counted_once_in_either_order(database):
    content = run([200] * 1000, pod=[250] * 1000)
    whole, half = Upload("whole.fit", content), Upload("half.fit", content[:9000])
    for first, second in ((whole, half), (half, whole)):
        path = database.with_name(f"{first.name}.duckdb")
        statuses = [import_files(path, [one], "mara").files[0].status for one in (first, second)]
        assert sorted(statuses) == ["partial", "taken"]
        (row,) = of(path, runs.runs).to_dict("records")
        assert (row["elapsed_s"], row["is_damaged"]) == (999, False)


def told(path, duration_min, **more):
    with store.session(path) as con:
        if athletes.athletes(con, OWNER).empty:
            athletes.add(con, athlete_id="mara")
        day = date(2026, 1, 28)
        return runs.add_by_hand(
            con, athlete_id="mara", local_date=day, duration_min=duration_min, **more
        )


def test_a_run_told_before_its_file_came_is_that_run_and_keeps_its_effort(database):
    run_id = told(database, 17, session_rpe=6, note="windy")
    (result,) = import_files(database, [Upload("a.fit", run([200] * 1021))], "mara").files
    (row,) = of(database, runs.runs).to_dict("records")
    assert (result.status, result.run_ids) == ("taken", (run_id,))
    assert (row["run_id"], row["session_rpe"], row["note"]) == (run_id, 6, "windy")
    assert (row["elapsed_s"], row["mean_power_w"], row["offset_source"]) == (1020, 200, "file")
    assert len(of(database, runs.samples, run_id)) == 1021
    assert import_files(database, [Upload("b.fit", run([200] * 1021) + b"\0")], "mara").files[
        0
    ].run_ids == (run_id,)
    assert len(of(database, runs.runs)) == 1


@pytest.mark.parametrize(("minutes", "start_s"), [(16, START_S), (17, START_S + 86_400)])
def test_a_told_run_of_another_length_or_day_is_another_run(database, minutes, start_s):
    told(database, minutes, session_rpe=6)
    import_files(database, [Upload("a.fit", run([200] * 1021, start_s=start_s))], "mara")
    assert len(of(database, runs.runs)) == 2


def test_of_two_told_runs_the_nearest_is_the_one_and_each_is_taken_once(database):
    told(database, 17.2, session_rpe=3)
    near = told(database, 17, session_rpe=6)
    files = [run([200] * 1021), run([200] * 1021, start_s=START_S - 7200)]
    import_files(database, [Upload(f"{i}.fit", one) for i, one in enumerate(files)], "mara")
    found = of(database, runs.runs)
    assert sorted(found["session_rpe"]) == [3, 6]
    assert found.set_index("run_id")["started_at"][near].hour == 19


def test_what_the_file_of_a_told_run_does_not_say_is_kept_as_told(database):
    run_id = told(database, 17, mean_power_w=231, power_source="stryd")
    import_files(database, [Upload("a.fit", run([None] * 1021))], "mara")
    (row,) = of(database, runs.runs).to_dict("records")
    assert (row["run_id"], row["mean_power_w"], row["power_source"]) == (run_id, 231, "stryd")


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("fit_first", [True, False])
def test_a_run_loses_no_channel_and_no_offset_whichever_file_comes_first(
    database, fit_first, together
):
    csv = stryd_upload([3.0] * 1000)
    fit = Upload("pod.fit", run([200] * 1000, pod=[222] * 1000, start_s=START_S - 5, offset_s=3600))
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara", time_zone="Europe/Athens")
        body_mass.add(con, athlete_id="mara", local_date=date(2026, 1, 1), mass_kg=74.0)
    files = [fit, csv] if fit_first else [csv, fit]
    for unit in [files] if together else [[one] for one in files]:
        import_files(database, unit, "mara")

    (row,) = of(database, runs.runs).to_dict("records")
    samples = of(database, runs.samples, row["run_id"])
    assert (row["mean_heart_rate_bpm"], row["mean_contact_ms"]) == (150, 250)
    assert (row["offset_source"], row["utc_offset_s"]) == ("file", 3600)
    assert (samples["heart_rate_bpm"].notna().sum(), len(samples)) == (995, 1000)
    assert samples["heart_rate_bpm"].isna().tolist() == [False] * 995 + [True] * 5
