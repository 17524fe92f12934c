"""A real server on a real database, a real browser, and a record of every address it asked."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium, serving
from tests.conftest import skip_or_fail

PATIENCE_MS = 30_000
"""A machine that does much else at a time is slow, not wrong."""
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser(pytestconfig) -> Iterator[Browser]:
    """Chromium, or a skipped test where there is none."""
    path = chromium.find()
    if path is None:
        skip_or_fail(pytestconfig, "no Chromium here; `make test` fetches one where it can")
    with serving.chromium(str(path)) as running:
        yield running


@pytest.fixture
def server(database) -> Iterator[str]:
    """Serve the workbench on the test's own database."""
    with serving.server(database) as address:
        yield address


@pytest.fixture
def visit(browser, server) -> Iterator[Callable[..., Page]]:
    """Open an address of the workbench; fail the test if any other host was ever asked."""
    asked: list[str] = []
    pages: list[Page] = []

    def visit(path: str, width: int = 1400, scheme: str = "light") -> Page:
        page = browser.new_page(
            viewport={"width": width, "height": 1000}, color_scheme=scheme, locale="en-GB"
        )
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.set_default_timeout(PATIENCE_MS)
        page.goto(server + path)
        pages.append(page)
        return page

    yield visit
    for page in pages:
        page.close()
    outside = {url for url in asked if _host(url) not in {"127.0.0.1", None}}
    assert outside == set()


def _host(url: str) -> str | None:
    return urlsplit(url).hostname if url.startswith(("http", "ws")) else None
