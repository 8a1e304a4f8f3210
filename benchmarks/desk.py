"""How quickly the desk answers: a key in an article of 8,000 words with 1,200 mentions beside 50,000 entries, in a
browser; and how soon 2,000 articles are there, read for the first time and again.

    .venv/bin/python -m benchmarks.desk

Prints the median and the worst of opening, the next mention, accepting, rejecting, undoing and searching, in frames of
the page and in milliseconds. Needs Debian's chromium and playwright.
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

WORDS: Final = 8_000
MENTIONS: Final = 1_200
ENTRIES: Final = 50_000
ARTICLES: Final = 2_000
SYLLABLES: Final = ("ka", "ri", "mol", "ten", "su", "dar", "bel", "oz", "lin", "mer", "gu", "san")
TEI: Final = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"{id}><teiHeader><fileDesc><titleStmt><title>Made up</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>'  # noqa: E501
PRESS: Final = """async ({key, done}) => {
  const test = new Function("return " + done);
  const begin = performance.now();
  let frames = 0;
  document.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  await new Promise((ok) => { const look = () => { frames += 1; test() || frames > 600 ? ok() : requestAnimationFrame(look); }; requestAnimationFrame(look); });
  return [frames, performance.now() - begin];
}"""  # noqa: E501
SEARCH: Final = """async (words) => {
  const input = document.getElementById("link-q"), list = document.getElementById("link-hits");
  const begin = performance.now();
  list.replaceChildren();
  input.value = words;
  input.dispatchEvent(new Event("input"));
  while (!list.childElementCount && performance.now() - begin < 3000) await new Promise(requestAnimationFrame);
  return performance.now() - begin;
}"""


def made_up_edition(folder: Path) -> None:
    """An edition with one long article and a large register."""
    rnd = random.Random(1)

    def word(count: int) -> str:
        return "".join(rnd.choices(SYLLABLES, k=count))

    names = [f"{word(2)} {word(3)}".title() for _ in range(ENTRIES)]
    persons = "\n".join(
        f'<person xml:id="p{i}"><persName xml:lang="en" type="main">{n}</persName></person>'
        for i, n in enumerate(names)
    )
    paragraphs, each = [], WORDS // MENTIONS - 2
    for number in range(80):
        parts = []
        for _ in range(MENTIONS // 80):
            entry = rnd.randrange(ENTRIES)
            cert = rnd.choice(("high", "medium", "low"))
            mark = f'<persName ref="person:p{entry}" cert="{cert}" resp="#edition-annotate">{names[entry]}</persName>'
            parts.append(f"{mark} {' '.join(word(2) for _ in range(each))}.")
        paragraphs.append(f'<p xml:id="b{number}">{" ".join(parts)}</p>')
    for path, text in {
        "edition.toml": '[edition]\ntitle = { en = "Made up" }\nlanguages = ["en"]\n',
        "tei/articles/long.xml": TEI.format(id=' xml:id="long"', body="\n".join(paragraphs)),
        "tei/registers/persons.xml": TEI.format(id="", body=f"<listPerson>\n{persons}\n</listPerson>"),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def many_articles(folder: Path, number: int) -> None:
    """An edition with many letters of 300 words and ten mentions."""
    rnd = random.Random(2)
    names = ["".join(rnd.choices(SYLLABLES, k=3)).title() for _ in range(500)]
    persons = "\n".join(
        f'<person xml:id="p{i}"><persName xml:lang="en" type="main">{n}</persName></person>'
        for i, n in enumerate(names)
    )
    files = {
        "edition.toml": '[edition]\ntitle = { en = "Made up" }\nlanguages = ["en"]\n',
        "tei/registers/persons.xml": TEI.format(id="", body=f"<listPerson>\n{persons}\n</listPerson>"),
    }
    for article in range(number):
        parts = []
        for entry in rnd.choices(range(500), k=10):
            cert = rnd.choice(("high", "medium", "low"))
            mark = f'<persName ref="person:p{entry}" cert="{cert}" resp="#edition-annotate">{names[entry]}</persName>'
            parts.append(f"{mark} {' '.join(''.join(rnd.choices(SYLLABLES, k=2)) for _ in range(28))}.")
        body = f'<p xml:id="b{article}">{" ".join(parts)}</p>'
        files[f"tei/articles/a{article:05}.xml"] = TEI.format(id=f' xml:id="a{article:05}"', body=body)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a desk, while it runs."""
    command = [sys.executable, "-m", "edition", "-C", str(folder), "desk"]
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert desk.stdout is not None
    try:
        yield desk.stdout.readline().strip()
    finally:
        desk.kill()
        desk.wait()


