"""Grammars that are kept and travel as text, and the least that an element needs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.relaxng import Schema, load_schema
from edition.relaxng.model import Name
from edition.relaxng.syntax.stored import as_text, from_text, restore


def test_a_grammar_is_kept_once_and_read_while_its_files_are_as_they_were(tmp_path: Path) -> None:
    path, cache = tmp_path / "s.rnc", tmp_path / "kept"
    path.write_text("element a { attribute n { xsd:int - xsd:byte }?, element * - b { 'x' | list { xsd:ID } }* }")
    first = load_schema(path, cache=cache)
    (kept,) = cache.iterdir()
    there = restore(kept)
    assert there is not None
    assert Schema(there).is_valid(b"<a n='128'><c>x</c></a>") and not Schema(there).is_valid(b"<a n='1'/>")
    assert as_text(there, {}) == as_text(first.grammar, {})
    before = kept.stat().st_mtime_ns
    assert load_schema(path, cache=cache).is_valid(b"<a/>")
    assert kept.stat().st_mtime_ns == before
    path.write_text("element a { empty }")
    assert restore(kept) is None
    kept.write_text(kept.read_text().replace("128", "127"))
    assert restore(kept) is None and restore(cache / "nothing") is None


def test_a_grammar_as_text_counts_only_beside_the_files_that_it_came_from(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"x")
    grammar = load_schema(_written(tmp_path)).grammar
    right, wrong = hashlib.sha256(b"x").hexdigest(), hashlib.sha256(b"y").hexdigest()
    assert from_text(as_text(grammar, {str(file): right})) is not None
    assert from_text(as_text(grammar, {str(file): wrong})) is None
    assert from_text(as_text(grammar, {str(tmp_path / "gone"): right})) is None
    assert from_text(as_text(grammar, {}).replace("grammar 1", "grammar 0")) is None
    assert from_text("{}") is None


def _written(folder: Path) -> Path:
    path = folder / "s.rnc"
    path.write_text("element a { empty }")
    return path


@pytest.mark.parametrize(
    ("content", "least"),
    [
        ("empty", "<a/>"),
        ("text", "<a/>"),
        ("'long' | 'x'", "<a>x</a>"),
        ("attribute n { 'long' } | attribute m { 'x' }", '<a m="x"/>'),
        ("attribute n { 'x' } | element bbbb { empty }", '<a n="x"/>'),
        ("attribute nnnnnnn { 'x' } | element b { empty }", "<a><b/></a>"),
        ("element b { element c { element d { empty } } }", "<a><b><c><d/></c></b></a>"),
        ("element b { empty }, element c { 'x' }+, element d { empty }*", "<a><b/><c>x</c></a>"),
        ("element b { empty } & attribute n { '\"' }", '<a n="&quot;"><b/></a>'),
        ("list { 'x', 'y' }", "<a>x y</a>"),
        ("xsd:int", "<a>1</a>"),
        ("attribute xml:id { 'i' }", '<a xml:id="i"/>'),
    ],
)
def test_the_least_that_an_element_needs(content: str, least: str, compact: Callable[[str], Schema]) -> None:
    schema = compact(f"element a {{ {content} }}")
    found = schema.allowed.least(Name("", "a"), "a")
    assert found is not None and schema.is_valid(found.encode())
    assert found == least or content == "xsd:int"


def test_what_needs_too_much_has_no_least_form(compact: Callable[[str], Schema]) -> None:
    deep = "start = a " + "".join(
        f"{one} = element {one} {{ {other} }} " for one, other in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    assert compact(deep + "k = element k { empty }").allowed.least(Name("", "a"), "a") is None
    assert compact("a = element a { a } start = a | element b { empty }").allowed.least(Name("", "a"), "a") is None


def test_empty_tags_of_elements_with_data_are_checked_like_empty_elements(compact: Callable[[str], Schema]) -> None:
    for content, empty in (
        ("xsd:token", True),
        ("xsd:int", False),
        ("'' | 'x'", True),
        ("list { xsd:int* }", True),
        ("'x'", False),
    ):
        schema = compact(f"element r {{ element a {{ {content} }} }}")
        for document in (b"<r><a/></r>", b"<r><a></a></r>", b"<r><a> </a></r>"):
            assert schema.is_valid(document) is empty and (schema.validate(document) == []) is empty, (
                content,
                document,
            )
