"""What the header must tell of the annotator: who is responsible, which programs and rules, which calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from edition.diagnostics import Edit
from edition.markup import XML_ID, Document, tei
from edition.version import __version__

ID: Final = "edition-annotate"
APPLICATION: Final = "edition-annotate-rules"
_CALENDARS: Final = {
    "rumi": "Rumi: the Ottoman fiscal calendar",
    "hijri": "Hijri: the Islamic calendar",
    "julian": "Julian: Old Style",
    "republican": "French Republican",
}


def source_id(source: str) -> str:
    """The id of the `application` that stands for another program in which names were found."""
    return f"{ID}-{source}"


def header_edits(
    document: Document, calendars: Iterable[str], rules: str, sources: Mapping[str, str] | None = None
) -> list[Edit]:
    """The insertions that bring the header up to date; none where there is no header, and none on a second run.

    `sources` are other programs that found names, with what is told of them.
    """
    told = {APPLICATION: ("edition annotate", f"rule set {rules}")}
    told |= {source_id(name): (f"names found by: {name}", text) for name, text in (sources or {}).items()}
    header = document.root.find(tei("teiHeader"))
    file_desc = None if header is None else header.find(tei("fileDesc"))
    if header is None or file_desc is None:
        return []
    added = [*_applications(document, header, file_desc, told), *_calendar_list(document, header, set(calendars))]
    return [*_responsibility(document, file_desc), *_joined(added), *_versions(document, told)]


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Several insertions at one place are one, in their order."""
    by_place: dict[tuple[int, int], bytes] = {}
    for edit in edits:
        by_place[edit.start, edit.end] = by_place.get((edit.start, edit.end), b"") + edit.new
    return (Edit(start, end, new) for (start, end), new in by_place.items())


def calendar_edits(document: Document, calendar: str) -> list[Edit]:
    """The insertion that declares a calendar; none where it is declared, or where there is no header."""
    header = document.root.find(tei("teiHeader"))
    return [] if header is None else list(_calendar_list(document, header, {calendar} & _CALENDARS.keys()))


def _responsibility(document: Document, file_desc: etree._Element) -> Iterator[Edit]:
    title_stmt = file_desc.find(tei("titleStmt"))
    if title_stmt is None or any(e.get(XML_ID) == ID for e in document.root.iter(tei("respStmt"))):
        return
    p = _prefix(document, title_stmt)
    text = (
        f'<{p}respStmt xml:id="{ID}"><{p}resp>names and dates marked by rule</{p}resp>'
        f"<{p}name>edition annotate</{p}name></{p}respStmt>"
    )
    yield behind_last(document, title_stmt, text)


def _applications(
    document: Document, header: etree._Element, file_desc: etree._Element, told: Mapping[str, tuple[str, str]]
) -> Iterator[Edit]:
    """The programs that the header does not name yet."""
    known = {e.get(XML_ID) for e in header.iter(tei("application"))}
    p = _prefix(document, header)
    own = "".join(
        f'<{p}application xml:id="{id_}" ident="{"edition" if id_ == APPLICATION else id_}" version="{__version__}">'
        f"<{p}label>{label}</{p}label><{p}desc>{escape(text)}</{p}desc></{p}application>"
        for id_, (label, text) in told.items()
        if id_ not in known
    )
    if not own:
        return
    encoding = header.find(tei("encodingDesc"))
    info = None if encoding is None else encoding.find(tei("appInfo"))
    if info is not None:
        yield behind_last(document, info, own)
    elif encoding is not None:
        yield behind_last(document, encoding, f"<{p}appInfo>{own}</{p}appInfo>")
    else:
        yield _after(document, file_desc, f"<{p}encodingDesc><{p}appInfo>{own}</{p}appInfo></{p}encodingDesc>")


def _versions(document: Document, told: Mapping[str, tuple[str, str]]) -> Iterator[Edit]:
    """Programs and rule set of an earlier run, brought up to date."""
    for application in document.root.iter(tei("application")):
        _, text = told.get(application.get(XML_ID, ""), ("", ""))
        if not text:
            continue
        version = document.attributes(application).get("version")
        if version and application.get("version") != __version__:
            yield Edit(version.value_start, version.value_end, __version__.encode())
        desc = application.find(tei("desc"))
        if desc is not None and not len(desc) and desc.text != text:
            span = document.element_span(desc)
            yield Edit(span.start_end, span.end_start, escape(text).encode())


def _calendar_list(document: Document, header: etree._Element, wanted: set[str]) -> Iterator[Edit]:
    known = {e.get(XML_ID) for e in document.root.iter(tei("calendar"))}
    missing = sorted(wanted - known)
    if not missing:
        return
    p = _prefix(document, header)
    own = "".join(f'<{p}calendar xml:id="{c}"><{p}p>{_CALENDARS[c]}</{p}p></{p}calendar>' for c in missing)
    profile = header.find(tei("profileDesc"))
    listed = None if profile is None else profile.find(tei("calendarDesc"))
    if listed is not None:
        yield behind_last(document, listed, own)
    elif profile is not None:
        yield behind_last(document, profile, f"<{p}calendarDesc>{own}</{p}calendarDesc>")
    else:
        last = header.find(tei("encodingDesc"))
        before = last if last is not None else header.find(tei("fileDesc"))
        assert before is not None
        yield _after(document, before, f"<{p}profileDesc><{p}calendarDesc>{own}</{p}calendarDesc></{p}profileDesc>")


def behind_last(document: Document, parent: etree._Element, text: str) -> Edit:
    """Insert as the last child, on a line of its own where its sister stands on one."""
    children = [c for c in parent if isinstance(c.tag, str)]
    if children:
        return _after(document, children[-1], text)
    span = document.element_span(parent)
    if span.is_empty_tag:
        name = span.name
        opened = document.source.data[span.start : span.end].decode().rstrip("/>").rstrip()
        return Edit(span.start, span.end, f"{opened}>{text}</{name}>".encode())
    return Edit(span.start_end, span.start_end, text.encode())


def _after(document: Document, sister: etree._Element, text: str) -> Edit:
    data = document.source.data
    span = document.element_span(sister)
    line = data.rfind(b"\n", 0, span.start) + 1
    indent = data[line : span.start]
    ending = b"\r\n" if data[max(0, line - 2) : line] == b"\r\n" else b"\n"
    lead = ending + indent if line and not indent.strip() else b""
    return Edit(span.end, span.end, lead + text.encode())


def _prefix(document: Document, element: etree._Element) -> str:
    prefix, colon, _ = document.element_span(element).name.rpartition(":")
    return prefix + colon
