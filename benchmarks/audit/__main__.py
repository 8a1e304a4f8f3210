"""Look at the built site as machines do, and print a table: axe, HTML, layout shift, Lighthouse, Ace, weights.

    python -m benchmarks.audit [SITE] [--tools FOLDER] [--without lighthouse]

SITE is `output/site`. The tools are those of `package.json`, installed by npm into FOLDER (`output/audit`), with the
versions that stand there. It ends with 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
_KINDS: Final = (
    "index.html", "articles/*.html", "articles/*.tei.html", "persons/index.html", "persons/*.html", "places/index.html",
    "places/*.html", "events/*.html", "works/index.html", "works/*.html", "chronology/index.html", "network/index.html",
    "search/index.html", "data/index.html", "guidelines/index.html", "about.html", "404.html",
)  # fmt: skip
_LIGHTHOUSE: Final = ("index.html", "articles/*.html", "persons/*.html", "places/index.html", "persons/index.html")
_CATEGORIES: Final = ("accessibility", "best-practices", "seo")
_SCORE, _SHIFT, _PAGE_KB, _SITE_MB = 95, 0.05, 60, 25
_SHIFTS: Final = """() => new Promise((done) => {
  let sum = 0;
  const add = (each) => { if (!each.hadRecentInput) sum += each.value; };
  new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 700);
})"""


def main() -> int:
    """Everything in turn; 1 where something is worse than the limits."""
    parser = argparse.ArgumentParser(description="Look at the built site as machines do.")
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "output/site")
    parser.add_argument("--tools", type=Path, default=ROOT / "output/audit")
    parser.add_argument("--without", action="append", default=[], choices=["axe", "vnu", "lighthouse", "ace"])
    options = parser.parse_args()
    site, tools = options.site.resolve(), _installed(options.tools.resolve())
    pages = _pages(site)
    worse = _weights(site)
    with _served(site) as address:
        if "axe" not in options.without:
            worse += _axe(address, pages, tools)
        if "lighthouse" not in options.without:
            worse += _lighthouse(address, site, tools)
    if "vnu" not in options.without:
        worse += _vnu(site, pages, tools)
    if "ace" not in options.without:
        worse += sum(_ace(book, tools) for book in sorted(site.glob("exports/*.epub")))
    print(f"\n{worse} of the limits passed" if worse else "\nall within the limits")
    return int(worse > 0)


def _installed(folder: Path) -> Path:
    """The tools, installed where they are not yet."""
    wanted = (HERE / "package.json").read_bytes()
    known = folder / "package.json"
    if not known.is_file() or known.read_bytes() != wanted or not (folder / "node_modules").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        known.write_bytes(wanted)
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}  # Ace uses the chromium that is here
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=folder, check=True, env=environment)
    return folder / "node_modules"


def _pages(site: Path) -> list[str]:
    """A page of every kind in every language."""
    prefixes = ["", *sorted(f"{p.parent.name}/" for p in site.glob("??/index.html"))]
    return [page for prefix in prefixes for kind in _KINDS if (page := _largest(site, prefix + kind))]


def _largest(site: Path, pattern: str) -> str | None:
    """Of the pages of a kind the largest: what is wrong with one is most likely wrong there."""
    views = ".tei." in pattern
    found = [p for p in site.glob(pattern) if views or not p.name.endswith(".tei.html")]
    if pattern.endswith("/*.html"):
        found = [p for p in found if p.name != "index.html"]
    best = max(found, key=lambda path: path.stat().st_size, default=None)
    return best.relative_to(site).as_posix() if best else None


def _weights(site: Path) -> int:
    """What is sent for an article, and what the whole takes."""
    files = [path for path in site.rglob("*") if path.is_file()]
    whole = sum(path.stat().st_size for path in files) / 1e6
    exports = sum(path.stat().st_size for path in (site / "exports").rglob("*") if path.is_file()) / 1e6
    articles = {
        p: len(gzip.compress(p.read_bytes())) / 1e3 for p in site.glob("articles/*.html") if ".tei." not in p.name
    }
    largest = max(articles.values(), default=0.0)
    print("weights")
    print(
        f"  the site                    {whole:8.1f} MB of {_SITE_MB} ({exports:.1f} MB exports, {len(files):,} files)"
    )
    print(f"  the largest article, packed {largest:8.1f} KB of {_PAGE_KB}")
    for name in ("assets/site.css", "assets/site.js", "assets/search.js", "data/coast.svg"):
        if (site / name).is_file():
            print(f"  {name:27} {len(gzip.compress((site / name).read_bytes())) / 1e3:8.1f} KB packed")
    return int(whole > _SITE_MB) + int(largest > _PAGE_KB)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """The table is enough."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _axe(address: str, pages: list[str], tools: Path) -> int:
    """Each page, narrow and wide, light and dark; how much moves while it loads."""
    script = (tools / "axe-core/axe.min.js").read_text("utf-8")
    print(f"\naxe {_version(tools, 'axe-core')}: 360 and 1280, light and dark; layout shift at most {_SHIFT}")
    worse = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for page in pages:
            found, shift = _looked_at(browser, address + page, script)
            bad = bool(found) or shift > _SHIFT
            worse += bad
            print(f"  {'!' if bad else ' '} {page:52} {shift:5.3f}  {', '.join(sorted(found)) or '-'}")
        browser.close()
    return worse


