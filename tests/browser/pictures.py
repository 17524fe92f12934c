"""Make the pictures of the README from the demo; run as a module by ``make pictures``."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

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
}


def main() -> None:
    """Open each page in light and dark and save what is seen."""
    path = chromium.find()
    if path is None:
        raise SystemExit("No Chromium here; `make test` fetches one where it can.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demo.duckdb"
        prepare(database, athletes=24)
        with serving.server(database) as address, serving.chromium(path) as browser:
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": 1280, "height": 960}, color_scheme=scheme
                )
                for name, where in ADDRESSES.items():
                    height = TALL_PX if name == "stress" else 960
                    page.set_viewport_size({"width": 1280, "height": height})
                    page.goto(address + where)
                    _settle(page)
                    page.screenshot(path=FOLDER / f"{name}-{scheme}.png")


def _settle(page: Page) -> None:
    """Wait until the last chart stands and nothing moves."""
    expect(page.locator(".scatterlayer .point").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile("^Stop$"))).to_have_count(0)
    page.wait_for_timeout(1500)


if __name__ == "__main__":
    main()
