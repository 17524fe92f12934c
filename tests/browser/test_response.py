"""Response in a browser: tabs in the link, charts that stand, a phone that fits."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages import proofs

pytestmark = pytest.mark.browser


def answer(page, dose_au):
    return page.get_by_role("heading", name=re.compile(f"^{dose_au} AU a week for 8 weeks"))


def test_a_link_opens_its_tab_with_every_chart_drawn(demo_database, visit):
    proofs.judge(demo_database, n_as_good=3)
    page = visit("/response?athlete=amara&view=Proof")
    page.get_by_text("Dose effect shown.").wait_for()
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(5, timeout=30_000)
    for chart in page.get_by_test_id("stPlotlyChart").all():
        chart.locator(".point").first.wait_for(state="attached")
        assert chart.bounding_box()["height"] > 150
    expect(page.get_by_text("real dose: 3 of 40")).to_be_visible()


def test_the_dose_goes_along_from_tab_to_tab(demo_database, visit):
    page = visit("/response?athlete=amara&dose=150")
    answer(page, 150).wait_for()
    for tab in ("Proof", "Expert", "Answer"):
        page.get_by_role("tab", name=tab).click()
        view = "" if tab == "Answer" else f".*view={tab}"
        expect(page).to_have_url(re.compile(f"dose=150{view}"))
        answer(page, 150).wait_for()
    page.get_by_role("button", name="Increment").click()
    answer(page, 160).wait_for()


@pytest.mark.parametrize("verdict", ["shown", "not_shown", "confounded", "insufficient"])
def test_on_a_phone_verdict_answer_and_curve_come_first_and_nothing_scrolls_aside(
    demo_database, visit, verdict
):
    proofs.judge(demo_database, verdict=verdict)
    page = visit("/response?athlete=amara", width=420)
    chart = page.get_by_test_id("stPlotlyChart").first
    chart.locator(".scatterlayer .js-line").first.wait_for(state="attached")
    places = [
        place.bounding_box()
        for place in (
            page.get_by_text(re.compile("^[●○◇–] (Dose|Cannot|Too)")),
            answer(page, 100),
            chart,
            page.get_by_text("Weekly dose (AU)", exact=True),
        )
    ]
    assert [box["y"] for box in places] == sorted(box["y"] for box in places)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 420 for box in places)
    assert page.evaluate("document.documentElement.scrollWidth") == 420
