"""What a PDF's tags say of languages: stretches in another one than most of the text.

Takes the sheets and the language that the file names for the whole; gives the language of marks, and lifts one that
holds for a whole block. Programs write the language of their spelling checker: where the words of a stretch are plainly
of the text's main language, the tag is not believed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from edition.intake.content import Block, Kind
from edition.intake.layout.model import Char, PageTag, PdfPage
from edition.intake.signs.languages import language_of
from edition.markup import XML_LANG

_CODE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w+)*\Z")
_NONE: Final = frozenset({"und", "zxx", "mul", "mis"})
_ENOUGH: Final = 40  # letters that tell a language
_UNTAGGED: Final = PageTag("", 0)
_TEXT: Final = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.HEADING})


class _Told(NamedTuple):
    """An element of a page and the language that its tag, or one in it, names."""

    page: int
    element: int
    code: str


Languages = Mapping[tuple[int, int], str]


def language_code(tag: str) -> str:
    """The language of a tag without its country, or nothing where it names none.

    >>> language_code("de-AT"), language_code("x-none")
    ('de', '')
    """
    found = _CODE.match(tag.strip())
    code = found.group(1).lower() if found else ""
    return "" if code in _NONE else code


def foreign_marks(sheets: Iterable[PdfPage], whole: str) -> Languages:
    """The languages of the marks that are not in the one of most letters."""
    letters: Counter[str] = Counter()
    marks: dict[tuple[int, int], _Told] = {}
    texts: dict[_Told, list[str]] = defaultdict(list)
    for number, char, tag in _tagged(sheets):
        told = _Told(number, tag.element, language_code(tag.lang or whole))
        letters[told.code] += char.text.isalpha()
        if told.code and char.mark >= 0:
            marks[number, char.mark] = told
            texts[told].append(char.text)
    main = letters.most_common(1)[0][0] if letters else ""
    doubtful = {told for told, text in texts.items() if told.code == main or _is_in("".join(text), main)}
    return {mark: told.code for mark, told in marks.items() if told not in doubtful}


def _tagged(sheets: Iterable[PdfPage]) -> Iterator[tuple[int, Char, PageTag]]:
    """The characters of a tagged file with their tags (one without a name where there is none)."""
    sheets = tuple(sheets)
    for sheet in sheets if any(sheet.tags for sheet in sheets) else ():
        for line in sheet.lines:
            for char in line.chars:
                yield sheet.number, char, sheet.tags.get(char.mark, _UNTAGGED)


def _is_in(text: str, lang: str) -> bool:
    """Whether a text is plainly in a language."""
    return sum(c.isalpha() for c in text) >= _ENOUGH and language_of(text) == lang


def lifted(block: Block) -> Block:
    """The block with the language of its whole text as its own; titles and names get none."""
    foreign = [mark for mark in block.markup if mark.name == "foreign"]
    whole = [mark for mark in foreign if (mark.start, mark.end) == (0, len(block.text))]
    if not foreign or (block.kind in _TEXT and not whole):
        return block
    markup = tuple(mark for mark in block.markup if mark not in foreign)
    lang = dict(whole[0].attributes)[XML_LANG] if block.kind in _TEXT else block.lang
    return replace(block, markup=markup, lang=lang)
