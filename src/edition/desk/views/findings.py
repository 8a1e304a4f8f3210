"""Findings: what is wrong in the edition, by kind and file, each with its line, and fixes with what they would change."""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edition.deciding import Record
from edition.deciding.carry import now
from edition.desk.state.checked import MOST
from edition.desk.views.source import files_of
from edition.desk.web.answers import Asked, changing, reading
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.told import title
from edition.desk.web.words import InterfaceWords
from edition.diagnostics import Diagnostic, Edit, EditionError, Fix, LineIndex, Safety, Span
from edition.facts.sentences import sentence_around
from edition.markup import parse
from edition.markup.source import as_source
from edition.markup.standoff import Flow, scan_text

_AROUND = 90
_WORDS = 240  # so many letters of a long paragraph are shown
_PATIENCE = 8.0  # seconds that a page waits for the check; after that it looks again


async def show(request: Request) -> Response:
    """The page: the whole edition is checked, beside other requests."""
    word, bench = words_of(request), bench_of(request)
    checked = await bench.checks.result(_PATIENCE)
    if checked is None:
        main = f'<div class="room"><h1>{word.html("view.findings")}</h1><p role="status">{word.html("findings.running")}</p></div>'
        return page(request, "findings", main, {"running": True})
    found = checked.findings
    files = _Files(request)
    by_code: dict[str, list[tuple[int, Diagnostic]]] = defaultdict(list)
    for number, diagnostic in enumerate(found):
        by_code[diagnostic.code.id].append((number, diagnostic))
    order = sorted(
        by_code.values(), key=lambda kind: (str(kind[0][1].severity) != "error", str(kind[0][1].severity), -len(kind))
    )
    kinds = "".join(_kind(kind, files, word) for kind in order)
    inside = kinds or f'<p class="empty">{word.html("findings.none")}</p>'
    main = (
        f'<div class="room"><h1>{word.html("view.findings")}</h1><p class="tools-row"><a href="/findings">{word.html("findings.check")}</a>'
        f'<span class="hint">{word.html("findings.count", n=len(found))}</span></p>{inside}</div>'
    )
    return page(request, "findings", main, {"check": checked.number})


async def _counts(request: Request) -> dict[str, Any]:
    """How much was found in each file; nothing while a check is running."""
    checked = await bench_of(request).checks.result(_PATIENCE)
    found = Counter(d.primary.file for d in checked.findings if d.primary) if checked else {}
    return {"running": checked is None, "files": found}


class _Files:
    """Lines of the files that findings speak of."""

    def __init__(self, request: Request) -> None:
        self._bench = bench_of(request)
        self._data: dict[str, tuple[bytes, LineIndex]] = {}
        self._flows: dict[str, tuple[Flow, ...]] = {}
        self._shown = frozenset(files_of(self._bench))

    def link(self, span: Span, text: str, title: str) -> str:
        """The way to a place in Source, which has articles and registers and nothing else."""
        if span.file not in self._shown:
            return text
        return f'<a href="/source?file={escape(span.file)}&amp;at={span.start}" title="{title}">{text}</a>'

    def place(self, diagnostic: Diagnostic) -> tuple[bytes, int]:
        """The bytes of its file, and its line."""
        span = diagnostic.primary
        if span is None:
            return b"", 0
        if span.file not in self._data:
            data = self._bench.store.read(span.file)
            self._data[span.file] = data, LineIndex(data)
        data, index = self._data[span.file]
        return data, index.position(min(span.start, len(data))).line

    def sentence(self, span: Span) -> tuple[str, str, str] | None:
        """The sentence of a place: before it, the words of its element, behind them; none where it has no words."""
        found = [(flow, e) for flow in self._flows_of(span.file) for e in (flow.owner, *flow.inside)
                 if e.start <= span.start < e.start_end]  # fmt: skip
        if not found:
            return None
        flow, element = found[-1]
        start, end = (element.first, element.last) if element in flow.inside else (0, len(flow.text))
        words = flow.text[start:end]
        if not words.strip():
            return None
        first, last = sentence_around(flow.text, start, end, flow.owner.inherited("xml:lang", "en"))
        if len(words) > _WORDS:
            return flow.text[first:start], f"{words[:_WORDS]} …", ""
        return flow.text[first:start], words, flow.text[end:last]

    def _flows_of(self, file: str) -> tuple[Flow, ...]:
        """The running text of a file; none of one that is not well-formed, or no XML."""
        if file not in self._flows:
            try:
                self._flows[file] = scan_text(parse(as_source(file, self._data[file][0])).source.data).flows
            except EditionError:
                self._flows[file] = ()
        return self._flows[file]


