"""EPUB 3: a chapter for each article, with its sections, pages and pictures; fixed dates inside the container."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import BinaryIO, Final

from lxml import etree

from edition.export.corpus import Corpus
from edition.export.texts.illustrations import Illustrations
from edition.export.texts.package import Chapter, Waypoint, contents, package
from edition.export.texts.reading import EPUB, NSMAP, XHTML, About, Shown, direction, html, render
from edition.markup import XML_LANG, all_text, remove_keep_tail

STYLE: Final = """body { margin: 1em; line-height: 1.45; }
h1, h2, h3, h4 { line-height: 1.2; page-break-after: avoid; }
p { margin: 0 0 .6em; text-align: justify; hyphens: auto; }
p.l { margin: 0; text-align: start; }
p.source { font-size: .85em; text-align: start; }
blockquote { margin: .6em 1.5em; }
img { max-width: 100%; height: auto; }
a[href^="#"] { vertical-align: super; font-size: .75em; text-decoration: none; }
aside { font-size: .85em; margin-top: .4em; }
table { border-collapse: collapse; } td { border: 1px solid; padding: .2em .4em; }
"""
_CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
 <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_HEADING: Final = re.compile(r"h[2-6]\Z")


def write_epub(corpus: Corpus, file: BinaryIO) -> None:
    """All articles as a book; chapters are written one after another, the table of contents at the end."""
    chapters: list[Chapter] = []
    illustrations = Illustrations(corpus.pictures)
    shown = Shown(illustrations.name, pages=True)
    lang = corpus.language or "en"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        _add(book, "mimetype", b"application/epub+zip", stored=True)
        _add(book, "META-INF/container.xml", _CONTAINER.encode())
        _add(book, "EPUB/style.css", STYLE.encode())
        _add(book, "EPUB/title.xhtml", page(corpus.title(), lang, _title_page(corpus)))
        for number, document in enumerate(corpus.text_documents(), 1):
            about = About.of(document)
            content = [*title_block(about), render(document, shown)]
            chapters.append(_chapter(about, number, content))
            _add(book, f"EPUB/{chapters[-1].file}", page(about.title, about.lang, content))
        for name, path in illustrations.files.items():
            _add(book, f"EPUB/{name}", path.read_bytes(), stored=True)
        _add(book, "EPUB/nav.xhtml", page(corpus.title(), lang, contents(chapters, corpus.title())))
        _add(book, "EPUB/package.opf", package(corpus, chapters, list(illustrations.files)).encode())


def page(title: str, lang: str, content: list[etree._Element]) -> bytes:
    """An XHTML page."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap=NSMAP)
    root.set("lang", lang or "en")
    root.set(XML_LANG, lang or "en")
    root.set("dir", direction(*content))
    head = html("head")
    head.append(html("title", title))
    head.append(html("link", rel="stylesheet", type="text/css", href="style.css"))
    body = html("body")
    body.extend(content)
    root.extend([head, body])
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def title_block(about: About) -> list[etree._Element]:
    """Title and authors of an article, and what it was made from."""
    authors = ", ".join(a.named(about.lang) for a in about.metadata.authors)
    source = about.metadata.source_text
    return [
        html("h1", about.title),
        *([html("p", authors)] if authors else []),
        *([html("p", source, class_="source")] if source else []),
    ]


def _title_page(corpus: Corpus) -> list[etree._Element]:
    """The book's title page: what it is, who publishes it, under which licence, where it can be read."""
    info = corpus.info
    section = html("section")
    section.set(f"{{{EPUB}}}type", "titlepage")
    section.append(html("h1", corpus.title()))
    told = (info.description.get(corpus.language), info.publisher)
    section.extend(html("p", text) for text in told if text)
    for address in filter(None, (info.licence, info.base_url)):
        line = html("p")
        line.append(html("a", address, href=address) if address.startswith("http") else html("span", address))
        section.append(line)
    return [section]


def _chapter(about: About, number: int, content: list[etree._Element]) -> Chapter:
    found = about.metadata
    return Chapter(
        file=f"chapter-{number}.xhtml",
        title=about.title,
        lang=about.lang,
        changed=found.changed,
        authors=tuple(a.name for a in found.authors),
        direction=direction(*content),
        headings=tuple(_headings(content[-1])),
        pages=tuple(_pages(content[-1])),
        pictures=tuple(image.get("alt", "") for image in content[-1].iter(html("img").tag)),
    )


def _headings(text: etree._Element) -> Iterator[Waypoint]:
    """The headings of a text, each with an id by which it can be reached."""
    ids = _free_ids(text, "section")
    for element in text.iter(f"{{{XHTML}}}*"):
        name = element.tag.rpartition("}")[2]
        label = _words(element) if _HEADING.match(name) else ""
        if label:
            element.set("id", element.get("id") or next(ids))
            yield Waypoint(element.get("id", ""), label, int(name[1]))


def _words(heading: etree._Element) -> str:
    """What a heading says; the call of a note is none of its words."""
    heading = deepcopy(heading)
    for call in [a for a in heading.iter(f"{{{XHTML}}}a") if a.get("role") == "doc-noteref"]:
        remove_keep_tail(call)
    return all_text(heading)


def _pages(text: etree._Element) -> Iterator[Waypoint]:
    """Where the pages of the source begin, each with an id of its own."""
    marks = (mark for mark in text.iter(f"{{{XHTML}}}span") if mark.get("role") == "doc-pagebreak")
    for mark, id_ in zip(marks, _free_ids(text, "page"), strict=False):
        mark.set("id", id_)
        yield Waypoint(id_, mark.get("aria-label", ""))


def _free_ids(text: etree._Element, stem: str) -> Iterator[str]:
    """Ids that no element of the text has."""
    taken = {element.get("id") for element in text.iter()}
    return (name for number in count(1) if (name := f"{stem}-{number}") not in taken)


def _add(book: zipfile.ZipFile, name: str, data: bytes, *, stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    book.writestr(entry, data)
