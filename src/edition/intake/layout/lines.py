"""Characters into lines: those that follow each other to the right at about the same height.

Takes the characters in the file's order with pdfium's own blanks, gives lines cut at wide gaps; puts a blank only where
a raised character made pdfium end a line that goes on. An accent that is set over a letter becomes part of it.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from edition.intake.accents import ACCENTS, accented
from edition.intake.layout.model import Box, Char, Line, Style

Marked = tuple[Char, bool, float, float, int] | None
GAP: Final = 1.0
LOOSE: Final = 2.2  # where each word was read off a picture by itself, and the blank behind it is within its width
_STRETCHED: Final = 6.0  # a justified line is one piece of writing, however wide its blanks are
_BLANK: Final = 0.25
_WIDE: Final = 0.9  # of an em, between words that do not belong together
_NEARLY: Final = 0.065
_CELL: Final = 8.0
_OVER: Final = 0.2  # of an em that the middles of an accent and its letter may be apart
_RAISED: Final = 0.5
_ASCENT: Final = 0.75
_DESCENT: Final = 0.22


def make_lines(chars: Iterable[Marked], page: int, gap: float = GAP) -> tuple[Line, ...]:
    """Cut the characters of a page into stretches of lines; turned writing is kept apart."""
    done: list[Line] = []
    current: list[Char] = []
    turned_now = broken = False
    piece_now = -1
    edges: list[Box] = []
    for marked in chars:
        if marked is None:
            broken = True
            continue
        char, turned, bottom, top, piece = marked
        if char.text.isspace() and not turned:
            # pdfium's blanks have no sure place: they take that of the letter before them
            if current and not broken and current[-1].text != " ":
                current.append(Char(" ", current[-1].right, current[-1].right, current[-1].base, current[-1].style))
            continue
        if current and (
            turned != turned_now or not _goes_on(current, char, turned, _STRETCHED if piece == piece_now else gap)
        ):
            done += _finish(current, page, turned_now, edges)
            current, edges = [], []
        elif (
            broken and current and current[-1].text != " " and char.left - current[-1].right > _BLANK * char.style.size
        ):
            current.append(Char(" ", current[-1].right, char.left, char.base, char.style))
        current.append(char)
        if turned:
            edges.append(Box(char.left, bottom, char.right, top))
        turned_now, broken, piece_now = turned, False, piece
    return (*done, *_finish(current, page, turned_now, edges))


def composed(chars: Sequence[Marked]) -> list[Marked]:
    """The characters of a page, letters with the accents that stand over them, as TeX's older fonts have them."""
    done = list(chars)
    accents = {at: marked[0] for at, marked in enumerate(chars) if marked and marked[0].text in ACCENTS}
    places = _letters(chars) if accents else {}
    for at, accent in accents.items():
        letter = _under(accent, places)
        below = done[letter] if letter >= 0 else None
        made = accented(below[0].text, accent.text) if below else ""
        if below and made:
            done[letter] = below[0]._replace(text=made), *below[1:]
            done[at] = None
    return done


