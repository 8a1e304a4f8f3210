"""The compact syntax of RELAX NG, turned into a tree in the XML syntax.

A recursive descent over the words; annotations are read and dropped. Errors carry the line.
"""

from __future__ import annotations

from lxml import etree

from edition.relaxng.syntax.compact.reader import KEYWORDS, WordReader
from edition.relaxng.syntax.compact.tokens import read_words

_JOINERS = {"|": "choice", ",": "group", "&": "interleave"}
_REPEATS = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_METHODS = {"=": "", "|=": "choice", "&=": "interleave"}


def parse_compact(data: bytes, source: str) -> etree._Element:
    """Parse a schema in compact syntax."""
    return _Parser(read_words(data, source), source).schema()


class _Parser(WordReader):
    """One method for each production, more or less."""

    followed = False  # by annotations: the particle read last

    def schema(self) -> etree._Element:
        self.declarations()
        self.annotations()
        if self.starts_grammar():
            root = self.node("grammar")
            self.grammar_content(root, until="end")
        else:
            root = self.pattern()
            if self.followed:
                raise self.error("the pattern of a whole schema cannot have annotations after it")
        if self.word.kind != "end":
            raise self.error(f"unexpected {self.word.text!r}")
        return root

    def declarations(self) -> None:
        while True:
            if self.is_keyword("namespace"):
                self.take()
                prefix = self.name()
                self.expect("=")
                self.declare(prefix, self.namespace())
            elif self.is_keyword("default") and self.ahead().text == "namespace":
                self.take(), self.take()
                prefix = "" if self.is_sign("=") else self.name()
                self.expect("=")
                self.default = self.namespace()
                if prefix:
                    self.declare(prefix, self.default)
            elif self.is_keyword("datatypes"):
                self.take()
                prefix = self.name()
                self.expect("=")
                self.declare_library(prefix, self.literal())
            else:
                return

    def declare_library(self, prefix: str, uri: str) -> None:
        if self.libraries.get(prefix, uri) != uri:
            raise self.error(f"datatypes are declared twice for the prefix {prefix!r}")
        self.libraries[prefix] = uri

    def namespace(self) -> str | None:
        if self.is_keyword("inherit"):
            self.take()
            return None
        return self.literal()

    def starts_grammar(self) -> bool:
        following = self.ahead()
        if self.is_keyword("start", "include", "div"):
            return True
        if self.word.kind == "end":
            return True
        assigns = following.kind == "sign" and following.text in (*_METHODS, "[")
        return self.word.kind in ("name", "cname") and assigns

    def grammar_content(self, parent: etree._Element, until: str) -> None:
        while not (self.word.kind == until or self.is_sign(until)):
            self.annotations()
            if self.word.kind in ("name", "cname") and self.ahead()[:2] == ("sign", "["):
                self.annotation()
            elif self.is_keyword("start"):
                node = self.node("start", parent)
                self.take()
                self.assigned(node)
            elif self.is_keyword("div"):
                node = self.node("div", parent)
                self.take()
                self.braced_content(node)
            elif self.is_keyword("include"):
                self.include(parent)
            else:
                node = self.node("define", parent)
                node.set("name", self.identifier())
                self.assigned(node)

    def braced_content(self, node: etree._Element) -> None:
        self.expect("{")
        self.deeper()
        self.grammar_content(node, until="}")
        self.depth -= 1
        self.expect("}")

    def assigned(self, node: etree._Element) -> None:
        if not self.is_sign(*_METHODS):
            raise self.error(f"expected =, |= or &=, found {self.word.text!r}")
        if method := _METHODS[self.take().text]:
            node.set("combine", method)
        node.append(self.pattern())

    def include(self, parent: etree._Element) -> None:
        node = self.node("include", parent)
        self.take()
        self.reference(node)
        if self.is_sign("{"):
            self.braced_content(node)

    def reference(self, node: etree._Element) -> None:
        """Read the file of an include or external, and the namespace that it inherits."""
        node.set("href", self.literal())
        inherited = self.default
        if self.is_keyword("inherit"):
            self.take()
            self.expect("=")
            inherited = self.prefix(self.name())
        self.set_ns(node, inherited)

    def set_ns(self, node: etree._Element, uri: str | None) -> None:
        """Say the namespace of a node, unless it is that of the including schema."""
        if uri is not None:
            node.set("ns", uri)

    def pattern(self) -> etree._Element:
        """Read patterns joined by one kind of sign; two kinds need parentheses."""
        self.deeper()
        first = self.repeated()
        if self.is_sign(*_JOINERS):
            self.followed = False
            sign = self.word.text
            joined = self.node(_JOINERS[sign])
            joined.append(first)
            while self.is_sign(sign):
                self.take()
                joined.append(self.repeated())
            self.followed = False
            if self.is_sign(*_JOINERS):
                raise self.error(f"{sign!r} and {self.word.text!r} need parentheses")
            first = joined
        self.depth -= 1
        return first

    def repeated(self) -> etree._Element:
        self.annotations()
        inner = self.primary()
        self.followed = self.following_annotations()
        if self.is_sign(*_REPEATS):
            outer = self.node(_REPEATS[self.take().text])
            outer.append(inner)
            self.followed = self.following_annotations()
            return outer
        return inner

    def primary(self) -> etree._Element:
        word = self.word
        if self.is_sign("("):
            self.take()
            inner = self.pattern()
            self.expect(")")
            return inner
        if word.kind == "literal":
            return self.value(None)
        if word.kind == "cname":
            return self.data()
        if word.kind != "name":
            raise self.error(f"expected a pattern, found {word.text or 'the end'!r}")
        return self.keyword(word.text) if word.text in KEYWORDS else self.node("ref", name=self.identifier())

    def keyword(self, word: str) -> etree._Element:
        match word:
            case "element" | "attribute":
                return self.named(word)
            case "list" | "mixed":
                node = self.node(word)
                self.take()
                node.append(self.braced())
                return node
            case "empty" | "text" | "notAllowed":
                node = self.node(word)
                self.take()
                return node
            case "parent":
                self.take()
                return self.node("parentRef", name=self.identifier())
            case "grammar":
                node = self.node("grammar")
                self.take()
                self.braced_content(node)
                return node
            case "external":
                node = self.node("externalRef")
                self.take()
                self.reference(node)
                return node
            case "string" | "token":
                return self.data()
            case _:
                raise self.error(f"{word} cannot begin a pattern")

    def braced(self) -> etree._Element:
        self.expect("{")
        inner = self.pattern()
        self.expect("}")
        return inner

    def named(self, kind: str) -> etree._Element:
        node = self.node(kind)
        self.take()
        node.append(self.name_class(is_attribute=kind == "attribute"))
        node.append(self.braced())
        return node

    def data(self) -> etree._Element:
        name, library = self.datatype()
        if self.word.kind == "literal":
            return self.value((name, library))
        node = self.node("data", type=name, datatypeLibrary=library)
        if self.is_sign("{"):
            self.take()
            while not self.is_sign("}"):
                self.annotations()
                param = self.node("param", node, name=self.name())
                self.expect("=")
                param.text = self.literal()
            self.take()
        if self.is_sign("-"):
            self.take()
            self.annotations()
            self.node("except", node).append(self.primary())
        return node

    def datatype(self) -> tuple[str, str]:
        word = self.take()
        if word.kind == "name":
            return word.text, ""
        prefix, name = word.text.split(":")
        if prefix not in self.libraries:
            raise self.error(f"no datatypes are declared for the prefix {prefix!r}")
        return name, self.libraries[prefix]

    def value(self, datatype: tuple[str, str] | None) -> etree._Element:
        attributes = {"type": datatype[0], "datatypeLibrary": datatype[1]} if datatype else {}
        spaces = {prefix: uri for prefix, uri in self.prefixes.items() if prefix != "xml" and uri}
        node = self.node("value", spaces=spaces)
        for name, given in attributes.items():
            node.set(name, given)
        self.set_ns(node, self.default)
        node.text = self.literal()
        return node

    def name_class(self, *, is_attribute: bool) -> etree._Element:
        self.deeper()
        first = self.simple_class(is_attribute)
        if self.is_sign("|"):
            joined = self.node("choice")
            joined.append(first)
            while self.is_sign("|"):
                self.take()
                joined.append(self.simple_class(is_attribute))
            first = joined
        self.depth -= 1
        return first

    def simple_class(self, is_attribute: bool) -> etree._Element:
        self.annotations()
        word = self.word
        if self.is_sign("("):
            self.take()
            inner = self.name_class(is_attribute=is_attribute)
            self.expect(")")
            return inner
        if self.is_sign("*") or word.kind == "nsname":
            node = self.node("anyName" if word.kind == "sign" else "nsName")
            self.take()
            if word.kind == "nsname":
                self.set_ns(node, self.prefix(word.text.removesuffix(":*")))
            self.excepted(node, is_attribute)
            self.following_annotations()
            return node
        node = self.node("name")
        if word.kind == "cname":
            prefix, node.text = self.take().text.split(":")
            self.set_ns(node, self.prefix(prefix))
        else:
            node.text = self.name()
            if is_attribute:
                node.set("ns", "")
            else:
                self.set_ns(node, self.default)
        self.following_annotations()
        return node

    def excepted(self, node: etree._Element, is_attribute: bool) -> None:
        if self.is_sign("-"):
            self.take()
            self.node("except", node).append(self.simple_class(is_attribute))
