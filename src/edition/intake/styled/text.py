"""Lines put together to a block's text: hyphens decided, what is raised, slanted or linked marked, calls in place.

Takes lines with their numbers in the reading order, gives `Block` values that remember where each stretch stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from edition.intake.content import CONTENT, Block, Event, Kind, Markup, NoteCall, PageBreak, Run
from edition.intake.corrections import Corrections
from edition.intake.doubts import Doubt, DoubtReason
from edition.intake.flow.hyphens import Joined, Joint, decided, join_lines
from edition.intake.flow.words import Words
from edition.intake.layout.model import Line, PageLink, Style
from edition.intake.signs.lines import Line as TextLine
from edition.markup import XML_LANG

_RAISED: Final = 0.85
_SHIFT: Final = 0.08
_WEB: Final = re.compile(r"https?://|www\.|\A.[^/]*+/.*[/.=_?&%]\Z")  # of a line's last word
_WEB_GOES_ON: Final = re.compile(r"^[\w%&=?/_.#~+-]+[/.=_?&%#-][\w/.-]*|^\w[\w-]*\.(?:html?|pdf|php|xml)\b")

FindCall = Callable[[Line, int], tuple[NoteCall, int] | None]


def is_raised(line: Line, at: int) -> bool:
    """Whether a character stands above the line in smaller type."""
    char = line.chars[at]
    return char.style.size <= _RAISED * line.size and char.base > line.base + _SHIFT * line.size


def is_lowered(line: Line, at: int) -> bool:
    """Whether a character stands below the line in smaller type."""
    char = line.chars[at]
    return char.style.size <= _RAISED * line.size and char.base < line.base - _SHIFT * line.size


def raised_runs(line: Line) -> list[tuple[int, int]]:
    """The stretches of a line's characters that are raised."""
    found: list[tuple[int, int]] = []
    for at in range(len(line.chars)):
        if line.chars[at].text != " " and is_raised(line, at):
            if found and all(line.chars[k].text == " " for k in range(found[-1][1], at)):
                found[-1] = found[-1][0], at + 1
            else:
                found.append((at, at + 1))
    return found


