"""Sets of a table: own drills, declared units, and what no body could do."""

import pytest

from analytics.load.dose import daily_dose
from data import OWNER, athletes, drills, imports, own_drills, plyometrics, store, stress
from data.imports.mapping import Mapping

SETS = "athlete_id,local_date,session,drill_id,sets,reps,contacts,session_rpe\n"
COLUMNS = ("athlete_id", "local_date", "drill_id", "reps", "height_m", "contact_ms", "flight_ms")


@pytest.fixture
def path(tmp_path):
    with store.session(tmp_path / "one.duckdb") as con:
        athletes.add(con, athlete_id="mara")
        own_drills.add(
            con,
            drill_id="stair-hop",
            name="Stair hop",
            legs=2,
            contact_ms=170,
            flight_ms=330,
            drill_class="moderate",
            qualities=("stiffness",),
            contacts_per_rep=2,
        )
    return tmp_path / "one.duckdb"


def take(path, rows, units=None):
    table = path.parent / "sets.csv"
    table.write_text("\n".join([",".join(COLUMNS), *(f"mara,2026-05-01,{row}" for row in rows)]))
    mapping = Mapping("plyo_sets", columns={one: one for one in COLUMNS}, units=units or {})
    report = imports.import_files(path, [table], mappings=(mapping,))
    return [row["reason"] for row in report.to_dict()["files"][0]["refused_rows"]]


def doses_au(path):
    with store.session(path) as con:
        sets = plyometrics.sets(con, OWNER)
        return daily_dose(sets, drills.of_store(con))["plyo_dose_au"].tolist()


@pytest.mark.parametrize(("unit", "height"), [("m", "0.3"), ("cm", "30"), ("mm", "300")])
def test_units_of_height_do_not_matter_when_they_are_declared(path, unit, height):
    assert take(path, [f"drop-jump,10,{height},,"], {"height_m": unit}) == []
    assert doses_au(path) == pytest.approx([10 * 2.35 / 2.3])


def test_sets_of_an_own_drill_are_taken_with_its_contacts(path):
    assert take(path, ["stair-hop,10,,,"]) == []
    assert doses_au(path) == pytest.approx([20 * 2.310 / 2.3], rel=1e-3)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("stairhop,10,,,", "Drill 'stairhop' is not in the catalogue. 'stair-hop' meant?"),
        ("calf-raise,10,,,", "calf-raise has no ground contacts"),
        ("drop-jump,10,30,,", "height_m: 30 is outside 0 to 1.5 m. cm meant?"),
        ("pogo,10,,0,", "contact_ms: 0 is outside 50 to 2000 ms. 0 ms cannot be; leave it empty"),
        ("pogo,10,,0.18,", "contact_ms: 0.18 is outside 50 to 2000 ms. s meant?"),
        ("pogo,10,,,3000", "flight_ms: 3000 is outside 20 to 1200 ms. 300 ms meant?"),
        ("pogo,2000,,,", "reps: 2000 is outside 1 to 300. 200 meant?"),
        ("pogo,10,,60,1100", "would mean a peak of 15.2 BW per leg"),
    ],
)
def test_a_set_no_body_could_do_is_refused_with_the_slip_that_explains_it(path, row, reason):
    (said,) = take(path, [row, "pogo,10,,,"])
    assert reason in said
    assert doses_au(path) == [10.0]


def told(path, rows):
    report = imports.import_files(path, [imports.Upload("sets.csv", (SETS + rows).encode())])
    return report.files[0]


def sessions(path):
    with store.session(path) as con:
        return plyometrics.sessions(con, OWNER)[["label", "session_rpe"]].to_numpy().tolist()


def test_one_row_of_too_many_contacts_leaves_the_others_of_its_table(path):
    with store.session(path) as con:
        con.execute("UPDATE own_drills SET contacts_per_rep = 20")
    came = told(path, "mara,2026-05-01,,stair-hop,,300,,\nmara,2026-05-01,,pogo,,10,,\n")
    assert (came.status, came.rows_taken) == ("partial", 1)
    (row,) = came.refused_rows
    assert row.reason.startswith("300 reps x 20 contacts are 6000; a set has 1 to 1000.")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("pogo,50,1,1000,", "50000 contacts at once; .* 5000 meant?"),
        ("pogo,1,10,5,", "contacts is 5 of 10 reps"),
        ("running-step,1,10,,", "running-step is a step of a run, .* Import the run"),
    ],
)
def test_contacts_nobody_makes_with_drills_are_refused(path, row, reason):
    (refused,) = told(path, f"mara,2026-05-01,,{row}\n").refused_rows
    assert all(part in refused.reason for part in reason.split(" .* "))


def test_a_day_of_more_contacts_than_anybody_does_is_refused_row_by_row(path):
    came = told(path, "".join(f"mara,2026-05-01,,pogo,10,20{i},,\n" for i in range(3)))
    assert (came.rows_taken, came.rows_refused) == (2, 1)
    assert "2026-05-01 would have more than 5000" in came.refused_rows[0].reason


def test_labels_given_to_two_sessions_of_a_day_do_not_count_one_of_them_twice(path):
    day = "mara,2026-05-01,{},pogo,3,10,,{}\n"
    assert told(path, day.format("", 6) + day.format("", 8)).rows_refused == 1
    labelled = told(path, day.format("morning", 6) + day.format("evening", 8))
    assert "session of 2026-05-01 without a label is morning now" in labelled.reason
    assert sessions(path) == [["morning", 6.0], ["evening", 8.0]]
    assert sum(doses_au(path)) == pytest.approx(60)
    with store.session(path) as con:
        assert con.execute("SELECT count(*) FROM refused_rows").fetchall() == [(0,)]


def test_a_row_of_a_drill_that_is_stored_as_a_running_step_is_read_still(path):
    told(path, "mara,2026-05-01,,pogo,1,10,,\n")
    with store.session(path) as con:
        con.execute("UPDATE plyo_sets SET drill_id = 'running-step'")
        assert len(stress.stress(con, OWNER, "mara", draws=2).parts)
    assert doses_au(path)[0] > 0
