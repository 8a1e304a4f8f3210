"""Source: the XML of a file with live findings, and the page that it makes beside it."""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edition.deciding import Record, read_marks
from edition.deciding.article import digest_of_bytes
from edition.deciding.carry import now
from edition.desk.web.answers import Asked, changing, posted
from edition.desk.web.frame import bench_of, page, words_of
from edition.diagnostics import Diagnostic, EditionError, LineIndex, sort_diagnostics
from edition.markup import parse
from edition.markup.codes import CHANGED_MEANWHILE
from edition.markup.source import as_source
from edition.project import Project
from edition.validate import SchemaJob

_MOST = 200


async def show(request: Request) -> Response:
    """The page of one file; the first article where none is named."""
    bench, word = bench_of(request), words_of(request)
    files = _files(bench.project)
    named = request.query_params.get("file", "")
    if article := request.query_params.get("article"):
        named = bench.article(article).document.source.path
    file = named if named in files else next(iter(files), "")
    options = "".join(f"<option{' selected' if f == file else ''}>{escape(f)}</option>" for f in files)
    data = bench.store.read(file) if file else b""
    main = (
        f'<div class="room"><h1>{word.html("view.source")}</h1><form class="tools-row" method="get"><label>{word.html("source.file")} '
        f'<select name="file">{options}</select></label><button>{word.html("source.open")}</button></form>'
        f'<div class="columns"><section><div class="tools-row"><button type="button" id="save" class="first">{word.html("save")}</button>'
        f'<button type="button" id="jump">{word.html("source.here")}</button></div>'
        f'<label class="skip" for="xml">{word.html("source.text", file=file)}</label>'
        f'<textarea id="xml" spellcheck="false" autocapitalize="off">{escape(data.decode("utf-8", "replace"))}</textarea>'
        f'<h2>{word.html("source.findings")}</h2><ol id="found" class="listing" tabindex="0"></ol></section>'
        f'<section aria-label="{word.html("source.page")}"><p id="broken" class="notice" role="status" hidden>{word.html("source.broken")}</p>'
        f'<div id="reading" class="reading"></div></section></div></div>'
    )
    at = _offset(data, request.query_params.get("at", ""))
    return page(request, "source", main, {"file": file, "digest": digest_of_bytes(data), "at": at})


def _files(project: Project) -> list[str]:
    return [project.shown(path) for path in (*project.article_paths(), *project.register_paths())]


def _offset(data: bytes, at: str) -> int:
    """A place in bytes as one in letters, as the page counts them (in UTF-16)."""
    return len(data[: int(at)].decode("utf-8", "ignore").encode("utf-16-le")) // 2 if at.isdecimal() else -1


def _look(request: Request, asked: Asked) -> dict[str, Any]:
    """What is wrong in a text as it is being written, and the page that it makes where it can be read."""
    bench = bench_of(request)
    file, data = str(asked["file"]), str(asked["text"]).encode("utf-8", "replace")
    try:
        document = parse(as_source(file, data))
    except EditionError as error:
        return {"findings": _told(data, error.diagnostics), "html": None, "places": []}
    if bench.checker is None:
        bench.checker = SchemaJob(bench.project.rng).checker()
    found = sort_diagnostics(bench.checker.check(document.source)[0])
    value: dict[str, Any] = {"findings": _told(data, found[:_MOST]), "html": None, "places": []}
    if file in {bench.project.shown(path) for path in bench.project.article_paths()}:
        article = read_marks(document, bench.project.settings.mentions)
        value["html"] = bench.renderings.whole(article, bench.shelf.registers)
        elements = zip(article.facts.blocks, article.reading.block_elements, strict=True)
        value["places"] = [
            {"block": block.id, "start": _offset(data, str(document.element_span(element).start))}
            for block, element in elements
        ]
    return value


def _told(data: bytes, found: Any) -> list[dict[str, Any]]:
    index = LineIndex(data)
    return [_one(data, index, diagnostic) for diagnostic in found]


def _one(data: bytes, index: LineIndex, diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.primary
    start = span.start if span else 0
    return {
        "code": diagnostic.code.id, "severity": str(diagnostic.severity), "message": diagnostic.message,
        "help": diagnostic.help or "", "line": index.position(min(start, len(data))).line,
        "start": _offset(data, str(start)), "end": _offset(data, str(span.end if span else 0)),
    }  # fmt: skip


def _save(request: Request, asked: Asked) -> dict[str, Any]:
    """Write a text over the one that the page was opened with."""
    bench = bench_of(request)
    file, data = str(asked["file"]), str(asked["text"]).encode("utf-8")
    if file not in _files(bench.project):
        raise ValueError(f"{file} is no file of the edition")
    before = bench.store.read(file)
    if digest_of_bytes(before) != asked["digest"]:
        message = f"{file} was changed meanwhile"
        raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help="open it again; your text is still here"))
    if b"\r\n" in before and b"\r\n" not in data:
        data = data.replace(b"\n", b"\r\n")  # a field of a page has no carriage returns
    record = bench.store.write(Record("source", bench.by, now(), text=file), {file: (before, data)})
    return {"number": record.number, "digest": digest_of_bytes(data)}


ROUTES = [
    Route("/source", show),
    Route("/api/source/look", posted(_look), methods=["POST"]),
    Route("/api/source", changing(_save), methods=["POST"]),
]
