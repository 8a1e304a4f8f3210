"""Loading a grammar: from its files, or from the cache if none of them changed."""

from __future__ import annotations

from pathlib import Path

from edition.relaxng.grammar.grammar import Grammar
from edition.relaxng.syntax.files import SchemaFiles, parse_bytes
from edition.relaxng.syntax.simplify import check_root, simplify


def load_grammar(path: Path, root: Path | None, cache: Path | None) -> Grammar:
    """Load a schema file with what it includes."""
    files = SchemaFiles(root)
    tree = files.parse(path)
    check_root(tree, str(path))
    return simplify(tree, str(path), path.parent, files)


def parse_grammar(data: bytes, compact: bool, base: Path | None, root: Path | None) -> Grammar:
    """Load a schema from bytes."""
    tree = parse_bytes(data, "", compact=compact)
    check_root(tree, "")
    return simplify(tree, "", base, SchemaFiles(root))
