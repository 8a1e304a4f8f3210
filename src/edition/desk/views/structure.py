"""Structure: what the import of an article doubted, one after the other, its paragraphs, and the page of the PDF."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from lxml import etree
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from edition.deciding import Article
from edition.deciding.forms.header import KINDS, HeaderField, header_fields
from edition.deciding.forms.structure import ACTIONS, PLAIN
from edition.desk.restructure import change_header, change_structure
from edition.desk.state.doubts import Open
from edition.desk.state.pictures import page_picture, pages_of
from edition.desk.web.answers import changing
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.told import told
from edition.desk.web.words import InterfaceWords
from edition.diagnostics import EditionError
from edition.facts import Block
from edition.markup import local_name

_MAKES: Final = tuple(name for name in ACTIONS if name not in ("split", "join"))
_SAID: Final = {"join": "join-before"}  # a doubt is where something begins
_IS: Final = {"head": "heading", "item": "list", "l": "verse"}
_KEPT: Final = ("file", "sha256")  # what tells the source from others is not for changing
_BLOCK_CHOICES: Final = ("paragraph", "heading", "quotation", "list", "join")


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
        why = f'<p class="empty">{escape(told(error.diagnostics[0], word.lang))}</p>'
        return page(request, "structure", f'<div class="room">{head}{why}</div>')
    source = bench.doubts.source_of(article.document)
    pages = pages_of(source) if source is not None else None
    blocks = "".join(
        _block(block, _text(article, block), _kind(block, element, word), word)
        for block, element in zip(article.facts.blocks, article.reading.block_elements, strict=True)
    )
    main = (
        f'<div class="room">{head}{_header(article, word)}<div class="columns structure"><div>'
        f'{await _doubts(request, article)}<section aria-labelledby="text-head"><h2 id="text-head">{word.html("structure.text")}</h2>'
        f'<ol class="blocks">{blocks}</ol></section></div>{_picture(article, pages, word)}</div></div>'
    )
    return page(request, "structure", main, {"article": article.id, "digest": article.digest, "pages": pages or 0})


# doubts


async def _doubts(request: Request, article: Article) -> str:
    """What the import doubted; why nothing can be told of it, where the source is not at hand."""
    bench, word = bench_of(request), words_of(request)
    head = f'<h2 id="doubts-head">{word.html("structure.doubts")}</h2>'
    if bench.doubts.source_of(article.document) is None:
        hint = f'<p class="hint">{word.html("structure.no-source")}</p>'
        return f'<section aria-labelledby="doubts-head">{head}{hint}</section>'
    try:
        found = await run_in_threadpool(bench.doubts.of, article)
    except EditionError as error:
        return f'<section aria-labelledby="doubts-head">{head}<p class="error">{escape(told(error.diagnostics[0], word.lang))}</p></section>'
    decided = bench.decided()
    left = [doubt for doubt in found if (article.id, doubt.name) not in decided]
    if not left:
        return (
            f'<section aria-labelledby="doubts-head">{head}<p class="empty">{word.html("structure.none")}</p></section>'
        )
    cards = "".join(_doubt(n, doubt, len(left), article, word) for n, doubt in enumerate(left))
    steps = "".join(
        f'<button type="button" data-step="{by}">{word.html(label)}</button>'
        for by, label in ((-1, "do.previous"), (1, "do.next"))
    )
    return f'<section aria-labelledby="doubts-head">{head}<div class="tools-row">{steps}</div>{cards}</section>'


def _doubt(number: int, doubt: Open, of: int, article: Article, word: InterfaceWords) -> str:
    where = f" · {word.html('structure.on-page', n=doubt.page)}" if doubt.page else ""
    buttons = "".join(
        f'<button type="button" data-decide="{name}">{word.html("structure." + _SAID.get(name, name))}</button>'
        for name in _choices(doubt, article)
    )
    return (
        f'<article class="box doubt" data-doubt="{escape(doubt.name)}" data-page="{doubt.page}" data-words="{escape("|".join(doubt.halves) if doubt.kind == "hyphen" else doubt.text)}" data-about="{escape(doubt.block)}"{" hidden" if number else ""}>'
        f'<p class="hint">{word.html("structure.doubt", n=number + 1, all=of)} · {word.html("structure.line", n=doubt.line)}{where}</p>'
        f"<p><q>{escape(doubt.text)}</q></p><p>{word.html('structure.kind.' + doubt.kind)}: {_done(doubt, article, word)} <small>({_why(doubt, word)})</small></p>"
        f'<div class="choices">{buttons}<button type="button" data-show>{word.html("structure.show")}</button></div></article>'
    )


def _done(doubt: Open, article: Article, word: InterfaceWords) -> str:
    """What the import made of it; of a hyphen, what the text has now."""
    if doubt.kind == "hyphen":
        return word.html("decision.keep" if doubt.is_kept(article) else "decision.join")
    known = word("decision." + doubt.decision)
    return escape(doubt.decision if known == "decision." + doubt.decision else known)


def _why(doubt: Open, word: InterfaceWords) -> str:
    return word.html("doubt." + doubt.reason.name.lower().replace("_", "-"))


def _choices(doubt: Open, article: Article) -> list[str]:
    """What can be decided: that it is right, or otherwise."""
    if doubt.kind == "hyphen":
        return ["right", "join-hyphen" if doubt.is_kept(article) else "keep-hyphen"]
    if doubt.kind == "call" or not doubt.block:
        return ["right"]
    if doubt.kind == "note":
        return ["right", "paragraph" if doubt.decision == "note" else "note"]
    if doubt.decision == "continues":
        return ["right", "paragraph"]
    return ["right", *(name for name in _BLOCK_CHOICES if name != doubt.decision)]


# blocks


def _text(article: Article, block: Block) -> str:
    """The words of a block as forms find them: a line's end parts them, whether white space stands there or not."""
    text = " ".join(" ".join(flow.text for flow in article.flows_of(block.id)).split()) or block.text
    return text if len(text) < 700 else text[:690] + " …"


