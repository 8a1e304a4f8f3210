"""What would hold up the annotator is told, and what looks like an endless name is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from edition.annotate import Annotator
from edition.annotate import annotator as annotating
from edition.languages.suffixes import _LONGEST, _cuts, listed_stems
from edition.markup import Document
from edition.project import Project

from .conftest import make_registers

REGISTERS = make_registers('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')


def test_a_document_that_is_too_long_is_told_and_the_others_are_annotated(
    sample: Project, command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = sample.root / "tei/articles"
    short = articles / "a-bridge-at-mostar.xml"
    text = short.read_text()
    (articles / "long.xml").write_text(text.replace('xml:id="a-bridge-at-mostar"', 'xml:id="long"') + " " * 9000)
    before = (articles / "long.xml").read_bytes()
    short.write_text(text.replace('<date when="1566">1566</date>', "1566"))
    monkeypatch.setattr(annotating, "LONGEST", len(before) - 1)
    ended = command("annotate", "-j", "1", folder=sample.root)
    assert ended.code == 1
    assert "error[A207] too-long-to-annotate: the document has" in ended.out
    assert "tei/articles/long.xml:" in ended.out
    assert (articles / "long.xml").read_bytes() == before
    assert '<date when="1566"' in short.read_text()
    assert command("learn", folder=sample.root).code == 1


@pytest.mark.parametrize("word", ["A. ", "A.B.", "Ali-", "Smith–"])
def test_a_chain_without_an_end_is_no_name(word: str, document: Callable[..., Document]) -> None:
    found = Annotator(REGISTERS).find(document(f'<p xml:id="p1">So says {word * 300}Smith.</p>', lang="en"))
    assert all(len(mention.text) < 60 for mention in found.mentions_only())


def test_endings_are_looked_for_at_the_end_of_a_word() -> None:
    assert len(_cuts("a" * 9000, _LONGEST)) == _LONGEST
    assert list(listed_stems("b" * 9000 + "a", frozenset(["a"])))[1] == "b" * 9000
