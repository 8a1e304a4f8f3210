"""Draw the pictures of the tutorials: what the desk and the site show where each of them ends.

    .venv/bin/python docs/draw_tutorial.py [FOLDER]

Needs Debian's chromium and playwright; gives `tutorial-desk*.webp` and `tutorial-site*.webp`, in docs/images where no
folder is named.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from docs.draw_desk import desk, review  # noqa: E402 - a script finds what stands beside it
from docs.follow import followed  # noqa: E402

WIDTH, HEIGHT = 1000, 620
PAGES = (
    ("tutorial.md", "voyages", "harbour", "Ada Example", "en-GB", ""),
    ("tr/tutorial.md", "geziler", "liman", "Ayşe Örnek", "tr-TR", "-tr"),
)


def call(folder: Path, arguments: list[str]) -> str:
    """A step of the tutorial; a test compares what it says."""
    subprocess.run([sys.executable, "-m", "edition", *arguments], cwd=folder, check=True, capture_output=True)
    return ""


def taken(page: Any, path: Path) -> None:
    """What the browser shows, as a picture."""
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(path, quality=72, method=6)


def main() -> None:
    """Follow each tutorial, look at the desk and at the article."""
    from playwright.sync_api import sync_playwright

    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/images"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, folder, article, editor, locale, ending in PAGES:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale=locale)
            page.set_default_timeout(120_000)
            with tempfile.TemporaryDirectory() as made:
                followed((ROOT / "docs" / name).read_text(encoding="utf-8"), Path(made), call)
                edition = Path(made, folder)
                page.goto((edition / f"output/site/articles/{article}.html").as_uri())
                taken(page, out / f"tutorial-site{ending}.webp")
                with desk(edition, editor) as address:
                    page.goto(address)
                    page.goto(f"{address.partition('/?')[0]}/review?article={article}")
                    review(page)
                    taken(page, out / f"tutorial-desk{ending}.webp")
        browser.close()


if __name__ == "__main__":
    main()
