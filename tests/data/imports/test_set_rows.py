"""Sets of a table: own drills, declared units, and what no body could do."""

import pytest

from analytics.load.dose import daily_dose
from data import OWNER, athletes, drills, imports, own_drills, plyometrics, store
from data.imports.mapping import Mapping

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
        ("pogo,10,,0,", "contact_ms: 0 is outside 50 to 2000 ms."),
        ("pogo,10,,0.18,", "contact_ms: 0.18 is outside 50 to 2000 ms. s meant?"),
        ("pogo,10,,,3000", "flight_ms: 3000 is outside 20 to 1200 ms."),
        ("pogo,2000,,,", "reps: 2000 is outside 1 to 300. 200 meant?"),
        ("pogo,10,,60,1100", "would mean a peak of 15.2 BW per leg"),
    ],
)
def test_a_set_no_body_could_do_is_refused_with_the_slip_that_explains_it(path, row, reason):
    (said,) = take(path, [row, "pogo,10,,,"])
    assert reason in said
    assert doses_au(path) == [10.0]
