"""Somebody else's table, mapped by mouse: the classic nine-test cyclist."""

import re

import pytest
from playwright.sync_api import expect

from data import OWNER, body_mass, daily_loads, power_tests, store

pytestmark = [pytest.mark.browser, pytest.mark.real]


def section(page, title):
    """Return the box that asks about one kind of record."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.get_by_test_id("stVerticalBlock").filter(has=heading).last


def settle(page):
    """Wait until what was said last has been drawn; a page that still moves loses clicks."""
    page.wait_for_timeout(250)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)


def choose(box, name, option):
    """Pick an option of the select box that is about one of our columns."""
    cell = box.locator(f"[class*='st-key-'][class*='-{name}']").get_by_role("combobox").first
    cell.scroll_into_view_if_needed()  # a list closes when the page scrolls
    settle(box.page)
    cell.click()
    box.page.get_by_role("option", name=option, exact=True).click()
    settle(box.page)


def write(box, name, value):
    """Type what holds in every row."""
    field = box.locator(f"[class*='st-key-'][class*='-{name}-constant']").get_by_role("textbox")
    field.fill(value)
    field.press("Enter")
    settle(box.page)


def test_165_loads_and_nine_tests_are_mapped_by_mouse(real_data, database, visit):
    page = visit("/imports")
    page.locator("input[type=file]").set_input_files(real_data / "dorem/data-raw/bike-score.csv")
    page.get_by_role("button", name=re.compile("^Import 1")).click()
    expect(page.get_by_text("refused 1").first).to_be_visible(timeout=30_000)
    settle(page)
    page.get_by_role("tab", name="Map columns").click()
    for kind in ("Athletes", "Body mass", "Power tests", "Daily loads"):
        page.get_by_role("button", name=kind, exact=True).click()
        settle(page)

    write(section(page, "Athletes"), "athlete_id", "cyclist")
    mass = section(page, "Body mass")
    write(mass, "local_date", "2020-01-01")
    write(mass, "mass_kg", "70")
    tests = section(page, "Power tests")
    choose(tests, "local_date-column", "Day")
    choose(tests, "days", "1, 2, 3, counted from a day")
    choose(tests, "kind-constant", "time_trial")
    choose(tests, "power_w-column", "Test_5min_Power")
    choose(tests, "power_source-constant", "cycling_meter")
    expect(tests.get_by_text("Needs duration_s")).to_be_visible()
    expect(page.get_by_role("button", name="Remember and import")).to_be_disabled()
    write(tests, "duration_s", "300")
    loads = section(page, "Daily loads")
    choose(loads, "channel-constant", "plyo")
    choose(loads, "value-column", "BikeScore")
    write(loads, "unit", "bike_score")
    expect(loads.get_by_text("165 can be read")).to_be_visible()
    expect(tests.get_by_text("9 can be read, 156 hold none")).to_be_visible()
    page.get_by_role("button", name="Remember and import").click()
    expect(page.get_by_text("taken 1").first).to_be_visible(timeout=30_000)

    with store.session(database) as con:
        stored = daily_loads.daily_loads(con, OWNER)
        tested = power_tests.tests(con, OWNER)
        masses = body_mass.body_masses(con, OWNER)
    assert len(stored) == 165
    assert tested["power_w"].tolist() == [271, 274, 282, 290, 292, 296, 299, 296, 302]
    assert str(stored["date"].iloc[0].date()) == "2020-01-01"
    assert masses["mass_kg"].tolist() == [70.0]
