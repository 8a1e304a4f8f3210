"""The authors of an article, with what belongs to each, from the pieces between its title and its text.

Takes pieces, gives persons. Names are known by their place: set alike, each followed by an address or a place of work;
or several on a line with marks that lead to the places of work below.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Final

from edition.intake.layout.lines import line_of, stretches
from edition.intake.layout.model import Line
from edition.intake.pieces.pieces import Piece
from edition.intake.signs.history import is_date
from edition.intake.signs.people import Person, is_people, reached
from edition.intake.styled.text import is_raised
from edition.intake.styled.titles import is_affiliation
from edition.languages import Languages
from edition.languages.patterns import any_and, any_label
from edition.languages.used import told

_MARKS: Final = re.compile(r"(?<![\d*†‡§¶,⁎])[\d*†‡§¶,⁎]+$")
_NAMED: Final = 0.6  # so much of a line is names, or it is none of names
_LETTER_MARK: Final = re.compile(r"^(\d{1,2}|[*†‡§¶⁎]+)[.)]?\s*(?=\S)")


@told
def _by(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_label(languages, lambda labels: labels.by)}\b[:\s]+|\d{{1,2}}[a-z]{{2}}\s)", re.I)


@told
def _between(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\s)\s++)?(?:;|·|•|\||&|(?<=\s){any_and(languages)}(?=\s))\s*")


@told
def _particles(languages: Languages) -> frozenset[str]:
    return frozenset(word for lang in languages.all for words in lang.particles for word in words.split())


def read_authors(pieces: Sequence[Piece]) -> tuple[Person, ...]:
    """The authors that the pieces name."""
    lines = list(itertools.filterfalse(_is_dated, (line for piece in pieces for line in piece.lines)))
    if not lines:
        return ()
    blocks = _beside(lines) or _blocks(lines)
    if len(blocks) == 1 or any(_is_list(_names_in(block[0])) for block in blocks):
        listed = _listed(lines)
        if listed:
            return listed
    found = [person for block in blocks for person in _of_block(block)]
    return tuple(found) or _alone(lines)


def _is_dated(line: Line) -> bool:
    return is_date(line.text)


def is_of_names(line: Line) -> bool:
    """Whether a line is one of authors, by their names, marks or places of work."""
    return bool(_names_in(line)) or is_people(line.text)


def _alone(lines: Sequence[Line]) -> tuple[Person, ...]:
    """The first line of nothing but names, wherever it stands among lines that are no names."""
    for line in lines:
        names = _names_in(line)
        if names:
            return tuple(Person(name) for name, _ in names)
    return ()


def _beside(lines: Sequence[Line]) -> list[list[Line]]:
    """Stacks of lines that stand beside each other, each with a name at its head; none where a line spans two. There
    are places of work below all names, or below none.
    """
    parts = [part for line in lines for part in stretches(line)]
    stacks: list[list[Line]] = []
    right = 0.0
    for part in sorted(parts, key=lambda each: each.box.left):
        if not stacks or part.box.left >= right:
            stacks.append([])
        stacks[-1].append(part)
        right = max(right, part.box.right)
    stacks = [sorted(stack, key=lambda each: -each.base) for stack in stacks]
    alike = len(stacks) == len(parts) or min(map(len, stacks)) > 1
    return stacks if len(stacks) > 1 and alike and all(_name_in(stack[0].text) for stack in stacks) else []


def _is_list(names: Sequence[tuple[str, str]]) -> bool:
    return len(names) > 1


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Each name with the lines below it: a name is set like the first one."""
    key = lines[0].style.size, lines[0].style.bold
    blocks: list[list[Line]] = []
    for line in lines:
        head, comma, rest = line.text.partition(",")
        name = _name_in(line.text) or (comma and is_affiliation(rest) and _name_in(head))
        same = (line.style.size, line.style.bold) == key and bool(name)
        if same or not blocks:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _of_block(block: Sequence[Line]) -> list[Person]:
    text = " ".join(line.text for line in block[1:])
    name = _name_in(block[0].text)
    if name is None:
        head, comma, rest = block[0].text.partition(",")
        name = _name_in(head) if comma and is_affiliation(rest) else None
        text = f"{rest} {text}"
    return [_person(name, text)] if name else []


def _person(name: str, text: str) -> Person:
    email, orcid, rest = reached(text)
    rest = re.sub(r"(?:https?://)?orcid\.org/?|\bORCID\b:?|\be-?mail\b:?", " ", rest, flags=re.I)
    rest = re.sub(r"[(\[]\s*[)\]]", " ", rest)
    return Person(name, " ".join(rest.split()).strip(" ,;:"), email, orcid)


