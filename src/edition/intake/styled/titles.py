"""The title of an article, its subtitle, and the pieces of its authors, from what stands before its text.

Takes pieces, the document's own styles and what looks like a heading; gives places of pieces.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from edition.intake.layout.lines import stretches
from edition.intake.layout.model import Line
from edition.intake.page.endnotes import is_notes_heading
from edition.intake.pieces.pieces import Body, Piece, squeezed
from edition.intake.signs.history import is_date
from edition.intake.signs.journal import is_masthead
from edition.intake.signs.labels import is_bibliography, is_chapter, section_label
from edition.intake.signs.people import is_name, is_people, names_in
from edition.intake.styled.headings import NUMBER, key_of
from edition.languages import Languages
from edition.languages.patterns import any_and, any_label
from edition.languages.used import told

_MARKS: Final = "0123456789*†‡§, "
_FRONT: Final = 30  # pieces before an abstract
_LARGE: Final = 1.3
_LARGER: Final = 0.7
_ALIKE: Final = 0.3  # points by which sizes differ that are meant to be one
_AS_BODY: Final = 0.2  # points that a title may be smaller than the text: less than any step of sizes
_SIZE_ABOVE: Final = 0.4  # points above the text's size that are no rounding
_NEXT_SIZE: Final = 0.5  # points: the least step that setters take from one size to another
_BEHIND: Final = 3  # pieces behind a title, among which its authors may be set like it
_FEWEST_LETTERS: Final = 4  # of a title: less is an abbreviation or a number
_LONGEST_TITLE: Final = 400  # letters, with a subtitle
_TELLING: Final = 8  # letters of a file's title that are no chance
_PARTS: Final = 4  # pieces that a title is cut into at most
_RUNNING_LINES: Final = 3  # of a paragraph: two may be a title or an address
_RUNNING: Final = 180  # letters of a first paragraph, some three lines
_PARAGRAPH: Final = 200  # letters: longer than names and places of work are
_SHORT_PARAGRAPH: Final = 60  # letters, where an indent says that it is one: a line's worth
_ADDRESSES: Final = 400  # letters: addresses of several authors, and no text that names one
_FRONT_LINES: Final = 6  # of one author with places of work
_PLACES: Final = 300  # letters of the places of work behind a name
_INDENT: Final = 0.4  # ems: less is the slack of a margin
_APART: Final = 0.9  # usual distances above a paragraph
_NUMBERED: Final = re.compile(r"^\W*(?:\d|[IVX]+\b)")
_ADDRESS: Final = re.compile(r"^\W*(?:https?://|www\.|doi\b|10\.\d{4})", re.I)


def find_titles(pieces: Sequence[Piece], body: Body, headings: set[int], info_title: str) -> tuple[set[int], set[int]]:
    """The pieces of the title and those of a subtitle."""
    zone = _opening(pieces, body)
    named = _named_by_file(pieces, zone, info_title)
    if named:
        return named, _subtitle(pieces, body, headings, max(named) + 1, zone)
    start = _largest(pieces, body, headings, zone)
    key = key_of(pieces[start].style) if start is not None else None
    if start is None or sum(key_of(pieces[i].style) == key for i in headings if i > start + _BEHIND) > 1:
        return _plain_title(pieces) or _first_heading(pieces, headings), set()
    at = start + 1
    while at in zone and pieces[at].lines and key_of(pieces[at].style) == key:
        at += 1
    return set(range(start, at)), _subtitle(pieces, body, headings, at, zone)


def _largest(pieces: Sequence[Piece], body: Body, headings: Container[int], zone: range) -> int | None:
    """The first of the pieces in the largest type that may be a title."""
    fit = [i for i in zone if _can_be_title(pieces[i]) and pieces[i].style.size >= body.size - _AS_BODY]
    fit = [i for i in fit if i in headings or pieces[i].style.size > body.size + _SIZE_ABOVE]
    fit = list(_on_title_page(pieces, body, fit)) if fit else []
    largest = max((pieces[i].style.size for i in fit), default=0.0)
    return next((i for i in fit if pieces[i].style.size >= largest - _ALIKE), None)


def _on_title_page(pieces: Sequence[Piece], body: Body, fit: Sequence[int]) -> Sequence[int]:
    """Those on the first page, where one of them is large; a chapter's heading behind it may be larger."""
    first = [i for i in fit if pieces[i].page == pieces[fit[0]].page]
    return first if any(pieces[i].style.size > _LARGE * body.size for i in first) else fit


