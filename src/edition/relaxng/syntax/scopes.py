"""Grammars: their definitions brought together over div, include (with overrides) and combine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from edition.paths import real
from edition.relaxng.syntax.context import Definition, DefinitionPart, NodeContext, Scope, given
from edition.relaxng.syntax.files import GrammarFiles, resolve_href
from edition.relaxng.syntax.form import children, line_of, local_name

START = "<start>"  # no definition can be called this


def read_grammar(node: etree._Element, context: NodeContext, files: GrammarFiles) -> Scope:
    """Read a grammar element into a scope of its own."""
    scope = Scope(context.scope)
    for part in _parts(node, replace(context, scope=scope), files):
        scope.definitions.setdefault(part.name, Definition()).parts.append(part)
    for name, definition in scope.definitions.items():
        _check_combine(name, definition)
    if START not in scope.definitions:
        raise context.error(node, "the grammar has no start")
    return scope


def _check_combine(name: str, definition: Definition) -> None:
    first = definition.parts[0]
    if len({part.combine for part in definition.parts if part.combine}) > 1:
        raise first.context.error(first.node, f"{name} is combined by choice and by interleave")
    bare = [part for part in definition.parts if not part.combine]
    if len(bare) > 1:
        raise bare[1].context.error(bare[1].node, f"{name} is defined twice without combine")


def _parts(node: etree._Element, context: NodeContext, files: GrammarFiles) -> Iterator[DefinitionPart]:
    here = context.enter(node)
    for child in children(node):
        match local_name(child):
            case "define":
                yield DefinitionPart(given(child, "name"), given(child, "combine"), child, here)
            case "start":
                yield DefinitionPart(START, given(child, "combine"), child, here)
            case "div":
                yield from _parts(child, here, files)
            case _:
                yield from _included(child, here, files)


def _included(node: etree._Element, context: NodeContext, files: GrammarFiles) -> Iterator[DefinitionPart]:
    own = list(_parts(node, context, files))
    overridden = {part.name for part in own}
    root, inside = open_reference(node, context, files)
    if local_name(root) != "grammar":
        raise context.error(node, f"{inside.source} is not a grammar")
    met: set[str] = set()
    for part in _parts(root, inside, files):
        met.add(part.name)
        if part.name not in overridden:
            yield part
    for name in sorted(overridden - met):
        raise context.error(node, f"{name} is overridden, but {inside.source} does not define it")
    yield from own


def open_reference(
    node: etree._Element, context: NodeContext, files: GrammarFiles
) -> tuple[etree._Element, NodeContext]:
    """Open the file that an include or externalRef names; its content inherits the namespace, not the library."""
    here = context.enter(node)
    path = resolve_href(node, context.base, context.source)
    found = real(path)
    if found in context.including:
        raise context.error(node, f"{path} includes itself")
    root = files.parse(path, context.source, line_of(node))
    return root, replace(here, source=str(path), base=path.parent, library="", including=(*context.including, found))
