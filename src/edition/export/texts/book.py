"""EPUB 3: a chapter for each article, notes as pop-ups, fixed dates inside the container."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from html import escape
from typing import BinaryIO, Final

from lxml import etree

from edition.export.corpus import Corpus
from edition.export.texts.reading import EPUB, NSMAP, XHTML, About, direction, html, render
from edition.markup import XML_LANG
from edition.registers import DateValue

STYLE: Final = """body { margin: 1em; line-height: 1.45; }
h1, h2, h3, h4 { line-height: 1.2; page-break-after: avoid; }
p { margin: 0 0 .6em; text-align: justify; hyphens: auto; }
p.l { margin: 0; text-align: start; }
blockquote { margin: .6em 1.5em; }
a[href^="#"] { vertical-align: super; font-size: .75em; text-decoration: none; }
aside { font-size: .85em; margin-top: .4em; }
table { border-collapse: collapse; } td { border: 1px solid; padding: .2em .4em; }
"""
_CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
 <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_ACCESSIBILITY: Final = (
    ("accessMode", "textual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "All of the book is text in reading order, with headings, notes and languages marked as such; there are no "
        "pictures, sounds or videos.",
    ),
)
_FIXED: Final = (1980, 1, 1, 0, 0, 0)
_UNCHANGED: Final = "1970-01-01"


@dataclass(frozen=True)
class _Chapter:
    file: str
    title: str
    lang: str
    changed: str
    authors: tuple[str, ...]
    direction: str


def write_epub(corpus: Corpus, file: BinaryIO) -> None:
    """All articles as a book; chapters are written one after another, the table of contents at the end."""
    chapters: list[_Chapter] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        _add(book, "mimetype", "application/epub+zip", stored=True)
        _add(book, "META-INF/container.xml", _CONTAINER)
        _add(book, "EPUB/style.css", STYLE)
        for number, document in enumerate(corpus.text_documents(), 1):
            about = About.of(document)
            content = [*title_block(about), render(document)]
            chapter = _chapter(about, number, direction(*content))
            chapters.append(chapter)
            _add(book, f"EPUB/{chapter.file}", page(chapter.title, chapter.lang, content))
        _add(book, "EPUB/nav.xhtml", _navigation(corpus, chapters))
        _add(book, "EPUB/package.opf", _package(corpus, chapters))


def page(title: str, lang: str, content: list[etree._Element]) -> str:
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
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{text}\n'


def title_block(about: About) -> list[etree._Element]:
    """Title and authors of an article."""
    authors = ", ".join(a.name for a in about.metadata.authors)
    title = html("h1", about.title)
    return [title, html("p", authors)] if authors else [title]


def _chapter(about: About, number: int, way: str) -> _Chapter:
    found = about.metadata
    authors = tuple(a.name for a in found.authors)
    return _Chapter(f"chapter-{number}.xhtml", about.title, about.lang, found.changed, authors, way)


def _navigation(corpus: Corpus, chapters: list[_Chapter]) -> str:
    nav = html("nav", id="toc")
    nav.set(f"{{{EPUB}}}type", "toc")
    nav.set("role", "doc-toc")
    nav.append(html("h1", corpus.title()))
    listed = html("ol")
    for chapter in chapters:
        item = html("li")
        item.append(html("a", chapter.title, href=chapter.file))
        listed.append(item)
    nav.append(listed)
    return page(corpus.title(), corpus.info.languages[0] if corpus.info.languages else "en", [nav])


def _package(corpus: Corpus, chapters: list[_Chapter]) -> str:
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(f'<item id="c{n}" href="{c.file}" media-type="application/xhtml+xml"/>' for n, c in enumerate(chapters, 1)),
    ]
    way = ' page-progression-direction="rtl"' if {c.direction for c in chapters} == {"rtl"} else ""
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1)) or '<itemref idref="nav"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(_metadata(corpus, chapters))
        + "\n</metadata>\n<manifest>\n"
        + "\n".join(items)
        + f"\n</manifest>\n<spine{way}>{spine}</spine>\n</package>\n"
    )


def _metadata(corpus: Corpus, chapters: list[_Chapter]) -> list[str]:
    """What the book says of itself, as elements of Dublin Core and of EPUB."""
    info = corpus.info
    languages = dict.fromkeys(filter(None, [*info.languages, *(c.lang for c in chapters)]))
    modified = _last_day(chapters)
    creators = dict.fromkeys(name for c in chapters for name in c.authors)
    told = ("publisher", info.publisher), ("rights", info.licence)
    return [
        f'<dc:identifier id="id">{escape(info.base_url or corpus.uri("book", "all"))}</dc:identifier>',
        f"<dc:title>{escape(corpus.title())}</dc:title>",
        *(f"<dc:language>{escape(lang)}</dc:language>" for lang in languages or ["en"]),
        *(f"<dc:creator>{escape(name)}</dc:creator>" for name in creators),
        *(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in told if text),
        f'<meta property="dcterms:modified">{modified}T00:00:00Z</meta>',
        *(f'<meta property="schema:{name}">{value}</meta>' for name, value in _ACCESSIBILITY),
    ]


def _last_day(chapters: list[_Chapter]) -> str:
    days = (DateValue(when=c.changed or None).earliest for c in chapters)
    return max(filter(None, days), default=_UNCHANGED)


def _add(book: zipfile.ZipFile, name: str, text: str, *, stored: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    book.writestr(entry, text.encode())