def _kind(block: Block, element: etree._Element, word: InterfaceWords) -> str:
    """What a block is, and what it stands in: `paragraph · quotation`."""
    around = element.getparent()
    names = [block.name, *([local_name(around)] if around is not None and block.name == "p" else [])]
    known = [name for name in names if "structure.is." + name in word.script()]
    return " · ".join(word("structure.is." + name) for name in known) or block.name


def _block(block: Block, text: str, kind: str, word: InterfaceWords) -> str:
    makes = "".join(_button(name, word) for name in _makes(block))
    words = f'<label>{word.html("structure.split-at")} <input name="words" required></label>'
    forms = _form("split", words, word)
    if block.note:
        words = f'<label>{word.html("structure.call-behind")} <input name="words" required></label>'
        forms = _form("move-call", words, word)
    else:
        columns = "".join(
            f'<label>{word.html("structure." + name)} <input name="{name}" type="number" min="1" value="1" required></label>'
            for name in ("first", "second")
        )
        forms += _form("columns", columns, word)
    return (
        f'<li data-block="{escape(block.id)}" data-page="{escape(block.page)}"><small>{escape(kind)} · {escape(block.id)}</small><p>{escape(text)}</p>'
        f'<details><summary>{word.html("actions")}</summary><div class="choices">{makes}</div>{forms}</details></li>'
    )


def _makes(block: Block) -> list[str]:
    """What can be made of a block."""
    if block.note:
        return ["paragraph"]
    if block.name not in PLAIN:
        return []
    levels = ["deeper", "higher"] if block.name == "head" else []
    return [*(name for name in _MAKES if name != _IS.get(block.name)), "join", *levels]


def _button(name: str, word: InterfaceWords) -> str:
    return f'<button type="button" data-make="{name}">{word.html("structure." + name)}</button>'


def _form(action: str, fields: str, word: InterfaceWords) -> str:
    return f'<form class="tools-row" data-action="{action}">{fields}<button>{word.html("structure." + action)}</button></form>'


# the header


def _header(article: Article, word: InterfaceWords) -> str:
    """Header data as a form: what of it the file has, and what can be added."""
    rows = "".join(_field(field, word) for field in header_fields(article.document) if field.kind not in _KEPT)
    kinds = "".join(f'<option value="{kind}">{word.html("header." + kind)}</option>' for kind in KINDS)
    return (
        f'<details class="box"><summary>{word.html("structure.header")}</summary><form id="header"><div class="tools-row">{rows}</div>'
        f'<div class="tools-row"><label>{word.html("structure.new-field")} <select name="new-kind">{kinds}</select></label>'
        f'<label>{word.html("entry.new-text")} <input name="new-text"></label></div>'
        f"<button>{word.html('save')}</button></form></details>"
    )


def _field(field: HeaderField, word: InterfaceWords) -> str:
    known = "header." + field.kind in word.script()
    label = word("header." + field.kind) if known else field.label
    return (
        f'<label title="{escape(field.label)}">{escape(label)} <input name="{field.number}" value="{escape(field.text)}" '
        f'size="{min(60, max(12, len(field.text)))}"></label>'
    )


# the page of the PDF


def _picture(article: Article, pages: int | None, word: InterfaceWords) -> str:
    if pages is None:
        return ""
    if not pages:
        return f'<section><h2>PDF</h2><p class="hint">{word.html("structure.no-pdf")}</p></section>'
    src = f"/api/structure/page?article={escape(article.id)}&amp;n=1"
    return (
        f'<section class="beside" aria-labelledby="pdf-head"><h2 id="pdf-head">PDF</h2><div class="tools-row"><button type="button" id="pdf-back">{word.html("structure.page-back")}</button>'
        f'<button type="button" id="pdf-on">{word.html("structure.page-on")}</button></div><img class="page-picture" id="pdf" src="{src}" alt="{word.html("structure.picture", n=1)}"></section>'
    )


async def _page_picture(request: Request) -> Response:
    """A page of the PDF as a picture, with words of it marked."""
    bench, asked = bench_of(request), request.query_params
    try:
        path = bench.doubts.source_of(bench.article(asked["article"]).document)
        number = int(asked.get("n", "1"))
    except (EditionError, ValueError, KeyError):
        return PlainTextResponse(words_of(request)("refusal.no-page"), 404)
    picture = await run_in_threadpool(page_picture, path, number, asked.get("words", "")) if path else None
    if picture is None:
        return PlainTextResponse(words_of(request)("refusal.no-page"), 404)
    return Response(picture, media_type="image/png")


def _listed(request: Request) -> list[dict[str, Any]]:
    bench = bench_of(request)
    found = bench.doubts.of(bench.article(request.query_params["article"]))
    return [{"name": d.name, "text": d.text, "decision": d.decision, "page": d.page, "block": d.block} for d in found]


ROUTES = [
    Route("/structure", show),
    Route("/api/structure/page", _page_picture),
    Route("/api/structure", changing(change_structure), methods=["POST"]),
    Route("/api/structure/header", changing(change_header), methods=["POST"]),
]