@dataclass
class Numbered:
    """The reading order as one text, and the number and place of every line in it."""

    lines: Mapping[int, TextLine]
    words: Words
    corrections: Corrections
    links: Mapping[int, Sequence[PageLink]]
    foreign: Mapping[tuple[int, int], str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    joined: int = 0

    def of(self, line: Line) -> TextLine:
        """A line as it stands in the text."""
        return self.lines[id(line)]

    def target(self, line: Line, at: int) -> str:
        """Where the link leads that a character stands in, or nothing."""
        char = line.chars[at]
        x, y = (char.left + char.right) / 2, char.base + 0.25 * char.style.size
        for link in self.links.get(line.page, ()):
            if link.box.left - 1 <= x <= link.box.right + 1 and link.box.bottom - 1 <= y <= link.box.top + 1:
                return link.target
        return ""

    def lang_of(self, line: Line, at: int) -> str | None:
        """Which other language a character is in, by the file's tags; a blank is in that of the letter before."""
        mark = next((char.mark for char in line.chars[at::-1] if char.mark >= 0), -1)
        return self.foreign.get((line.page, mark))

    def _linked(self, before: Line, line: Line) -> Joined | None:
        """How the two lines of an address are put together that the file has as a link."""
        target = self.target(before, len(before.chars) - 1)
        if not target or target != self.target(line, 0):
            return None
        left = before.text.rsplit(maxsplit=1)[-1]
        right = line.text.split(maxsplit=1)[0].rstrip(".,;:)")[:6]
        if left[-6:] + right in target:
            return Joined(Joint.KEEP, "the address of the link")
        return Joined(Joint.JOIN, "the address of the link") if left[-6:-1] + right in target else None

    def joint(self, before: Line, line: Line) -> Joined:
        """How a line is put to the one before it."""
        a, b = self.of(before), self.of(line)
        if (
            _WEB.search("".join(a.text.rsplit(maxsplit=1)[-1:]))
            and _WEB_GOES_ON.match(b.text)
            and not a.text.endswith((".", ",", "-"))
        ):
            return Joined(Joint.KEEP, "an address")
        keep = self.corrections.of_hyphen(a)
        if keep is not None:
            return decided(keep)
        found = self._linked(before, line) or join_lines(a.text, b.text, self.words)
        if not found.sure:
            left = a.text.rsplit(maxsplit=1)[-1]
            right = b.text.split(maxsplit=1)[0]
            becomes = left[:-1] + right if found.joint is Joint.JOIN else left + right
            text, decision = f"{left} {right}", f"read as “{becomes}”"
            self.doubts.append(
                Doubt("hyphen", a.number, a.end - len(left), a.end, text, decision, DoubtReason(found.reason))
            )
        return found


@dataclass
class TextBuilder:
    """Puts a block together from lines."""

    numbered: Numbered
    find_call: FindCall
    plain: frozenset[str] = frozenset()
    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    events: list[tuple[int, Event]] = field(default_factory=list)
    marks: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)
    last: Line | None = None
    first: Line | None = None

    def line(self, line: Line, events: Iterable[Event] = (), start: int = 0) -> None:
        """Add a line from its character `start` on, behind what happens between it and the one before."""
        if self.last is not None:
            joint = self.numbered.joint(self.last, line).joint
            inside = joint is not Joint.SPACE
            if joint is Joint.JOIN:
                self._drop_hyphen()
            elif not inside:
                self._add(" ", None, frozenset())
            for event in events:
                self.events.append(
                    (self.length, replace(event, inside=inside) if isinstance(event, PageBreak) else event)
                )
        else:
            self.first = line
            self.events += [(0, event) for event in events]
        self._chars(line, start)
        self.last = line

    def _chars(self, line: Line, start: int) -> None:
        at = self.numbered.of(line).start
        offset = sum(len(c.text) for c in line.chars[:start])
        k = start
        while k < len(line.chars):
            called = self.find_call(line, k)
            if called:
                call, end = called
                self.events.append((self.length, call))
                offset += sum(len(c.text) for c in line.chars[k:end])
                k = end
                continue
            char = line.chars[k]
            self._add(char.text, at + offset, self._kinds(line, k))
            offset += len(char.text)
            k += 1

    def _kinds(self, line: Line, at: int) -> frozenset[str]:
        char = line.chars[at]
        found = style_kinds(char.style)
        if char.style.size != line.size and char.text != " ":
            if is_raised(line, at):
                found |= {"superscript"}
            elif is_lowered(line, at):
                found |= {"subscript"}
        target = self.numbered.target(line, at)
        if target:
            found |= {f"@{target}"}
        lang = self.numbered.lang_of(line, at) if self.numbered.foreign else None
        if lang:
            found |= {f"~{lang}"}
        return found - self.plain if self.plain else found

    def _add(self, text: str, source: int | None, kinds: frozenset[str]) -> None:
        if text == " " and (not self.length or self.parts[-1] == " "):
            return
        if source is None:
            kinds = frozenset({"*"})
        elif text != " ":
            self._run(source)
        mark = self.marks[-1] if self.marks else None
        if mark and mark[2] == kinds and mark[1] == self.length:
            self.marks[-1] = mark[0], self.length + len(text), kinds
        else:
            self.marks.append((self.length, self.length + len(text), kinds))
        self.parts.append(text)
        self.length += len(text)

    def _run(self, source: int) -> None:
        """Let a new stretch begin where what comes next does not go on the last one in the source."""
        run = self.runs[-1] if self.runs else None
        if run is None or run.source + self.length - run.at != source:
            self.runs.append(Run(self.length, source))

    def _drop_hyphen(self) -> None:
        self.numbered.joined += 1
        last = self.parts.pop()
        self.length -= len(last)
        start, end, kinds = self.marks[-1]
        if end - len(last) > start:
            self.marks[-1] = start, end - len(last), kinds
        else:
            self.marks.pop()

    def block(self, kind: Kind, level: int = 0) -> Block:
        """The block as a value."""
        text = "".join(self.parts).rstrip()
        events = tuple((min(at, len(text)), event) for at, event in self.events)
        runs = tuple(run for run in self.runs if run.at < len(text) or not text)
        number = self.numbered.of(self.first).number if self.first else 0
        return Block(kind, text, runs, events, level, number, markup=tuple(mark_up(self.marks, text)))


@lru_cache(maxsize=512)
def style_kinds(style: Style) -> frozenset[str]:
    """The names by which a style's marks are told in `rend`."""
    flags = (style.italic, "italic"), (style.bold, "bold"), (style.small_caps, "smallcaps")
    return frozenset(name for on, name in flags if on)


def mark_up(marks: Sequence[tuple[int, int, frozenset[str]]], text: str) -> list[Markup]:
    """Stretches of one kind, over the blanks between lines, as elements."""
    kinds = sorted({kind for _, _, found in marks for kind in found if kind != "*"})
    done: list[Markup] = []
    for kind in kinds:
        for start, end in _stretches(marks, kind):
            start, end = _trimmed(text, start, min(end, len(text)))
            if end > start and (any(c.isalnum() for c in text[start:end]) or kind[0] in "@<"):
                done.append(_element(kind, start, end))
    return done


def _stretches(marks: Sequence[tuple[int, int, frozenset[str]]], kind: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    open_ = False
    whole = kind[0] == "<" or kind == "tex"  # two formulas beside each other are two
    for start, end, kinds in marks:
        here = kind in kinds
        if here and open_ and not whole:
            found[-1] = found[-1][0], end
        elif here:
            found.append((start, end))
        open_ = here or (open_ and "*" in kinds)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _element(kind: str, start: int, end: int) -> Markup:
    if kind.startswith("@"):
        return Markup(start, end, "ref", (("target", kind[1:]),))
    if kind.startswith("~"):
        return Markup(start, end, "foreign", ((XML_LANG, kind[1:]),))
    if kind.startswith("<"):
        return Markup(start, end, "formula", ((CONTENT, kind),))
    if kind == "tex":
        return Markup(start, end, "formula", (("notation", kind),))
    return Markup(start, end, "hi", (("rend", kind),))
