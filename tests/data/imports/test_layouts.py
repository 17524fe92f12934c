import pytest

from data import OWNER, body_mass, daily_loads, store
from data.imports import Upload, import_files, layouts
from data.imports.mapping import Mapping

PEOPLE = Upload("people.csv", b"athlete_id,name\nmara,Mara\n")
MASS = Upload(
    "mass.csv", b"athlete_id,local_date,mass_kg\nmara,2026-02-01,60\nmara,2026-02-02,61000\n"
)
STRANGE = Upload("strange.csv", b"Day,Load\n2026-02-01,5\n2026-02-02,6\n")
LOADS = Mapping(
    "daily_loads",
    columns={"local_date": "Day", "value": "Load"},
    constants={"athlete_id": "mara", "channel": "plyo", "unit": "AU"},
)
IN_GRAMS = Mapping(
    "body_mass",
    columns={"athlete_id": "athlete_id", "local_date": "local_date", "mass_kg": "mass_kg"},
    units={"mass_kg": "g"},
)


@pytest.fixture
def waiting(database):
    import_files(database, [PEOPLE])

    def waiting(*files, mappings=None):
        import_files(database, files, mappings=mappings)
        with store.session(database) as con:
            return layouts.waiting(con, OWNER, str(database))

    return waiting


def test_a_table_of_unknown_columns_waits_until_it_is_taken_under_whatever_kind(waiting):
    (one,) = waiting(STRANGE)
    assert (one.name, one.mappings, one.again) == ("strange.csv", (), {})
    assert one.reason.startswith("No column of a known table")

    assert waiting(STRANGE, mappings=(LOADS,)) == []


def test_a_known_table_with_a_refused_row_waits_with_its_own_mapping(waiting):
    (one,) = waiting(MASS)
    assert [mapping.kind for mapping in one.mappings] == ["body_mass"]
    assert one.again == {"body_mass": {3}}


def test_only_the_refused_rows_are_tried_again_as_they_are_mapped_now(waiting, database):
    waiting(MASS)

    assert waiting(MASS, mappings=(IN_GRAMS,)) == []

    with store.session(database) as con:
        assert body_mass.body_masses(con, OWNER)["mass_kg"].tolist() == [60.0, 61.0]


def test_a_table_of_which_every_row_was_refused_is_read_whole_again(waiting, database):
    slip = Upload("slip.csv", b"Day,Load\n2026/02/01,5\n2026/02/02,6\n")
    (one,) = waiting(slip, mappings=(LOADS,))
    assert (one.mappings, one.again) == ((LOADS,), {})

    mended = Mapping("daily_loads", LOADS.columns, LOADS.constants, date_format="%Y/%m/%d")
    assert waiting(slip, mappings=(mended,)) == []

    with store.session(database) as con:
        assert daily_loads.daily_loads(con, OWNER)["value"].tolist() == [5.0, 6.0]


def test_what_is_taken_is_no_table_or_has_no_row_does_not_wait(waiting):
    again = Upload("again.csv", MASS.content.replace(b"61000", b"61"))
    assert waiting(PEOPLE, again, Upload("empty.csv", b""), Upload("head.csv", b"Day,Load\n")) == []


def test_the_fullest_rows_are_shown_beside_the_first(waiting):
    lines = [b"Day,Load,Test", *(b"%d,1," % day for day in range(1, 40)), b"40,1,300"]
    (one,) = waiting(Upload("sparse.csv", b"\n".join(lines)))
    assert [number for number, _ in one.shown()] == [2, 3, 4, 5, 6, 41]
