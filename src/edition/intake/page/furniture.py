"""What belongs to the page and not to the text: running heads and feet, page numbers, rules, lone links.

Takes lines and page starts, gives a `Furniture` kind for each such line, the page starts that a running head reveals,
and the printed page numbers. Signals: repetition at the same edge of several pages, numbers that run with the pages, an
unusual gap around a line that interrupts a sentence, a link that the page's text has already.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from edition.intake.page.pages import normal_gap, page_starts
from edition.intake.signs.lines import Line
from edition.intake.signs.page_numbers import page_number
from edition.languages import Languages
from edition.languages.patterns import any_label
from edition.languages.used import told


class Furniture(StrEnum):
    """The kinds of furniture, as `fw/@type` has them."""

    HEADER = "header"
    FOOTER = "footer"
    NUMBER = "pageNum"
    RULE = "rule"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Pages:
    """Where pages begin (indexes of lines), what is furniture (index to kind), and the printed numbers by page."""

    starts: tuple[int, ...]
    furniture: Mapping[int, Furniture]
    numbers: Mapping[int, str]

    def page_of(self, count: int) -> list[int]:
        """The page (from 0) of each of `count` lines."""
        starts = set(self.starts)
        pages: list[int] = []
        page = -1
        for i in range(count):
            page += i in starts
            pages.append(page)
        return pages


_EDGE: Final = 3
_LONGEST_HEAD: Final = 120
_MOSTLY: Final = 0.75
_RULE: Final = re.compile(r"[-_—–‐=*.]{5,}|[─━_]{3,}")
_URLS: Final = re.compile(r"(?:(?:https?://|www\.)\S+(?:\s+|$))+")
_LAYER: Final = 60
_ALONE: Final = re.compile(r"[-–—\[(|\s]*(\d{1,4}|[ivxlcIVXLC]{1,7})[-–—\])|\s]*")
_NUMBER_AT_EDGE: Final = re.compile(r"^(\d{1,4})\b(?!\s*[.,)])|(?<![\d/.,:-])\b(\d{1,4})$")
_NUMBER_AT_FOOT: Final = re.compile(r"^(\d{1,4})(?:\s{2,}|\s*[|•·]\s)|(?:(?<!\s)\s{2,}|[|•·]\s*)(\d{1,4})$")
_LEADING: Final = re.compile(r"(\d{1,4})")
_TERMINAL: Final = re.compile(r"[.!?:…][\"'”’»)\]]*\d{0,3}\*?$")


@told
def _issue_at_end(languages: Languages) -> re.Pattern[str]:
    words = any_label(languages, lambda labels: (*labels.volume, *labels.issue))
    return re.compile(rf"\b{words}[\s.:/]*\d{{1,4}}$", re.I)


def find_pages(lines: Sequence[Line]) -> Pages:
    """Find page starts and furniture together, since a running head shows a page start and the other way round."""
    furniture = {i: Furniture.RULE for i, line in enumerate(lines) if _RULE.fullmatch(line.text)}
    starts = page_starts(lines)
    heads = _isolated_heads(lines, starts)
    if len(starts) == 1 and not heads:
        heads = [[i] for i in _counting_heads(lines)]
    for block in heads:
        for i in block:
            furniture[i] = Furniture.NUMBER if _ALONE.fullmatch(lines[i].text) else Furniture.HEADER
    starts = sorted({*starts, *(block[0] for block in heads)} - {i + 1 for block in heads for i in block})
    bounds = list(zip(starts, [*starts[1:], len(lines)], strict=True))
    for i, kind in _repeated(lines, bounds).items():
        furniture.setdefault(i, kind)
    for i, kind in _lone_numbers(lines, bounds, furniture).items():
        furniture.setdefault(i, kind)
    for i, kind in _running_numbers(lines, bounds, furniture).items():
        furniture.setdefault(i, kind)
    for i in _lone_links(lines, bounds, furniture):
        furniture.setdefault(i, Furniture.LINK)
    return Pages(tuple(starts), furniture, _page_numbers(lines, bounds, furniture))


def _isolated_heads(lines: Sequence[Line], starts: Sequence[int]) -> list[list[int]]:
    """Short groups behind an unusual gap that carry a page number and break into a sentence, without a form feed."""
    normal = normal_gap(lines)
    found: list[list[int]] = []
    i = 1
    while i < len(lines):
        if lines[i].gap >= normal + 2 and not lines[i].feed:
            block = _group(lines, i, normal)
            if block and _looks_like_head(lines, block, normal):
                found.append(block)
                i = block[-1] + 1
                continue
        i += 1
    return found


def _counting_heads(lines: Sequence[Line]) -> list[int]:
    """Without any other sign of pages: lines of the same words whose number goes up by one from each to the next. They
    have two texts in turn, or sentences go on behind them; numbered sections do neither.
    """
    groups = _numbered_alike(lines)
    places = sorted(place for group in groups for place in group)
    steps = [b - a for (_, a), (_, b) in itertools.pairwise(places)]
    if len(places) < _EDGE or min(steps) < 1 or steps.count(1) < _MOSTLY * len(steps):
        return []
    heads = [i for i, _ in places]
    broken = sum(i + 1 < len(lines) and lines[i + 1].text[:1].islower() for i in heads)
    return heads if len(groups) > 1 or broken * 5 >= len(heads) else []


def _numbered_alike(lines: Sequence[Line]) -> list[list[tuple[int, int]]]:
    """Short lines of the same words with a number at an edge, two and more: where they stand, and their numbers."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        match = _NUMBER_AT_EDGE.search(line.text) if len(line.text) <= _LONGEST_HEAD else None
        key = _key(line.text)
        if match and any(c.isalpha() for c in key):
            found[key].append((i, int(match.group(1) or match.group(2))))
    return [group for group in found.values() if len(group) > 1]


