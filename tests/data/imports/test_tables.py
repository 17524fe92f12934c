"""Tables as a whole: what is stored of them, and what is said of the rest."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import OWNER, athletes, body_mass, daily_loads, plyometrics, power_tests, runs, store
from data.imports import Upload, tables
from data.imports.mapping import Mapping

MASS = "athlete_id,local_date,mass_kg\n"
SETS = "athlete_id,local_date,session,drill_id,sets,reps,contacts,side,height_m,session_rpe\n"
TESTS = "athlete_id,local_date,kind,duration_s,power_w,power_w_kg,power_source,se_w\n"
RUNS = "athlete_id,local_date,duration_min,distance_m,session_rpe\n"
LOADS = "athlete_id,local_date,channel,value,unit\n"


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara", time_zone="Europe/Athens")
    body_mass.add(con, athlete_id="mara", local_date=date(2026, 1, 1), mass_kg=60.0)
    return con


def take(con, text, **how):
    content = text if isinstance(text, bytes) else text.encode()
    return tables.take(con, content, hashlib.sha256(content).hexdigest(), **how)


def refused(con):
    rows = con.execute("SELECT row_number, reason FROM refused_rows ORDER BY row_number").fetchall()
    return dict(rows)


def test_good_rows_are_taken_and_the_others_kept_with_number_reason_and_content(mara):
    result = take(mara, MASS + "mara,2026-02-01,61\nmara,2026-02-30,61\nmara,2026-02-02,61.5\n")
    assert (result.status, result.rows_taken, result.rows_refused) == ("partial", 2, 1)
    assert result.athlete_ids == ("mara",)
    row = mara.execute("SELECT row_number, reason, content FROM refused_rows").fetchone()
    assert row[0] == 3
    assert "2026-02-30 is not a day of the calendar" in row[1]
    assert json.loads(row[2]) == {
        "athlete_id": "mara",
        "local_date": "2026-02-30",
        "mass_kg": "61",
    }


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        (MASS, "marra,2026-02-01,61", r"'marra' is not here. 'mara' meant?"),
        (MASS, "mara,2026-02-01,70000", "g meant?"),
        (MASS, "mara,2026-02-01,", "each row needs it (Body mass)"),
        (MASS, "mara,1926-02-01,61", "before 1950"),
        (MASS, "mara,2026-02-01", "Was the file cut off?"),
        (MASS, "mara,2026-02-01,61,5", "A decimal comma"),
        (MASS, "mara,2026-01-01,61", "has 60 kg already, and nothing is overwritten"),
        (SETS, "mara,2026-02-01,,drop-jmp,1,5,,,0.3,", "'drop-jump' meant?"),
        (SETS, "mara,2026-02-01,,drop-jump,1,5,,,30,", "cm meant?"),
        (SETS, "mara,2026-02-01,,drop-jump,1,5,,,,", "drop-jump needs height_m"),
        (SETS, "mara,2026-02-01,,pogo,1,5,,,,65", "0-100 meant?"),
        (SETS, "mara,2026-02-01,,pogo,1,ten,,,,", "'ten' is not a number"),
        (TESTS, "mara,2026-02-01,time_trial,300,250000,,stryd,", "mW meant?"),
        (TESTS, "mara,2026-02-01,time_trial,300,,,stryd,", "power_w and power_w_kg are both empty"),
        (TESTS, "mara,2026-02-01,time_trial,,250,,stryd,", "needs its duration_s"),
        (TESTS, "mara,2025-02-01,time_trial,300,250,,stryd,", "no body mass"),
        (TESTS, "mara,2026-02-01,time_trial,300,250,,bicycle,", "not one of stryd"),
        (RUNS, "mara,2026-02-01,2700,9200,6", "s meant?"),
        (RUNS, "mara,2026-02-01,45,9.2,6", "km meant?"),
        (LOADS, "mara,2026-02-01,plyo,-3,AU", "-3 is outside 0"),
        (LOADS, "mara,2026-02-01,plyo,inf,AU", "not finite"),
        (LOADS, "mara,2026-02-01,swim,3,AU", "not one of plyo, run, other"),
    ],
)
def test_a_bad_row_is_refused_with_what_is_wrong_and_what_was_meant(mara, table, row, reason):
    result = take(mara, table + row + "\n")
    assert (result.status, result.rows_refused) == ("refused", 1)
    assert reason in refused(mara)[2]


@pytest.mark.parametrize("days", [1, 2, 400])
def test_a_date_in_the_future_is_refused(mara, days):
    from zoneinfo import ZoneInfo

    day = datetime.now(ZoneInfo("Europe/Athens")).date() + timedelta(days=days)
    take(mara, f"{MASS}mara,{day},61\n")
    assert "is in the future" in refused(mara)[2]


@pytest.mark.parametrize(
    ("zone", "hours"), [("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11)]
)
def test_today_is_the_day_it_is_where_the_athlete_is(con, zone, hours):
    athletes.add(con, athlete_id="ella", time_zone=zone)
    day = (datetime.now(UTC) + timedelta(hours=hours)).date()
    assert take(con, f"{MASS}ella,{day},61\n").status == "taken"
    assert take(con, f"{MASS}ella,{day + timedelta(days=1)},61\n").status == "refused"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "0 bytes"),
        (b"\x0e\x10FIT\x00\x01", "no text"),
        (b"a,b\n1,2\n", "No column of a known table is in its first line (a, b)"),
        (b"athlete_id,mass\nmara,61\n", "are of no known table"),
        (MASS.encode(), "no row with anything to take"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(mara, content, reason):
    result = take(mara, content)
    assert (result.status, result.rows_taken) == ("refused", 0)
    assert reason in result.reason


def test_columns_that_were_not_used_are_said(mara):
    result = take(mara, "athlete_id,local_date,mass_kg,coach\nmara,2026-02-01,61,Rasa\n")
    assert result.status == "taken"
    assert "Not used: coach" in result.reason


def test_sets_are_expanded_and_contacts_taken_from_the_catalogue(mara):
    take(mara, SETS + "mara,2026-02-01,,pogo,3,10,,,,6\nmara,2026-02-01,,bound,1,8,9,left,,\n")
    sets = plyometrics.sets(mara, OWNER)
    assert sets["contacts"].tolist() == [10, 10, 10, 9]
    assert sets["set_number"].tolist() == [1, 2, 3, 4]
    assert sets["side"].tolist() == ["both"] * 3 + ["left"]
    assert plyometrics.sessions(mara, OWNER)["session_rpe"].tolist() == [6.0]


def test_rows_of_one_day_and_label_are_one_session(mara):
    rows = [("02-01", "am"), ("02-01", "pm"), ("02-01", "am"), ("02-02", "am")]
    take(mara, SETS + "".join(f"mara,2026-{day},{label},pogo,1,10,,,,\n" for day, label in rows))
    sessions = plyometrics.sessions(mara, OWNER)
    assert sessions["label"].tolist() == ["am", "pm", "am"]
    assert plyometrics.sets(mara, OWNER).groupby("session_id").size().tolist() == [2, 1, 1]


def test_two_efforts_of_one_session_contradict_each_other(mara):
    take(mara, SETS + "mara,2026-02-01,,pogo,1,10,,,,6\nmara,2026-02-01,,pogo,1,11,,,,7\n")
    assert "another row of this session says 6" in refused(mara)[3]


def test_a_corrected_table_may_come_again_whole(mara):
    take(mara, SETS + "mara,2026-02-01,,pogo,3,10,,,,6\nmara,2026-02-01,,pogoo,1,9,,,,6\n")
    again = take(mara, SETS + "mara,2026-02-01,,pogo,3,10,,,,6\nmara,2026-02-01,,pogo,1,9,,,,6\n")
    assert (again.rows_taken, again.rows_known, again.rows_refused) == (1, 1, 0)
    assert plyometrics.sets(mara, OWNER)["reps"].tolist() == [10, 10, 10, 9]
    assert len(plyometrics.sessions(mara, OWNER)) == 1


def test_refused_rows_are_tried_again_and_the_others_left_alone(mara):
    content = (MASS + "mara,2026-02-01,61\nbo,2026-02-01,70\nzed,2026-02-01,70\n").encode()
    assert take(mara, content).rows_refused == 2
    athletes.add(mara, athlete_id="bo")

    result = tables.retry_refused(mara, content, hashlib.sha256(content).hexdigest())

    assert (result.status, result.rows_taken, result.rows_refused) == ("partial", 1, 1)
    assert list(refused(mara)) == [4]
    assert len(body_mass.body_masses(mara, OWNER)) == 3


def test_a_twin_of_a_power_test_is_refused_again_when_the_same_bytes_come_again(mara):
    row = "mara,2026-02-01,time_trial,300,240,,stryd,3\n"
    content = (TESTS + row + row).encode()
    assert take(mara, content).rows_refused == 1
    for _ in range(2):
        again = tables.retry_refused(mara, content, hashlib.sha256(content).hexdigest())
        assert (again.rows_known, again.rows_refused) == (0, 1)
        assert list(refused(mara)) == [3]
    assert len(power_tests.tests(mara, OWNER)) == 1


def test_a_standard_error_in_watts_is_divided_by_the_mass(mara):
    take(mara, TESTS + "mara,2026-02-01,time_trial,300,240,,stryd,3\n")
    row = power_tests.tests(mara, OWNER).iloc[0]
    assert (row["power_w_kg"], row["se_w_kg"]) == pytest.approx((4.0, 0.05))


def test_a_run_in_the_diary_gives_its_effort_to_the_same_run_of_the_watch(mara):
    mara.execute("""
        INSERT INTO runs (run_id, athlete_id, started_at, offset_source, local_date, elapsed_s,
            timer_s)
        VALUES ('a-run', 'mara', TIMESTAMP '2026-02-01 06:00:00', 'file', DATE '2026-02-01',
            2800, 2700)
    """)
    rows = "mara,2026-02-01,45.5,,6\nmara,2026-02-01,45,,7\nmara,2026-02-01,30,,3\n"
    result = take(mara, RUNS + rows)
    frame = runs.runs(mara, OWNER)
    assert sorted(frame["session_rpe"]) == [3.0, 6.0]
    assert (result.rows_taken, list(refused(mara))) == (2, [3])


def test_athletes_are_filled_in_but_not_contradicted(mara):
    rows = "mara,Mara K.,Europe/Athens\nmara,,Asia/Tokyo\nmara,,\nbo,Bo,\n"
    result = take(mara, "athlete_id,name,time_zone\n" + rows)
    assert (result.rows_taken, result.rows_known, result.rows_refused) == (2, 1, 1)
    assert "time_zone Europe/Athens, not Asia/Tokyo" in refused(mara)[3]


def test_a_real_athlete_is_not_mixed_into_the_demo(con):
    athletes.add(con, athlete_id="made-up", is_synthetic=True)
    result = take(con, "athlete_id,name\nmara,Mara\nbo,Bo\n")
    assert (result.status, result.rows_refused) == ("refused", 2)
    assert "Remove the demo" in refused(con)[2]


def test_one_file_may_hold_several_kinds(con):
    shared = {"athlete_id": "kim", "local_date": "2026-01-01"}
    mappings = (
        Mapping(
            "power_tests",
            columns={"local_date": "Day", "power_w": "Best"},
            constants={
                "athlete_id": "kim",
                "kind": "time_trial",
                "duration_s": "300",
                "power_source": "stryd",
            },
            day_one=date(2026, 1, 1),
            no_record_when_empty=("power_w",),
        ),
        Mapping(
            "daily_loads",
            columns={"local_date": "Day", "value": "Load"},
            constants={"athlete_id": "kim", "channel": "plyo", "unit": "AU"},
            day_one=date(2026, 1, 1),
        ),
        Mapping("body_mass", constants={**shared, "mass_kg": "70"}),
        Mapping("athletes", constants={"athlete_id": "kim"}),
    )
    result = take(con, "Day,Load,Best\n1,10,\n2,0,280\n", mappings=mappings)
    assert result.kind == "athletes + body_mass + power_tests + daily_loads"
    assert (result.status, result.rows_taken) == ("taken", 5)
    more = take(con, "Day,Load,Best\n3,10,\n4,,281\n")
    assert (more.rows_taken, more.rows_refused) == (2, 1)
    assert daily_loads.daily_loads(con, OWNER)["value"].tolist() == [10.0, 0.0, 10.0]


def test_a_table_without_ids_is_about_the_athlete_named(mara):
    result = take(mara, "local_date,mass_kg\n2026-02-01,61\n", athlete_id="mara")
    assert result.athlete_ids == ("mara",)


def test_taking_a_table_bumps_the_revision(mara):
    before = store.revision(mara)
    take(mara, MASS + "mara,2026-02-01,61\n")
    assert store.revision(mara) > before


def test_what_others_need_comes_first():
    files = [
        Upload(name, content)
        for name, content in (
            ("tests.csv", tables.template("power_tests")),
            ("run.fit", b""),
            ("mass.csv", tables.template("body_mass")),
            ("people.csv", tables.template("athletes")),
        )
    ]
    ordered = [file.name for file in tables.in_order(files)]
    assert ordered == ["people.csv", "mass.csv", "tests.csv", "run.fit"]


days = st.dates(date(2000, 1, 1), date(2025, 12, 31))
maybe = lambda numbers: st.none() | numbers  # noqa: E731
SET = st.fixed_dictionaries(
    {
        "drill_id": st.sampled_from(["pogo", "bound", "tuck-jump"]),
        "reps": st.integers(1, 60),
        "contacts": st.integers(60, 600),
        "side": st.sampled_from(["left", "right", "both"]),
        "height_m": maybe(st.floats(0, 1.5)),
        "rest_s": maybe(st.floats(0, 3600)),
        "contact_ms": maybe(st.floats(50, 2000)),
        "note": maybe(st.text("abcäß ,;\"'", min_size=1).map(str.strip).filter(bool)),
    }
    # Only a bound is done on one leg.
).map(lambda one: one if one["drill_id"] == "bound" else one | {"side": "both"})


def written(rows, delimiter):
    import csv
    import io

    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(days, SET), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_sets_that_go_in_come_out(con, sets, delimiter):
    con.execute("DELETE FROM plyo_sets")
    con.execute("DELETE FROM plyo_sessions")
    if athletes.athletes(con, OWNER).empty:
        athletes.add(con, athlete_id="mara")
    rows = [{"athlete_id": "mara", "local_date": day, **one} for day, one in sets]

    result = take(con, written(rows, delimiter))

    assert (result.status, result.rows_taken) == ("taken", len(rows))
    stored = plyometrics.sets(con, OWNER).rename(columns={"date": "local_date"})
    stored["local_date"] = stored["local_date"].dt.date
    stored = stored.astype(object).where(stored.notna(), None)[list(rows[0])].to_dict("records")
    assert stored == sorted(rows, key=lambda row: row["local_date"])
    assert take(con, written(rows, delimiter)).rows_taken == 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(days, st.floats(0, 100_000), min_size=1, max_size=20))
def test_loads_that_go_in_come_out(con, loads):
    con.execute("DELETE FROM daily_loads")
    if athletes.athletes(con, OWNER).empty:
        athletes.add(con, athlete_id="mara")
    fixed = {"athlete_id": "mara", "channel": "run", "unit": "AU"}
    rows = [{**fixed, "local_date": day, "value": repr(load)} for day, load in loads.items()]

    take(con, written(rows, ","))

    stored = daily_loads.daily_loads(con, OWNER)
    assert dict(zip(stored["date"].dt.date, stored["value"], strict=True)) == loads
