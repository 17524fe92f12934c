"""Cohort in a browser: from a row, a point and the picker to an athlete's Response; axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from data import store
from tests.pages import proofs

pytestmark = pytest.mark.browser
ROW_PX = 30


def opened(visit, path="/cohort", **more):
    page = visit(path, **more)
    page.get_by_test_id("stPlotlyChart").first.locator(".main-svg").first.wait_for()
    page.wait_for_timeout(1000)
    return page


def opener(page):
    return page.get_by_test_id("stPageLink-NavLink").filter(has_text="Open ")


@pytest.fixture
def judged(demo_database):
    proofs.judge(demo_database)


def test_a_row_leads_to_the_athletes_response_at_the_same_dose(judged, visit):
    page = opened(visit, "/cohort?dose=150&weeks=4")
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 15, box["y"] + 2.5 * ROW_PX)
    link = opener(page)
    name = link.inner_text().removeprefix("Open ")
    link.click()
    expect(
        page.get_by_role("heading", name=re.compile("^150 AU a week for 4 weeks"))
    ).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/response\?.*athlete={name}"))
    assert page.url.count("athlete=") == 1


def test_an_athlete_named_by_the_link_is_opened_at_the_same_dose_too(judged, visit):
    page = opened(visit, "/cohort?dose=150&weeks=4&athlete=bjorn")
    opener(page).click()
    said = re.compile("^150 AU a week for 4 weeks")
    expect(page.get_by_role("heading", name=said)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/response\?.*athlete=bjorn"))
    page.get_by_role("button", name="Increment").click()
    expect(page.get_by_role("heading", name=re.compile("^160 AU a week for 4"))).to_be_visible()


def test_a_point_of_the_chart_picks_its_athlete(judged, visit):
    page = opened(visit)
    page.get_by_test_id("stPlotlyChart").locator(".scatterlayer .point").nth(1).click(force=True)
    expect(opener(page)).to_be_visible()
    expect(page).to_have_url(re.compile("athlete="))


def test_the_picker_marks_the_row_and_the_line_of_its_athlete(judged, visit):
    page = opened(visit, "/cohort?athlete=amara")
    expect(opener(page)).to_be_visible()
    bold = page.locator(".ytick text tspan[style*='font-weight']")
    expect(bold).to_have_text(["amara"])


def test_rows_of_the_table_and_of_the_chart_lie_at_the_same_height(judged, visit):
    page = opened(visit)
    table = page.get_by_test_id("stDataFrame").first.bounding_box()
    points = page.get_by_test_id("stPlotlyChart").locator(".scatterlayer .point")
    for row in (0, 5):
        dot = points.nth(row).bounding_box()
        middle = dot["y"] + dot["height"] / 2
        assert middle == pytest.approx(table["y"] + (row + 1.5) * ROW_PX, abs=6)


def test_on_a_phone_the_table_comes_first_and_nothing_overflows(judged, visit):
    page = opened(visit, "/cohort?athlete=amara", width=420)
    table, chart = (
        page.get_by_test_id(name).first.bounding_box() for name in ("stDataFrame", "stPlotlyChart")
    )
    assert table["y"] + table["height"] <= chart["y"]
    expect(opener(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 420


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["Responses", "Curves", "Differences"])
def test_axe_finds_nothing(judged, visit, scheme, view):
    page = opened(visit, f"/cohort?athlete=amara&view={view}", scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_the_series_shown_goes_along_to_an_athlete_who_has_none_of_it(judged, demo_database, visit):
    with store.session(demo_database) as con:
        con.execute("UPDATE power_tests SET power_source = 'garmin' WHERE athlete_id = 'bjorn'")
        con.execute(
            "INSERT INTO athletes (athlete_id, name) VALUES ('late-comer', 'Late')"
            " ON CONFLICT DO NOTHING"
        )
        con.execute("""
            INSERT INTO power_tests BY NAME
            SELECT * REPLACE ('again-' || test_id[:30] || row_number() OVER () AS test_id,
                'late-comer' AS athlete_id)
            FROM power_tests
            WHERE athlete_id = 'amara'
        """)
        store.bump(con)
    page = opened(visit, "/cohort?athlete=bjorn&series=critical_power-stryd")
    opener(page).click()
    said = "bjorn has no critical power, stryd; critical power, garmin is shown."
    expect(page.get_by_text(said)).to_be_visible()