def _name_in(text: str) -> str | None:
    """The name that a line is, if it can be one: two words and more, capitals, nothing of an address."""
    text = _MARKS.sub("", _by().sub("", text)).strip(" ,;")
    if not text or len(text) > 60 or "@" in text or any(c.isdigit() for c in text) or is_affiliation(text):
        return None
    words = re.split(r"[\s,]+", text)
    if not 2 <= len(words) <= 6:
        return None
    fit = all(w[:1].isupper() or w.casefold() in _particles() or w[:1] in "(’'" for w in words if w)
    return text if fit and not text.endswith((".", ":")) | text.endswith((" Dr.",)) else None


def _names_in(line: Line) -> list[tuple[str, str]]:
    """The names of a line with their marks, as they stand between commas and words like “and”."""
    text, marks = _without_raised(line)
    found: list[tuple[str, str]] = []
    for place, piece in _parted(text):
        mark = _MARKS.search(piece)
        name = _name_in(piece)
        if name:
            near = "".join(sign for at, sign in marks if place <= at <= place + len(piece) + 1)
            found.append((name, near or (mark.group() if mark else "")))
    return found if _are_most(found, text) else []


def _parted(text: str) -> list[tuple[int, str]]:
    """What stands between commas and words like “and”, with its place."""
    pieces: list[tuple[int, str]] = []
    at = 0
    for part in _between().split(_by().sub("", text)):
        at = text.find(part, at)
        start = at
        commas = part.split(",")
        for word in commas if all(len(c.split()) != 1 for c in commas if c.strip()) else [part]:
            pieces.append((text.find(word, start), word.strip()))
            start = text.find(word, start) + len(word)
    return pieces


def _are_most(names: Sequence[tuple[str, str]], text: str) -> bool:
    """Whether names are most of a line; else these are words of a title."""
    return sum(len(name) for name, _ in names) >= _NAMED * sum(c.isalpha() for c in text)


def _without_raised(line: Line) -> tuple[str, list[tuple[int, str]]]:
    """A line's text without its raised signs, and these with their places."""
    text = ""
    marks: list[tuple[int, str]] = []
    for at, char in enumerate(line.chars):
        if char.text != " " and is_raised(line, at):
            marks.append((len(text), char.text))
        else:
            text += char.text
    return text, marks


def _listed(lines: Sequence[Line]) -> tuple[Person, ...]:
    """Names on the first lines with marks, and lines that begin with these marks."""
    lines = _whole(lines)
    names: list[tuple[str, str]] = []
    at = 0
    while at < len(lines) and (found := _names_in(lines[at])):
        names += found
        at += 1
    told = _by_mark(lines[at:])
    if len(names) == 1:
        ((name, marks),) = names
        return (_person(name, _told_of(marks, told) or " ".join(told.values())),)
    return tuple(_person(name, _told_of(marks, told)) for name, marks in names)


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the next one where a list of names ends with half a name."""
    done: list[Line] = []
    for line in lines:
        before = done[-1] if done else None
        if before and before.size == line.size and before.style.bold == line.style.bold and _is_cut(before):
            rest = [char._replace(base=char.base - line.base + before.base) for char in line.chars]
            split = before.text.endswith("-")
            start = before.chars[:-1] if split else (*before.chars, rest[0]._replace(text=" "))
            done[-1] = line_of([*start, *rest], before.page) or before
        else:
            done.append(line)
    return done


def _is_cut(line: Line) -> bool:
    """Whether a line of several names ends with one word, which is half of a name, or with a hyphen."""
    *names, last = _without_raised(line)[0].split(",")
    words = last.split()
    half = line.text.endswith("-") or (len(words) == 1 and words[0][:1].isupper())
    return bool(names) and half and bool(_name_in(names[-1]))


def _by_mark(lines: Sequence[Line]) -> dict[str, str]:
    """What lines tell of those who have a mark, by the mark that the lines begin with."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        head = _LETTER_MARK.match(line.text)
        current = head.group(1) if head else current
        found.setdefault(current, []).append(line.text[head.end() :] if head else line.text)
    return {mark: " ".join(parts) for mark, parts in found.items()}


def _told_of(marks: str, told: Mapping[str, str]) -> str:
    """What is told of someone with these marks, which may stand without anything between them."""
    own = [mark for mark in re.split(r"[,\s]+", marks) if mark] or [""]
    signs = [sign for mark in own for sign in ([mark] if mark in told else mark)]
    return " ".join(told[sign] for sign in signs if sign in told)
