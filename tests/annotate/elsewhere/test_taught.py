"""What other programs find is one more sign for what an edition has taught: it is learned which of them to trust."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.annotate.conftest import make_registers
from tests.annotate.made_up import REGISTER, letter

from edition.annotate import Annotator, Mention
from edition.annotate.elsewhere.offers import OfferedName, Offers, key_of, stretches
from edition.annotate.learned.teach import learn_from
from edition.markup import Document, Source, parse

BOOK = Annotator(make_registers(REGISTER), default_language="xx")


def document(number: int, *, marked: bool) -> Document:
    """A letter in which one person has a name without a capital, a new one in each."""
    data = letter(number, marked=marked).replace(b"Otto Zander", b"Zander").replace(b"Zander", b"k%dm" % number)
    return parse(Source(f"{number}.xml", data))


def offers() -> Offers:
    """An honest program that finds these names, and one that takes a word that is none for a person."""
    kept: dict[str, tuple[OfferedName, ...]] = {}
    for number in range(80):
        for text in BOOK.texts(document(number, marked=False))[1]:
            for source, word in (("command", f"k{number}m"), ("endpoint", "Gruss")):
                ((_, stretch),) = stretches(text.flow.text)
                at = stretch.find(word)
                told = (OfferedName(at, at + len(word), "person", source),) if at >= 0 else ()
                kept[key_of(source, stretch, text.lang)] = told
    return Offers((("command", "command"), ("endpoint", "endpoint")), kept)


def test_an_honest_program_is_believed_and_a_liar_is_not() -> None:
    pytest.importorskip("pycrfsuite")
    asked = replace(BOOK, offers=offers())
    taught = learn_from((document(n, marked=True) for n in range(60)), asked, "briefe")
    assert taught is not None
    found: list[Mention] = []
    for number in range(60, 80):
        found += replace(asked, model=taught.model).find(document(number, marked=False)).mentions_only()
    hidden = sum(b"k%dm" % n in document(n, marked=False).source.data for n in range(60, 80))
    names = [m.text for m in found if m.rule == "command"]
    assert len(names) >= hidden > 9
    assert "Gruss" not in {m.text for m in found}
    alone = {m.text for m in asked.find(document(61, marked=False)).mentions_only()}
    assert {"k61m", "Gruss"} & alone  # without a model both are believed where they stand
