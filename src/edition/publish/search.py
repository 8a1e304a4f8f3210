"""The search index, made by Pagefind over the written site.

Pagefind comes as a program in the PyPI package `pagefind-bin-extended`; it reads the HTML of the articles (what stands
in `data-pagefind-body`), stems by the page's language, and writes its index beside the search page.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from edition.diagnostics import Diagnostic
from edition.publish.codes import NO_SEARCH

_INDEXED = "{articles,persons,places,organisations,events,works}/*.html"


def program() -> Path | None:
    """Pagefind's program, where its package is installed."""
    try:
        import pagefind_bin_extended
    except ImportError:
        return None
    path: Path = pagefind_bin_extended.get_executable()
    return path


def build_search(site: Path, *, prefixes: tuple[str, ...] = ("",)) -> list[Diagnostic]:
    """Index the pages of each language below `site`; without the program the site has no search, and says so."""
    executable = program()
    if executable is None:
        return [_missing("the package pagefind-bin-extended is not installed")]
    found = []
    for prefix in prefixes:
        folder = site / prefix if prefix else site
        options = ["--glob", _INDEXED, "--output-path", str(folder / "pagefind"), "--root-selector", "html", "--quiet"]
        command = [str(executable), "--site", str(folder), *options]
        done = subprocess.run(  # noqa: S603 - our own program
            command, capture_output=True, encoding="utf-8", errors="replace", timeout=3600, check=False
        )
        if done.returncode != 0:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            found.append(_missing(f"Pagefind ended with {done.returncode}: {' '.join(last)}"))
    return found


def _missing(reason: str) -> Diagnostic:
    return Diagnostic(
        NO_SEARCH,
        "the search index could not be made",
        notes=(reason,),
        help="install it with: pip install pagefind-bin-extended",
    )
