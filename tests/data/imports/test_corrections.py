"""A table that comes again, corrected or of another athlete."""

import pytest

from data import OWNER, athletes, body_mass, power_tests, runs, store
from data.imports import Upload, import_files
from data.imports.mapping import Mapping

HEADER = "athlete_id,local_date,mass_kg\n"
MAPPING = (
    Mapping(
        "body_mass",
        columns={"local_date": "Day", "mass_kg": "W"},
        constants={"athlete_id": "anna"},
    ),
)


@pytest.fixture
def people(database):
    with store.session(database) as con:
        for athlete_id in ("anna", "ben"):
            athletes.add(con, athlete_id=athlete_id, time_zone="Europe/Athens")
    return database


def table(*rows, name="mass.csv", header=HEADER):
    return Upload(name, (header + "".join(f"{row}\n" for row in rows)).encode())


def take(path, upload, athlete_id=None, **how):
    (result,) = import_files(path, [upload], athlete_id, **how).files
    return result


def masses(path):
    with store.session(path) as con:
        frame = body_mass.body_masses(con, OWNER)
    return list(zip(frame["athlete_id"], frame["mass_kg"], strict=True))


def open_rows(path):
    with store.session(path) as con:
        sql = "SELECT row_number FROM refused_rows ORDER BY row_number"
        return [number for (number,) in con.execute(sql).fetchall()]


def test_a_table_that_comes_again_corrected_leaves_no_refusal(people):
    good = [f"anna,2026-01-{day:02},60.{day}" for day in range(1, 29)]
    first = import_files(people, [table(*good, "anna,2026-02-30,61")])
    second = import_files(people, [table(*good, "anna,2026-02-28,61")])

    (result,) = second.files
    assert (first.files[0].rows_refused, first.is_complete) == (1, False)
    assert (result.status, result.rows_taken, result.rows_known) == ("taken", 1, 28)
    assert "28 rows were stored already." in result.reason
    assert second.is_complete
    assert open_rows(people) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("anna,2026-01-05,61000", "anna,2026-01-05,61"),
        ("annna,2026-01-05,61", "anna,2026-01-05,61"),
        ("anna,2026-01-05", "anna,2026-01-05,61"),
        ("anna,05.01.2026,61", "anna,2026-01-05,61"),
    ],
)
def test_a_table_of_one_wrong_row_comes_again_under_its_name(people, wrong, right):
    assert take(people, table(wrong)).status == "refused"
    assert take(people, table(right)).status == "taken"
    assert open_rows(people) == []


def test_a_row_that_is_still_wrong_is_listed_once(people):
    take(people, table("anna,2026-01-01,60", "anna,2026-02-30,61", "anna,2026-02-31,61"))
    again = take(people, table("anna,2026-01-01,60", "anna,2026-02-28,61", "anna,2026-02-31,61"))
    assert (again.status, again.rows_taken, again.rows_known) == ("partial", 1, 1)
    assert open_rows(people) == [4]


def test_the_next_export_of_the_same_layout_settles_nothing(people):
    take(people, table("anna,2026-01-01,60", "anna,2026-02-30,61"))
    take(people, table("anna,2026-03-01,60", "anna,2026-03-02,61"))
    assert open_rows(people) == [3]


def test_a_row_of_another_day_is_no_correction(people):
    take(people, table("nobody,2026-01-01,60"))
    take(people, table("anna,2026-01-08,60"))
    assert open_rows(people) == [2]


def test_a_table_of_which_every_row_is_stored_is_a_duplicate(people):
    take(people, table("anna,2026-01-01,60"))
    result = take(people, table("anna,2026-01-01,60", "", name="copy.csv"))
    assert (result.status, result.rows_taken, result.rows_known) == ("duplicate", 0, 1)
    assert masses(people) == [("anna", 60.0)]


def test_a_diary_that_comes_again_longer_is_no_refusal(people):
    header = "athlete_id,local_date,duration_min,session_rpe\n"
    take(people, table("anna,2026-01-01,45,6", header=header))
    result = take(people, table("anna,2026-01-01,45,6", "anna,2026-01-02,45,6", header=header))
    assert (result.status, result.rows_taken, result.rows_known) == ("taken", 1, 1)
    with store.session(people) as con:
        assert len(runs.runs(con, OWNER)) == 2


def test_a_test_that_stands_twice_in_a_table_is_asked_about(people):
    take(people, table("anna,2026-01-01,60"))
    header = "athlete_id,local_date,kind,power_w,power_source\n"
    row = "anna,2026-02-01,critical_power,240,stryd"
    result = take(people, table(row, row, header=header))
    assert (result.rows_taken, result.rows_refused) == (1, 1)
    assert "A replicate needs its own note" in result.reason
    assert take(people, table(row, header=header)).rows_known == 1
    with store.session(people) as con:
        assert len(power_tests.tests(con, OWNER)) == 1


@pytest.mark.parametrize("how", ["kind", "mapping"])
def test_a_remembered_layout_does_not_remember_whose_it_was(people, how):
    if how == "kind":
        from data.imports import tables

        header = "local_date,mass_kg\n"
        files = {who: table("2026-01-01,60", name=f"{who}.csv", header=header) for who in "ab"}
        with store.session(people) as con:
            tables.remember_kind(con, [files["a"]], "body_mass", "anna")
        given = {}
    else:
        files = {who: table("2026-01-01,60", name=f"{who}.csv", header="Day,W\n") for who in "ab"}
        given = {"mappings": MAPPING}
    take(people, files["a"], "anna", **given)
    other = Upload("b.csv", files["b"].content.replace(b"01,60", b"02,70"))
    nobody = Upload("c.csv", files["b"].content.replace(b"01,60", b"03,80"))

    assert take(people, other, "ben").athlete_ids == ("ben",)
    assert take(people, nobody).status == "refused"
    assert masses(people) == [("anna", 60.0), ("ben", 70.0)]


def test_the_athlete_named_outweighs_a_remembered_constant(people):
    take(people, table("2026-01-01,60", header="Day,W\n"), mappings=MAPPING)
    assert take(people, table("2026-01-02,70", header="Day,W\n"), "ben").athlete_ids == ("ben",)
    assert masses(people) == [("anna", 60.0), ("ben", 70.0)]


def test_a_table_that_says_whom_it_is_about_is_believed_and_that_is_said(people):
    result = take(people, table("anna,2026-01-01,60"), "ben")
    assert result.athlete_ids == ("anna",)
    assert "Its athlete_id says whom it is about, not ben" in result.reason


def test_the_same_bytes_for_another_athlete_say_whose_they_were(people):
    upload = table("2026-01-01,60", header="local_date,mass_kg\n")
    take(people, upload, "anna")
    result = take(people, upload, "ben")
    assert result.status == "duplicate"
    assert "imported for anna, not for ben" in result.reason


def test_two_columns_that_are_one_to_us_are_refused(people):
    header = "athlete_id,local_date,mass_kg,Mass KG\n"
    result = take(people, table("anna,2026-01-01,60,61", header=header))
    assert result.status == "refused"
    assert "mass_kg and Mass KG are one to us" in result.reason
    assert masses(people) == []


def test_a_mapping_that_does_not_fit_is_said(people):
    result = take(people, table("anna,2026-01-01,60"), mappings=MAPPING)
    assert result.status == "taken"
    assert "The mapping given was not used: the table has no Day, W." in result.reason
