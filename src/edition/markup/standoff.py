"""The text of a TEI file as runs of characters that know their bytes, and tags put back in without touching another
byte.

Takes a `Document`, gives `Flow`s: one for each stretch of running text (a paragraph, a heading, a note). A flow reads
through inline markup, page and line breaks, and across notes; the other half of a `choice`, furniture and the header
are no text of it. `wrap` turns a stretch of a flow into insertions of tags that leave the file well-formed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

_MARKUP: Final = re.compile(
    rb"</[^>]*+>|<(?P<name>[^\s/>!?<][^\s/><]*+)(?P<attributes>(?:\s++[^\s=/>]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'))*+)\s*+"
    rb"(?P<empty>/)?>|&[^;]{1,32};|<!--.*?-->|<!\[CDATA\[(?P<cdata>.*?)\]\]>|<\?.*?\?>|<![^>]*>",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"(?<![^\s=\"'])([^\s=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_NAMED: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}

# text that runs on through these elements; every other element begins a flow of its own
INLINE: Final = frozenset(
    "abbr add am anchor app c cb choice corr date damage distinct emph eventName ex expan foreign fw g gap gb geogName"
    " gloss handShift hi country district bloc settlement region lb lem mentioned measure metamark milestone mod name"
    " num orgName orig pb pc persName placeName ptr q ref reg restore retrace roleName rs s said seg sic soCalled"
    " space subst supplied surname forename surplus term time title unclear unit w addName genName nameLink del"
    " figure graphic note bibl cit rdg email idno code formula index interp objectName secl witDetail".split()
)
# what is no reading text of the flow around it
OUTSIDE: Final = frozenset(
    "corr reg expan fw del teiHeader standOff figDesc rdg graphic facsimile sourceDoc xenoData".split()
)
_OWN_FLOW: Final = frozenset(("note",))
_BREAKS: Final = frozenset(("lb", "pb", "cb", "gb", "space"))


@dataclass(slots=True)
class Element:
    """An element of the scan: its name, attributes, place among its ancestors and the bytes of its tags."""

    name: str
    written: bytes
    parent: Element | None
    start: int
    start_end: int
    end_start: int = -1
    end: int = -1
    first: int = -1  # the first character of the flow inside, and behind the last
    last: int = -1
    _read: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by their written names, read when they are first asked for."""
        if self._read is None:
            self._read = _attributes(self.written)
        return self._read

    def ancestors(self) -> Iterator[Element]:
        """The element itself and its ancestors, from the inside out."""
        found: Element | None = self
        while found is not None:
            yield found
            found = found.parent

    def inherited(self, attribute: str, default: str = "") -> str:
        """The attribute's value here or on the nearest ancestor that has it."""
        written = attribute.encode()
        found: Element | None = self
        while found is not None:
            if written in found.written and attribute in found.attributes:
                return found.attributes[attribute]
            found = found.parent
        return default