def _kind(found: list[tuple[int, Diagnostic]], files: _Files, word: InterfaceWords) -> str:
    first = found[0][1]
    fixable = [number for number, d in found if d.fix is not None and d.fix.safety is not Safety.DISPLAY]
    every = (
        f'<button type="button" data-fix="{" ".join(map(str, fixable))}">{word.html("findings.fix-all", n=len(fixable))}</button>'
        if len(fixable) > 1 else ""
    )  # fmt: skip
    by_file: dict[str, list[str]] = defaultdict(list)
    for number, d in found[:MOST]:
        by_file[d.primary.file if d.primary else ""].append(_finding(number, d, files, word))
    rows = "".join(
        (f"<h3>{escape(file)} <small>{len(inside):,}</small></h3>" if file else "")
        + f"<ul class='listing'>{''.join(inside)}</ul>"
        for file, inside in by_file.items()
    )
    return (
        f'<section class="box"><h2><small>{word.html(f"severity.{first.severity}")} {first.code.id}</small> {_heading(first, word)} '
        f"<small>{len(found):,}</small></h2>{every}{rows}</section>"
    )


def _heading(diagnostic: Diagnostic, word: InterfaceWords) -> str:
    """What its code says in the editor's language, or its assertion of the house's schema; and the code's name."""
    name = escape(diagnostic.code.name)
    told = title(diagnostic, word.lang)
    return f"{escape(told)} <small>{name}</small>" if told else name


def _finding(number: int, diagnostic: Diagnostic, files: _Files, word: InterfaceWords) -> str:
    data, line = files.place(diagnostic)
    span, where, shown = diagnostic.primary, "", ""
    if span is not None:
        where = files.link(span, word.html("source.line", n=line), word.html("findings.source"))
        words = files.sentence(span)
        shown = (
            _quoted(*words)
            if words
            else _excerpt(data, [Edit(span.start, span.end, data[span.start : span.end])], mark=True)
        )
    fixes = "".join(_offered(number, choice, fix, data, word) for choice, fix in enumerate(diagnostic.fixes))
    advice = f"<br><small>{escape(diagnostic.help)}</small>" if diagnostic.help else ""
    return f"<li>{where} {escape(diagnostic.message)}{advice}{shown}{fixes}</li>"


def _quoted(before: str, words: str, behind: str) -> str:
    """A sentence as people read it."""
    return f'<p class="quoted">{escape(before)}<mark>{escape(words)}</mark>{escape(behind)}</p>'


def _offered(number: int, choice: int, fix: Fix, data: bytes, word: InterfaceWords) -> str:
    """A fix with what it would change; one that is only told has nothing to press."""
    if fix.safety is Safety.DISPLAY or not fix.edits:
        return f"<p><small>{escape(fix.title)}</small></p>"
    return (
        f"<details><summary>{escape(fix.title)}</summary>{_excerpt(data, fix.edits)}"
        f'<button type="button" data-fix="{number}" data-choice="{choice}">{word.html("findings.fix")}</button></details>'
    )


def _excerpt(data: bytes, edits: Any, *, mark: bool = False) -> str:
    """The bytes around a place, and what a fix would put there."""
    out = []
    for edit in list(edits)[:6]:
        before = escape(data[max(0, edit.start - _AROUND) : edit.start].decode("utf-8", "ignore"))
        old, new = (
            escape(data[edit.start : edit.end][:400].decode("utf-8", "ignore")),
            escape(edit.new.decode("utf-8", "ignore")),
        )
        behind = escape(data[edit.end : edit.end + _AROUND].decode("utf-8", "ignore"))
        inner = f"<mark>{old}</mark>" if mark else f"<del>{old}</del><ins>{new}</ins>"
        out.append(f'<pre class="diff">{before}{inner}{behind}</pre>')
    return "".join(out)


def _mend(request: Request, asked: Asked) -> dict[str, Any]:
    """Apply the fixes of some findings, as one change."""
    bench, numbers = bench_of(request), [int(n) for n in asked["numbers"]]
    title, changes = bench.checks.fixed(int(asked["check"]), numbers, int(asked.get("choice", 0)))
    record = bench.store.write(Record("fix", bench.by, now(), text=title, count=len(numbers)), changes)
    return {"number": record.number}


ROUTES = [
    Route("/findings", show),
    Route("/api/findings", reading(_counts)),
    Route("/api/fix", changing(_mend), methods=["POST"]),
]