def _plain_title(pieces: Sequence[Piece]) -> set[int]:
    """A title set as headings are: the first heavy or capital piece before the abstract that is no name or place."""
    for i in range(first_label(pieces)):
        text = pieces[i].text
        if pieces[i].lines and (pieces[i].style.bold or text == text.upper()) and _can_be_title(pieces[i]):
            name = is_name(text) and text != text.upper()  # in capitals nothing tells a name from other words
            return set() if name or is_affiliation(text) else {i}
    return set()


def _first_heading(pieces: Sequence[Piece], headings: Container[int]) -> set[int]:
    """A title set as all headings are: the first piece of all, without a number, and no text of its own below."""
    if 0 in headings and 1 in headings and _can_be_title(pieces[0]) and not _NUMBERED.match(pieces[0].text):
        return {0}
    return set()


def _subtitle(pieces: Sequence[Piece], body: Body, headings: set[int], at: int, zone: range) -> set[int]:
    """The piece behind the title in the title's own colour, or in larger type than the text that no heading has."""
    if at not in zone or not pieces[at].lines or at not in headings or _heads(pieces[at].text):
        return set()
    here, title = pieces[at], pieces[at - 1]
    if here.style.colour == title.style.colour != body.style.colour:
        return {at}
    if not body.size + _LARGER <= here.style.size < title.style.size or _is_author(pieces, at):
        return set()
    key = key_of(here.style)
    alone = not any(key_of(pieces[i].style) == key for i in headings if i != at)
    return {at} if alone or _before_authors(pieces, at, body, headings) else set()


def _heads(text: str) -> bool:
    """Whether a text begins a section or chapter by its number."""
    return bool(NUMBER.match(text)) or is_chapter(text)


def _before_authors(pieces: Sequence[Piece], at: int, body: Body, headings: Container[int]) -> bool:
    """Whether names stand below a piece that is none and that no heading in the text is set like."""
    lines = _undated(pieces[at + 1]) if at + 1 < len(pieces) else []
    named = bool(lines and names_in(lines[0])) and not names_in(pieces[at].text)
    return named and not _heads_text(pieces, at, body, headings)