def _letters(chars: Sequence[Marked]) -> Mapping[int, Sequence[tuple[int, Char]]]:
    """The letters of a page with their places in the file's order, by strips of the page's width."""
    found: dict[int, list[tuple[int, Char]]] = defaultdict(list)
    for at, marked in enumerate(chars):
        if marked and marked[0].text.isalpha():
            found[int(marked[0].left // _CELL)].append((at, marked[0]))
    return found


def _under(accent: Char, places: Mapping[int, Sequence[tuple[int, Char]]]) -> int:
    """The place of the letter that an accent stands over, or -1."""
    middle, em = (accent.left + accent.right) / 2, accent.style.size
    strip = int(middle // _CELL)
    near = (pair for cell in range(strip - 2, strip + 2) for pair in places.get(cell, ()))
    apart = ((abs((char.left + char.right) / 2 - middle), at) for at, char in near if _is_level(accent, char))
    distance, letter = min(apart, default=(em, -1))
    return letter if distance < _OVER * em else -1


def _is_level(accent: Char, char: Char) -> bool:
    return abs(char.base - accent.base) < _RAISED * accent.style.size


def _goes_on(current: Sequence[Char], char: Char, turned: bool, gap: float) -> bool:
    last = current[-1]
    if turned:
        return abs(char.left - last.left) < 0.5 * char.style.size
    size, small = max(last.style.size, char.style.size), min(last.style.size, char.style.size)
    top = min(last.base + _ASCENT * last.style.size, char.base + _ASCENT * char.style.size)
    if top - max(last.base, char.base) < 0.3 * small:
        return False
    # the letters of a ligature have one and the same place
    backwards = char.left < last.left - 0.1 and char.left - last.right < -0.5 * size
    return not backwards and char.left - last.right <= gap * size


def _finish(chars: Sequence[Char], page: int, turned: bool, edges: Sequence[Box]) -> list[Line]:
    if not turned:
        made = line_of(chars, page)
        return [made] if made else []
    if not any(c.text.strip() for c in chars):
        return []
    box = Box(
        min(e.left for e in edges), min(e.bottom for e in edges), max(e.right for e in edges), max(e.top for e in edges)
    )
    return [Line(tuple(chars), _text(chars), box, box.bottom, chars[0].style.size, chars[0].style, page, (), True)]


def _text(chars: Sequence[Char]) -> str:
    return "".join([char.text for char in chars])


def line_of(chars: Sequence[Char], page: int, cells: tuple[tuple[int, int], ...] = ()) -> Line | None:
    """A line of characters, or None where there are only blanks."""
    end = len(chars)
    while end and chars[end - 1].text.isspace():
        end -= 1
    if not end:
        return None
    chars = tuple(chars[:end])
    letters: Counter[Style] = Counter()
    bases: Counter[float] = Counter()
    for char in chars:
        if char.text != " ":
            letters[char.style] += 1
    style = letters.most_common(1)[0][0]
    size = style.size
    for char in chars:
        if char.style.size == size:
            bases[char.base] += 1
    base = bases.most_common(1)[0][0]
    box = Box(chars[0].left, base - _DESCENT * size, chars[-1].right, base + _ASCENT * size)
    return Line(chars, _text(chars), box, base, size, style, page, cells or ((0, len(chars)),))


def with_even_sizes(pages: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """Lines that were read off pictures, whose sizes are measured in whole points: a point more or less than the
    body's is the body's, and among larger ones what is nearly a commoner size becomes that.

    9, 9, 9, 8, 13, 17, 17, 18 → 9, 9, 9, 9, 13, 17, 17, 17
    """
    letters: Counter[float] = Counter()
    for line in itertools.chain.from_iterable(pages):
        letters[line.size] += len(line.chars)
    even: dict[float, float] = {}
    for size, _ in letters.most_common():
        near = (known for n, known in enumerate(even.values()) if abs(known - size) <= (_NEARLY * known if n else 1.0))
        even[size] = next(near, size)
    return [tuple(_of_size(line, even[line.size]) for line in page) for page in pages]


def _of_size(line: Line, size: float) -> Line:
    if line.turned or size == line.size:
        return line
    made = line_of([c._replace(style=c.style._replace(size=size)) for c in line.chars], line.page)
    return made or line


def beside(lines: Sequence[Line]) -> Line:
    """Stretches at one height as one line with a cell for each."""
    if len(lines) == 1:
        return lines[0]
    chars: list[Char] = []
    cells: list[tuple[int, int]] = []
    for line in sorted(lines, key=lambda each: each.box.left):
        if chars:
            chars.append(Char(" ", chars[-1].right, line.box.left, line.base, line.style))
        cells.append((len(chars), len(chars) + len(line.chars)))
        chars += line.chars
    made = line_of(chars, lines[0].page, tuple(cells))
    assert made is not None
    return made


def stretches(line: Line) -> list[Line]:
    """A line cut at its wide gaps."""
    cuts: list[int] = []
    for at in range(1, len(line.chars)):
        blank = line.chars[at - 1].text == " "
        if blank and at > 1 and line.chars[at].left - line.chars[at - 2].right > _WIDE * line.size:
            cuts.append(at)
    made = (line_of(line.chars[a:b], line.page) for a, b in itertools.pairwise([0, *cuts, len(line.chars)]))
    return [part for part in made if part] or [line]
