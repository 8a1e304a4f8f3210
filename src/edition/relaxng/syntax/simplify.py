"""From a schema's tree to patterns: section 4 of the RELAX NG specification in one walk.

References to definitions without elements dissolve; elements become entries of a table of contents, compiled in turn,
so that grammars may refer to themselves through elements, and only so. What nothing refers to is compiled too, for
what is wrong in it, and then dropped. The restrictions of section 7 are asked of what is left, not before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from edition.relaxng.datatypes.library import Datatype, DatatypeError, find_datatype
from edition.relaxng.grammar.grammar import Grammar
from edition.relaxng.grammar.names import NOTHING, NameClass, just
from edition.relaxng.grammar.patterns import Op, Pattern, Patterns, TooLargeError, map_members
from edition.relaxng.syntax.context import (
    NodeContext,
    Scope,
    check_attribute_names,
    given,
    read_name,
    read_names,
)
from edition.relaxng.syntax.files import GrammarFiles
from edition.relaxng.syntax.form import children, local_name
from edition.relaxng.syntax.restrictions import LookedAt, check_content, check_start
from edition.relaxng.syntax.scopes import START, open_reference, read_grammar


def simplify(root: etree._Element, source: str, base: Path | None, files: GrammarFiles) -> Grammar:
    """Simplify a parsed schema; raises SchemaError with place and reason."""
    context = NodeContext(source, base)
    try:
        return _Compiler(files).run(root, context)
    except TooLargeError:
        raise context.error(root, "the definitions unfold to a pattern beyond all bounds") from None


class _Compiler:
    """Compiles patterns one element content after the other."""

    def __init__(self, files: GrammarFiles) -> None:
        self.files = files
        self.patterns = Patterns()
        self.numbers: dict[etree._Element, int] = {}
        self.places: list[tuple[etree._Element, NodeContext]] = []
        self.scopes: list[Scope] = []
        self.lenient = False  # compiling what nothing refers to
        self.queue: deque[tuple[etree._Element, NodeContext]] = deque()
        self.contents: list[Pattern] = []
        self.forms: dict[str, Callable[[etree._Element, NodeContext], Pattern]] = {
            "element": self.element,
            "attribute": self.attribute,
            "grammar": self.grammar,
            "ref": self.ref,
            "parentRef": self.ref,
            "externalRef": self.external,
            "data": self.data,
            "value": self.value,
            "list": self.tokens,
            "text": lambda node, context: self.patterns.text,
            "empty": lambda node, context: self.patterns.empty,
            "notAllowed": lambda node, context: self.patterns.not_allowed,
            "group": lambda node, context: self.patterns.group(self.members(node, context)),
            "choice": lambda node, context: self.patterns.choice(self.members(node, context)),
            "interleave": lambda node, context: self.patterns.interleave(self.members(node, context)),
            "mixed": lambda node, context: self.patterns.interleave((self.patterns.text, self.sequence(node, context))),
            "optional": lambda node, context: self.patterns.optional(self.sequence(node, context)),
            "oneOrMore": lambda node, context: self.patterns.one_or_more(self.sequence(node, context)),
            "zeroOrMore": lambda node, context: self.patterns.optional(
                self.patterns.one_or_more(self.sequence(node, context))
            ),
        }

    def run(self, root: etree._Element, context: NodeContext) -> Grammar:
        start = self.pattern(root, context)
        self.compile_contents()
        self.check_the_rest(len(self.patterns), len(self.contents))
        impossible = {n for n, content in enumerate(self.contents) if content is self.patterns.not_allowed}
        grammar = Grammar(self.patterns, start, self.contents)
        check_start(start, lambda message: context.error(root, message))
        checked = LookedAt()
        for element in grammar.elements:
            node, inside = self.places[element.content]
            content = self.contents[element.content]
            check_content(content, lambda message, n=node, i=inside: i.error(n, message), checked)  # type: ignore[misc]
        if not impossible:
            return grammar
        contents = [self.unnamed(content, impossible) for content in self.contents]
        return Grammar(self.patterns, self.unnamed(start, impossible), contents)

    def compile_contents(self) -> None:
        """Compile the contents of elements until none is left."""
        while self.queue:
            node, inside = self.queue.popleft()
            here = inside.enter(node)
            offset = 0 if node.get("name") is not None else 1
            self.contents.append(self.patterns.group([self.pattern(child, here) for child in children(node)[offset:]]))
            self.places.append((node, here))

    def check_the_rest(self, patterns: int, contents: int) -> None:
        """Compile the definitions that nothing refers to, and forget what came of it."""
        self.lenient = True
        for scope in self.scopes:  # grows: a definition may hold grammars of its own
            for name, definition in scope.definitions.items():
                if definition.pattern is None:
                    self.definition(name, scope, definition.parts[0].node, definition.parts[0].context)
            self.compile_contents()
        self.patterns.forget(patterns)
        del self.contents[contents:]

    def unnamed(self, pattern: Pattern, impossible: set[int]) -> Pattern:
        """Take the names away from elements that no document can have; like jing, leave them otherwise."""
        if pattern.op is Op.ELEMENT:
            gone = pattern.content in impossible
            return self.patterns.element(NOTHING, pattern.content) if gone else pattern
        if not pattern.has_elements:
            return pattern
        return map_members(self.patterns, pattern, lambda member: self.unnamed(member, impossible))

    def pattern(self, node: etree._Element, context: NodeContext) -> Pattern:
        return self.forms[local_name(node)](node, context)

    def members(self, node: etree._Element, context: NodeContext) -> list[Pattern]:
        here = context.enter(node)
        return [self.pattern(child, here) for child in children(node)]

    def sequence(self, node: etree._Element, context: NodeContext) -> Pattern:
        return self.patterns.group(self.members(node, context))

    def tokens(self, node: etree._Element, context: NodeContext) -> Pattern:
        return self.patterns.tokens(self.sequence(node, context))

    def named(self, node: etree._Element, context: NodeContext, ns: str) -> tuple[NameClass, list[etree._Element]]:
        """Give the name class of an element or attribute, and the nodes of its content."""
        inside = children(node)
        text = node.get("name")
        if text is not None:
            return just(read_name(node, text, context, ns=ns)), inside
        return read_names(inside[0], context), inside[1:]

    def element(self, node: etree._Element, context: NodeContext) -> Pattern:
        here = context.enter(node)
        names, _ = self.named(node, here, here.ns)
        if node not in self.numbers:
            self.numbers[node] = len(self.numbers)
            self.queue.append((node, replace(context, depth=0)))
        return self.patterns.element(names, self.numbers[node])

    def attribute(self, node: etree._Element, context: NodeContext) -> Pattern:
        here = context.enter(node)
        names, inside = self.named(node, here, node.get("ns", ""))
        check_attribute_names(node, names, context)
        value = self.pattern(inside[0], here) if inside else self.patterns.text
        return self.patterns.attribute(names, value)

    def grammar(self, node: etree._Element, context: NodeContext) -> Pattern:
        scope = read_grammar(node, context, self.files)
        self.scopes.append(scope)
        return self.definition(START, scope, node, context.enter(node))

    def ref(self, node: etree._Element, context: NodeContext) -> Pattern:
        name = given(node, "name")
        scope = context.scope
        if local_name(node) == "parentRef":
            scope = scope.parent if scope else None
        if scope is None or name not in scope.definitions:
            raise context.error(node, f"{name} is not defined")
        return self.definition(name, scope, node, context)

    def definition(self, name: str, scope: Scope, node: etree._Element, context: NodeContext) -> Pattern:
        found = scope.definitions[name]
        if found.pattern is None:
            if found.open and self.lenient:
                return self.patterns.not_allowed
            if found.open:
                raise context.error(node, f"{name} refers to itself without an element between")
            found.open = True
            depth = context.depth + 1
            parts = [
                self.sequence(part.node, replace(part.context, depth=max(depth, part.context.depth)))
                for part in found.parts
            ]
            combine = self.patterns.interleave if found.combine == "interleave" else self.patterns.choice
            found.pattern = combine(parts)
            found.open = False
        return found.pattern

    def external(self, node: etree._Element, context: NodeContext) -> Pattern:
        root, inside = open_reference(node, context, self.files)
        return self.pattern(root, inside)

    def data(self, node: etree._Element, context: NodeContext) -> Pattern:
        here = context.enter(node)
        inside = children(node)
        params = [child for child in inside if local_name(child) == "param"]
        facets = tuple((given(child, "name"), child.text or "") for child in params)
        datatype = self.datatype(node, here, given(node, "type"), facets)
        excepts = inside[len(params) :]
        excepted = self.patterns.choice(self.members(excepts[0], here)) if excepts else None
        return self.patterns.data(datatype, excepted)

    def value(self, node: etree._Element, context: NodeContext) -> Pattern:
        here = context.enter(node)
        kind = node.get("type")
        if kind is None:
            here = replace(here, library="")
        datatype = self.datatype(node, here, (kind or "token").strip(), ())
        text = node.text or ""
        if datatype.builtin.needs_prefixes:
            prefixes = {prefix or "": uri for prefix, uri in node.nsmap.items()} | {"": here.ns}
            found = datatype.value_of(text, prefixes)
            if not isinstance(found, tuple):
                raise context.error(node, f"{text!r} is not a name with a declared prefix")
            text = f"{{{found[0]}}}{found[1]}"
        elif datatype.value_of(text, {}) is None:
            raise context.error(node, f"{text!r} is not a value of {datatype.name}")
        return self.patterns.value(datatype, text)

    def datatype(
        self, node: etree._Element, context: NodeContext, name: str, params: tuple[tuple[str, str], ...]
    ) -> Datatype:
        try:
            found = find_datatype(context.library, name, params)
            if params:
                found.facets()
        except DatatypeError as problem:
            raise context.error(node, str(problem)) from problem
        return found
