"""The frame of the desk's pages: navigation, style sheets, the view's script and what it needs to know."""

from __future__ import annotations

import json
import secrets
from html import escape
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import HTMLResponse

from edition.desk.state.bench import Bench
from edition.desk.web.guard import STYLE
from edition.desk.web.words import InterfaceWords, wanted_language, words

VIEWS: Final = (
    ("overview", "/"), ("review", "/review"), ("registers", "/registers"), ("structure", "/structure"),
    ("source", "/source"), ("findings", "/findings"), ("changes", "/changes"),
)  # fmt: skip


def words_of(request: Request) -> InterfaceWords:
    """The labels in the language of the browser."""
    return words(wanted_language(request.headers.get("accept-language", "")))


def bench_of(request: Request) -> Bench:
    """The edition that this desk serves."""
    bench: Bench = request.app.state.bench
    return bench


def style_word(request: Request) -> str:
    """A word, for this page alone, by which its script may add style sheets (CodeMirror makes its own)."""
    word = secrets.token_urlsafe(16)
    request.scope[STYLE] = word
    return word


def page(request: Request, view: str, main: str, data: dict[str, Any] | None = None) -> HTMLResponse:
    """A view as a page; `data` is what its script begins with."""
    word, bench = words_of(request), bench_of(request)
    links = "".join(
        f'<li><a href="{path}"{_current(name == view)}>{word.html("view." + name)}</a></li>' for name, path in VIEWS
    )
    own = {"labels": word.script(), "lang": word.lang, "by": bench.by, "readOnly": bench.read_only, **(data or {})}
    script = f'<script type="module" src="/assets/{view}.js"></script>'
    return HTMLResponse(
        f'<!doctype html><html lang="{word.lang}" data-view="{view}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{word.html('view.' + view)} · {escape(bench.title(word.lang))}</title>"
        '<script src="/assets/theme.js" data-fonts></script>'
        '<link rel="stylesheet" href="/assets/site.css"><link rel="stylesheet" href="/assets/desk.css">'
        '<link rel="icon" type="image/png" href="/assets/icon.png"></head>'
        f'<body class="desk"><a class="skip" href="#main">{word.html("skip")}</a>'
        f'<header class="desk-head"><p class="desk-title">{escape(bench.title(word.lang))}</p>'
        f'<nav aria-label="{word.html("views")}"><ul>{links}</ul></nav>{_who(bench, word)}</header>'
        f'<p id="notice" class="notice" role="alert" hidden></p>'
        f'<main id="main" tabindex="-1">{main}</main>'
        f'<p id="status" class="status" role="status"></p>'
        f'<script type="application/json" id="data">{as_json(own)}</script>{script}</body></html>'
    )


def as_json(value: Any) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _current(here: bool) -> str:
    return ' aria-current="page"' if here else ""


def _who(bench: Bench, word: InterfaceWords) -> str:
    if bench.read_only:
        return f'<p class="desk-who">{word.html("read-only")}</p>'
    return f'<p class="desk-who">{escape(bench.by)}</p>' if bench.by else ""
