"""A letter's way as the header tells it (`correspDesc`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from edition.facts.letters.model import Letter, Party
from edition.markup import all_text, tei
from edition.registers import date_value, key_of, pointers_of

PERSONS: Final = ("persName", "orgName", "name", "rs")
PLACES: Final = ("placeName", "settlement", "geogName", "region", "country", "district")
_SENT: Final = ("sent", "sender")
_RECEIVED: Final = ("received", "receiver", "delivered", "addressee")
KeyOf = Callable[[str, str], str]


def described(header: etree._Element, key: KeyOf = key_of) -> Letter | None:
    """What the header says of a letter's way; None where it does not tell."""
    description = header.find(f"{tei('profileDesc')}/{tei('correspDesc')}")
    if description is None:
        return None
    sent = _action(description, _SENT)
    received = _action(description, _RECEIVED)
    date = None if sent is None else sent.find(f".//{tei('date')}")
    letter = Letter(
        senders=parties_in(sent, PERSONS, key),
        receivers=parties_in(received, PERSONS, key),
        sent_from=parties_in(sent, PLACES, key, "place"),
        sent_to=parties_in(received, PLACES, key, "place"),
        date=date_value(date),
        date_text="" if date is None else all_text(date),
    )
    return letter if letter.senders or letter.receivers else None


def _action(description: etree._Element, types: tuple[str, ...]) -> etree._Element | None:
    return next((a for a in description.iter(tei("correspAction")) if a.get("type", "") in types), None)


def _outermost(action: etree._Element | None, tags: set[str]) -> Iterator[etree._Element]:
    """The elements of these names that stand in no other of them."""
    for element in () if action is None else action.iter(*tags):
        if not any(ancestor.tag in tags for ancestor in element.iterancestors()):
            yield element


def parties_in(
    action: etree._Element | None, names: tuple[str, ...], key: KeyOf, kind: str = "person"
) -> tuple[Party, ...]:
    """Whom, or which places, an element names, each once."""
    tags = {tei(name) for name in names}
    found: dict[Party, None] = {}
    for element in _outermost(action, tags):
        pointer = next(iter(pointers_of(element)), "")
        is_org = element.tag == tei("orgName") or (kind == "person" and element.get("type") == "org")
        own = "org" if is_org else kind
        party = Party(all_text(element), key(pointer, own) if pointer else "", own)
        if party.name or party.key:
            found[party] = None
    return tuple(found)
