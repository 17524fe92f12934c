import pytest

from analytics.errors import InputError
from data import OWNER, Viewer, athletes


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
