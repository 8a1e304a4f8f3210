"""PDF by WeasyPrint, from the same XHTML as the EPUB, with footnotes at the foot of the page.

It is tagged (PDF/UA-1): headings, paragraphs, lists and tables are what they are to a screen reader, too; title,
authors, language and licence stand in its metadata (XMP).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any, Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, Severity
from edition.export.codes import TOO_LARGE
from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.export.texts.book import STYLE, title_block
from edition.export.texts.illustrations import MEDIA, Illustrations
from edition.export.texts.reading import EPUB, About, Shown, direction, html, render
from edition.markup import XML_LANG, Document, insert_after, open_for_write, remove_keep_tail

_IDENTIFIER: Final = b"edition"  # the same bytes from the same articles
_PICTURE: Final = "picture:"  # an address that leads nowhere but into the book
_MOST: Final = 250  # articles in one PDF
_PAGE: Final = """@page { size: A4; margin: 25mm 28mm; @bottom-center { content: counter(page); } }
body { font-family: serif; font-size: 11pt; margin: 0; }
article { break-before: page; } article:first-of-type { break-before: auto; }
aside { float: footnote; footnote-style-position: inside; } aside p { display: inline; text-align: left; }
.volume { padding-top: 60mm; text-align: center; } .volume p { text-align: center; }
nav, nav ~ article:first-of-type { break-before: page; } nav p { text-align: start; margin: 0; }
nav a[href] { vertical-align: baseline; font-size: 1em; }
nav a::after { content: leader(".") target-counter(attr(href), page); }
::footnote-call, ::footnote-marker { font-size: .75em; }
"""


def volumes(corpus: Corpus) -> int:
    """In how many PDFs the articles go."""
    return max(1, ceil(sum(1 for _ in corpus.texts()) / _MOST))


def write_pdf(corpus: Corpus, files: Sequence[Path]) -> None:
    """The articles as PDFs, one for each file; WeasyPrint lays out a book at once, so each volume is one of its own.

    A volume has a title page and its contents; of a single one its articles begin at once.
    """
    weasyprint = library("weasyprint", "pdf")
    documents = corpus.text_documents()
    for number, path in enumerate(files, 1):
        taken = documents if number == len(files) else islice(documents, _MOST)
        told = f"{corpus.title()} ({number}/{len(files)})" if len(files) > 1 else ""
        with open_for_write(path) as file:
            file.write(_volume(weasyprint, corpus, taken, told))


def _volume(weasyprint: Any, corpus: Corpus, documents: Iterable[Document], told: str) -> bytes:
    """A book of some articles; one with a title of its own has a title page and contents."""
    root = html("html", lang=corpus.language or "en")
    head = html("head")
    head.append(html("title", told or corpus.title()))
    head.append(html("style", STYLE + _PAGE))
    body = html("body")
    articles: list[tuple[str, etree._Element]] = []
    authors: dict[str, None] = {}
    illustrations = Illustrations(corpus.pictures)
    shown = Shown(lambda address: _address(illustrations.name(address)))
    for document in documents:
        about = About.of(document)
        authors.update((author.name, None) for author in about.metadata.authors if author.name)
        articles.append((about.title, _article(about, document, shown)))
    if told:
        body.extend([_title_page(corpus, told), _contents(articles)])
    body.extend(article for _, article in articles)
    info = corpus.info
    described = info.description.get(corpus.language) or info.licence
    head.extend(_meta("author", name) for name in authors)
    if described:
        head.append(_meta("description", described))
    root.extend([head, body])
    return _laid_out(weasyprint, etree.tostring(root, encoding="unicode"), illustrations)


def _article(about: About, document: Document, shown: Shown) -> etree._Element:
    article = html("article")
    article.set(XML_LANG, about.lang or "en")
    article.extend([*title_block(about), _with_footnotes(render(document, shown))])
    article.set("dir", direction(*article))
    return article


def _title_page(corpus: Corpus, told: str) -> etree._Element:
    section = html("section")
    section.set("class", "volume")
    section.append(html("h1", told))
    info = corpus.info
    lines = (info.description.get(corpus.language), info.publisher, info.licence, info.base_url)
    section.extend(html("p", line) for line in lines if line)
    return section


def _contents(articles: Sequence[tuple[str, etree._Element]]) -> etree._Element:
    """The titles of a volume with their pages."""
    nav = html("nav")
    for number, (title, article) in enumerate(articles, 1):
        article.set("id", f"article-{number}")
        line = html("p")
        line.append(html("a", title, href=f"#article-{number}"))
        nav.append(line)
    return nav


def _laid_out(weasyprint: Any, text: str, illustrations: Illustrations) -> bytes:
    def fetch(url: str) -> Any:
        """The edition's own pictures, by the names that they have here; a book fetches nothing else."""
        path = illustrations.files.get(url.removeprefix(_PICTURE)) if url.startswith(_PICTURE) else None
        data, media = (path.read_bytes(), MEDIA[path.suffix.lower()]) if path else (b"", "text/plain")
        return weasyprint.urls.URLFetcherResponse(url, data, {"Content-Type": media})

    try:
        page = weasyprint.HTML(string=text, url_fetcher=fetch)
        made: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=_IDENTIFIER)
    except RecursionError as error:  # it calls itself for each element within another
        message = "elements are nested too deep in each other for a PDF"
        raise _refused(message, "flatten the structure, or take the EPUB") from error
    return made


def _refused(message: str, advice: str) -> EditionError:
    """Whoever asks for a PDF gets none; of all formats it is left out."""
    return EditionError(Diagnostic(TOO_LARGE, message, level=Severity.ERROR, help=advice))


def _address(name: str) -> str:
    return _PICTURE + name if name else ""


def _meta(name: str, content: str) -> etree._Element:
    meta = html("meta", content=content)
    meta.set("name", name)
    return meta


def _with_footnotes(text: etree._Element) -> etree._Element:
    """Put each note where it is called, which is where CSS wants it."""
    notes = {aside.get("id"): aside for aside in text.iter(f"{html('aside').tag}")}
    for call in [a for a in text.iter(f"{html('a').tag}") if a.get(f"{{{EPUB}}}type") == "noteref"]:
        aside = notes[(call.get("href") or "")[1:]]
        insert_after(call, aside)
        remove_keep_tail(call)
    for section in [s for s in text.iter(f"{html('section').tag}") if s.get(f"{{{EPUB}}}type") == "footnotes"]:
        remove_keep_tail(section)
    for element in text.iter(etree.Element):
        if "id" in element.attrib:  # ids of several articles would clash, and nothing points to them
            del element.attrib["id"]
    return text