Figures = dict[str, dict[str, float]]


class Table:
    """What was measured, printed as it comes."""

    def __init__(self) -> None:
        self.figures: Figures = {}
        print(f"{'':22} {'frames':>11}  {'milliseconds':>17}\n{'':22} median worst    median    worst")

    def add(self, what: str, milliseconds: list[float], frames: list[int] | None = None) -> None:
        """One line."""
        found = {"median ms": statistics.median(milliseconds), "worst ms": max(milliseconds)}
        if frames:
            found |= {"median frames": statistics.median(frames), "worst frames": max(frames)}
        shown = f"{statistics.median(frames):5.1f} {max(frames):5d}" if frames else " " * 11
        print(f"{what:22} {shown}  {found['median ms']:8.0f} {found['worst ms']:8.0f}", flush=True)
        self.figures[what] = found


def pressed(
    page: Any, table: Table, what: str, key: str, done: Callable[[], str], between: str = "", times: int = 15
) -> None:
    """Press a key some times, and wait until its effect is drawn."""
    frames, milliseconds = [], []
    for _ in range(times):
        if between:
            page.keyboard.press(between)
        page.wait_for_timeout(300)
        count, took = page.evaluate(PRESS, {"key": key, "done": done()})
        frames.append(count)
        milliseconds.append(took)
    table.add(what, milliseconds, frames)


def measure_keys(page: Any, base: str, table: Table, times: int) -> None:
    """An article on the desk."""
    opened = []
    for _ in range(3):
        begin = time.monotonic()
        page.goto(f"{base}/review?article=long")
        page.wait_for_selector("#reading [aria-current=true]")
        opened.append((time.monotonic() - begin) * 1000)
    table.add("open an article", opened)
    page.wait_for_selector("#why .reason, #why .candidates", timeout=120_000)  # the annotator has read the article
    page.wait_for_timeout(2000)

    def current() -> str:
        return str(page.evaluate("document.querySelector('#reading [aria-current]').dataset.mention"))

    here = "document.querySelector('#reading [aria-current]')"
    gone = "!document.querySelector('#reading [data-mention=\"{}\"]')"
    pressed(page, table, "next", "j", lambda: f"{here}?.dataset.mention !== {current()!r}", times=times)
    pressed(page, table, "accept", "a", lambda: f"{here}?.dataset.by === 'editor'", "j", times)
    pressed(page, table, "reject", "x", lambda: gone.format(current()), "j", times)
    count = "document.querySelectorAll('#reading [data-mention]').length"
    pressed(page, table, "undo", "z", lambda: f"{count} !== {page.evaluate(count)}", times=times - 1)
    page.keyboard.press("l")
    page.wait_for_selector("#link-hits li")
    words = ("ka", "mol", "ten su", "gusan", "ozlin mer", "bel")
    table.add("search in the register", [page.evaluate(SEARCH, part) for part in words])


def measure_articles(page: Any, folder: Path, table: Table, number: int) -> None:
    """Many articles: a desk that reads them for the first time, and one that has read them before."""
    many_articles(folder, number)
    for what in ("first", "again"):
        begin = time.monotonic()
        with running(folder) as address:
            answered = time.monotonic() - begin
            page.goto(address)
            page.goto("about:blank")  # the overview would load itself again and again
            base = address.partition("/?")[0]
            while page.request.get(base).text().count("data-doubts=") < number:  # those known by now
                time.sleep(0.1)
            known = time.monotonic() - begin
            begin = time.monotonic()
            page.goto(f"{base}/review")
            page.wait_for_selector("#reading [aria-current=true]")
            queued = time.monotonic() - begin
        table.add(f"{number:,} articles, {what}: it answers", [answered * 1000])
        table.add("  all are in the overview", [known * 1000])
        table.add("  the queue of all", [queued * 1000])


def main(short: bool = False) -> Figures:
    """Make editions, start desks, measure; the figures by what was measured."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("desk: playwright is not installed")
        return {}
    chromium = shutil.which("chromium")
    if chromium is None:
        print("desk: chromium is not installed")
        return {}
    table = Table()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        made_up_edition(Path(name) / "long")
        with running(Path(name) / "long") as address:
            page.goto(address)
            measure_keys(page, address.partition("/?")[0], table, 4 if short else 15)
        measure_articles(page, Path(name) / "many", table, ARTICLES // 10 if short else ARTICLES)
        browser.close()
    return table.figures


if __name__ == "__main__":
    main()
