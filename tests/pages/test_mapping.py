"""The mapping screen: what it is filled with, what it asks for, what it no longer lists."""

from datetime import date

import pytest

from data import store
from data.imports import Upload, import_files
from data.imports.mapping import Mapping

PEOPLE = Upload("people.csv", b"athlete_id,name\nmara,Mara\n")
SETS = Upload(
    "sets *a* $x$ :smile:.csv",
    b"athlete_id,local_date,drill_id,reps,height_m\n"
    b"mara,2026-02-01,pogo,5,\nmara,2026-02-01,drop-jump,5,30\n",
)
STRANGE = Upload("strange.csv", b"Day,Load,Test\n1,5,\n2,6,280\n")
FIXED = {"athlete_id": "mara", "channel": "plyo", "unit": "AU"}
LOADS = Mapping(
    "daily_loads",
    {"local_date": "Day", "value": "Load"},
    FIXED,
    day_one=date(2026, 1, 1),
    decimal=",",
    thousands=" ",
    no_record_when_empty=("value",),
)


@pytest.fixture
def mapping_page(database, open_page):
    def mapping_page(*files, mappings=None):
        for one in (PEOPLE, *files):
            import_files(database, [one], mappings=mappings if one is not PEOPLE else None)
        page = open_page("imports")
        page.session_state["imports-view"] = "Map columns"
        return page.run()

    return mapping_page


def widget(page, kind, key):
    """Return a widget by the part of its key that does not depend on what fills it."""
    every = [*page.selectbox, *page.text_input, *page.date_input, *page.get("button_group")]
    (found,) = [one for one in every if (one.key or "").startswith(f"{kind}-{key}-")]
    return found


def choose(page, *titles):
    pills = next(one for one in page.get("button_group") if one.key.startswith("layout-kinds"))
    return pills.set_value(list(titles)).run()


def said(page):
    return [one.value for one in page.markdown]


def button(page):
    return page.button(key="remember")


def test_a_table_in_our_own_names_is_filled_in_and_only_a_unit_is_missing(mapping_page):
    page = mapping_page(SETS)

    assert not page.exception
    assert widget(page, "plyo_sets", "reps-column").value == "reps"
    assert widget(page, "plyo_sets", "height_m-unit").value == "m"
    assert "Part of this table was taken." in " ".join(said(page))
    assert page.selectbox(key="layout").value.startswith("sets *a* $x$ :smile:.csv")

    page = widget(page, "plyo_sets", "height_m-unit").set_value("cm").run()

    assert any(r"1 row refused before" in one.value for one in page.caption)
    assert not button(page).disabled


def test_a_remembered_layout_is_filled_in_wholly(mapping_page):
    other = Upload("other.csv", b"Day,Load,Test\n1,x,\n")
    page = mapping_page(other, mappings=(LOADS,))

    assert widget(page, "daily_loads", "value-column").value == "Load"
    assert widget(page, "daily_loads", "channel-constant").value == "plyo"
    assert widget(page, "daily_loads", "unit-constant").value == "AU"
    assert widget(page, "daily_loads", "athlete_id-constant").value == "mara"
    assert widget(page, "daily_loads", "days").value == "numbered"
    assert widget(page, "daily_loads", "day-one").value == date(2026, 1, 1)
    assert widget(page, "daily_loads", "decimal").value == ","
    assert widget(page, "daily_loads", "thousands").value == " "
    assert widget(page, "daily_loads", "empty").value == ["value"]


def test_a_table_that_was_taken_is_not_listed(mapping_page):
    page = mapping_page(STRANGE)
    assert [one.split(" ")[0] for one in page.selectbox(key="layout").options] == ["strange.csv"]

    page = mapping_page(STRANGE, mappings=(LOADS,))

    assert page.info[0].value.startswith("No table waits")


def test_athlete_days_and_day_1_come_from_the_kind_before(mapping_page):
    page = choose(mapping_page(STRANGE), "power_tests", "daily_loads")
    page = widget(page, "power_tests", "athlete_id-constant").set_value("mara").run()
    page = widget(page, "power_tests", "local_date-column").set_value("Day").run()
    page = widget(page, "power_tests", "days").set_value("numbered").run()
    page = widget(page, "power_tests", "day-one").set_value(date(2026, 1, 1)).run()
    page = widget(page, "power_tests", "power_w-column").set_value("Test").run()

    assert widget(page, "daily_loads", "athlete_id-constant").value == "mara"
    assert widget(page, "daily_loads", "local_date-column").value == "Day"
    assert widget(page, "daily_loads", "day-one").value == date(2026, 1, 1)
    assert widget(page, "power_tests", "empty").value == ["power_w"]
    assert widget(page, "daily_loads", "empty").value == []


def test_what_is_missing_is_said_before_the_import(mapping_page):
    page = choose(mapping_page(STRANGE), "power_tests")
    page = widget(page, "power_tests", "athlete_id-constant").set_value("bo").run()
    page = widget(page, "power_tests", "kind-constant").set_value("time_trial").run()
    page = widget(page, "power_tests", "local_date-column").set_value("Day").run()
    page = widget(page, "power_tests", "power_w-column").set_value("Test").run()

    told = " ".join(said(page)).replace("\\", "")
    assert "Needs power_source, duration_s" in told
    assert "bo is not here yet. Choose Athletes too, or import athletes first." in told
    assert "power_w needs bo's body mass, and none is here. Choose Body mass too" in told
    assert button(page).disabled


def test_a_value_for_every_row_is_checked_before_the_import(mapping_page):
    page = choose(mapping_page(STRANGE), "body_mass")
    page = widget(page, "body_mass", "mass_kg-constant").set_value("70 kg").run()
    assert "Only digits belong in the cell" in " ".join(said(page))


def test_a_ragged_table_with_nameless_columns_can_be_looked_at(mapping_page, database):
    page = mapping_page(Upload("odd.csv", b"row,,\n1\n2,3,4,5\n"))
    assert not page.exception
    assert page.dataframe[0].value.columns.tolist() == ["row", "column 2", "column 3"]
    with store.session(database) as con:
        assert con.execute("SELECT count(*) FROM column_mappings").fetchone() == (0,)
