"""The simplified grammar as JSON rows, so that a schema need be simplified once only.

Rows come in the order in which patterns were made: members before what holds them. Reading makes every pattern anew
through the same makers, so a damaged or foreign file can give a wrong exception at most, which counts as "not there".
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from edition.paths import real
from edition.relaxng.datatypes.library import DatatypeError, find_datatype
from edition.relaxng.grammar.grammar import Grammar
from edition.relaxng.grammar.names import NameClass, Wildcard
from edition.relaxng.grammar.patterns import Op, Pattern, Patterns
from edition.relaxng.model import Name
from edition.version import __version__

_FORMAT = f"edition {__version__} grammar 1"
Row = list[Any]


def cache_file(folder: Path, path: Path, root: Path | None) -> Path:
    """Give the file in which the grammar of a schema is kept."""
    key = hashlib.sha256(f"{real(path)}\n{root and real(root)}".encode()).hexdigest()[:24]
    return folder / f"grammar-{key}.json"


def store(file: Path, grammar: Grammar, hashes: dict[str, str]) -> None:
    """Keep a grammar with the hashes of the files that it came from; failing to is no error."""
    import tempfile

    text = as_text(grammar, hashes)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # a name of its own, then a rename: two processes may store at once
        with tempfile.NamedTemporaryFile("w", dir=file.parent, encoding="utf-8", delete=False) as out:
            out.write(hashlib.sha256(text.encode()).hexdigest() + "\n" + text)
        os.replace(out.name, file)  # noqa: PTH105 - atomic, and Path.replace is the same
    except OSError:
        return


def restore(file: Path) -> Grammar | None:
    """Give the kept grammar, or None if there is none, it is damaged, or its files have changed."""
    try:
        digest, text = file.read_text(encoding="utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    return from_text(text) if hashlib.sha256(text.encode()).hexdigest() == digest else None


def as_text(grammar: Grammar, hashes: dict[str, str]) -> str:
    """Write a grammar as text that travels and that can be kept; ``hashes`` are those of the files it came from."""
    body = {
        "format": _FORMAT,
        "files": hashes,
        "start": grammar.start.index,
        "contents": [content.index for content in grammar.contents],
        "rows": [_row(pattern) for pattern in grammar.patterns.all()],
    }
    return json.dumps(body, separators=(",", ":"))


def from_text(text: str) -> Grammar | None:
    """Give the grammar of such a text, or None if it is damaged, of another version, or its files have changed."""
    try:
        body = json.loads(text)
        if body["format"] != _FORMAT or not _unchanged(body["files"]):
            return None
        patterns = Patterns()
        made: list[Pattern] = []
        for row in body["rows"]:
            made.append(_pattern(row, made, patterns))
        return Grammar(patterns, made[body["start"]], [made[index] for index in body["contents"]])
    except (OSError, ValueError, KeyError, IndexError, TypeError, DatatypeError):
        return None


def _unchanged(hashes: dict[str, str]) -> bool:
    return all(hashlib.sha256(Path(path).read_bytes()).hexdigest() == digest for path, digest in hashes.items())


def _row(pattern: Pattern) -> Row:
    members = [member.index for member in pattern.members]
    match pattern.op:
        case Op.DATA:
            datatype = pattern.datatype
            return [pattern.op, members, datatype.library, datatype.name, datatype.params]
        case Op.VALUE:
            return [pattern.op, pattern.datatype.library, pattern.datatype.name, pattern.value]
        case Op.ATTRIBUTE:
            return [pattern.op, members[0], _names_row(pattern.names)]
        case Op.ELEMENT:
            return [pattern.op, pattern.content, _names_row(pattern.names)]
        case _:
            return [pattern.op, members]


def _names_row(names: NameClass) -> Row:
    return [sorted(names.exact), [[wildcard.uri, _names_row(wildcard.excepted)] for wildcard in names.wild]]


def _names(row: Row) -> NameClass:
    exact = frozenset(Name(uri, local) for uri, local in row[0])
    return NameClass(exact, tuple(Wildcard(uri, _names(excepted)) for uri, excepted in row[1]))


def _pattern(row: Row, made: list[Pattern], patterns: Patterns) -> Pattern:
    op = Op(row[0])
    match op:
        case Op.DATA:
            params = tuple((name, value) for name, value in row[4])
            excepted = made[row[1][0]] if row[1] else None
            return patterns.data(find_datatype(row[2], row[3], params), excepted)
        case Op.VALUE:
            return patterns.value(find_datatype(row[1], row[2]), row[3])
        case Op.ATTRIBUTE:
            return patterns.attribute(_names(row[2]), made[row[1]])
        case Op.ELEMENT:
            return patterns.element(_names(row[2]), row[1])
        case Op.NOT_ALLOWED | Op.EMPTY | Op.TEXT:
            return {Op.NOT_ALLOWED: patterns.not_allowed, Op.EMPTY: patterns.empty, Op.TEXT: patterns.text}[op]
        case _:
            return patterns.compound(op, tuple(made[index] for index in row[1]))
