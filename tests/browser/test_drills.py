"""Drills in a browser: chart and table side by side, a row opens its drill, phone, axe."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from data import athletes, own_drills, own_times, store

pytestmark = pytest.mark.browser
ROW_PX = 30
HOSTILE = "![x](http://evil.example/x.png) <img src=http://evil.example/y.png>"


@pytest.fixture
def filled(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara-k", name="Mara")
        own_drills.add(
            con,
            drill_id="stair-hop",
            name=f"Stair hop {HOSTILE}",
            legs=2,
            contact_ms=170,
            flight_ms=330,
            drill_class="moderate",
            qualities=("reactive",),
            cue=HOSTILE,
        )
        own_times.put(
            con,
            athlete_id="mara-k",
            drill_id="pogo",
            from_date=date(2026, 1, 5),
            contact_ms=170,
            flight_ms=400,
        )
    return database


def opened(visit, path="/drills", **more):
    page = visit(path, **more)
    page.get_by_test_id("stPlotlyChart").first.locator(".main-svg").first.wait_for()
    page.wait_for_timeout(1000)
    return page


def drawer(page):
    return page.get_by_role("dialog")


def test_every_drill_has_marks_beside_its_row(filled, visit):
    page = opened(visit, "/drills?quality=reactive")
    table = page.get_by_test_id("stDataFrame").first.bounding_box()
    chart = page.get_by_test_id("stPlotlyChart").locator(".main-svg").first.bounding_box()
    assert chart["height"] > 400
    points = page.get_by_test_id("stPlotlyChart").locator(".scatterlayer .trace.scatter").nth(3)
    dots = points.locator(".point")
    assert dots.count() > 10
    for row in (0, 5):  # the patellar tendon is the middle one of a row
        dot = dots.nth(row).bounding_box()
        middle = dot["y"] + dot["height"] / 2
        assert middle == pytest.approx(table["y"] + (row + 1.5) * ROW_PX, abs=7)


def test_a_row_opens_its_drill_and_closing_takes_it_out_of_the_link(filled, visit):
    page = opened(visit, "/drills?quality=stiffness")
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    page.mouse.click(box["x"] + 15, box["y"] + 2.5 * ROW_PX)
    expect(drawer(page).get_by_text("How the numbers were worked out")).to_be_visible()
    expect(page).to_have_url(re.compile("drill="))
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("drill="))


def test_a_mark_of_the_chart_opens_its_drill(filled, visit):
    page = opened(visit, "/drills?find=hurdle")
    page.get_by_test_id("stPlotlyChart").locator(".scatterlayer .point").first.click(force=True)
    expect(drawer(page).get_by_role("heading", name=re.compile("urdle"))).to_be_visible()


def test_an_easier_drill_opens_from_the_drawer(filled, visit):
    page = opened(visit, "/drills?drill=bound")
    drawer(page).get_by_role("button", name="Hill bound").click()
    expect(drawer(page).get_by_role("heading", name="Hill bound")).to_be_visible()
    expect(page).to_have_url(re.compile("drill=hill-bound"))


def test_a_peak_below_the_mean_is_refused_as_it_is_typed(filled, visit):
    page = opened(visit, "/drills?athlete=mara-k&drill=low-pogo")
    for label, value in (("Contact (ms)", 200), ("Flight (ms)", 320), ("Measured peak (BW)", 2.1)):
        field = drawer(page).get_by_role("spinbutton", name=label)
        field.fill(str(value))
        field.press("Enter")
        page.wait_for_timeout(500)
    said = "Peak 2.1 BW is below the mean 2.6 BW that contact and flight time give."
    expect(drawer(page).get_by_text(said)).to_be_visible()
    expect(drawer(page).get_by_role("button", name="Save")).to_be_disabled()


def test_on_a_phone_the_table_comes_first_and_nothing_overflows(filled, visit):
    page = opened(visit, "/drills?class=high", width=420)
    table, chart = (
        page.get_by_test_id(name).first.bounding_box() for name in ("stDataFrame", "stPlotlyChart")
    )
    assert table["y"] + table["height"] <= chart["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 420


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/drills?athlete=mara-k",
        "/drills?athlete=mara-k&drill=stair-hop",
        "/drills?view=Ladder",
        "/drills?view=Constants",
    ],
)
def test_axe_finds_nothing(filled, visit, scheme, path):
    page = visit(path, scheme=scheme)
    expect(page.get_by_role("heading", name="Drills", exact=True)).to_be_visible()
    page.wait_for_timeout(2500)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