def _looked_at(browser: Browser, url: str, script: str) -> tuple[set[str], float]:
    found: set[str] = set()
    shift = 0.0
    for width in (360, 1280):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, bypass_csp=True, reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(url)
        shift = max(shift, page.evaluate(_SHIFTS))
        page.add_script_tag(content=script)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            result: dict[str, Any] = page.evaluate("axe.run({ resultTypes: ['violations'] })")
            found |= {f"{each['id']} ({width}, {scheme})" for each in result["violations"]}
        context.close()
    return found, shift


def _lighthouse(address: str, site: Path, tools: Path) -> int:
    """Three runs a page as on a phone; the performance is noted only."""
    print(f"\nLighthouse {_version(tools, 'lighthouse')}, mobile, medians of three: at least {_SCORE}")
    worse = 0
    for kind in _LIGHTHOUSE:
        page = _largest(site, kind)
        if page is None:
            continue
        runs = [_one_run(address + page, tools) for _ in range(3)]
        scores = {
            name: round(100 * statistics.median(run[name] for run in runs)) for name in (*_CATEGORIES, "performance")
        }
        bad = any(scores[name] < _SCORE for name in _CATEGORIES)
        worse += bad
        told = "  ".join(f"{name} {score}" for name, score in scores.items())
        print(f"  {'!' if bad else ' '} {page:40} {told}")
    return worse


def _one_run(url: str, tools: Path) -> dict[str, float]:
    command = ["node", str(tools / "lighthouse/cli/index.js"), url, "--output=json", "--quiet",
               "--only-categories=performance," + ",".join(_CATEGORIES),
               "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": _chromium()}
    )
    return {name: float(value["score"] or 0) for name, value in json.loads(done.stdout)["categories"].items()}


def _vnu(site: Path, pages: list[str], tools: Path) -> int:
    """The pages as the Nu validator reads them."""
    jar = next(tools.glob("vnu-jar/build/dist/vnu.jar"))
    command = [
        "java",
        "-Xss1m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        *(str(site / page) for page in pages),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = [m for m in json.loads(done.stdout)["messages"] if m["type"] == "error"]
    print(f"\nNu validator {_version(tools, 'vnu-jar')}: {len(messages)} errors on {len(pages)} pages")
    for message in messages[:12]:
        print(f"  ! {Path(message['url']).relative_to(site) if 'url' in message else ''}: {message['message']}"[:160])
    return int(bool(messages))


def _ace(book: Path, tools: Path) -> int:
    """A book as those read it who cannot see it."""
    out = tools.parent / "ace"
    command = ["node", str(tools / "@daisy/ace-cli/bin/ace.js"), "--silent", "--force", "--outdir", str(out), str(book)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": _chromium()}
    subprocess.run(command, capture_output=True, check=True, env=environment)
    report: dict[str, Any] = json.loads((out / "report.json").read_text("utf-8"))
    found = [
        f"{part['earl:testSubject']['url']}: {each['earl:result']['dct:description']}"
        for part in report["assertions"]
        for each in part["assertions"]
    ]
    print(f"\nAce {_version(tools, '@daisy/ace-cli')}: {len(found)} faults in {book.name}")
    for told in found[:12]:
        print(f"  ! {told}"[:160])
    return int(bool(found))


def _version(tools: Path, name: str) -> str:
    return str(json.loads((tools / name / "package.json").read_text("utf-8"))["version"])


def _chromium() -> str:
    found = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        sys.exit("chromium is not installed: set CHROME_PATH")
    return found


if __name__ == "__main__":
    sys.exit(main())
