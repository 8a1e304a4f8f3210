"""How quickly the desk answers a key: an article of 8,000 words with 1,200 mentions, 50,000 entries, in a browser.

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
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

WORDS: Final = 8_000
MENTIONS: Final = 1_200
ENTRIES: Final = 50_000
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


def told(what: str, milliseconds: list[float], frames: list[int] | None = None) -> None:
    """One line of the table."""
    shown = f"{statistics.median(frames):5.1f} {max(frames):5d}" if frames else " " * 11
    print(f"{what:14} {shown}  {statistics.median(milliseconds):8.0f} {max(milliseconds):8.0f}")


def pressed(page: Any, what: str, key: str, done: Callable[[], str], between: str = "", times: int = 15) -> None:
    """Press a key some times, and wait until its effect is drawn."""
    frames, milliseconds = [], []
    for _ in range(times):
        if between:
            page.keyboard.press(between)
        page.wait_for_timeout(300)
        count, took = page.evaluate(PRESS, {"key": key, "done": done()})
        frames.append(count)
        milliseconds.append(took)
    told(what, milliseconds, frames)


def measure(page: Any, base: str) -> None:
    """The table."""
    print(f"{'':14} {'frames':>11}  {'milliseconds':>17}\n{'':14} median worst    median    worst")
    opened = []
    for _ in range(5):
        begin = time.monotonic()
        page.goto(f"{base}/review?article=long")
        page.wait_for_selector("#reading [aria-current=true]")
        opened.append((time.monotonic() - begin) * 1000)
    told("open", opened)
    page.wait_for_timeout(8000)  # the annotator has read the article

    def current() -> str:
        return str(page.evaluate("document.querySelector('#reading [aria-current]').dataset.mention"))

    here = "document.querySelector('#reading [aria-current]')"
    pressed(page, "next", "j", lambda: f"{here}?.dataset.mention !== {current()!r}")
    pressed(page, "accept", "a", lambda: f"{here}?.dataset.by === 'editor'", "j")
    pressed(page, "reject", "x", lambda: f"!document.querySelector('#reading [data-mention=\"{current()}\"]')", "j")
    count = "document.querySelectorAll('#reading [data-mention]').length"
    pressed(page, "undo", "z", lambda: f"{count} !== {page.evaluate(count)}", times=10)
    page.keyboard.press("l")
    page.wait_for_selector("#link-hits li")
    told(
        "link search", [page.evaluate(SEARCH, words) for words in ("ka", "mol", "ten su", "gusan", "ozlin mer", "bel")]
    )


def main() -> None:
    """Make the edition, start the desk, measure."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name:
        made_up_edition(Path(name))
        command = [sys.executable, "-m", "edition", "-C", name, "desk"]
        desk = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert desk.stdout is not None
        address = desk.stdout.readline().strip()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(address)
            measure(page, address.partition("/?")[0])
            browser.close()
        desk.kill()
        desk.wait()


if __name__ == "__main__":
    main()