@dataclass(slots=True)
class Flow:
    """A stretch of running text. `owner` is the element it is the text of (`p`, `note` …)."""

    owner: Element
    data: bytes
    text: str = ""
    _runs: list[tuple[int, int, int, str, Element]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    inside: list[Element] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _asked: tuple[int, int] = (-1, 0)

    def add(self, text: str, start: int, end: int, exact: str, around: Element) -> None:
        """Append the text of some bytes; `exact` is the text again where its characters stand as such in the bytes."""
        self._runs.append((self._length, start, end, exact, around))
        self._starts.append(self._length)
        self._parts.append(text)
        self._length += len(text)

    def join(self) -> None:
        """Make the text of what was appended."""
        self.text = "".join(self._parts)
        self._parts.clear()

    @property
    def length(self) -> int:
        """How many characters were appended."""
        return self._length

    @property
    def ends_in_space(self) -> bool:
        """Whether nothing was appended yet, or white space last."""
        return not self._parts or self._parts[-1][-1:].isspace()

    @property
    def id(self) -> str:
        """The `xml:id` of the nearest element around that has one."""
        return self.owner.inherited("xml:id")

    def element(self, at: int) -> Element:
        """The innermost element around a character; elements that were left out of the scan do not count."""
        return self._run(at)[4]

    def start_byte(self, at: int) -> int:
        """The first byte of a character."""
        first, begin, _, text, _ = self._run(at)
        return self._byte(first, begin, text, at) if text else begin

    def end_byte(self, at: int) -> int:
        """The byte behind a character."""
        first, begin, end, text, _ = self._run(at)
        return self._byte(first, begin, text, at + 1) if text else end

    def _byte(self, first: int, begin: int, text: str, at: int) -> int:
        """The byte of a character of a run, counted on from the character asked for before where it can be."""
        known, byte = self._asked
        if not first <= known <= at:
            known, byte = first, begin
        byte += len(text[known - first : at - first].encode())
        if at < first + len(text):
            self._asked = at, byte
        return byte

    def can_cut(self, at: int) -> bool:
        """Whether a tag may stand before this character: not within a CDATA section."""
        first, begin, _, text, _ = self._run(at) if at < len(self.text) else (at, 0, 0, "", self.owner)
        return at == first or bool(text) or begin < 0

    def _run(self, at: int) -> tuple[int, int, int, str, Element]:
        return self._runs[bisect_right(self._starts, at) - 1]


@dataclass(frozen=True, slots=True)
class Scan:
    """A file's flows in document order, and the elements that were left out because a caller asked so."""

    flows: tuple[Flow, ...]
    transparent: tuple[Element, ...]


def scan_text(data: bytes, transparent: Callable[[Element], bool] = lambda _: False) -> Scan:
    """The flows of well-formed UTF-8 bytes. Elements for which `transparent` holds are read as if they were not there.

    >>> [f.text for f in scan_text(b"<p>a<note>n</note> <hi>b</hi>&amp;<lb/>c</p>").flows]
    ['a b& c', 'n']
    """
    return _Scanner(data, transparent).run()


def _meant(match: re.Match[bytes]) -> str:
    """The text that a reference or a CDATA section stands for; empty for all other markup."""
    if match.group().startswith(b"&"):
        name = match.group().decode()
        return _NAMED.get(name) or unescape(name)
    return match["cdata"].decode() if match["cdata"] else ""


class _Scanner:
    """One pass over the bytes."""

    def __init__(self, data: bytes, transparent: Callable[[Element], bool]) -> None:
        self._data = data
        self._is_transparent = transparent
        self._path: list[Element] = []
        self._open: list[tuple[Element, Flow | None]] = []  # every open element with the flow around it
        self._flow: Flow | None = None
        self._local: dict[bytes, str] = {}  # names without their prefixes
        self._flows: list[Flow] = []
        self._transparent: list[Element] = []
        self._skipping = 0
        self._is_interrupted = False

    def run(self) -> Scan:
        at = 0
        data = self._data
        for match in _MARKUP.finditer(data):
            start, end = match.span()
            if start > at and self._flow is not None and not self._skipping:
                text = data[at:start].decode()
                self._add(text, at, start, text)
            at = end
            if match["name"] is not None:
                self._start(match, start, end)
            elif data.startswith(b"</", start):
                self._end(start, end)
            elif text := _meant(match):
                self._opaque(text, start, end)
        for flow in self._flows:
            flow.join()
        flows = tuple(f for f in self._flows if f.text and not f.text.isspace())
        return Scan(flows, tuple(self._transparent))

    def _start(self, match: re.Match[bytes], start: int, end: int) -> None:
        written, attributes, empty, _ = match.groups()
        name = self._local.get(written)
        if name is None:
            name = self._local[written] = written.decode().rpartition(":")[2]
        element = Element(name, attributes, self._path[-1] if self._path else None, start, end)
        is_skipped = bool(self._skipping) or name in OUTSIDE
        if not is_skipped and name in _BREAKS and element.attributes.get("break") != "no":
            self._virtual_space(end)
        if empty:
            return
        self._open.append((element, self._flow))
        if is_skipped:
            self._skipping += 1
        elif self._is_transparent(element):
            self._transparent.append(element)
        else:
            self._enter(element)

    def _enter(self, element: Element) -> None:
        """Go into an element: on with the flow that is open, or into one of its own."""
        self._path.append(element)
        name = element.name
        if name not in INLINE or name in _OWN_FLOW or self._flow is None:
            self._is_interrupted = False
            self._flow = Flow(element, self._data)
            self._flows.append(self._flow)
        else:
            if self._is_interrupted:
                self._is_interrupted = False
                self._go_on_apart()
            element.first = self._flow.length
            self._flow.inside.append(element)

    def _end(self, start: int, end: int) -> None:
        element, around = self._open.pop()
        element.end_start, element.end = start, end
        if self._skipping:
            self._skipping -= 1
            return
        if self._path and self._path[-1] is element:
            self._path.pop()
            if self._flow is not None and element.first >= 0:
                element.last = self._flow.length
            if self._flow is not around:
                self._resume(around)

    def _resume(self, around: Flow | None) -> None:
        """After a block within a block, text that goes on is a new flow: its words do not join those before."""
        closed, self._flow = self._flow, around
        self._is_interrupted = around is not None and closed is not None and closed.owner.name not in _OWN_FLOW

    def _go_on_apart(self) -> None:
        """Begin the flow of the text that goes on behind a block."""
        around = self._flow
        assert around is not None
        self._flow = Flow(around.owner, self._data)
        self._flows.append(self._flow)
        self._open = [(e, self._flow if f is around else f) for e, f in self._open]

    def _opaque(self, text: str, start: int, end: int) -> None:
        if not self._skipping and self._flow is not None:
            self._add(text, start, end, "")

    def _virtual_space(self, at: int) -> None:
        """A break between words is white space even where the file has none."""
        if self._flow is not None and not self._flow.ends_in_space:
            self._add(" ", at, at, "")

    def _add(self, text: str, start: int, end: int, exact: str) -> None:
        if self._is_interrupted:
            if text.isspace():
                return
            self._is_interrupted = False
            self._go_on_apart()
        if self._flow is not None and self._path:
            self._flow.add(text, start, end, exact, self._path[-1])


def _attributes(raw: bytes) -> dict[str, str]:
    if not raw:
        return {}
    found = _ATTRIBUTE.finditer(raw.decode())
    return {name: unescape(double or single) for name, double, single in (m.groups("") for m in found)}


def wrap(flow: Flow, start: int, end: int) -> list[tuple[int, int]]:
    """The byte ranges to put tags around, so that the characters `start:end` are wrapped and the file stays
    well-formed.

    One range where the stretch lies in one element or can be widened to whole elements; several where it crosses the
    border of an element; none where a border of it lies within a CDATA section.

    >>> flow = scan_text(b"<p>x <hi>Ali</hi> Bey</p>").flows[0]
    >>> wrap(flow, 2, 9)
    [(5, 21)]
    """
    if not (flow.can_cut(start) and flow.can_cut(end)):
        return []
    first, last = flow.element(start), flow.element(end - 1)
    common = _common(first, last)
    begin, outer = _widen_start(flow, first, common, start)
    finish, inner = _widen_end(flow, last, common, end)
    if outer is common and inner is common:
        return [(begin, finish)]
    return _split(flow, start, end)


def _common(a: Element, b: Element) -> Element:
    above = {id(e) for e in a.ancestors()}
    return next(e for e in b.ancestors() if id(e) in above)


def _widen_start(flow: Flow, element: Element, common: Element, start: int) -> tuple[int, Element]:
    at = flow.start_byte(start)
    while element is not common and element.first == start and element.parent is not None:
        at, element = element.start, element.parent
    return at, element


def _widen_end(flow: Flow, element: Element, common: Element, end: int) -> tuple[int, Element]:
    at = flow.end_byte(end - 1)
    while element is not common and element.last == end and element.parent is not None:
        at, element = element.end, element.parent
    return at, element


def _split(flow: Flow, start: int, end: int) -> list[tuple[int, int]]:
    """One range for each stretch of characters with the same parent, white space at the borders left out."""
    out = []
    at = start
    while at < end:
        parent = flow.element(at)
        stop = at
        while stop < end and flow.element(stop) is parent:
            stop += 1
        text = flow.text[at:stop]
        left, right = at + len(text) - len(text.lstrip()), stop - (len(text) - len(text.rstrip()))
        if left < right and flow.can_cut(left) and flow.can_cut(right):
            out.append((flow.start_byte(left), flow.end_byte(right - 1)))
        at = stop
    return out
