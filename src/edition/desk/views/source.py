"""Source: the XML of a file with live findings, completion and hover, and the page that it makes beside it."""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edition.deciding import Record
from edition.deciding.article import digest_of_bytes
from edition.deciding.carry import now
from edition.desk.state.bench import Bench
from edition.desk.web.answers import Asked, changing, posted, reading
from edition.desk.web.frame import bench_of, page, style_word, words_of
from edition.desk.web.letters import Letters, one_ending, with_endings
from edition.desk.web.told import title
from edition.desk.web.words import InterfaceWords
from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import CHANGED_MEANWHILE
from edition.relaxng.reading.cursor import TagPart
from edition.writing.offers import Offer

_MOST = 200


async def show(request: Request) -> Response:
    """The page of one file; the first article where none is named."""
    bench, word = bench_of(request), words_of(request)
    files = files_of(bench)
    named = request.query_params.get("file", "")
    if article := request.query_params.get("article"):
        named = bench.article(article).document.source.path
    file = named if named in files else next(iter(files), "")
    data = bench.store.read(file) if file else b""
    at = request.query_params.get("at", "")
    begin = {
        "file": file, "digest": digest_of_bytes(data), "text": _shown(data), "style": style_word(request),
        "at": Letters(one_ending(data)).of(len(one_ending(data[: int(at)]))) if at.isdecimal() else -1,
    }  # fmt: skip
    return page(request, "source", _main(word, file, files), begin)


def _main(word: InterfaceWords, file: str, files: list[str]) -> str:
    options = "".join(f"<option{' selected' if f == file else ''}>{escape(f)}</option>" for f in files)
    buttons = "".join(
        f'<button type="button" id="{name}"{" class=first" if name == "save" else ""} title="{escape(keys)}">{word.html(label)}<kbd aria-hidden="true">{escape(keys)}</kbd></button>'
        for name, label, keys in (
            ("save", "save", "Ctrl S"), ("jump", "source.here", "Alt Enter"), ("next", "source.next", "F8"), ("find", "do.search", "Ctrl F"),
        )
    )  # fmt: skip
    return (
        f'<div class="room writing"><h1>{word.html("view.source")}</h1><form class="tools-row" method="get"><label>{word.html("source.file")} '
        f'<select name="file">{options}</select></label><button>{word.html("source.open")}</button></form>'
        f'<div id="conflict" class="notice" role="alert" hidden><p>{word.html("source.conflict")}</p><div class="choices">'
        f'<button type="button" id="theirs">{word.html("source.theirs")}</button><button type="button" id="mine">{word.html("source.mine")}</button></div></div>'
        f'<div class="columns"><section aria-labelledby="xml-head"><h2 id="xml-head">{word.html("source.text", file=file)}</h2><div class="tools-row">{buttons}</div>'
        f'<div id="xml"></div><h2>{word.html("source.findings")}</h2><ol id="found" class="listing" tabindex="0" aria-label="{word.html("source.findings")}"></ol></section>'
        f'<section aria-labelledby="page-head"><h2 id="page-head">{word.html("source.page")}</h2>'
        f'<p id="broken" class="notice" role="status" hidden>{word.html("source.broken")}</p>'
        f'<p class="hint">{word.html("source.page-keys")}</p>'
        f'<div id="reading" class="reading" tabindex="0" role="group" aria-label="{word.html("source.page")}"></div></section></div></div>'
    )


def files_of(bench: Bench) -> list[str]:
    """The files that are written here: articles and registers."""
    return [bench.project.shown(path) for path in (*bench.project.article_paths(), *bench.project.register_paths())]


def _shown(data: bytes) -> str:
    """A file as the page has it."""
    return one_ending(data).decode("utf-8", "replace")


async def _look(request: Request, asked: Asked) -> dict[str, Any]:
    """What is wrong in a text as it is being written, and the page that it makes where it can be read."""
    file, text, writer = _file(request, asked), str(asked["text"]), bench_of(request).writer
    if asked.get("soon"):
        look = await writer.run(writer.at_once, file, text)
    else:
        look = await writer.run(writer.whole, file, text, bool(asked.get("saved")))
    letters = Letters(look.data)
    return {
        "findings": [_told(d, file, letters, words_of(request).lang) for d in look.findings[:_MOST]], "count": len(look.findings),
        "html": look.html, "places": [{"id": i, "start": letters.of(a), "end": letters.of(b)} for i, a, b in look.places],
    }  # fmt: skip


