"""Mentions written into the bytes of a file: tags put in, changed or taken out; every other byte stays.

A mention that stands already as it should is left alone, so that a second run changes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from edition.annotate.annotator import RESP, Annotated
from edition.annotate.elsewhere.offers import SOURCES
from edition.annotate.header import header_edits, source_id
from edition.annotate.model import Located, Mention
from edition.diagnostics import Edit, apply_edits
from edition.markup.serialise import quoteattr
from edition.markup.standoff import Element, Flow, wrap
from edition.registers import DateValue, pointing_of, reference

ELEMENTS: Final = {
    "person": "persName", "place": "placeName", "org": "orgName", "event": "name", "date": "date", "work": "rs",
}  # fmt: skip
TYPES: Final = {"event": "event", "work": "work"}  # the types of elements whose name does not tell the kind
_VALUES: Final = (
    ("when", "when"),
    ("from", "from_"),
    ("to", "to"),
    ("notBefore", "not_before"),
    ("notAfter", "not_after"),
)
Attributes = tuple[tuple[str, str], ...]
_PREFIX: Final = re.compile(rb"<([^\s/>:]+):")


def write_mentions(annotated: Annotated) -> bytes:
    """The new bytes of the document."""
    data = annotated.document.source.data
    old = {(e.start_end, e.end_start): e for e in annotated.scan.transparent}
    edits: list[Edit] = []
    kept: set[tuple[int, int]] = set()
    twins: Counter[str] = Counter()
    refer = pointing_of(annotated.document.root, RESP).reference
    for located in annotated.mentions:
        pieces = wrap(located.flow, located.mention.start, located.mention.end)
        for (begin, end), linking in zip(pieces, chain(located, len(pieces), twins), strict=True):
            tag = start_tag(located.mention, prefix_of(located.flow), linking, refer)
            name = tag[1:].split(" ", 1)[0]
            known = old.get((begin, end))
            if known is None:
                edits += [Edit(begin, begin, tag.encode()), Edit(end, end, f"</{name}>".encode())]
            else:
                kept.add((begin, end))
                edits += _changed(data, known, tag, name)
    edits += [edit for place, element in old.items() if place not in kept for edit in _without(element)]
    if annotated.mentions or old:
        edits += _header(annotated)
    return apply_edits(data, [e for e in edits if data[e.start : e.end] != e.new])


def _header(annotated: Annotated) -> list[Edit]:
    """What the header must tell of the mentions."""
    calendars = set(filter(None, map(_calendar, annotated.mentions_only())))
    named = {one.rule for one in annotated.mentions_only()} & set(SOURCES)
    sources = {name: annotated.sources.get(name, name) for name in sorted(named)}
    return header_edits(annotated.document, calendars, annotated.rules, sources)


def chain(located: Located, pieces: int, twins: Counter[str]) -> list[Attributes]:
    """What links the elements of a mention that crosses the border of another element; nothing for a whole one.

    The ids come of the words and the block, so that they stay when text is put in before.
    """
    if pieces < 2:
        return [()] * pieces
    told = f"{located.flow.id} {located.mention.kind} {located.mention.text}"
    twins[told] += 1
    stem = "m" + hashlib.sha256(f"{told} {twins[told]}".encode()).hexdigest()[:10]
    ids = [f"{stem}-{n + 1}" for n in range(pieces)]
    return [
        (("xml:id", own), ("next", after and f"#{after}"), ("prev", before and f"#{before}"))
        for own, after, before in zip(ids, [*ids[1:], ""], ["", *ids], strict=False)
    ]


def _changed(data: bytes, element: Element, tag: str, name: str) -> Iterator[Edit]:
    """Bring the tags of a mention that stands at the right place up to date."""
    if data[element.start : element.start_end] != tag.encode():
        yield Edit(element.start, element.start_end, tag.encode())
        yield Edit(element.end_start, element.end, f"</{name}>".encode())


def _without(element: Element) -> Iterator[Edit]:
    yield Edit(element.start, element.start_end, b"")
    yield Edit(element.end_start, element.end, b"")


def prefix_of(flow: Flow) -> str:
    """The prefix, with its colon, that the elements around a flow have."""
    match = _PREFIX.match(flow.data, flow.owner.start)
    return match[1].decode() + ":" if match else ""


def start_tag(
    mention: Mention, prefix: str = "", linking: Attributes = (), refer: Callable[[str, str], str] = reference
) -> str:
    """The start tag of a mention; `refer` tells how its document writes references.

    >>> start_tag(Mention("person", 0, 5, "Lenin", "register", "high", ("lenin",)))
    '<persName ref="person:lenin" cert="high" resp="#edition-annotate">'
    """
    attributes = [(k, v) for k, v in (*linking, *_attributes(mention, refer)) if v]
    inside = "".join(f" {k}={quoteattr(v)}" for k, v in attributes)
    return f"<{prefix}{ELEMENTS[mention.kind]}{inside}>"


def _attributes(mention: Mention, refer: Callable[[str, str], str]) -> Iterable[tuple[str, str]]:
    yield "type", TYPES.get(mention.kind, "")
    if mention.access:
        yield "type", "access"
    yield "ref", " ".join(refer(mention.kind, key) for key in mention.keys)
    if mention.date is not None:
        yield from date_attributes(mention.date)
    if mention.rule in SOURCES and not mention.decided:
        yield "source", f"#{source_id(mention.rule)}"
    yield "cert", mention.cert
    if mention.inferred and mention.date:
        yield "evidence", "internal"
    yield "resp", RESP


def date_attributes(value: DateValue) -> Iterable[tuple[str, str]]:
    """The attributes of a date, those without a value too."""
    for name, attribute in _VALUES:
        yield name, getattr(value, attribute) or ""
    if value.calendar:
        yield "calendar", f"#{value.calendar}"
    if value.original:
        yield "when-custom", value.original
        yield "datingMethod", f"#{value.calendar}"


def _calendar(mention: Mention) -> str | None:
    return mention.date.calendar if mention.date else None
