"""The languages that the program and an edition know: `languages/<code>.toml` here, and a folder of the edition's.

A file of the edition adds to the program's file of that language, or tells a language that the program does not know.
`und.toml` holds what every language shares; a text in a language without a file has that alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.languages.codes import WRONG_LINE
from edition.languages.model import FALLBACK, Language
from edition.languages.read import LanguageFile, joined, read_language
from edition.paths import real

FOLDER: Final = "languages"
# codes of three letters (ISO 639-2 and 639-3), which many editions write, for those of two
_SHORT: Final = {
    "ara": "ar", "aze": "az", "deu": "de", "ger": "de", "ell": "el", "gre": "el", "eng": "en", "fas": "fa", "per": "fa",
    "fra": "fr", "fre": "fr", "ita": "it", "kaz": "kk", "kir": "ky", "lat": "la", "rus": "ru", "spa": "es", "tur": "tr",
    "ukr": "uk", "uzb": "uz",
}  # fmt: skip
_LONG: Final = {short: long for long, short in reversed(_SHORT.items())}
_SHIPPED: Final = files("edition.languages")


@dataclass(frozen=True)
class Languages:
    """All languages, each read when it is first asked for. `own` are the files of an edition."""

    own: tuple[LanguageFile, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return Languages, (self.own,)  # what was read is read again where it is needed

    def get(self, tag: str) -> Language:
        """The language of a tag, by the longest part of it that has a file; one without a file has no words.

        >>> languages = Languages()
        >>> languages.get("tr-TR").code, "pasa" in languages.get("tr").honorifics, languages.get("xx").code
        ('tr', True, 'und')
        >>> languages.get("deu").code
        'de'
        """
        found = self._by_tag.get(tag)
        if found is None:
            found = self._by_tag[tag] = self._look_up(tag)
        return found

    @cached_property
    def codes(self) -> list[str]:
        """The languages that have a file."""
        return sorted({*_shipped_codes(), *(file.code for file in self.own)} - {FALLBACK})

    @cached_property
    def all(self) -> tuple[Language, ...]:
        """Every language that has a file."""
        return tuple(self.get(code) for code in self.codes)

    @cached_property
    def digest(self) -> str:
        """A hash of all files: two with one hash hold the same words."""
        digest = hashlib.sha256()
        for file in (*(_shipped_file(code) for code in _shipped_codes()), *self.own):
            digest.update(f"{file.code} {len(file.data)} ".encode() + file.data)
        return digest.hexdigest()[:12]

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What is doubled in the edition's files; raises with every line of them that is wrong."""
        wrong: list[Diagnostic] = []
        doubled: list[Diagnostic] = []
        for file in self.own:
            try:
                language, found = read_language(file)
            except EditionError as error:
                wrong += error.diagnostics
                continue
            doubled += found
            if language.extends and language.extends not in _shipped_codes():
                wrong.append(_not_extended(file, language.extends))
        if wrong:
            raise EditionError(*wrong)
        return doubled

    @cached_property
    def _by_tag(self) -> dict[str, Language]:
        return {}

    def _look_up(self, tag: str) -> Language:
        parts = tag.lower().replace("_", "-").split("-")
        codes = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        codes += [_SHORT[parts[0]]] if parts[0] in _SHORT else []
        return next((self._read(code) for code in codes if code in self.codes), self._common)

    @cached_property
    def _common(self) -> Language:
        return self._with_own(FALLBACK)

    def _read(self, code: str) -> Language:
        language = self._with_own(code)
        return joined(self.get(language.extends) if language.extends else self._common, language)

    def _with_own(self, code: str) -> Language:
        language = _shipped(code) if code in _shipped_codes() else Language(code=code)
        for file in self.own:
            if file.code == code:
                language = joined(language, read_language(file)[0])
        return language


def language(tag: str) -> Language:
    """What the program itself knows of a language.

    >>> language("en-GB").name
    'English'
    """
    return SHIPPED.get(tag)


def read_languages(edition: Path) -> Languages:
    """The languages of the edition in a folder; raises where one of its files cannot be read or obeyed."""
    folder = edition / FOLDER
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    languages = Languages(tuple(_file(path, edition) for path in paths))
    languages.findings  # noqa: B018 - asked for what it raises
    return languages


def _file(path: Path, edition: Path) -> LanguageFile:
    name = f"{FOLDER}/{path.name}"
    if not real(path).is_relative_to(real(edition)):
        message = f"{name} is a link that leads out of the edition"
        raise EditionError(Diagnostic(WRONG_LINE, message, help="put the file itself there"))  # without a line of it
    if not path.is_file():  # a pipe would never end
        raise EditionError(Diagnostic(WRONG_LINE, f"{name} is no file", help="put the file itself there"))
    if not path.stem.replace("-", "").isalnum() or not path.stem[:2].isalpha():
        message = f"{path.name} is not named for a language"
        help_text = "name it by the language's code: tr.toml, az-Cyrl.toml"
        raise EditionError(Diagnostic(WRONG_LINE, message, Span(name, 0, 0), help=help_text))
    try:
        return LanguageFile(name, path.read_bytes())
    except OSError as error:
        message = f"cannot read {name}: {error.strerror}"
        raise EditionError(Diagnostic(WRONG_LINE, message, help="check the file's permissions")) from error


def _not_extended(file: LanguageFile, base: str) -> Diagnostic:
    start = max(file.data.find(b"extends"), 0)
    message = f"`extends`: the program has no language `{base}`"
    help_text = f"write one of: {', '.join(_shipped_codes())}"
    return Diagnostic(WRONG_LINE, message, Span(file.name, start, start + len("extends")), help=help_text)


@lru_cache(maxsize=1)
def _shipped_codes() -> tuple[str, ...]:
    return tuple(sorted(p.name.removesuffix(".toml") for p in _SHIPPED.iterdir() if p.name.endswith(".toml")))


def _shipped_file(code: str) -> LanguageFile:
    return LanguageFile(f"{code}.toml", (_SHIPPED / f"{code}.toml").read_bytes())


@lru_cache(maxsize=64)
def _shipped(code: str) -> Language:
    return read_language(_shipped_file(code))[0]


def shipped_findings() -> Iterator[Diagnostic]:
    """What is doubled in the program's own files: nothing, as a test demands."""
    for code in _shipped_codes():
        yield from read_language(_shipped_file(code))[1]


SHIPPED: Final = Languages()


def three_letters(code: str) -> str:
    """The code of three letters for a language of two, where it has a file; any other code as it is.

    >>> three_letters("de"), three_letters("tr-TR"), three_letters("grc")
    ('deu', 'tur', 'grc')
    """
    return _LONG.get(code.lower().partition("-")[0], code)
