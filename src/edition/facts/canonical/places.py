"""The places of a text that have a canonical number: as `citeStructure` says, else by `@n` of chapters, verses …

A number is what the margin shows (`2`), a reference what the place is cited by (`1.2`): the numbers of all that it
stands in. Numbers of notes, variants and translations cite nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.facts.apart import READINGS, is_variant
from edition.facts.canonical.structures import cited_units
from edition.markup import XML_ID, local_name, tei

_NUMBERED: Final = frozenset("div div1 div2 div3 div4 div5 div6 div7 text p ab lg l surface line".split())
_STEPS: Final = frozenset({"book", "part", "poem", "chapter", "section", "paragraph", "stanza", "verse", "line"})
_WITHIN: Final = frozenset({"p", "ab"})  # whose numbered segments are sections
_APART: Final = frozenset({"note", "teiHeader", "standOff", "front", "back"})
_JOINTS: Final = ".,:;-– "
_LONGEST: Final = 24  # letters of a number; what is longer is a name


@dataclass(frozen=True, slots=True)
class CanonicalPlace:
    """A place with the number that the margin shows, and its reference; that of an earlier place is not given again."""

    element: etree._Element
    number: str
    reference: str


@dataclass(frozen=True)
class CanonicalPlaces:
    """The places in the order of the text. `beside` has what stands behind a milestone and in no numbered element."""

    places: tuple[CanonicalPlace, ...] = ()
    beside: dict[etree._Element, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up by element."""
        object.__setattr__(self, "_known", {p.element: p.reference for p in self.places if p.reference})

    _known: dict[etree._Element, str] = field(default_factory=dict, repr=False)

    def reference(self, element: etree._Element) -> str:
        """How the place of an element is cited: by the innermost place around it; empty where it has none."""
        for around in (element, *element.iterancestors()):
            found = self.beside.get(around) or self._known.get(around)
            if found:
                return found
        return ""


def canonical_places(root: etree._Element) -> CanonicalPlaces:
    """All of them."""
    cited = cited_units(root)
    if cited:
        # what is cited by its own id has that address already, and no number to show
        return CanonicalPlaces(tuple(_once([unit for unit in cited if unit[1] != unit[0].get(XML_ID)])))
    walk = _Walk()
    for body in _bodies(root):
        walk.over(body)
    return CanonicalPlaces(tuple(_once(walk.found)), walk.beside)


def _bodies(root: etree._Element) -> list[etree._Element]:
    """What is cited: the texts without what stands before and behind; else the transcription of a document."""
    texts = [e for e in root.iter(tei("text")) if not any(local_name(a) == "text" for a in e.iterancestors())]
    return texts or list(root.iter(tei("sourceDoc")))


def _once(found: list[tuple[etree._Element, str, str]]) -> Iterator[CanonicalPlace]:
    seen: set[str] = set()
    for element, number, reference in found:
        yield CanonicalPlace(element, number, "" if reference in seen else reference)
        seen.add(reference)


class _Walk:
    """One walk over a text with the numbers of all that is open, and of the milestones that were passed."""

    def __init__(self) -> None:
        self.found: list[tuple[etree._Element, str, str]] = []
        self.beside: dict[etree._Element, str] = {}
        self._open: list[tuple[etree._Element, str]] = []
        self._steps: dict[str, str] = {}  # by unit, the largest first

    def over(self, text: etree._Element) -> None:
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(text, events=("start", "end")):
            if skipped is None and event == "start" and _stands_apart(element):
                skipped = element
            if skipped is None:
                self._start(element) if event == "start" else self._end(element)
            elif event == "end" and element is skipped:
                skipped = None

    def _start(self, element: etree._Element) -> None:
        number = _number(element)
        if local_name(element) == "milestone" and number:
            self._pass(element, number)
        elif number:
            reference = _joined(self._around(), number)
            self._open.append((element, reference))
            self.found.append((element, number, reference))
        elif self._steps:
            self.beside[element] = self._here()

    def _end(self, element: etree._Element) -> None:
        if self._open and self._open[-1][0] is element:
            self._open.pop()
            self._steps.clear()

    def _pass(self, element: etree._Element, number: str) -> None:
        """A milestone ends what has its unit or a smaller one: the units that were met behind it."""
        unit = element.get("unit", "")
        units = list(self._steps)
        for smaller in units[units.index(unit) :] if unit in units else ():
            del self._steps[smaller]
        self._steps[unit] = number
        self.found.append((element, number, self._here()))

    def _around(self) -> str:
        return self._open[-1][1] if self._open else ""

    def _here(self) -> str:
        reference = self._around()
        for number in self._steps.values():
            reference = _joined(reference, number)
        return reference


def _stands_apart(element: etree._Element) -> bool:
    name = local_name(element)
    return (
        name in _APART
        or (name in READINGS and is_variant(element))
        or (name in ("div", "text") and element.get("type") == "translation")
    )


def _number(element: etree._Element) -> str:
    """The canonical number that an element bears; addresses and names in `@n` are none."""
    number = (element.get("n") or "").strip()
    if not number or len(number) > _LONGEST or any(c in number for c in ":/#?&%<>\"'") or len(number.split()) > 1:
        return ""
    return number if _may_be_cited(element) else ""


def _may_be_cited(element: etree._Element) -> bool:
    name = local_name(element)
    parent = element.getparent()
    if name == "seg":
        return parent is not None and local_name(parent) in _WITHIN
    if name == "milestone":
        return element.get("unit", "") in _STEPS
    if name == "lb":
        return any(a.get("type") == "edition" for a in element.iterancestors(tei("div")))
    return name in _NUMBERED


def _joined(around: str, number: str) -> str:
    """A number behind those of what it stands in; one that has them already stays as it is.

    >>> _joined("1", "2"), _joined("1", "1.2"), _joined("", "3")
    ('1.2', '1.2', '3')
    """
    if not around or any(number.startswith(around + joint) for joint in _JOINTS):
        return number
    return f"{around}.{number}"