def _group(lines: Sequence[Line], first: int, normal: int) -> list[int]:
    """The lines from `first` to the next line that is set off from them by blanks, three at most."""
    block = [first]
    for i in range(first + 1, min(first + _EDGE + 1, len(lines))):
        alone = bool(_ALONE.fullmatch(lines[i].text))
        if lines[i].gap > normal and not alone:
            return block
        block.append(i)
    return block if len(block) <= _EDGE else []


def _looks_like_head(lines: Sequence[Line], block: Sequence[int], normal: int) -> bool:
    after = block[-1] + 1
    if after >= len(lines) or lines[after].gap <= normal:
        return False
    texts = [lines[i].text for i in block]
    if any(_ALONE.fullmatch(text) for text in texts):
        return True
    if len(block) > 1 or not _NUMBER_AT_EDGE.search(texts[0]):
        return False
    before = lines[block[0] - 1].text
    return lines[after].text[:1].islower() or not _TERMINAL.search(before) or lines[after].spaced


def _key(text: str) -> str:
    return re.sub(r"[^\w#]+", " ", re.sub(r"\d+", "#", text.casefold())).strip()


def _repeated(lines: Sequence[Line], bounds: Sequence[tuple[int, int]]) -> dict[int, Furniture]:
    """Lines whose text, numbers aside, stands at the same edge of several pages."""
    seen = _at_edges(lines, bounds)
    enough = max(2, round(len(bounds) * 0.3))
    found: dict[int, Furniture] = {}
    for (head, _), places in seen.items():
        links = all(_URLS.fullmatch(lines[i].text) for i in places)
        if len(places) >= enough and not links and _may_repeat([lines[i].text for i in places], places, bounds):
            found |= dict.fromkeys(places, Furniture.HEADER if head else Furniture.FOOTER)
    return _outermost(lines, found, bounds)


