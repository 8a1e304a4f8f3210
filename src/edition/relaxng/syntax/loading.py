"""Loading a grammar: from its files, or from the cache if none of them changed."""

from __future__ import annotations

from pathlib import Path

from edition.relaxng.grammar.grammar import Grammar
from edition.relaxng.syntax.stored import cache_file, restore, store


def load_grammar(path: Path, root: Path | None, cache: Path | None) -> Grammar:
    """Load a schema file with what it includes."""
    file = cache_file(cache, path, root) if cache is not None else None
    if file is not None and (kept := restore(file)):
        return kept
    grammar, hashes = read_schema(path, root)
    if file is not None:
        store(file, grammar, hashes)
    return grammar


def parse_grammar(data: bytes, compact: bool, base: Path | None, root: Path | None) -> Grammar:
    """Load a schema from bytes."""
    from edition.relaxng.syntax.files import GrammarFiles, parse_bytes
    from edition.relaxng.syntax.simplify import simplify

    tree = parse_bytes(data, "", compact=compact)
    return simplify(tree, "", base, GrammarFiles(root))


def read_schema(path: Path, root: Path | None) -> tuple[Grammar, dict[str, str]]:
    """Read and simplify a schema; give the hashes of its files too. lxml is imported only now, to keep starts short."""
    from edition.relaxng.syntax.files import GrammarFiles
    from edition.relaxng.syntax.simplify import simplify

    files = GrammarFiles(root)
    tree = files.parse(path)
    return simplify(tree, str(path), path.parent, files), files.hashes
