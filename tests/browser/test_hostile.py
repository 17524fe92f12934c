"""Whatever a name, a unit, a link or a file is called, the browser asks no foreign host."""

import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from data import athletes, body_mass, daily_loads, power_tests, store
from tests.data.imports import fit_encoder

pytestmark = pytest.mark.browser

PICTURE = "![x](http://evil.example/x.png)"


def test_no_foreign_text_makes_a_request(database, visit):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara-k", name=f"Mara {PICTURE}")
        body_mass.add(con, athlete_id="mara-k", local_date=date(2026, 1, 1), mass_kg=60)
        for day in range(40):
            daily_loads.add(
                con,
                athlete_id="mara-k",
                local_date=date(2026, 1, 1) + timedelta(days=day),
                channel="plyo",
                value=10.0 * (day % 3),
                unit=f"u {PICTURE}",
                source=f"s {PICTURE}",
            )
        power_tests.add(
            con,
            athlete_id="mara-k",
            local_date=date(2026, 2, 5),
            kind="critical_power",
            power_source="stryd",
            power_w=240,
            note=PICTURE,
        )
    page = visit(f"/?athlete={quote(PICTURE)}")
    expect(page.get_by_text("That athlete is not here")).to_be_visible()
    for name in ("athlete", "response"):
        page = visit(f"/{name}?athlete=mara-k")
        expect(page.get_by_text("Mara !")).to_be_visible()
    page.get_by_role("button", name="Fit", exact=True).click()
    page.get_by_role("button", name="Fit now").click()
    expect(page.get_by_role("heading", name=re.compile("AU a week"))).to_be_visible()

    page = visit("/imports?athlete=mara-k")
    content = fit_encoder.run([250] * 60)[:-9]
    page.locator("input[type=file]").set_input_files(
        {"name": f"{PICTURE}.fit".replace("/", "&#47;"), "mimeType": "x/y", "buffer": content}
    )
    page.get_by_role("button", name="Import 1 file").click()
    expect(page.get_by_text("This import:")).to_be_visible()
    page.wait_for_timeout(500)