def _at_edges(lines: Sequence[Line], bounds: Sequence[tuple[int, int]]) -> Mapping[tuple[bool, str], list[int]]:
    """The lines at the heads (true) and feet of pages by their words; of two pages those with a number only."""
    seen: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for first, last in bounds:
        edge = min(_EDGE, (last - first) // 2)
        for i in (*range(first, first + edge), *range(last - edge, last)):
            key = _key(lines[i].text)
            if any(c.isalpha() for c in key) and (len(bounds) > 2 or "#" in key):
                seen[i < first + edge, key].append(i)
    return seen


def _may_repeat(texts: Sequence[str], places: Sequence[int], bounds: Sequence[tuple[int, int]]) -> bool:
    """A leading number must stay the same or run with the pages; else these are notes that cite the same work."""
    numbers = [_LEADING.match(text) for text in texts]
    if not all(numbers):
        return True
    read = [int(number.group(1)) for number in numbers if number]
    starts = [first for first, _ in bounds]
    pages = [bisect_right(starts, i) for i in places]
    return len(set(read)) == 1 or len({n - page for n, page in zip(read, pages, strict=True)}) == 1


def _outermost(
    lines: Sequence[Line], found: dict[int, Furniture], bounds: Sequence[tuple[int, int]]
) -> dict[int, Furniture]:
    """Keep what reaches the page's edge without text between (a repeated heading further in is text)."""
    kept: dict[int, Furniture] = {}
    for first, last in bounds:
        for side in (range(first, last), range(last - 1, first - 1, -1)):
            for i in side:
                if i in found:
                    kept[i] = found[i]
                elif not _ALONE.fullmatch(lines[i].text):
                    break
    return kept


def _lone_numbers(
    lines: Sequence[Line], bounds: Sequence[tuple[int, int]], furniture: Mapping[int, Furniture]
) -> dict[int, Furniture]:
    """Numbers alone on the first or last line of a page, where they run with the pages on two pages at least."""
    shifts: dict[tuple[bool, int], list[int]] = defaultdict(list)
    for page, (first, last) in enumerate(bounds):
        for i in _edges(first, last, furniture):
            found = _ALONE.fullmatch(lines[i].text)
            number = page_number(found.group(1)) if found else None
            if found and number is not None:
                shifts[found.group(1).isdigit(), number - page].append(i)
    kept = [places for places in shifts.values() if len(places) >= 2]
    longest = max(map(len, kept), default=0)
    # the front matter's Roman numbers run by themselves
    return {i: Furniture.NUMBER for places in kept if len(places) * 2 > longest for i in places}


def _running_numbers(
    lines: Sequence[Line], bounds: Sequence[tuple[int, int]], furniture: Mapping[int, Furniture]
) -> dict[int, Furniture]:
    """Running heads and feet whose text changes (author, title, section): their numbers run with the pages."""
    found: dict[int, Furniture] = {}
    for kind, pattern in ((Furniture.HEADER, _NUMBER_AT_EDGE), (Furniture.FOOTER, _NUMBER_AT_FOOT)):
        shifts: dict[int, list[int]] = defaultdict(list)
        for page, (first, last) in enumerate(bounds):
            for i in _outer(first, last, furniture, kind):
                for number in {int(n) for match in pattern.finditer(lines[i].text) for n in match.groups() if n}:
                    shifts[number - page].append(i)
        places = max(shifts.values(), key=len, default=[])
        if len(places) >= max(2, len(bounds) / 2):
            found |= dict.fromkeys(places, kind)
    return found


def _outer(first: int, last: int, furniture: Mapping[int, Furniture], kind: Furniture) -> list[int]:
    """The lines of this kind at a page's edge, and the first one behind them that is no furniture."""
    side = range(first, last) if kind is Furniture.HEADER else range(last - 1, first - 1, -1)
    found: list[int] = []
    for i in side:
        if i not in furniture:
            return [*found, i]
        if furniture[i] is kind:
            found.append(i)
    return found


def _edges(first: int, last: int, furniture: Mapping[int, Furniture]) -> list[int]:
    """The first two lines of a page that are no furniture, and the last one: above that, numbers are notes' labels."""
    inner = [i for i in range(first, last) if i not in furniture]
    return sorted({*inner[:2], *inner[-1:]})


def _lone_links(
    lines: Sequence[Line], bounds: Sequence[tuple[int, int]], furniture: Mapping[int, Furniture]
) -> list[int]:
    """Lines at a page's end that are nothing but addresses which the page's text has already: a link layer."""
    found: list[int] = []
    for first, last in bounds:
        at = last - 1
        tail: list[int] = []
        while at >= max(first, last - _LAYER) and (_URLS.fullmatch(lines[at].text) or at in furniture):
            tail += [at] if at not in furniture else []
            at -= 1
        if not tail:
            continue
        text = "".join(lines[i].text for i in range(first, min(len(lines), last + len(tail) + 60)) if i not in tail)
        squeezed = "".join(text.split())
        found += [i for i in tail if all(url in squeezed for url in lines[i].text.split())]
    return found


def _page_numbers(
    lines: Sequence[Line], bounds: Sequence[tuple[int, int]], furniture: Mapping[int, Furniture]
) -> dict[int, str]:
    """The printed numbers: those read, and, where all that were read run with the pages, those between them."""
    read: dict[int, int] = {}
    for page, (first, last) in enumerate(bounds):
        for i in range(first, last):
            if furniture.get(i) in (Furniture.HEADER, Furniture.FOOTER, Furniture.NUMBER):
                number = _number_of(lines[i].text)
                if number is not None:
                    read.setdefault(page, number)
    shifts = Counter(number - page for page, number in read.items())
    if not shifts:
        return {}
    shift, votes = shifts.most_common(1)[0]
    if votes * 2 <= len(read) or shift < 0:
        return {page: str(number) for page, number in read.items()}
    return {page: str(page + shift) for page in range(len(bounds))}


def _number_of(text: str) -> int | None:
    alone = _ALONE.fullmatch(text)
    if alone:
        return int(alone.group(1)) if alone.group(1).isdigit() else None
    found = _NUMBER_AT_EDGE.search(text)
    if found and found.group(2) and _issue_at_end().search(text):
        return None  # the number of a volume or an issue is the same on every page
    return int(found.group(1) or found.group(2)) if found else None
