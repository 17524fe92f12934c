import pytest

from analytics.errors import InputError
from data import OWNER, Viewer, athletes, runs, store
from data.imports import Upload, import_files
from data.imports.activities import Writer
from data.imports.legs import Leg, numbers
from tests.data.imports.fit_encoder import START_S, run


@pytest.mark.parametrize(
    ("athlete_id", "remedy"),
    [
        ("Mara K", "'mara-k' would do"),
        ("m", "2 to 40"),
        ("-ab", "'ab' would do"),
        ("x" * 41, "2 to 40"),
    ],
)
def test_an_id_that_is_no_slug_is_refused_with_one_that_would_do(con, athlete_id, remedy):
    with pytest.raises(InputError, match=remedy):
        athletes.add(con, athlete_id=athlete_id)


def test_an_id_is_taken_once(con):
    athletes.add(con, athlete_id="mara")
    with pytest.raises(InputError, match="mara is here already"):
        athletes.add(con, athlete_id="mara")


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../etc/passwd", "Europe", ""])
def test_a_time_zone_that_does_not_exist_is_refused(con, zone):
    with pytest.raises(InputError, match="IANA name"):
        athletes.add(con, athlete_id="mara", time_zone=zone)


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True)])
def test_synthetic_and_real_athletes_never_share_a_file(con, first, second):
    athletes.add(con, athlete_id="first", is_synthetic=first)
    with pytest.raises(InputError, match="synthetic"):
        athletes.add(con, athlete_id="second", is_synthetic=second)


def test_a_height_in_centimetres_is_refused(con):
    with pytest.raises(InputError, match=r"height_m is 178; it must lie within 0\.8 to 2\.6 m"):
        athletes.add(con, athlete_id="mara", height_m=178)


def test_facts_that_were_missing_are_filled_in(con):
    athletes.add(con, athlete_id="mara")
    assert athletes.fill_in(con, "mara", name="Mara", time_zone="Europe/Athens") == (
        "name",
        "time_zone",
    )
    assert athletes.fill_in(con, "mara", name="Mara") == ()
    assert athletes.athletes(con, OWNER)["time_zone"].tolist() == ["Europe/Athens"]


def test_facts_that_are_known_are_not_contradicted(con):
    athletes.add(con, athlete_id="mara", time_zone="Europe/Athens")
    with pytest.raises(InputError, match="mara has time_zone Europe/Athens, not Asia/Tokyo"):
        athletes.fill_in(con, "mara", time_zone="Asia/Tokyo")


def test_an_unknown_athlete_is_named_beside_the_nearest(con):
    athletes.add(con, athlete_id="mara")
    with pytest.raises(InputError, match=r"'marra' is not here\. 'mara' meant\?"):
        athletes.require(con, "marra")


def test_an_unknown_viewer_sees_nobody(con):
    athletes.add(con, athlete_id="mara")
    assert athletes.athletes(con, Viewer("stranger")).empty


def test_runs_without_an_offset_are_placed_when_the_time_zone_comes(database):
    late = run([200] * 60, start_s=START_S + 3 * 3600, offset_s=None)  # 00:23 in Athens
    import_files(database, [Upload("a.fit", late), Upload("b.fit", run([200] * 90))], "mara")
    with store.session(database) as con:
        athletes.fill_in(con, "mara", time_zone="Europe/Athens")
    with store.session(database) as con:
        found = runs.runs(con, OWNER, "mara")
        assert len(runs.best_powers(con, OWNER)) > 0
    assert found["local_date"].astype(str).tolist() == ["2026-01-28", "2026-01-29"]
    assert found["offset_source"].tolist() == ["file", "athlete"]
    assert found["utc_offset_s"].tolist() == [7200, 7200]


def test_a_local_clock_keeps_its_day_when_the_time_zone_comes(con):
    athletes.add(con, athlete_id="mara")
    leg = Leg(1, START_S + 3 * 3600, 60, 60, is_local_clock=True)
    writer = Writer(con, "mara")
    writer.store(leg, numbers(leg), None, "0" * 64)
    writer.close()
    athletes.fill_in(con, "mara", time_zone="Asia/Tokyo")
    (row,) = runs.runs(con, OWNER, "mara").to_dict("records")
    assert str(row["local_date"])[:10] == "2026-01-28"
    assert (row["started_at"].hour, row["utc_offset_s"]) == (13, 9 * 3600)