def _is_author(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece behind the title names authors: by names, or by what follows; not where a name follows."""
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    head = following.lines[0].text.rstrip(_MARKS) if following and following.lines else ""
    if is_name(head) and not is_affiliation(head):
        return False
    text = " ".join(_undated(pieces[at]))
    names = all(is_name(part.strip(_MARKS)) for part in re.split(_between(), text) if part.strip(_MARKS))
    return names or bool(names_in(text)) or "@" in text or is_affiliation(text) or _is_signed(pieces, at)


def _undated(piece: Piece) -> list[str]:
    """The lines of a piece but for dates, which stand below names."""
    return [line.text for line in piece.lines if not is_date(line.text)]


@told
def _between(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"[,;&/]|\s{any_and(languages)}\s")


def _opening(pieces: Sequence[Piece], body: Body) -> range:
    """The pieces before the first paragraph of running text, on the first two pages."""
    for i, piece in enumerate(pieces):
        running = (
            len(piece.lines) >= _RUNNING_LINES
            and abs(piece.style.size - body.size) < _SIZE_ABOVE
            and "@" not in piece.text
        )
        if piece.page > 1 or (running and len(piece.text) > _RUNNING):
            return range(i)
    return range(len(pieces))


def _can_be_title(piece: Piece) -> bool:
    text = piece.text
    letters = sum(c.isalpha() for c in text)
    if (
        not piece.lines
        or letters < _FEWEST_LETTERS
        or len(text) > _LONGEST_TITLE
        or _ADDRESS.search(text)
        or is_masthead(text)
    ):
        return False
    return "@" not in text and not section_label(text) and not is_bibliography(text) and not is_notes_heading(text)


def _named_by_file(pieces: Sequence[Piece], zone: range, title: str) -> set[int]:
    """The pieces whose letters are the title that the document information has."""
    wanted = squeezed(title)
    if len(wanted) < _TELLING:
        return set()
    for i in zone:
        text = ""
        for j in range(i, min(i + _PARTS, len(pieces))):
            text += squeezed(pieces[j].text) if pieces[j].lines else ""
            if text == wanted:
                return set(range(i, j + 1))
    return set()


def find_front(pieces: Sequence[Piece], body: Body, headings: set[int], marked: Container[int], start: int) -> range:
    """The pieces of authors and their places of work: behind the title, before the first heading or paragraph."""
    label = first_label(pieces)
    if label > start and all(map(_is_short, pieces[start:label])):
        return range(start, label)
    author = key_of(pieces[start].style) if start < len(pieces) and pieces[start].lines else None
    end = start
    while end < len(pieces) and pieces[end].lines and end not in marked:
        far = pieces[end].page > pieces[start].page + 1
        if far or section_label(pieces[end].text) or _ends_front(pieces, end, start, author, body, headings):
            break
        end += 1
    return range(start, end)


def _ends_front(
    pieces: Sequence[Piece],
    i: int,
    start: int,
    author: tuple[float, bool, bool, bool] | None,
    body: Body,
    headings: Container[int],
) -> bool:
    """Whether the text begins with a piece: running text, or what looks like a heading, is one and names no author."""
    if i not in headings:
        return _is_running(pieces[i], body)
    larger = author is not None and pieces[i].style.size > author[0] + _NEXT_SIZE
    if larger and not is_name(pieces[i].text):
        return True
    if _is_of_front(pieces, i, start, larger, body, headings):
        return False
    new = larger or key_of(pieces[i].style) != author or i == start or _heads_text(pieces, i, body, headings)
    return new and not _is_signed(pieces, i)


def _is_of_front(
    pieces: Sequence[Piece], i: int, start: int, larger: bool, body: Body, headings: Container[int]
) -> bool:
    """Whether what is set as a heading is a date, or names authors or their places of work."""
    text = pieces[i].text
    if is_chapter(text):
        return False
    if not is_date(text) and _NUMBERED.match(text) and _heads_text(pieces, i, body, headings):
        return False
    if is_date(text) or key_of(pieces[i].style) == key_of(body.style) or (not larger and is_people(text)):
        return True
    return i == start and _names_authors(pieces, i, body, headings)


def _heads_text(pieces: Sequence[Piece], i: int, body: Body, headings: Container[int]) -> bool:
    """Whether headings in the text are set as a piece is."""
    key = key_of(pieces[i].style)
    text = range(_opening(pieces, body).stop, len(pieces))
    return any(k in headings and pieces[k].lines and key_of(pieces[k].style) == key for k in text)


def _names_authors(pieces: Sequence[Piece], i: int, body: Body, headings: Container[int]) -> bool:
    """Whether a piece that is set as a heading names authors: several, or one whose type no heading in the text has,
    with or without a date below.
    """
    lines = _undated(pieces[i])
    whole = re.sub(r"(?<=\w)- (?=\w)", "", " ".join(lines))
    names = (names_in(whole) or names_in(lines[0]) or _beside(pieces[i].lines[0])) if lines else []
    dated = len(lines) < len(pieces[i].lines) or (i + 1 < len(pieces) and is_date(pieces[i + 1].text))
    if dated or len(names) != 1:
        return bool(names)
    return not _heads_text(pieces, i, body, headings)


def _beside(line: Line) -> list[str]:
    """The names that stand beside each other on a line of nothing else."""
    parts = [part.text for part in stretches(line)]
    return parts if all(map(is_name, parts)) else []


def _is_short(piece: Piece) -> bool:
    short = len(piece.text) <= _PARAGRAPH or is_affiliation(piece.text)
    return 0 < len(piece.lines) <= _FRONT_LINES and short and not NUMBER.match(piece.text)


def _is_signed(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a name stands here: a short piece whose next one is an address or a place of work."""
    if len(pieces[i].text) > _PARAGRAPH:
        return False
    following = pieces[i + 1] if i + 1 < len(pieces) else None
    if not following or not following.lines or len(following.text) > _PLACES or len(following.lines) > _FRONT_LINES:
        return False
    return "@" in following.text or is_affiliation(following.text)


def _is_running(piece: Piece, body: Body) -> bool:
    text = piece.text
    if "@" in text and len(text) < _ADDRESSES:
        return False
    indented = body.indented and piece.indent > _INDENT * body.size and piece.before > _APART
    return (len(text) > _PARAGRAPH and not is_affiliation(text[:_PARAGRAPH])) or (
        indented and len(text) > _SHORT_PARAGRAPH
    )


def first_label(pieces: Sequence[Piece]) -> int:
    """The place of the first abstract's label near the beginning, or 0."""
    for i, piece in enumerate(pieces[:_FRONT]):
        label = section_label(piece.text) if piece.lines else None
        if label and not label.keywords and piece.page <= 1:
            return i
    return 0


@told
def _place(languages: Languages) -> re.Pattern[str]:
    institutions = any_label(languages, lambda labels: labels.institutions)
    return re.compile(institutions + r"|@|\borcid\b|\b[A-Z]-?\d{4,5}\b", re.I)


def is_affiliation(text: str) -> bool:
    """Whether a line names a place of work."""
    return bool(_place().search(text))
