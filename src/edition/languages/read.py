"""A language file read into its values; every wrong or doubled line is named and placed, with the nearest right one.

Takes the bytes of a TOML file, gives a `Language` and what is doubled. Refuses a file with a wrong line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.diagnostics.toml import TomlText
from edition.languages.codes import DOUBLED_ENTRY, WRONG_LINE
from edition.languages.folding import fold_phrase
from edition.languages.forms import wrong_form
from edition.languages.model import Calendar, Labels, Language, Telling
from edition.languages.suffixes import GRAMMARS

_TABLES: Final = {"calendar": Calendar, "labels": Labels, "telling": Telling}
_AS_WRITTEN: Final = (Labels, Telling)
_RANGES: Final[dict[str, Sequence[int]]] = {
    **dict.fromkeys(("months", "rumi_months", "hijri_months", "republican_months", "seasons"), range(1, 13)),
    "weekdays": range(7),
    "ordinals": range(32),
    **dict.fromkeys(("relative", "days_on", "months_on", "years_on"), range(-100, 101)),
    "toward": range(-1, 2),
    "movable_feasts": range(-70, 71),
    "fixed_feasts": tuple(100 * month + day for month in range(1, 13) for day in range(1, 32)),
}
PARTS: Final = ("early", "middle", "late", "first-half", "second-half", "first-quarter", "last-quarter")
_CHOICES: Final = {
    "suffixes": ("", *GRAMMARS),
    "script": ("latin", "cyrillic", "greek"),
    "old_years": ("", "rumi"),
    "easter": ("", "eastern"),
}
_Where = tuple[str, ...]


@dataclass(frozen=True)
class LanguageFile:
    """A file about a language: its name for people, and its bytes."""

    name: str
    data: bytes

    @property
    def code(self) -> str:
        """The language it is about, in small letters."""
        return self.name.rpartition("/")[2].removesuffix(".toml").lower()


def read_language(file: LanguageFile) -> tuple[Language, list[Diagnostic]]:
    """The language, and the entries that stand twice; raises with all lines that are wrong.

    >>> read_language(LanguageFile("la.toml", b'titles = ["Imperator"]'))[0].titles
    frozenset({'imperator'})
    """
    reader = _Reader(file)
    language = reader.language()
    if reader.wrong:
        raise EditionError(*reader.wrong)
    return language, reader.doubled


class _Reader:
    """Reads one file and gathers what is wrong with it."""

    def __init__(self, file: LanguageFile) -> None:
        self._file = file
        self._text = TomlText(file.name, file.data, WRONG_LINE)
        self.wrong: list[Diagnostic] = []
        self.doubled: list[Diagnostic] = []

    def language(self) -> Language:
        """The values of the file."""
        table = self._text.parse()
        parts = {name: cls(**self._values(cls, self._table(table, name), (name,))) for name, cls in _TABLES.items()}
        return Language(**{"code": self._file.code, **self._values(Language, table, ()), **parts})

    def _table(self, table: dict[str, Any], name: str) -> Mapping[str, Any]:
        found = table.pop(name, {})
        if isinstance(found, dict):
            return found
        self._told(f"`{name}` is a table", name, (), f"write [{name}] on a line of its own, and its keys below")
        return {}

    def _values(self, cls: type[Any], table: Mapping[str, Any], where: _Where) -> dict[str, Any]:
        types = {f.name: str(f.type) for f in fields(cls) if f.name not in ("code", *_TABLES)}
        out: dict[str, Any] = {}
        for key, value in table.items():
            name = key.replace("-", "_")
            if name not in types or "_" in key:
                self._unknown(key, [n.replace("_", "-") for n in types], where)
            elif (read := self._value(cls, types[name], name, key, value, where)) is not None:
                out[name] = read
        return out

    def _value(self, cls: type[Any], kind: str, name: str, key: str, value: Any, where: _Where) -> Any:
        """The value in the type of its field; None where it is wrong."""
        if kind.startswith("Mapping"):
            return self._numbers(name, key, value, where)
        if kind == "bool":
            return self._truth(key, value, where)
        if kind == "str":
            return self._choice(name, key, value, where)
        if name == "patterns":
            return self._patterns(key, value, where)
        words = self._words(key, value, where)
        if words is None:
            return None
        as_written = cls in _AS_WRITTEN or name == "no_seasons"
        folded = words if as_written else [fold_phrase(word) for word in words]
        self._twice(key, [fold_phrase(w) for w in words] if not as_written else words, where)
        return frozenset(folded) if kind == "Words" else tuple(folded)

    def _words(self, key: str, value: Any, where: _Where) -> list[str] | None:
        is_list = isinstance(value, list) and all(isinstance(word, str) for word in value)
        if is_list and all(word.strip() for word in value):
            return list(value)
        self._told(f"`{key}` is a list of words", key, where, f'write: {key} = ["…", "…"]')
        return None

    def _twice(self, key: str, words: list[str], where: _Where) -> None:
        """Entries that stand in their list already."""
        if len(set(words)) == len(words):
            return
        seen: set[str] = set()
        for (text, span), word in zip(self._text.strings(key, where), words, strict=False):
            if word in seen:
                message = f"`{text}` stands in `{key}` already"
                self.doubled.append(Diagnostic(DOUBLED_ENTRY, message, span, help="take one of the two out"))
            seen.add(word)

    def _truth(self, key: str, value: Any, where: _Where) -> bool | None:
        if isinstance(value, bool):
            return value
        self._told(f"`{key}` is true or false", key, where, f"write: {key} = true")
        return None

    def _choice(self, name: str, key: str, value: Any, where: _Where) -> str | None:
        choices = _CHOICES.get(name)
        if not isinstance(value, str):
            self._told(f"`{key}` is a text", key, where, f'write: {key} = "…"')
        elif choices and value not in choices:
            known = ", ".join(f"`{c}`" for c in choices if c)
            self._told(f"`{key}`: `{value}` is none that the program knows", key, where, f"write one of: {known}")
        else:
            return value
        return None

    def _numbers(self, name: str, key: str, value: Any, where: _Where) -> Mapping[str, Any] | None:
        """Words with a number, or with the part of a month, year or century that they tell."""
        if not isinstance(value, dict):
            self._told(f"`{key}` is a table", key, where, f"write [{'.'.join((*where, key))}], and its words below")
            return None
        allowed = PARTS if name == "parts" else _RANGES[name]
        out: dict[str, Any] = {}
        for word, number in value.items():
            inner = (*where, key)
            if isinstance(number, bool) or number not in allowed:
                told = ", ".join(PARTS) if name == "parts" else f"a number from {allowed[0]} to {allowed[-1]}"
                self._told(f"`{word}` cannot be {number!r}", word, inner, f"write: {told}")
            elif fold_phrase(word) in out:
                message, span = f"`{word}` stands in `{key}` already", self._text.span(word, inner)
                self.doubled.append(Diagnostic(DOUBLED_ENTRY, message, span, help="take one of the two out"))
            out.setdefault(fold_phrase(word), number)
        return MappingProxyType(out)

    def _patterns(self, key: str, value: Any, where: _Where) -> tuple[Mapping[str, str], ...] | None:
        rows = value if isinstance(value, list) else [value]
        faults = [fault for row in rows if (fault := wrong_form(row))]
        for message, help_text in faults:
            self._told(message, key, where, help_text)
        return None if faults else tuple(MappingProxyType(dict(row)) for row in rows)

    def _unknown(self, key: str, known: list[str], where: _Where) -> None:
        near = difflib.get_close_matches(key, known, 1, 0.6)
        table = f" in [{where[0]}]" if where else ""
        help_text = f"did you mean `{near[0]}`?" if near else "docs/languages.md lists what a file may tell"
        self._told(f"a language file knows no `{key}`{table}", key, where, help_text)

    def _told(self, message: str, key: str, where: _Where, help_text: str) -> None:
        self.wrong.append(Diagnostic(WRONG_LINE, message, self._text.span(key, where), help=help_text))


def joined(base: Language, more: Language) -> Language:
    """A language with the words of another file besides; what that says of itself holds.

    >>> one, _ = read_language(LanguageFile("tr.toml", b'titles = ["Dr"]'))
    >>> two, _ = read_language(LanguageFile("tr.toml", b'titles = ["Miralay"]'))
    >>> sorted(joined(one, two).titles)
    ['dr', 'miralay']
    """
    parts = {name: _joined(cls, getattr(base, name), getattr(more, name)) for name, cls in _TABLES.items()}
    return Language(**{**_both(Language, base, more), **parts})


def _joined(cls: type[Any], base: Any, more: Any) -> Any:
    return cls(**_both(cls, base, more))


def _both(cls: type[Any], base: Any, more: Any) -> dict[str, Any]:
    return dict(_both_fields(cls, base, more))


def _both_fields(cls: type[Any], base: Any, more: Any) -> Iterator[tuple[str, Any]]:
    for one in fields(cls):
        ours, theirs = getattr(base, one.name), getattr(more, one.name)
        if isinstance(ours, frozenset):
            yield one.name, ours | theirs
        elif isinstance(ours, tuple):
            yield one.name, (*theirs, *(word for word in ours if word not in theirs))
        elif isinstance(ours, Mapping):
            yield one.name, MappingProxyType({**ours, **theirs})
        else:
            yield one.name, theirs or ours
