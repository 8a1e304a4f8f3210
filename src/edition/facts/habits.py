"""How a document is to be read: what is a mention, what a key stands for, what other elements count as.

Made of the edition's settings and of what the document's own header declares (`prefixDef`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from lxml import etree

from edition.expressions import Expression, expression
from edition.facts.apart import is_example
from edition.facts.patterns import MentionPatterns
from edition.markup import local_name, tei
from edition.project import Mentions, TextSettings
from edition.registers import PREFIXES, key_of, kind_of_reference, pointers_of

# what an element of [elements] is read as
_READ_AS: Final = {"block": "p", "note": "note", "heading": "head", "hide": "fw", "inline": "seg"}
_GROUP: Final = re.compile(r"\$(\d)")
Rules = tuple[tuple[Expression, str], ...]


@dataclass(frozen=True)
class ReadingHabits:
    """The settings that reading needs, ready for use."""

    patterns: MentionPatterns
    keys: Rules = ()
    prefixes: Mapping[str, Rules] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    pictures: Rules = ()
    by_path: bool = False
    twice: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element, settings: TextSettings | Mentions | None) -> ReadingHabits:
        """The habits of a document in an edition."""
        whole = settings if isinstance(settings, TextSettings) else TextSettings(settings or Mentions())
        return cls(
            MentionPatterns.of(whole.mentions),
            _rules(whole.keys),
            _prefixes(root),
            dict(whole.elements),
            _rules(whole.pictures),
            by_path=whole.by_path,
            twice=whole.twice,
            shared=whole.shared,
            kinds=whole.kinds,
        )

    def file_id(self, path: str) -> str:
        """What an article without an id of its own is called."""
        return TextSettings(by_path=self.by_path).file_id(path)

    def article_id(self, own: str | None, path: str) -> str:
        """The id of an article: its own, or what its file is called."""
        return TextSettings(by_path=self.by_path, twice=self.twice).article_id(own, path)

    def name_of(self, element: etree._Element) -> str:
        """The name that an element is read by: its own, or what the settings make of it."""
        name = "egXML" if is_example(element) else local_name(element)
        if not self.elements or name not in self.elements:
            return name
        return _READ_AS.get(self.elements[name], name)

    def keys_of(self, element: etree._Element, kind: str = "") -> tuple[str, ...]:
        """The keys that a mention of a kind names, as the registers know them."""
        return tuple(self.key(pointer, kind) for pointer in pointers_of(element))

    def picture(self, pointer: str) -> str:
        """The address that a pointer to a picture stands for: by the header's prefixes first, then by the settings."""
        scheme, colon, rest = pointer.partition(":")
        if colon and scheme in self.prefixes:
            pointer = _mapped(self.prefixes[scheme], rest) or pointer
        return _mapped(self.pictures, pointer) or pointer

    def key(self, pointer: str, kind: str = "") -> str:
        """The key that a pointer of something of a kind stands for: by the header's prefixes, then by the settings."""
        if not self.prefixes and not self.keys:
            return key_of(pointer, kind, self.shared)
        kind = kind_of_reference(pointer) or kind
        scheme, colon, rest = pointer.partition(":")
        if colon and scheme in self.prefixes and scheme not in PREFIXES:
            pointer = _mapped(self.prefixes[scheme], rest) or pointer
        key = key_of(pointer)
        return key_of(_mapped(self.keys, key) or key, kind, self.shared)


def _mapped(rules: Rules, text: str) -> str:
    """What the first rule that fits makes of a text; empty where none fits."""
    for pattern, replacement in rules:
        if found := pattern.fullmatch(text):
            return _GROUP.sub(lambda m: _group(found, int(m[1])), replacement)
    return ""


def _group(match: re.Match[str], number: int) -> str:
    return (match[number] or "") if number <= (match.re.groups or 0) else ""


@lru_cache(maxsize=8)
def _rules(patterns: tuple[tuple[str, str], ...]) -> Rules:
    return tuple((expression(pattern), replacement) for pattern, replacement in patterns)


def _prefixes(root: etree._Element) -> dict[str, Rules]:
    """The prefixes of the header, and what each makes of what follows it; a pattern that cannot be used is left out."""
    out: dict[str, Rules] = {}
    header = root.find(tei("teiHeader"))
    for declared in () if header is None else header.iter(tei("prefixDef")):
        ident, replacement = declared.get("ident"), declared.get("replacementPattern")
        if ident and replacement:
            try:
                rule = (expression(declared.get("matchPattern") or "(.+)"), replacement)
            except re.error:
                continue
            out[ident] = (*out.get(ident, ()), rule)
    return out
