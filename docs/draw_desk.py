"""Draw the pictures of docs/desk.md: a small edition of our own on the desk, in a browser.

    .venv/bin/python docs/draw_desk.py [FOLDER]

Needs Debian's chromium and playwright; gives `desk-*.webp`, in docs/images where no folder is named.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 1180, 740
LETTER = """Letters from the Bridge

Ada Stern

Evliya Çelebi came to Mostar in 1664, and wrote that the bridge was like a rainbow. The architect Hayruddin had built it
for Sultan Suleiman; it was finished in 1566. The keeper of the tower, one Murat Ağa, showed him the half-
finished mosque on the left shore.

The river Neretva was high in that spring. Young men leapt from the bridge into it, as they do today, and Evliya counted
them; he gives their number as forty, which nobody believes. Murat Ağa said that it was so every year.
"""
REGISTER = """
      <person xml:id="murat-aga">
        <persName xml:lang="en" type="main">Murat Ağa</persName>
        <occupation>keeper of the tower</occupation>
      </person>
      <person xml:id="murat-bey">
        <persName xml:lang="en" type="main">Murat Bey</persName>
      </person>"""


def made_edition(folder: Path) -> None:
    """The sample of `edition new`, with a letter that was imported and annotated."""
    call("new", str(folder), "--title", "Bridges", "--author", "Ada Stern", "--language", "en")
    persons = folder / "tei/registers/persons.xml"
    text = persons.read_text(encoding="utf-8")
    at = text.index("</person>") + len("</person>")
    persons.write_text(text[:at] + REGISTER + text[at:], encoding="utf-8")
    (folder / "sources").mkdir()
    (folder / "sources/letters.txt").write_text(LETTER, encoding="utf-8")
    call("-C", str(folder), "import", "sources/letters.txt")
    call("-C", str(folder), "annotate")


def call(*arguments: str) -> None:
    """Run the program; findings are no failure here."""
    subprocess.run([sys.executable, "-m", "edition", *arguments], check=False, capture_output=True)


@contextmanager
def desk(folder: Path, editor: str = "Ada Stern") -> Iterator[str]:
    """The address of a desk, while it runs."""
    command = [sys.executable, "-m", "edition", "-C", str(folder), "desk", "--as", editor]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def review(page: Any) -> None:
    page.wait_for_selector("#reading [aria-current=true]")
    page.wait_for_selector(".candidates li, .reason")


def link(page: Any) -> None:
    review(page)
    page.keyboard.press("l")
    page.keyboard.type("mur")
    page.wait_for_selector("#link-hits li")


def place(page: Any) -> None:
    page.locator("#pick summary").click()
    page.wait_for_selector("#map .cross")
    page.wait_for_selector("#mentions")


def source(page: Any) -> None:
    page.wait_for_selector("#reading [data-block]")
    page.locator("#reading [data-mention]").first.click()
    page.wait_for_selector("[data-here]")


def overview(page: Any) -> None:
    """As it is once all has been read: the doubts of the import, and what a check finds."""
    for _ in range(60):
        if page.locator("a[href^='/structure?article=letters']").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    page.wait_for_function("() => [...document.querySelectorAll('[data-findings]')].every((cell) => cell.textContent)")


def still(page: Any) -> None:
    page.wait_for_load_state("networkidle")


PICTURES: dict[str, tuple[str, Callable[[Any], None]]] = {
    "overview": ("/", overview),
    "review": ("/review?article=letters", review),
    "link": ("/review?article=letters", link),
    "registers": ("/registers?key=mostar", place),
    "structure": ("/structure?article=letters", still),
    "source": ("/source?article=letters", source),
}


def main() -> None:
    """Make the edition, start the desk, take the pictures."""
    from playwright.sync_api import sync_playwright

    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/images"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bridges"
        made_edition(folder)
        with desk(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB")
            page.set_default_timeout(120_000)
            page.goto(address)
            for picture, (path, prepare) in PICTURES.items():
                page.goto(address.partition("/?")[0] + path)
                page.reload()  # with its letters at hand: a page does not wait for them
                prepare(page)
                page.evaluate("document.fonts.ready")
                taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                taken.save(out / f"desk-{picture}.webp", quality=72, method=6)
            browser.close()


if __name__ == "__main__":
    main()
