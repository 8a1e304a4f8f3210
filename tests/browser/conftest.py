"""The shipped edition, built once, and a browser that watches what its pages do."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from edition.building import BuildOptions, build
from edition.project import read_project

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
Browser = sync_api.Browser
Page = sync_api.Page

# how long a test waits for what a page does by and by; a busy machine is slow
PATIENCE = 30_000
sync_api.expect.set_options(timeout=PATIENCE)

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
ARTICLE = "articles/memduh-sevket-stalin-mulakati.html"
# a page of every kind
PAGES = {
    "home": "index.html",
    "article": ARTICLE,
    "source": ARTICLE.replace(".html", ".tei.html"),
    "index of organisations": "organisations/index.html",
    "person": "persons/kazim-karabekir.html",
    "index of places": "places/index.html",
    "place": "places/batum.html",
    "chronology": "chronology/index.html",
    "network": "network/index.html",
    "search": "search/index.html",
    "guidelines": "guidelines/index.html",
    "element of the guidelines": "guidelines/element-persName.html",
    "about": "about.html",
    "not found": "404.html",
    "home in English": "en/index.html",
}


@dataclass
class Watched:
    """A page, what it asked for, and what went wrong in it."""

    page: Any
    site: Path
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        self.page.goto(self.site.as_uri() + "/" + path)
        return self.page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped edition as a site."""
    folder = tmp_path_factory.mktemp("edition")
    for name in ("tei", "schema"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "edition.toml", folder)
    outcome = build(read_project(folder), BuildOptions(folder / "site"))
    assert outcome.pages > 100
    return folder / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium."""
    path = shutil.which("chromium")
    if not path:
        pytest.skip("chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Callable[..., Watched]]:
    """Open a window: `visit(width=360, touch=True)`. At the end nothing may have gone wrong in it."""
    contexts, windows = [], []

    def start(width: int = 1280, **options: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        watched = Watched(context.new_page(), site)
        watched.page.set_default_timeout(PATIENCE)
        context.on("request", lambda request: watched.requests.append(request.url))
        watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
        # what breaks the Content-Security-Policy is told on the console too
        watched.page.on("console", lambda said: said.type == "error" and watched.errors.append(said.text))
        contexts.append(context)
        windows.append(watched)
        return watched

    yield start
    for context in contexts:
        context.close()
    for watched in windows:
        assert watched.errors == []
        assert [url for url in watched.requests if not url.startswith(("file:", "data:", "http://127.0.0.1:"))] == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """A test's output is no place for a server's log."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site served on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
