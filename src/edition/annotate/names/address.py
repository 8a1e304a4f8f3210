"""What the title of a name tells of a person's sex: *Mme Rolland* is not Romain Rolland."""

from __future__ import annotations

import re
from typing import Final

from edition.languages import Language, fold
from edition.registers import Entity

WOMAN: Final = "woman"
MAN: Final = "man"
# ISO 5218 and the words of registers
_SEXES: Final = {"2": WOMAN, "f": WOMAN, "female": WOMAN, "1": MAN, "m": MAN, "male": MAN}
_WORD: Final = re.compile(r"\w+")
_BEFORE: Final = re.compile(r"(\w+)\.?\s+\Z")
_LONGEST: Final = 24  # letters of a title and the blank behind it


def told_sex(text: str, start: int, end: int, lang: Language) -> tuple[str, str]:
    """What a title in a name or before it tells, and the title; nothing if there is none.

    >>> from edition.languages import language
    >>> told_sex("écrivait à Mme Rolland", 15, 22, language("fr"))
    ('woman', 'Mme')
    """
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    for word in (*(before.groups() if before else ()), *_WORD.findall(text[start:end])):
        folded = fold(word)
        for sex, titles in ((WOMAN, lang.titles_of_women), (MAN, lang.titles_of_men)):
            if folded in titles:
                return sex, word
    return "", ""


def sex_of(entity: Entity) -> str:
    """The sex that an entry tells."""
    return _SEXES.get(entity.sex.strip().casefold(), "")
