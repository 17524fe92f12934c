"""Stress in a browser: the chart drawn, a day clicked and explained, a phone, axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
STRESS = "/athlete?athlete=amara&view=Stress&tissue=left+Achilles"


def opened(visit, path=STRESS, **more):
    page = visit(path, **more)
    page.get_by_test_id("stPlotlyChart").first.locator(".main-svg").first.wait_for()
    page.wait_for_timeout(1500)
    return page


def behind(page, day=""):
    return page.get_by_role("heading", name=re.compile(f"^Behind left Achilles on {day}"))


def test_the_chart_stands_with_bars_line_and_limits(demo_database, visit):
    chart = opened(visit).get_by_test_id("stPlotlyChart").first
    assert chart.bounding_box()["height"] > 400
    assert chart.locator(".barlayer .point path").count() > 100
    assert chart.locator(".scatterlayer .js-line").count() >= 2
    expect(chart.get_by_text("limit 110 %")).to_be_visible()


def test_a_click_on_a_day_shows_the_sets_and_runs_behind_it(demo_database, visit):
    page = opened(visit)
    before = behind(page).inner_text()
    row = page.get_by_test_id("stPlotlyChart").first.locator(".nsewdrag").last
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    page.mouse.click(box["x"] + 0.7 * box["width"], box["y"] + 0.8 * box["height"])
    expect(behind(page)).not_to_have_text(before)
    expect(page).to_have_url(re.compile(r"day=20\d\d-\d\d-\d\d"))
    expect(
        page.get_by_text(re.compile("^(The|This) day added|^Not all of this day"))
    ).to_be_visible()
    label = "Sets and runs behind the stress of "
    expect(page.locator(f"[aria-label^='{label}'], [alt^='{label}']").first).to_be_attached()


def test_a_day_of_the_link_is_explained_at_once(demo_database, visit):
    page = opened(visit, f"{STRESS}&day=2026-07-15")
    expect(behind(page, "Wed 15 Jul")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(demo_database, visit, scheme):
    page = opened(visit, scheme=scheme)
    page.get_by_text("How this is worked out").click()
    page.locator(".katex").first.wait_for()
    page.wait_for_timeout(500)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_axe_finds_nothing_in_the_limits(demo_database, visit):
    page = opened(visit)
    page.get_by_role("button", name="Limits").click()
    expect(page.get_by_text("For looking: nothing is stored")).to_be_visible()
    page.wait_for_timeout(500)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


def test_on_a_phone_sentences_come_before_the_chart_and_nothing_scrolls_aside(demo_database, visit):
    page = opened(visit, width=420)
    sentence = page.get_by_text(re.compile("^Left Achilles .* of own high")).first
    chart = page.get_by_test_id("stPlotlyChart").first
    assert sentence.bounding_box()["y"] < chart.bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
