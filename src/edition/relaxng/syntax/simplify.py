"""From a schema's tree to patterns: section 4 of the RELAX NG specification in one walk.

References to definitions without elements dissolve; elements become entries of a table of contents, compiled in turn,
so that grammars may refer to themselves through elements, and only so.
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
from edition.relaxng.grammar.patterns import Op, Pattern, Patterns, map_members
from edition.relaxng.model import SchemaError
from edition.relaxng.syntax.context import (
    Context,
    check_attribute_names,
    children,
    read_name,
    read_names,
    refuse_text,
    required,
    tag_of,
)
from edition.relaxng.syntax.files import RNG, SchemaFiles, line_of
from edition.relaxng.syntax.restrictions import check_content, check_interleave, check_start
from edition.relaxng.syntax.scopes import START, Scope, open_reference, read_grammar

_NAME_CLASSES = ("name", "anyName", "nsName")


def simplify(root: etree._Element, source: str, base: Path | None, files: SchemaFiles) -> Grammar:
    """Simplify a parsed schema; raises SchemaError with place and reason."""
    return _Compiler(files).run(root, Context(source, base))


class _Compiler:
    """Compiles patterns one element content after the other."""

    def __init__(self, files: SchemaFiles) -> None:
        self.files = files
        self.patterns = Patterns()
        self.numbers: dict[etree._Element, int] = {}
        self.queue: deque[tuple[etree._Element, Context]] = deque()
        self.contents: list[Pattern] = []
        self.forms: dict[str, Callable[[etree._Element, Context], Pattern]] = {
            "element": self.element,
            "attribute": self.attribute,
            "grammar": self.grammar,
            "ref": self.ref,
            "parentRef": self.ref,
            "externalRef": self.external,
            "data": self.data,
            "value": self.value,
            "list": self.tokens,
            "text": lambda node, context: self.constant(node, context, self.patterns.text),
            "empty": lambda node, context: self.constant(node, context, self.patterns.empty),
            "notAllowed": lambda node, context: self.constant(node, context, self.patterns.not_allowed),
            "group": lambda node, context: self.patterns.group(self.members(node, context)),
            "choice": lambda node, context: self.patterns.choice(self.members(node, context)),
            "interleave": self.interleave,
            "mixed": self.mixed,
            "optional": lambda node, context: self.patterns.optional(self.sequence(node, context)),
            "oneOrMore": lambda node, context: self.patterns.one_or_more(self.sequence(node, context)),
            "zeroOrMore": lambda node, context: self.patterns.optional(
                self.patterns.one_or_more(self.sequence(node, context))
            ),
        }

    def run(self, root: etree._Element, context: Context) -> Grammar:
        start = self.pattern(root, context)
        check_start(start, lambda message: context.error(root, message))
        while self.queue:
            node, inside = self.queue.popleft()
            here = inside.enter(node)
            offset = 0 if node.get("name") is not None else 1
            content = self.patterns.group(self.pattern(child, here) for child in children(node)[offset:])
            check_content(content, lambda message, node=node, here=here: here.error(node, message))  # type: ignore[misc]
            self.contents.append(content)
        impossible = {n for n, content in enumerate(self.contents) if content is self.patterns.not_allowed}
        if impossible:
            start = self.unnamed(start, impossible)
            self.contents = [self.unnamed(content, impossible) for content in self.contents]
        return Grammar(self.patterns, start, self.contents)

    def unnamed(self, pattern: Pattern, impossible: set[int]) -> Pattern:
        """Take the names away from elements that no document can have; like jing, leave them otherwise."""
        if pattern.op is Op.ELEMENT:
            gone = pattern.content in impossible
            return self.patterns.element(NOTHING, pattern.content) if gone else pattern
        if not pattern.has_elements:
            return pattern
        return map_members(self.patterns, pattern, lambda member: self.unnamed(member, impossible))

    def pattern(self, node: etree._Element, context: Context) -> Pattern:
        form = self.forms.get(tag_of(node, context))
        if form is None:
            raise context.error(node, f"<{etree.QName(node).localname}> is not a pattern")
        if form not in (self.value, self.data):
            refuse_text(node, context)
        return form(node, context)

    def members(self, node: etree._Element, context: Context) -> list[Pattern]:
        here = context.enter(node)
        inside = children(node)
        if not inside:
            raise context.error(node, f"<{etree.QName(node).localname}> needs a pattern inside")
        return [self.pattern(child, here) for child in inside]

    def sequence(self, node: etree._Element, context: Context) -> Pattern:
        return self.patterns.group(self.members(node, context))

    def constant(self, node: etree._Element, context: Context, pattern: Pattern) -> Pattern:
        if children(node):
            raise context.error(node, f"<{etree.QName(node).localname}> must be empty")
        return pattern

    def interleave(self, node: etree._Element, context: Context) -> Pattern:
        return self.interleaved(self.members(node, context), node, context)

    def interleaved(self, members: list[Pattern], node: etree._Element, context: Context) -> Pattern:
        check_interleave(members, lambda message: context.error(node, message))
        return self.patterns.interleave(members)

    def mixed(self, node: etree._Element, context: Context) -> Pattern:
        return self.interleaved([self.patterns.text, self.sequence(node, context)], node, context)

    def tokens(self, node: etree._Element, context: Context) -> Pattern:
        return self.patterns.tokens(self.sequence(node, context))

    def named(self, node: etree._Element, context: Context, ns: str) -> tuple[NameClass, list[etree._Element]]:
        """Give the name class of an element or attribute, and the nodes of its content."""
        inside = children(node)
        text = node.get("name")
        if text is not None:
            return just(read_name(node, text, context, ns=ns)), inside
        if not inside or tag_of(inside[0], context) not in (*_NAME_CLASSES, "choice"):
            raise context.error(node, f"<{etree.QName(node).localname}> needs a name")
        return read_names(inside[0], context), inside[1:]

    def element(self, node: etree._Element, context: Context) -> Pattern:
        here = context.enter(node)
        names, inside = self.named(node, here, here.ns)
        if not inside:
            raise context.error(node, "<element> needs a pattern inside")
        if node not in self.numbers:
            self.numbers[node] = len(self.numbers)
            self.queue.append((node, replace(context, depth=0)))
        return self.patterns.element(names, self.numbers[node])

    def attribute(self, node: etree._Element, context: Context) -> Pattern:
        here = context.enter(node)
        names, inside = self.named(node, here, node.get("ns", ""))
        check_attribute_names(node, names, context)
        if len(inside) > 1:
            raise context.error(node, "<attribute> takes one pattern")
        value = self.pattern(inside[0], here) if inside else self.patterns.text
        return self.patterns.attribute(names, value)

    def grammar(self, node: etree._Element, context: Context) -> Pattern:
        scope = read_grammar(node, context, self.files)
        return self.definition(START, scope, node, context.enter(node))

    def ref(self, node: etree._Element, context: Context) -> Pattern:
        name = required(node, "name", context)
        scope = context.scope
        if tag_of(node, context) == "parentRef":
            scope = scope.parent if scope else None
        if scope is None or name not in scope.definitions:
            raise context.error(node, f"{name} is not defined")
        return self.definition(name, scope, node, context)

    def definition(self, name: str, scope: Scope, node: etree._Element, context: Context) -> Pattern:
        found = scope.definitions[name]
        if found.pattern is None:
            if found.open:
                raise context.error(node, f"{name} refers to itself without an element between")
            found.open = True
            depth = context.depth + 1
            parts = [
                self.sequence(part.node, replace(part.context, depth=max(depth, part.context.depth)))
                for part in found.parts
            ]
            if found.combine == "interleave":
                found.pattern = self.interleaved(parts, found.parts[0].node, found.parts[0].context)
            else:
                found.pattern = self.patterns.choice(parts)
            found.open = False
        return found.pattern

    def external(self, node: etree._Element, context: Context) -> Pattern:
        root, inside = open_reference(node, context, self.files)
        return self.pattern(root, inside)

    def data(self, node: etree._Element, context: Context) -> Pattern:
        here = context.enter(node)
        inside = children(node)
        params = [child for child in inside if tag_of(child, here) == "param"]
        excepts = [child for child in inside if tag_of(child, here) == "except"]
        if len(params) + len(excepts) < len(inside) or len(excepts) > 1:
            raise context.error(node, "<data> takes parameters and one <except>")
        facets = tuple((required(child, "name", here), child.text or "") for child in params)
        datatype = self.datatype(node, here, required(node, "type", here), facets)
        excepted = self.patterns.choice(self.members(excepts[0], here)) if excepts else None
        return self.patterns.data(datatype, excepted)

    def value(self, node: etree._Element, context: Context) -> Pattern:
        here = context.enter(node)
        kind = node.get("type")
        if kind is None:
            here = replace(here, library="")
        if children(node):
            raise context.error(node, "<value> holds text only")
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
        self, node: etree._Element, context: Context, name: str, params: tuple[tuple[str, str], ...]
    ) -> Datatype:
        try:
            found = find_datatype(context.library, name, params)
            if params:
                found.facets()
        except DatatypeError as problem:
            raise context.error(node, str(problem)) from problem
        return found


def check_root(root: etree._Element, source: str) -> None:
    """Refuse a document that is no RELAX NG at all."""
    tag = root.tag if isinstance(root.tag, str) else ""
    if not tag.startswith(f"{{{RNG}}}"):
        raise SchemaError(f"<{tag}> is not RELAX NG", source, line_of(root))
