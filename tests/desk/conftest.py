"""The desk as a person starts it: a process on a free port, and a browser that watches what its pages do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.deciding.conftest import make_edition

from edition.deciding import Article
from edition.deciding.carry import open_article
from edition.project import Project, read_project

PATIENCE = 20_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Desk:
    """A running desk."""

    process: subprocess.Popen[str]
    address: str
    project: Project

    @property
    def base(self) -> str:
        return self.address.partition("/?")[0]

    def text(self, path: str = "tei/articles/letter.xml") -> str:
        return (self.project.root / path).read_text("utf-8")

    def article(self) -> Article:
        return open_article(self.project, "letter")

    def decisions(self) -> list[list[str]]:
        path = self.project.root / "tei/decisions.tsv"
        lines = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
        return [line.split("\t") for line in lines]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_edition(tmp_path)
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Desk]]:
    """Start the desk of the edition; it ends with the test."""
    running: list[subprocess.Popen[str]] = []

    def run(*options: str) -> Desk:
        command = [sys.executable, "-m", "edition", "-C", str(folder), "desk", "--port", "0", *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        running.append(process)
        assert process.stdout is not None
        return Desk(process, process.stdout.readline().strip(), read_project(folder))

    yield run
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def desk(start: Callable[..., Desk]) -> Desk:
    return start("--as", "Ada Çelik")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium")
    if not path:
        pytest.skip("chromium is not installed")
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Window:
    """A window on a desk."""

    page: Any
    desk: Desk
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def current(self) -> str:
        return str(self.page.locator("#reading [aria-current=true]").get_attribute("data-mention"))

    def choose(self, text: str, number: int = 0) -> str:
        """Make a mention the current one, by its words."""
        self.page.locator("#reading [data-mention]", has_text=text).nth(number).click()
        return self.current

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def done(self, words: str = "") -> None:
        """Wait until the page says that something was done."""
        from playwright.sync_api import expect

        expect(self.page.locator("#status")).to_contain_text(words or "“")

    def select(self, text: str) -> None:
        """Select words of the article as a pointer would."""
        self.page.evaluate(SELECT, text)


SELECT = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("reading"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
    return;
  }
  throw new Error("no such words");
}"""


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Window]]:
    """Open a view of a desk. At the end nothing may have gone wrong in the page, or have left the machine."""
    windows: list[Window] = []

    def open_(desk: Desk, path: str = "/review?article=letter", **options: Any) -> Window:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **options})
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        window = Window(page, desk)
        page.on("pageerror", lambda error: window.errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and window.errors.append(said.text))
        context.on("request", lambda request: window.requests.append(request.url))
        page.goto(desk.address)
        page.goto(desk.base + path)
        if path.startswith("/review"):
            page.wait_for_selector("#reading [aria-current=true]")
        windows.append(window)
        return window

    yield open_
    for window in windows:
        window.page.context.close()
        known = ["409", "422"]  # refusals that tests provoke
        if window.desk.process.poll() is not None:
            known.append("net::ERR_")  # of a desk that they killed, in whatever state an answer was cut off
        assert [e for e in window.errors if not any(k in e for k in known)] == []
        assert [u for u in window.requests if not u.startswith((window.desk.base, "data:", "blob:"))] == []


@pytest.fixture
def window(desk: Desk, visit: Callable[..., Window]) -> Window:
    """The letter in Review, its most uncertain mention the current one."""
    return visit(desk)


@pytest.fixture
def vakur(window: Window) -> Window:
    """The same with the name chosen that no register has."""
    window.choose("Vakur Bey")
    return window
