"""Structure: the paragraphs of an article with what the import doubted, and the page of the PDF beside them."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from edition.deciding import Article, Record
from edition.deciding.carry import now
from edition.deciding.forms.header import header_fields, with_fields
from edition.deciding.forms.structure import ACTIONS, restructured
from edition.desk.web.answers import Asked, changing
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.words import InterfaceWords
from edition.diagnostics import EditionError
from edition.facts import Block
from edition.project import Project

_MAKES = tuple(name for name in ACTIONS if name not in ("split", "join"))


async def show(request: Request) -> Response:
    """The page of one article; the first where none is named."""
    bench, word = bench_of(request), words_of(request)
    summaries = bench.summaries(wait=True)
    wanted = request.query_params.get("article", "") or next((s.id for s in summaries if not s.broken), "")
    options = "".join(
        f'<option value="{escape(s.id)}"{" selected" if s.id == wanted else ""}>{escape(s.title)}</option>'
        for s in summaries
    )
    head = (
        f'<h1>{word.html("view.structure")}</h1><form class="tools-row" method="get"><label>{word.html("structure.pick")} '
        f'<select name="article">{options}</select></label><button>{word.html("source.open")}</button></form>'
    )
    try:
        article = bench.article(wanted)
    except EditionError as error:
        return page(
            request,
            "structure",
            f'<div class="room">{head}<p class="empty">{escape(error.diagnostics[0].message)}</p></div>',
        )
    picture = _picture(bench.project, article, word)
    blocks = "".join(_block(block, word) for block in article.facts.blocks if not block.note)
    main = (
        f'<div class="room">{head}{_header(article, word)}<div class="columns"><section><h2>{word.html("structure.text")}</h2>'
        f'<ol class="listing blocks">{blocks}</ol></section>{picture}</div></div>'
    )
    return page(request, "structure", main, {"article": article.id, "digest": article.digest})


def _block(block: Block, word: InterfaceWords) -> str:
    makes = "".join(
        f'<button type="button" data-make="{name}">{word.html("structure." + name)}</button>' for name in _MAKES
    )
    shown = escape(block.text if len(block.text) < 700 else block.text[:690] + " …")
    return (
        f'<li data-block="{escape(block.id)}" data-page="{escape(block.page)}"><small>{escape(block.name)} · {escape(block.id)}</small><p>{shown}</p>'
        f'<details><summary>{word.html("actions")}</summary><div class="choices">{makes}'
        f'<button type="button" data-make="join">{word.html("structure.join")}</button></div>'
        f'<form class="tools-row" data-split><label>{word.html("structure.split-at")} <input name="words" required></label>'
        f"<button>{word.html('structure.split')}</button></form></details></li>"
    )


def _header(article: Article, word: InterfaceWords) -> str:
    """Header data as a form: what of it the file has."""
    fields = header_fields(article.document)
    rows = "".join(
        f'<label>{escape(field.label)} <input name="{field.number}" value="{escape(field.text)}" size="{min(60, max(12, len(field.text)))}"></label>'
        for field in fields
    )
    return (
        f'<details class="box"><summary>{word.html("structure.header")}</summary><form id="header" class="tools-row">{rows}'
        f"<button>{word.html('save')}</button></form></details>"
    )


def _source_of(project: Project, article: Article) -> Path | None:
    """The PDF that an article was imported from, where it lies in the edition's folder."""
    for name in (f"{article.id}.pdf", f"{Path(article.facts.path).stem}.pdf"):
        for folder in (project.root, project.root / "sources", project.root / "pdf"):
            if (folder / name).is_file():
                return folder / name
    return None


def _picture(project: Project, article: Article, word: InterfaceWords) -> str:
    if _source_of(project, article) is None:
        return ""
    src = f"/api/structure/page?article={escape(article.id)}&amp;n=1"
    return (
        f'<section aria-labelledby="pdf-head"><h2 id="pdf-head">PDF</h2><div class="tools-row"><button type="button" id="pdf-back">{word.html("do.previous")}</button>'
        f'<button type="button" id="pdf-on">{word.html("do.next")}</button></div><img class="page-picture" id="pdf" src="{src}" alt="{word.html("structure.picture", n=1)}"></section>'
    )


async def _page_picture(request: Request) -> Response:
    """A page of the PDF as a picture."""
    import pypdfium2

    bench = bench_of(request)
    try:
        path = _source_of(bench.project, bench.article(request.query_params["article"]))
        number = int(request.query_params.get("n", "1")) - 1
    except (EditionError, ValueError, KeyError):
        return PlainTextResponse("There is no such page.\n", 404)
    if path is None:
        return PlainTextResponse("There is no PDF.\n", 404)
    try:
        with pypdfium2.PdfDocument(path) as document:
            picture = document[max(0, min(number, len(document) - 1))].render(scale=1.6).to_pil()
    except pypdfium2.PdfiumError:
        return PlainTextResponse("The PDF cannot be read.\n", 404)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return Response(out.getvalue(), media_type="image/png")


def _make(request: Request, asked: Asked) -> dict[str, Any]:
    bench = bench_of(request)
    article = bench.article(asked["article"])
    data = restructured(article, str(asked["block"]), str(asked["action"]), str(asked.get("words", "")))
    text = article.texts.get(str(asked["block"]), "")[:60]
    record = Record("structure", bench.by, now(), article.id, str(asked["block"]), text, told=str(asked["action"]))
    return _write(request, article, record, data)


def _change_header(request: Request, asked: Asked) -> dict[str, Any]:
    bench = bench_of(request)
    article = bench.article(asked["article"])
    changes = {int(number): str(text) for number, text in asked["fields"].items()}
    data = with_fields(article.document, changes)
    record = Record("structure", bench.by, now(), article.id, text=words_of(request)("structure.header"))
    return _write(request, article, record, data)


def _write(request: Request, article: Article, record: Record, data: bytes) -> dict[str, Any]:
    bench = bench_of(request)
    kept = bench.store.write(record, {article.document.source.path: (article.document.source.data, data)})
    return {"number": kept.number}


ROUTES = [
    Route("/structure", show),
    Route("/api/structure/page", _page_picture),
    Route("/api/structure", changing(_make), methods=["POST"]),
    Route("/api/structure/header", changing(_change_header), methods=["POST"]),
]
