"""What only a browser can show: real addresses, drawn charts, dropped files, no other host."""

import re

import pytest
from playwright.sync_api import expect

from data import OWNER, overview, runs, store
from tests.data.imports import fit_encoder

pytestmark = pytest.mark.browser


def test_the_first_visitor_may_come_by_a_deep_link(demo_database, visit):
    page = visit("/response?athlete=amara&dose=150")
    expect(
        page.get_by_role("heading", name=re.compile("^150 AU a week for 8 weeks"))
    ).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_test_id("stTopNavLink")).to_have_text(
        ["Today", "Athlete", "Response", "Plan", "Cohort", "Imports", "Drills"]
    )


def test_the_athlete_stays_when_the_page_changes(demo_database, visit):
    page = visit("/response?athlete=amara")
    expect(page.get_by_role("heading", name=re.compile("AU a week"))).to_be_visible()
    page.get_by_test_id("stTopNavLink").filter(has_text="Athlete").click()
    expect(page.get_by_role("heading", name="Athlete", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/athlete\?athlete=amara$"))


def test_a_row_of_today_leads_to_its_athlete(demo_database, visit):
    page = visit("/")
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for()
    page.wait_for_timeout(1000)
    box = table.bounding_box()
    page.mouse.click(box["x"] + 15, box["y"] + 36 + 18)
    page.get_by_test_id("stPageLink-NavLink").filter(has_text="Timeline").click()
    expect(page.get_by_role("heading", name="Athlete", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/athlete\?athlete=[a-z-]+$"))
    expect(page.get_by_test_id("stPlotlyChart")).to_be_visible()


def test_charts_are_drawn_with_marks(demo_database, visit):
    page = visit("/athlete?athlete=amara")
    chart = page.get_by_test_id("stPlotlyChart")
    chart.wait_for()
    expect(chart.locator(".scatterlayer .point").first).to_be_visible()
    assert chart.locator(".barlayer .point").count() > 20
    assert chart.bounding_box()["height"] > 400


def test_the_curve_is_drawn_with_both_bands(demo_database, visit):
    page = visit("/response?athlete=amara")
    chart = page.get_by_test_id("stPlotlyChart").first
    chart.wait_for()
    expect(chart.locator(".scatterlayer .js-fill")).to_have_count(2)
    assert chart.bounding_box()["height"] > 300


def test_the_demo_comes_and_goes_with_a_click(database, visit):
    page = visit("/")
    page.get_by_role("button", name=re.compile("Load the demo")).click()
    expect(page.get_by_text(re.compile("^24 athletes ·"))).to_be_visible()
    expect(page.get_by_text("Synthetic")).to_be_visible()
    page.get_by_role("button", name="Remove the demo").click()
    page.get_by_role("button", name="Remove it all").click()
    expect(page.get_by_role("heading", name="Nothing here yet.")).to_be_visible()
    with store.session(database) as con:
        assert overview.overview(con, OWNER).empty


def drop(page, *files):
    """Choose files and an athlete on the Imports page, and import them."""
    page.locator("input[type=file]").set_input_files(list(files))
    picker = page.get_by_role("combobox", name=re.compile("Athlete for activity files"))
    picker.fill("mara-k")
    picker.press("Enter")
    page.get_by_role("button", name=re.compile("^Import [0-9]")).click()


def test_a_dropped_file_becomes_a_run_with_power(database, visit):
    page = visit("/imports")
    drop(
        page,
        {
            "name": "evening.fit",
            "mimeType": "application/octet-stream",
            "buffer": fit_encoder.run([250] * 600),
        },
    )
    expect(page.get_by_text(re.compile("^This import: taken 1 · part 0"))).to_be_visible()
    with store.session(database) as con:
        (power,) = runs.runs(con, OWNER, "mara-k")["mean_power_w"]
    assert power > 100


@pytest.mark.real
def test_a_real_file_dropped_is_seen_as_power(real_data, database, visit):
    page = visit("/imports")
    drop(page, real_data / "connectstats/fit/track_cs_777501.fit")
    expect(page.get_by_text(re.compile("^This import: taken 1 · part 0"))).to_be_visible()

    page.get_by_test_id("stTopNavLink").filter(has_text="Athlete").click()
    expect(page.get_by_role("heading", name="Athlete", exact=True)).to_be_visible()
    picker = page.get_by_role("combobox", name="Athlete", exact=True)
    picker.fill("mara-k")
    picker.press("Enter")

    expect(page.get_by_text("Mean power of runs · stryd (W)")).to_be_visible()
    chart = page.get_by_test_id("stPlotlyChart")
    expect(chart.locator(".scatterlayer .point").first).to_be_visible()
    with store.session(database) as con:
        (power,) = runs.runs(con, OWNER, "mara-k")["mean_power_w"]
    assert power == pytest.approx(268.92, abs=0.01)


def test_the_answer_follows_the_dose(demo_database, visit):
    page = visit("/response?athlete=amara")
    expect(page.get_by_role("heading", name=re.compile("^100 AU"))).to_be_visible()
    page.get_by_role("button", name="Increment").click()
    expect(page.get_by_role("heading", name=re.compile("^110 AU"))).to_be_visible()
