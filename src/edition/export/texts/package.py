"""What the container of an EPUB says of the book: package document and navigation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from edition.export.corpus import Corpus
from edition.export.texts.illustrations import MEDIA
from edition.export.texts.reading import EPUB, html
from edition.registers import DateValue

_FEATURES: Final = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")
_WORDS: Final = "All of the book is text in reading order, with headings, notes and languages marked as such"
_UNCHANGED: Final = "1970-01-01"


@dataclass(frozen=True)
class Waypoint:
    """Where something stands that the navigation leads to: a heading with its level, or a page of the source."""

    id: str
    label: str
    level: int = 0


@dataclass(frozen=True)
class Chapter:
    """An article as a file of the book."""

    file: str
    title: str
    lang: str
    changed: str
    authors: tuple[str, ...]
    direction: str
    headings: tuple[Waypoint, ...] = ()
    pages: tuple[Waypoint, ...] = ()
    pictures: tuple[str, ...] = ()  # what is told of each: its description, or nothing


def contents(chapters: list[Chapter], title: str) -> list[etree._Element]:
    """The navigation: chapters with their sections, pages of the sources, where the text begins."""
    toc = _list_of("toc", title, "doc-toc")
    listed = toc[-1]
    for chapter in chapters:
        item = _item(chapter.title, chapter.file)
        _nest(item, chapter)
        listed.append(item)
    if not chapters:
        listed.append(_item(title, "title.xhtml"))
    made = [toc, _landmarks(chapters, title)]
    if any(chapter.pages for chapter in chapters):
        pages = _list_of("page-list", "", "doc-pagelist")
        pages[-1].extend(_item(p.label, f"{c.file}#{p.id}") for c in chapters for p in c.pages)
        made.append(pages)
    return made


def package(corpus: Corpus, chapters: list[Chapter], images: list[str]) -> str:
    """The package document."""
    ways = {c.direction for c in chapters}
    way = ' page-progression-direction="rtl"' if ways == {"rtl"} else ""
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1))
    language = corpus.language or "en"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(language)}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(_metadata(corpus, chapters))
        + "\n</metadata>\n<manifest>\n"
        + "\n".join(_manifest(chapters, images))
        + f'\n</manifest>\n<spine{way}><itemref idref="title"/>{spine}</spine>\n</package>\n'
    )


def _list_of(kind: str, title: str, role: str = "") -> etree._Element:
    nav = html("nav", id=kind)
    nav.set(f"{{{EPUB}}}type", kind)
    if role:
        nav.set("role", role)
    if title:
        nav.append(html("h1", title))
    else:
        nav.set("hidden", "")
        nav.set("aria-label", kind)
    nav.append(html("ol"))
    return nav


def _item(label: str, address: str) -> etree._Element:
    item = html("li")
    item.append(html("a", label, href=address))
    return item


def _nest(item: etree._Element, chapter: Chapter) -> None:
    """The headings of a chapter as lists within lists; one that skips a level stands under the one before it."""
    open_: list[tuple[int, etree._Element]] = [(1, item)]
    for heading in chapter.headings:
        while open_[-1][0] >= heading.level:
            open_.pop()
        above = open_[-1][1]
        if len(above) == 1:
            above.append(html("ol"))
        made = _item(heading.label, f"{chapter.file}#{heading.id}")
        above[-1].append(made)
        open_.append((heading.level, made))


def _landmarks(chapters: list[Chapter], title: str) -> etree._Element:
    nav = _list_of("landmarks", "")
    first = chapters[0] if chapters else None
    marks = [("titlepage", title, "title.xhtml"), *([("bodymatter", first.title, first.file)] if first else [])]
    for kind, label, address in marks:
        item = _item(label, address)
        item[0].set(f"{{{EPUB}}}type", kind)
        nav[-1].append(item)
    return nav


def _manifest(chapters: list[Chapter], images: list[str]) -> Iterator[str]:
    page = "application/xhtml+xml"
    yield f'<item id="nav" href="nav.xhtml" media-type="{page}" properties="nav"/>'
    yield '<item id="style" href="style.css" media-type="text/css"/>'
    yield f'<item id="title" href="title.xhtml" media-type="{page}"/>'
    for number, chapter in enumerate(chapters, 1):
        yield f'<item id="c{number}" href="{chapter.file}" media-type="{page}"/>'
    for number, name in enumerate(images, 1):
        yield f'<item id="i{number}" href="{name}" media-type="{MEDIA[PurePosixPath(name).suffix]}"/>'


def _metadata(corpus: Corpus, chapters: list[Chapter]) -> Iterator[str]:
    """What the book says of itself, as elements of Dublin Core and of EPUB."""
    yield from _dublin_core(corpus, chapters)
    yield f'<meta property="dcterms:modified">{_last_day(chapters)}T00:00:00Z</meta>'
    if any(c.pages for c in chapters):
        yield '<meta property="pageBreakSource">the sources that each article names</meta>'
    yield from (f'<meta property="schema:{name}">{value}</meta>' for name, value in _accessibility(chapters))


def _dublin_core(corpus: Corpus, chapters: list[Chapter]) -> Iterator[str]:
    info = corpus.info
    languages = dict.fromkeys(filter(None, [*info.languages, *(c.lang for c in chapters)]))
    creators = dict.fromkeys(name for c in chapters for name in c.authors)
    yield f'<dc:identifier id="id">{escape(info.base_url or corpus.uri("book", "all"))}</dc:identifier>'
    told = (
        ("title", corpus.title()),
        *(("language", lang) for lang in languages or ["en"]),
        *(("creator", name) for name in creators),
        ("publisher", info.publisher),
        ("rights", info.licence),
    )
    yield from (f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in told if text)


def _accessibility(chapters: list[Chapter]) -> Iterator[tuple[str, str]]:
    """What a reader who cannot see, or cannot hold a mouse, finds here (schema.org's words)."""
    pictures = [told for c in chapters for told in c.pictures]
    untold = pictures.count("")
    yield "accessMode", "textual"
    if pictures:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual,visual" if untold else "textual"
    yield from (("accessibilityFeature", name) for name in _FEATURES)
    if any(c.pages for c in chapters):
        yield from (("accessibilityFeature", name) for name in ("pageNavigation", "pageBreakMarkers"))
    if pictures and not untold:
        yield "accessibilityFeature", "alternativeText"
    yield "accessibilityHazard", "none"
    yield "accessibilitySummary", f"{_WORDS}; {_of_pictures(len(pictures), untold)}."


def _of_pictures(number: int, untold: int) -> str:
    if not number:
        return "there are no pictures, sounds or videos"
    return f"of {number} pictures {untold} have no description" if untold else "every picture is described"


def _last_day(chapters: list[Chapter]) -> str:
    days = (DateValue(when=c.changed or None).earliest for c in chapters)
    return max(filter(None, days), default=_UNCHANGED)
