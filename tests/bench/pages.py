"""How long a person waits for a page, in a real browser on the demo."""

import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from analytics.response import ResponseModel
from data import OWNER, assembly, demo, fits, store
from tests.browser import chromium, serving

SERIES = {"kind": "critical_power", "power_source": "stryd", "duration_s": None}
REPEATS = 7


def rows(athletes: int = 24) -> list[dict[str, str]]:
    """Measure first visits and reruns; the same rerun twice is on cached data."""
    path = chromium.find()
    if path is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.duckdb"
        prepare(database, athletes)
        with serving.server(database) as address, serving.chromium(path) as browser:
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            found = _visits(page, address) + _reruns(page, address) + _others(page, address)
    size = f"{athletes} athletes, 1 year"
    return [{"what": what, "size": size, "measured": took} for what, took in found]


def prepare(database: Path, athletes: int) -> None:
    """Make a demo with a fit."""
    demo.load(database, athletes=athletes)
    with store.session(database) as con:
        loads, tests, _ = assembly.response_inputs(con, OWNER, **SERIES)
        fits.save(con, ResponseModel().fit(loads, tests).assessed(), **SERIES, seconds=0.0)


def _visits(page: Page, address: str) -> list[tuple[str, str]]:
    def answered() -> None:
        page.goto(f"{address}/response?athlete=amara")
        expect(page.get_by_role("heading", name=re.compile("^100 AU"))).to_be_visible(timeout=60000)

    cold_s = _took(answered)
    warm_s = statistics.median(_took(answered) for _ in range(REPEATS))
    return [
        ("Response, first visit to a fresh server", f"{cold_s:.1f} s"),
        ("Response, whole page again", f"{warm_s:.2f} s (median of {REPEATS})"),
    ]


def _reruns(page: Page, address: str) -> list[tuple[str, str]]:
    page.goto(f"{address}/response?athlete=amara")
    up, down = (page.get_by_role("button", name=name) for name in ("Increment", "Decrement"))

    def turn(button: Callable[[], None], dose: int) -> float:
        def followed() -> None:
            button()
            heading = page.get_by_role("heading", name=re.compile(f"^{dose} AU"))
            heading.wait_for(timeout=60000)

        return _took(followed)

    expect(page.get_by_role("heading", name=re.compile("^100 AU"))).to_be_visible(timeout=60000)
    new_s = turn(up.click, 110)
    turn(down.click, 100)
    cached = [
        turn(button, dose)
        for _ in range(REPEATS)
        for button, dose in ((up.click, 110), (down.click, 100))
    ]
    return [
        ("Response, another dose, computed", f"{new_s:.2f} s"),
        (
            "Response, another dose, cached",
            f"{statistics.median(cached):.2f} s (median of {len(cached)}; the click included)",
        ),
    ]


def _others(page: Page, address: str) -> list[tuple[str, str]]:
    """Measure pages that stand when their last chart or table does, first and again."""
    found = []
    for name, where, last in (
        ("Athlete, Timeline", "/athlete?athlete=amara", "Other load"),
        ("Athlete, Stress", "/athlete?athlete=amara&view=Stress", "How this is worked out"),
        ("Drills", "/drills", "Easy running steps per contact"),
    ):

        def stood(where: str = where, last: str = last) -> None:
            page.goto(f"{address}{where}")
            expect(page.get_by_text(re.compile(f"^{last}")).first).to_be_visible(timeout=60000)

        first_s = _took(stood)
        again_s = statistics.median(_took(stood) for _ in range(REPEATS))
        found += [
            (f"{name}, first visit of the athlete or page", f"{first_s:.2f} s"),
            (f"{name}, whole page again", f"{again_s:.2f} s (median of {REPEATS})"),
        ]
    return found


def _took(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
