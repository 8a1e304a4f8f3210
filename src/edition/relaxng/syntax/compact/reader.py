"""Reading the words of the compact syntax: what comes next, names, literals, annotations (which are dropped)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from edition.relaxng.datatypes.library import XSD
from edition.relaxng.model import Name, SchemaError
from edition.relaxng.syntax.compact.tokens import Word
from edition.relaxng.syntax.form import RNG

_XML = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "http://www.w3.org/2000/xmlns"
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
        self.prefixes: dict[str, str | None] = {"xml": _XML}
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
        made = etree.Element(f"{{{RNG}}}{tag}", attributes, nsmap=spaces)
        made.sourceline = self.word.line  # type: ignore[assignment]
        if parent is not None:
            parent.append(made)
        return made

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.error("patterns are nested too deeply")

    def prefix(self, prefix: str) -> str | None:
        """Give the namespace of a prefix; None for one that is inherited."""
        if prefix not in self.prefixes:
            raise self.error(f"the prefix {prefix!r} is not declared")
        return self.prefixes[prefix]

    def declare(self, prefix: str, uri: str | None) -> None:
        """Declare a prefix once; the two of XML itself are not free."""
        if prefix == "xmlns":
            raise self.error("the prefix cannot be xmlns")
        if (prefix == "xml") is not (uri == _XML):
            raise self.error(f"the prefix xml and the namespace {_XML} belong to each other")
        if prefix in self.prefixes and prefix != "xml":
            raise self.error(f"the prefix {prefix!r} is declared twice")
        self.prefixes[prefix] = uri

    def annotations(self) -> None:
        """Pass over annotations before a pattern or definition: attributes of other namespaces, then elements."""
        if self.is_sign("["):
            self.deeper()
            self.take()
            self.annotation_attributes(inside_pattern=True)
            while not self.is_sign("]"):
                self.annotation()
            self.take()
            self.depth -= 1

    def annotation_attributes(self, *, inside_pattern: bool) -> None:
        """Pass over attributes, each of which may stand once."""
        seen: set[Name] = set()
        while self.word.kind in ("name", "cname") and self.ahead()[:2] == ("sign", "="):
            name = self.annotation_name()
            own = inside_pattern and name.uri in ("", RNG)
            if own or name == ("", "xmlns") or name.uri == _XMLNS:
                raise self.error(f"an annotation cannot have the attribute {name.local}")
            if name in seen:
                raise self.error(f"the annotation has the attribute {name.local} twice")
            seen.add(name)
            self.take()
            self.literal()

    def annotation(self) -> None:
        """Pass over an element that stands by itself, which must not look like one of RELAX NG."""
        if self.word.kind == "cname" and self.prefix(self.word.text.partition(":")[0]) == RNG:
            raise self.error("annotations cannot be of RELAX NG's own namespace")
        self.annotation_element()

    def annotation_element(self) -> None:
        """Pass over an element: attributes, then text and elements."""
        self.deeper()
        self.annotation_name()
        self.expect("[")
        self.annotation_attributes(inside_pattern=False)
        while not self.is_sign("]"):
            if self.word.kind == "literal":
                self.literal()
            else:
                self.annotation_element()
        self.take()
        self.depth -= 1

    def annotation_name(self) -> Name:
        """Take the name of an attribute or element that is not RELAX NG's."""
        if self.word.kind == "name":
            return Name("", self.take().text.removeprefix("\\"))
        if self.word.kind != "cname":
            raise self.error(f"expected an annotation, found {self.word.text or 'the end'!r}")
        prefix, _, local = self.take().text.partition(":")
        return Name(self.prefix(prefix) or "", local)

    def following_annotations(self) -> bool:
        """Pass over annotations after a pattern; say whether there were any."""
        found = False
        while self.is_sign(">>"):
            self.take()
            self.annotation()
            found = True
        return found