def _told(diagnostic: Diagnostic, file: str, letters: Letters, lang: str) -> dict[str, Any]:
    span = diagnostic.primary if diagnostic.primary and diagnostic.primary.file == file else None
    start, end = (span.start, max(span.end, span.start)) if span else (0, 0)
    more = [*([", ".join(diagnostic.expected)] if diagnostic.expected else []), *diagnostic.notes]
    return {
        "code": diagnostic.code.id, "severity": str(diagnostic.severity), "message": diagnostic.message,
        "title": title(diagnostic, lang),
        "more": more, "help": diagnostic.help or "", "line": letters.line(start),
        "start": letters.of(start), "end": letters.of(end),
    }  # fmt: skip


async def _offers(request: Request, asked: Asked) -> dict[str, Any]:
    """What may be written at a place."""
    file, writer, at = _file(request, asked), bench_of(request).writer, int(asked["at"])
    data, offers = await writer.run(writer.offers, file, str(asked["text"]), lambda data: Letters(data).byte(at))
    letters = Letters(data)
    start = letters.of(offers[0].start) if offers else at
    return {
        "from": start, "again": any(offer.is_reference for offer in offers),
        "offers": [_offered(offer, data) for offer in offers],
    }  # fmt: skip


def _offered(offer: Offer, data: bytes) -> dict[str, Any]:
    behind = data[offer.end : offer.end + 1]
    is_new = offer.part is TagPart.ATTRIBUTE and behind not in (b"=", b"")
    text = offer.text + (">" if offer.part is TagPart.END and behind != b">" else "") + ('=""' if is_new else "")
    return {
        "label": offer.label or offer.text, "text": text, "detail": offer.detail, "about": offer.about,
        "part": str(offer.part), "inside": is_new,
    }  # fmt: skip


async def _hover(request: Request, asked: Asked) -> dict[str, Any]:
    """What there is to say of a word."""
    file, writer, at = _file(request, asked), bench_of(request).writer, int(asked["at"])
    data, hover = await writer.run(writer.hover, file, str(asked["text"]), lambda data: Letters(data).byte(at))
    if hover is None:
        return {}
    letters = Letters(data)
    return {
        "head": hover.head, "beside": hover.beside, "about": hover.about, "reference": hover.reference,
        "start": letters.of(hover.word.start), "end": letters.of(hover.word.end),
    }  # fmt: skip


def _file(request: Request, asked: Asked) -> str:
    file = str(asked["file"])
    if file not in files_of(bench_of(request)):
        raise ValueError(f"{file} is no file of the edition")
    return file


def _now(request: Request) -> dict[str, Any]:
    """The file as it is on the disk: its digest, and its text where that is not the one that a page knows."""
    data = bench_of(request).store.read(_file(request, dict(request.query_params)))
    digest = digest_of_bytes(data)
    return {"digest": digest, "text": _shown(data) if digest != request.query_params.get("digest") else None}


def _save(request: Request, asked: Asked) -> dict[str, Any]:
    """Write a text over the one that the page was opened with."""
    bench, file = bench_of(request), _file(request, asked)
    before = bench.store.read(file)
    if digest_of_bytes(before) != asked["digest"]:
        message = f"{file} was changed meanwhile"
        raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help="nothing was written; your text is still here"))
    data = with_endings(before, str(asked["text"]).encode("utf-8"))
    record = bench.store.write(Record("source", bench.by, now(), text=file), {file: (before, data)})
    return {"number": record.number, "digest": digest_of_bytes(data)}


ROUTES = [
    Route("/source", show),
    Route("/api/source/look", posted(_look), methods=["POST"]),
    Route("/api/source/offers", posted(_offers), methods=["POST"]),
    Route("/api/source/hover", posted(_hover), methods=["POST"]),
    Route("/api/source/now", reading(_now)),
    Route("/api/source", changing(_save), methods=["POST"]),
]
