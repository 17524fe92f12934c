"""A real server on a real database, a real browser, and a record of every address it asked."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from data import store
from tests.browser import chromium
from tests.conftest import skip_or_fail

ROOT = Path(__file__).parents[2]
START_S = 60


@pytest.fixture(scope="session")
def browser(pytestconfig) -> Iterator[Browser]:
    """Chromium, headless; it looks nothing up by itself."""
    path = chromium.find()
    if path is None:
        skip_or_fail(pytestconfig, "no Chromium here; `make test` fetches one where it can")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
        )
        yield running
        running.close()


@pytest.fixture
def server(database) -> Iterator[str]:
    """Serve the workbench, as `make app` does, on the test's own database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {store.DATABASE: str(database)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address} within {START_S} s")


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
        page.set_default_timeout(30_000)
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
