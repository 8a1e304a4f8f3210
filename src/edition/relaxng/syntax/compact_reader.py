"""Reading the words of the compact syntax: what comes next, names, literals, annotations (which are dropped)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from edition.relaxng.datatypes.library import XSD
from edition.relaxng.model import SchemaError
from edition.relaxng.syntax.compact_tokens import Word

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "http://www.w3.org/XML/1998/namespace"
KEYWORDS = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed namespace notAllowed "
    "parent start string text token".split()
)
_MAX_DEPTH = 150


class WordReader:
    """Reads words from left to right; ``take`` and ``expect`` move on."""

    def __init__(self, words: list[Word], source: str) -> None:
        self.words = words
        self.source = source
        self.at = 0
        self.depth = 0
        self.default: str | None = None  # None: inherited from where the schema is included
        self.prefixes: dict[str, str] = {"xml": _XML}
        self.libraries: dict[str, str] = {"xsd": XSD}

    @property
    def word(self) -> Word:
        return self.words[self.at]

    def ahead(self, steps: int = 1) -> Word:
        return self.words[min(self.at + steps, len(self.words) - 1)]

    def error(self, message: str) -> SchemaError:
        return SchemaError(message, self.source, self.word.line)

    def take(self) -> Word:
        word = self.word
        self.at += word.kind != "end"
        return word

    def is_sign(self, *signs: str) -> bool:
        return self.word.kind == "sign" and self.word.text in signs

    def is_keyword(self, *names: str) -> bool:
        return self.word.kind == "name" and self.word.text in names

    def expect(self, sign: str) -> None:
        if not self.is_sign(sign):
            raise self.error(f"expected {sign!r}, found {self.word.text or 'the end'!r}")
        self.take()

    def name(self) -> str:
        if self.word.kind != "name":
            raise self.error(f"expected a name, found {self.word.text or 'the end'!r}")
        return self.take().text.removeprefix("\\")

    def identifier(self) -> str:
        if self.is_keyword(*KEYWORDS):
            raise self.error(f"{self.word.text} is a keyword; write \\{self.word.text} for the name")
        return self.name()

    def literal(self) -> str:
        if self.word.kind != "literal":
            raise self.error(f"expected a literal, found {self.word.text or 'the end'!r}")
        text = self.take().text
        while self.is_sign("~"):
            self.take()
            if self.word.kind != "literal":
                raise self.error("expected a literal after ~")
            text += self.take().text
        return text

    def node(
        self,
        tag: str,
        parent: etree._Element | None = None,
        spaces: Mapping[str, str] | None = None,
        **attributes: str,
    ) -> etree._Element:
        """Make a node at the line of the current word."""
        made = etree.Element(_RNG + tag, attributes, nsmap=spaces)
        made.sourceline = self.word.line  # type: ignore[assignment]
        if parent is not None:
            parent.append(made)
        return made

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.error("patterns are nested too deeply")

    def annotations(self) -> None:
        while self.is_sign("["):
            self.bracketed()

    def bracketed(self) -> None:
        """Skip a bracketed annotation, whatever is in it."""
        self.expect("[")
        depth = 1
        while depth:
            if self.word.kind == "end":
                raise self.error("an annotation is not closed")
            depth += {"[": 1, "]": -1}.get(self.word.text, 0) if self.word.kind == "sign" else 0
            self.take()

    def annotation_element(self) -> None:
        self.take()
        self.bracketed()

    def following_annotations(self) -> None:
        while self.is_sign(">>"):
            self.take()
            self.annotation_element()
