"""Texts that are not UTF-8: which encoding they have, by the words that come out, or as the editor says.

Takes a source's bytes; gives them as UTF-8 with a finding. What cannot be told is left as it is, and refused later.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.intake.codes import GUESSED_ENCODING, NOT_UTF8
from edition.languages import language
from edition.languages.patterns import any_of

_WESTERN: Final = ("en", "de", "fr", "it", "es", "la")
# by the names that Python gives them: those that people know, and the languages that are written in them
_CANDIDATES: Final = {
    "cp1254": ("Windows-1254", ("tr", "ota")), "iso8859-9": ("ISO-8859-9", ("tr", "ota")),
    "cp1252": ("Windows-1252", _WESTERN), "cp1251": ("Windows-1251", ("ru", "uk")), "koi8-r": ("KOI8-R", ("ru",)),
    "cp1253": ("Windows-1253", ("el",)),
}  # fmt: skip
_BOMS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FEWEST: Final = 3
_SHARE: Final = 0.06
_SAMPLE: Final = 100_000


def recode(path: Path, data: bytes, encoding: str = "") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The bytes as UTF-8: from the encoding that is named, or from the one whose words are of a language."""
    if encoding:
        try:
            return data.decode(encoding).encode("utf-8", "surrogatepass"), ()
        except UnicodeError as error:
            at = error.start if isinstance(error, UnicodeDecodeError) else 0
            raise EditionError(_refused(path, f"byte {at} is not {encoding}", at)) from error
        except LookupError as error:
            raise EditionError(_refused(path, f"there is no encoding “{encoding}”", 0)) from error
    if data.startswith(_BOMS) or b"\0" in data or _reads(data, "utf-8") is not None:
        return data, ()
    found = guess(data)
    if found is None:
        return data, ()
    message = f"the text is not UTF-8, and was read as {_CANDIDATES[found][0]}"
    help_ = f"look at its letters; --encoding {found} says that this is right, or names another"
    told = Diagnostic(GUESSED_ENCODING, message, Span(str(path), 0, 0), help=help_)
    return data.decode(found).encode(), (told,)


def guess(data: bytes) -> str | None:
    """The encoding under which a text has most of the commonest words of its languages; none where two are as good.

    >>> guess("Bu şarkı ve bu gemi için çok şey söylendi, çünkü".encode("cp1254"))
    'cp1254'
    """
    scores: dict[str, tuple[int, str]] = {}
    for name, (_, languages) in _CANDIDATES.items():
        text = _reads(data, name)
        if text is not None and not re.search("[\x80-\x9f]", text):
            score = len(_words(languages).findall(text[:_SAMPLE].lower()))
            if score > scores.get(text, (0, ""))[0]:
                scores[text] = score, name
    ranked = sorted(scores.items(), key=lambda found: -found[1][0])
    if not ranked or (len(ranked) > 1 and ranked[0][1][0] == ranked[1][1][0]):
        return None
    text, (score, name) = ranked[0]
    return name if score >= max(_FEWEST, _SHARE * len(text[:_SAMPLE].split())) else None


def _reads(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=8)
def _words(languages: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(word for code in languages for word in language(code).telling.words)}\b")


def _refused(path: Path, message: str, at: int) -> Diagnostic:
    return Diagnostic(
        NOT_UTF8, message, Span(str(path), at, at + 1), help="name the encoding of the file, as in cp1254"
    )
