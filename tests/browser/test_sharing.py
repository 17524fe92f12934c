"""The app open, a notebook reading and an importer writing, at once, on one file."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from data import OWNER, runs, store
from tests.browser.serving import ROOT

pytestmark = pytest.mark.browser

READ = """
import sys
from data import OWNER, athletes, store
for _ in range(200):
    with store.session(sys.argv[1]) as con:
        assert len(athletes.athletes(con, OWNER)) == 1
"""
WRITE = """
import sys
from datetime import date, timedelta
from data import runs, store
for i in range(200):
    with store.session(sys.argv[1]) as con:
        runs.add_by_hand(
            con,
            athlete_id="mara-k",
            local_date=date(2026, 1, 1) + timedelta(days=i),
            duration_min=30,
            session_rpe=5,
        )
"""


def test_app_notebook_and_importer_share_one_file(database, visit):
    with store.session(database) as con:
        con.execute("INSERT INTO athletes (athlete_id, name) VALUES ('mara-k', 'Mara')")
    page = visit("/?athlete=mara-k")
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(database)], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for code in (READ, WRITE)
    ]
    visited = 0
    while any(program.poll() is None for program in programs):
        for name in ("Athlete", "Response", "Imports", "Today"):
            page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
            expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=30_000)
            expect(page.get_by_test_id("stException")).to_have_count(0)
            visited += 1

    assert [(p.communicate()[1], p.returncode) for p in programs] == [("", 0), ("", 0)]
    assert visited >= 8
    with store.session(database) as con:
        assert len(runs.runs(con, OWNER)) == 200
    page.get_by_test_id("stTopNavLink").filter(has_text="Athlete").click()
    page.get_by_test_id("stTopNavLink").filter(has_text="Today").click()
    expect(page.get_by_text("1 athlete · 200 runs")).to_be_visible()
