"""A letter's way as its text tells it: opener, closer, and what the header says of the author and the text's making.

For letters whose header has no `correspDesc`. A text is a letter where it says so (`@type`), or opens and closes as
one; a book in which letters stand is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from edition.facts.letters.header import PERSONS, PLACES, KeyOf, parties_in
from edition.facts.letters.model import Letter, Party
from edition.markup import all_text, local_name, tei
from edition.registers import date_value, pointers_of

_FRAMES: Final = ("opener", "closer")
_SENDING: Final = frozenset({"sender", "sent", "from"})
_RECEIVING: Final = frozenset({"addressee", "recipient", "receiver", "received", "to"})
_NOT_ITS_OWN: Final = frozenset({"floatingText", "quote", "note", "front", "back", "q"})


def told(root: etree._Element, key: KeyOf) -> Letter | None:
    """What text and header together say; None where this is no letter, or nobody is named."""
    text = root.find(tei("text"))
    header = root.find(tei("teiHeader"))
    if text is None or header is None or not _is_letter(text):
        return None
    frames = list(_own(text, *_FRAMES))
    dates = [d for e in (*frames, *header.iterfind(f".//{tei('creation')}")) for d in e.iter(tei("date"))]
    date = next((d for d in dates if date_value(d)), dates[0] if dates else None)
    letter = Letter(
        senders=_senders(text, header, key),
        receivers=_receivers(text, header, key),
        sent_from=_places(text, header, key),
        date=date_value(date),
        date_text="" if date is None else all_text(date),
    )
    return letter if letter.senders or letter.receivers else None


def _is_letter(text: etree._Element) -> bool:
    """Whether a text says that it is a letter, or has one opener and an end that stand at its outside."""
    body = text.find(tei("body"))
    divisions = [] if body is None else body.findall(tei("div"))
    if text.get("type") == "letter" or (len(divisions) == 1 and divisions[0].get("type") == "letter"):
        return True
    openers, closers = list(_own(text, "opener")), list(_own(text, "closer", "signed"))
    return len(openers) == 1 and bool(closers) and len(divisions) <= 1


def _own(text: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of the letter itself: not those of what it quotes, nor of what stands before and behind it."""
    for element in text.iter(*map(tei, names)):
        if not any(local_name(a) in _NOT_ITS_OWN for a in element.iterancestors()):
            yield element


def _in_role(header: etree._Element, roles: frozenset[str], key: KeyOf) -> tuple[Party, ...]:
    """Whom the header names in a role (`<persName type="addressee">`)."""
    found: dict[Party, None] = {}
    for element in header.iter(*map(tei, ("persName", "orgName", "name", "rs"))):
        if roles & {element.get("type", ""), element.get("role", "")}:
            found.update(dict.fromkeys(parties_in(element, PERSONS, key)))
    return tuple(found)


def _senders(text: etree._Element, header: etree._Element, key: KeyOf) -> tuple[Party, ...]:
    """Who is named as sender, else who signs with a name that is known, else the author."""
    signed = [p for e in _own(text, "signed") for p in parties_in(e, PERSONS, key)]
    keyed = tuple(dict.fromkeys(p for p in signed if p.key))
    return _in_role(header, _SENDING, key) or keyed or _authors(header, key) or tuple(dict.fromkeys(signed))


def _authors(header: etree._Element, key: KeyOf) -> tuple[Party, ...]:
    found: list[Party] = []
    for author in header.iterfind(f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('author')}"):
        pointer = next(iter(pointers_of(author)), "")
        named = parties_in(author, PERSONS, key)
        found += named or [Party(all_text(author), key(pointer, "person") if pointer else "")]
    return tuple(dict.fromkeys(p for p in found if p.name or p.key))


def _receivers(text: etree._Element, header: etree._Element, key: KeyOf) -> tuple[Party, ...]:
    """Who is named as addressee, else whom address and salutation name."""
    found = _in_role(header, _RECEIVING, key)
    if not found:
        frames = list(_own(text, "address", "salute"))
        found = tuple(dict.fromkeys(p for e in frames for p in parties_in(e, PERSONS, key)))
    keyed = tuple(party for party in found if party.key)
    return keyed or found


def _places(text: etree._Element, header: etree._Element, key: KeyOf) -> tuple[Party, ...]:
    """The place of the dateline, else that of the text's making."""
    for around in (*_own(text, "dateline"), *header.iterfind(f".//{tei('creation')}")):
        if found := parties_in(around, PLACES, key):
            return found
    return ()
