import pytest

from data import runs, store
from data.imports import Upload, import_files
from data.viewer import OWNER
from tests.data.imports.fit_encoder import START_S, run


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
