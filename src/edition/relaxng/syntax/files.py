"""The schema's files: read from the local disk only, confined to a folder if wished, parsed without entities.

Every file read is remembered with its hash, so that a stored grammar can be checked against them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from edition.addresses import split_address
from edition.paths import real
from edition.relaxng.model import SchemaError
from edition.relaxng.syntax.form import check_form, line_of

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MAX_BYTES = 64_000_000


@dataclass
class GrammarFiles:
    """Where a schema's files come from and which were read."""

    root: Path | None = None
    hashes: dict[str, str] = field(default_factory=dict)

    def read(self, path: Path, origin: str = "", line: int = 0) -> bytes:
        """Read one file, refusing what lies outside the root."""
        found = real(path)
        if self.root is not None and not found.is_relative_to(real(self.root)):
            raise SchemaError(f"{path} lies outside the schema's folder", origin, line)
        try:
            if found.stat().st_size > _MAX_BYTES:
                raise SchemaError(f"{path} is too large for a schema", origin, line)
            data = found.read_bytes()
        except OSError as problem:
            raise SchemaError(f"cannot read {path}: {problem.strerror}", origin, line) from problem
        self.hashes[str(found)] = hashlib.sha256(data).hexdigest()
        return data

    def parse(self, path: Path, origin: str = "", line: int = 0) -> etree._Element:
        """Read and parse one file by its syntax."""
        data = self.read(path, origin, line)
        return parse_bytes(data, str(path), compact=path.suffix == ".rnc")


def parse_bytes(data: bytes, source: str, *, compact: bool) -> etree._Element:
    """Parse a schema in either syntax to a tree in the XML syntax, and check its form."""
    tree = _parse_compact(data, source) if compact else _parse_xml(data, source)
    check_form(tree, source)
    return tree


def _parse_compact(data: bytes, source: str) -> etree._Element:
    from edition.relaxng.syntax.compact.parser import parse_compact  # late: most schemas are in XML

    return parse_compact(data, source)


def _parse_xml(data: bytes, source: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise SchemaError(f"not well-formed: {problem.msg}", source, problem.lineno or 0) from problem
    if next(tree.iter(etree.Entity), None) is not None:
        raise SchemaError("a schema with entity references is refused", source)
    return tree


def resolve_href(node: etree._Element, base: Path | None, source: str) -> Path:
    """Give the local file that a node's @href means, with the xml:base of its ancestors."""
    href = node.get("href", "").strip()
    line = line_of(node)
    if "#" in href:
        raise SchemaError(f"href {href!r} has a fragment", source, line)
    bases = [step for item in (node, *node.iterancestors()) if (step := item.get(_XML_BASE)) is not None]
    path = base
    for step in reversed(bases):
        local = _local(step, path, source, line)
        path = local if path is None or step.endswith("/") else local.parent
    return _local(href, path, source, line)


def _local(step: str, base: Path | None, source: str, line: int) -> Path:
    """Take one step from a place; addresses are refused."""
    parts = split_address(step)
    if parts.scheme not in ("", "file") or parts.netloc not in ("", "localhost"):
        raise SchemaError(f"{step} is not a local file; nothing is fetched", source, line)
    local = Path(unquote(parts.path))
    if base is None and not local.is_absolute():
        raise SchemaError(f"{step} is relative, and the schema has no place of its own", source, line)
    return local if base is None else base / local
