"""The words of the desk, from the same label files as the site's, in the browser's language where it is one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from edition.markup import all_text, parse, read_source
from edition.project import data_dir

LANGUAGES: Final = ("en", "tr", "de")
_PREFIX: Final = "desk."


@dataclass(frozen=True)
class InterfaceWords:
    """The labels of a language."""

    lang: str
    labels: Mapping[str, str]

    def __call__(self, label: str, /, **values: object) -> str:
        """A label with its places filled in; HTML is escaped where it is put into a page, not here."""
        text = self.labels.get(_PREFIX + label) or self.labels.get(label, label)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def html(self, label: str, /, **values: object) -> str:
        """A label for a page."""
        return escape(self(label, **values))

    def script(self) -> dict[str, str]:
        """What the scripts need: every label of the desk."""
        return {key.removeprefix(_PREFIX): text for key, text in self.labels.items() if key.startswith(_PREFIX)}


@cache
def words(lang: str) -> InterfaceWords:
    """The labels of a language; those it lacks are English."""
    labels: dict[str, str] = {}
    for code in dict.fromkeys(("en", lang)):
        path = data_dir() / f"xslt/lib/labels/{code}.xml"
        if path.is_file():
            labels |= _read(path)
    return InterfaceWords(lang, labels)


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """What is wrong, in a language: by the codes of findings, and by the English words of refusals; none in English."""
    path = data_dir() / f"xslt/lib/labels/findings/{lang}.xml"
    return _read(path) if path.is_file() else {}


def _read(path: Path) -> dict[str, str]:
    return {str(label.get("key")): all_text(label) for label in parse(read_source(path)).root.iter("label")}


def wanted_language(header: str) -> str:
    """The first language of `Accept-Language` that the desk speaks, else English.

    >>> wanted_language("fr-FR, de-AT;q=0.9, en;q=0.8"), wanted_language("")
    ('de', 'en')
    """
    ranked = []
    for number, part in enumerate(header.split(",")):
        tag, _, quality = part.partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            weight = 0.0
        ranked.append((-weight, number, tag.strip().lower().partition("-")[0]))
    return next((code for _, _, code in sorted(ranked) if code in LANGUAGES), "en")
