"""Make the pictures of the README from the demo; run as a module by ``make pictures``."""

import re
import tempfile
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, expect

from analytics.progression import optimise
from analytics.progression.drill_choice import DrillChoice
from data import OWNER, drills, fits, planning, plans, store
from data.plan_settings import PlanSettings
from tests.bench.pages import prepare
from tests.browser import chromium, serving

FOLDER = Path(__file__).parents[2] / "docs"
TALL_PX = 1400
ADDRESSES = {
    "response": "/response?athlete=amara&dose=150",
    "athlete": "/athlete?athlete=amara",
    "proof": "/response?athlete=amara&view=Proof",
    "cohort": "/cohort?athlete=amara",
    "stress": "/athlete?athlete=farid&view=Stress&tissue=left+Achilles",
    "drills": "/drills",
    "plan": "/plan?athlete=amara&plan={plan}",
}
TALL = {"stress", "plan"}
DRILLS = ("pogo", "skip", "tuck-jump", "low-hurdle-hop", "hurdle-hop", "bound")


def main() -> None:
    """Open each page in light and dark and save what is seen."""
    path = chromium.find()
    if path is None:
        raise SystemExit("No Chromium here; `make test` fetches one where it can.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demo.duckdb"
        prepare(database, athletes=24)
        plan = save_plan(database, "amara")
        with serving.server(database) as address, serving.chromium(path) as browser:
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": 1280, "height": 960}, color_scheme=scheme
                )
                for name, where in ADDRESSES.items():
                    height = TALL_PX if name in TALL else 960
                    page.set_viewport_size({"width": 1280, "height": height})
                    page.goto(address + where.format(plan=plan))
                    _settle(page)
                    page.screenshot(path=FOLDER / f"{name}-{scheme}.png")


def save_plan(database: Path, athlete_id: str) -> str:
    """Save the plan of twelve weeks with the greatest gain, and return its id."""
    settings = PlanSettings(drills=tuple(DrillChoice(one) for one in DRILLS))
    with store.session(database) as con:
        saved = fits.latest(con, OWNER, athlete_id)
        history, catalogue = planning.history(con, OWNER, athlete_id), drills.of_store(con)
    assert saved is not None
    goal = history.last_day + pd.Timedelta(days=85)
    better = optimise(
        saved.fit,
        athlete_id,
        history,
        None,
        catalogue,
        settings.limits,
        DRILLS,
        12,
        goal,
        settings.session_weekdays,
    )
    with store.session(database) as con:
        plan_id, _ = plans.save(
            con,
            athlete_id=athlete_id,
            name="Spring bounce",
            plan=better.plan,
            settings=settings,
            created_by="R. Ek",
        )
    return plan_id


def _settle(page: Page) -> None:
    """Wait until the last chart stands and nothing moves."""
    expect(page.locator(".scatterlayer .point").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile("^Stop$"))).to_have_count(0)
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main()
