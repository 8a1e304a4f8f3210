"""A small edition's registers, and helpers that annotate a few lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from edition.annotate import Annotator, Mention, write_mentions
from edition.markup import Document, Source, parse
from edition.markup.standoff import scan_text
from edition.registers import Registers, read_registers

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'

REGISTER = f"""<TEI {TEI} xml:lang="tr"><standOff><listPerson>
<person xml:id="kerim-pasa"><persName type="main">Kerim Paşa</persName>
  <persName type="variant">Kerim (Ulu) Paşa</persName><persName type="variant">Kerim Ulu</persName>
  <persName type="ambiguous">Kerim</persName><persName type="alias">Veli Bey</persName>
  <persName type="main" xml:lang="en">Kerim Pasha</persName><persName xml:lang="ru" type="variant">Керим-паша</persName>
  <birth when="1880"/><death when="1940"/></person>
<person xml:id="kerim-usta"><persName type="main">Kerim Usta</persName><persName type="ambiguous">Kerim</persName>
  <birth when="1990"/></person>
<person xml:id="velizade"><persName type="main">Neriman Velizade</persName><persName type="variant">Velizade</persName>
  </person>
<person xml:id="dilovanov"><persName type="main">Pavel Dilovanov</persName><persName type="variant">Dilovanov</persName>
  </person>
<person xml:id="a-cevat"><persName type="main">Cevat Bey</persName><birth when="1870"/><death when="1930"/></person>
<person xml:id="b-cevat"><persName type="main">Cevat Bey</persName><birth when="1985"/></person>
</listPerson><listPlace>
<place xml:id="karasu"><placeName type="main">Karasu</placeName></place>
<place xml:id="moskova"><placeName type="main">Moskova</placeName><placeName type="main" xml:lang="en">Moscow</placeName>
  <placeName xml:lang="ru" type="main">Москва</placeName></place>
<place xml:id="istanbul"><placeName type="main">İstanbul</placeName></place>
<place xml:id="irak"><placeName type="main">Irak</placeName></place>
</listPlace><listOrg>
<org xml:id="karasu-hukumeti"><orgName type="main">Karasu Hükümeti</orgName></org>
</listOrg><listEvent>
<event xml:id="karasu-antlasmasi" when="1921-03-16"><eventName type="main">Karasu Antlaşması</eventName></event>
<event xml:id="ekim-devrimi" when="1917-11-07"><eventName type="main">Ekim Devrimi</eventName></event>
</listEvent></standOff></TEI>"""


def make_registers(xml: str = REGISTER) -> Registers:
    """The registers of a TEI text."""
    registers, findings = read_registers([parse(Source("registers.xml", xml.encode()))])
    assert not findings
    return registers


def telling(xml: str) -> str:
    """A register whose names have types, so that those which are not ambiguous are told."""
    return re.sub(r"<(persName|placeName|orgName)(?![^>]*type=)", r'<\1 type="main"', xml)


@pytest.fixture(scope="session")
def registers() -> Registers:
    """Persons, places, a body and two events that no real edition has."""
    return make_registers()


@pytest.fixture(scope="session")
def annotator(registers: Registers) -> Annotator:
    """An annotator with these registers."""
    return Annotator(registers)


def make_document(inside: str, lang: str = "tr", header: str = "") -> Document:
    """A document around the inside of a body."""
    xml = f'<TEI {TEI} xml:id="yazi" xml:lang="{lang}">{header}<text><body>{inside}</body></text></TEI>'
    return parse(Source("yazi.xml", xml.encode()))


@dataclass(frozen=True)
class Found:
    """What an annotator makes of a text, in short."""

    mentions: tuple[Mention, ...]

    def texts(self, kind: str) -> list[str]:
        """The texts of the mentions of a kind."""
        return [m.text for m in self.mentions if m.kind == kind]

    def keys(self, text: str) -> tuple[str, ...]:
        """The keys of the first mention with this text."""
        return next(m.keys for m in self.mentions if m.text == text)

    def one(self, text: str) -> Mention:
        """The first mention with this text."""
        return next(m for m in self.mentions if m.text == text)


@pytest.fixture(scope="session")
def find(annotator: Annotator) -> Callable[..., Found]:
    """Annotate paragraphs of plain text."""

    def run(*paragraphs: str, lang: str = "tr") -> Found:
        inside = "".join(f'<p xml:id="p{i}">{p}</p>' for i, p in enumerate(paragraphs))
        return Found(tuple(annotator.find(make_document(inside, lang)).mentions_only()))

    return run


def without_own_tags(data: bytes) -> bytes:
    """The bytes without the tags of the annotator's mentions."""
    from edition.annotate.annotator import is_own

    cuts = [(e.start, e.start_end) for e in scan_text(data, is_own).transparent]
    cuts += [(e.end_start, e.end) for e in scan_text(data, is_own).transparent]
    for start, end in sorted(cuts, reverse=True):
        data = data[:start] + data[end:]
    return data


def annotated_bytes(annotator: Annotator, document: Document) -> bytes:
    """The new bytes of a document."""
    return write_mentions(annotator.find(document))
