"""What the rules know of a language: words and endings read from a file that an editor can read and copy.

A language file is TOML beside this module, `languages/<code>.toml`. Every table and key is optional: what a language
does not have is empty. `docs/annotate.md` tells how to add one.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from edition.annotate.tokens import fold

FALLBACK: Final = "und"
_FOLDER: Final = files("edition.annotate") / "languages"


@dataclass(frozen=True)
class Calendar:
    """Words for dates: month name -> number, and the like. Keys are folded."""

    months: Mapping[str, int] = field(default_factory=dict)
    rumi_months: Mapping[str, int] = field(default_factory=dict)
    hijri_months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    seasons: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    patterns: tuple[Mapping[str, str], ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    relative: Mapping[str, int] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Language:
    """Words that tell names and their kinds. All are folded."""

    code: str = FALLBACK
    agglutinates: bool = False
    endings: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    epithets: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    plural_honorifics: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    surname_endings: tuple[str, ...] = ()
    peoples: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()
    common_nouns: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    and_words: frozenset[str] = frozenset()
    with_words: frozenset[str] = frozenset()
    org_heads: frozenset[str] = frozenset()
    org_heads_any_case: frozenset[str] = frozenset()
    numbered_org_heads: frozenset[str] = frozenset()
    event_heads: frozenset[str] = frozenset()
    weak_heads: frozenset[str] = frozenset()
    event_heads_any_case: frozenset[str] = frozenset()
    event_first: frozenset[str] = frozenset()
    event_bare: frozenset[str] = frozenset()
    place_heads: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    place_cases: frozenset[str] = frozenset()
    near_places: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    press_heads: frozenset[str] = frozenset()
    org_bare: frozenset[str] = frozenset()
    org_first: frozenset[str] = frozenset()
    of_words: frozenset[str] = frozenset()
    ships: frozenset[str] = frozenset()
    noun_endings: tuple[str, ...] = ()
    motion_cases: frozenset[str] = frozenset()
    motion_verbs: tuple[str, ...] = ()
    named_persons: frozenset[str] = frozenset()
    named_places: frozenset[str] = frozenset()
    named_orgs: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    person_nouns: frozenset[str] = frozenset()
    meeting_verbs: tuple[str, ...] = ()
    alias_cues: frozenset[str] = frozenset()
    citation_cues: frozenset[str] = frozenset()
    calendar: Calendar = Calendar()


@lru_cache(maxsize=64)
def language(code: str) -> Language:
    """The rules of a language (by the first part of its tag); a language without a file has none.

    >>> language("tr-TR").code, "pasa" in language("tr").honorifics, language("xx").code
    ('tr', True, 'und')
    """
    primary = code.lower().partition("-")[0]
    path = _FOLDER / f"{primary}.toml"
    if not primary.isalpha() or not path.is_file():
        return Language()
    return read_language(primary, path.read_text(encoding="utf-8"))


def known_languages() -> list[str]:
    """The languages that have a file."""
    return sorted(p.name.removesuffix(".toml") for p in _FOLDER.iterdir() if p.name.endswith(".toml"))


def read_language(code: str, text: str) -> Language:
    """Read a language file.

    >>> read_language("la", 'titles = ["Imperator"]').titles
    frozenset({'imperator'})
    """
    table = tomllib.loads(text)
    calendar = _values(Calendar, table.pop("calendar", {}))
    return Language(code=code, calendar=Calendar(**calendar), **_values(Language, table))


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """A hash of all language files and of the rules' code: two runs with one hash follow the same rules."""
    digest = hashlib.sha256()
    for folder in ("", "names", "dates", "languages"):
        room = files("edition.annotate") / folder if folder else files("edition.annotate")
        for path in sorted((p for p in room.iterdir() if p.name.endswith((".py", ".toml"))), key=lambda p: p.name):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _values(cls: type[Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """The table's values in the types of the dataclass: lists of words as folded sets."""
    types = {f.name: str(f.type) for f in fields(cls)}
    out: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        kind = types.get(name)
        if kind is None or name == "code":
            message = f"a language file knows no `{key}`"
            raise ValueError(message)
        if kind.startswith("frozenset"):
            out[name] = frozenset(_phrase(word) for word in value)
        elif kind.startswith("tuple[str"):
            out[name] = tuple(fold(word) for word in value)
        elif kind.startswith("tuple"):
            out[name] = tuple(MappingProxyType(dict(item)) for item in value)
        elif kind.startswith("Mapping"):
            out[name] = MappingProxyType({_phrase(k): v for k, v in value.items()})
        else:
            out[name] = value
    return out


def _phrase(words: str) -> str:
    return " ".join(fold(w) for w in words.split())
