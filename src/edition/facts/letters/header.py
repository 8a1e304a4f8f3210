"""A letter's way as the header tells it (`correspDesc`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from lxml import etree

from edition.facts.letters.model import Letter, Party
from edition.markup import all_text, local_name, tei
from edition.registers import NAMING, date_value, key_of, pointers_of

PERSONS: Final = frozenset({"person", "org"})
PLACES: Final = frozenset({"place"})
_TYPED: Final = ("name", "rs")
_NAMES: Final = (*NAMING, *_TYPED)
_NO_PERSON: Final = ("place", "org", "event", "work")
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
        sent_from=parties_in(sent, PLACES, key),
        sent_to=parties_in(received, PLACES, key),
        date=date_value(date),
        date_text="" if date is None else all_text(date),
    )
    return letter if letter.senders or letter.receivers else None


def _action(description: etree._Element, types: tuple[str, ...]) -> etree._Element | None:
    return next((a for a in description.iter(tei("correspAction")) if a.get("type", "") in types), None)


def _kind(element: etree._Element) -> str:
    """What an element names, by its name or else by its type (`rs type="place"`, `name type="settlement"`).

    Any other type tells what somebody does, and those who do something are persons (`name type="addressee"`).
    """
    name = local_name(element)
    if name not in _TYPED:
        return NAMING[name]
    type_ = element.get("type", "").lower()
    return NAMING.get(type_) or next((kind for kind in _NO_PERSON if type_.startswith(kind)), "person")


def _named(around: etree._Element | None, kinds: Collection[str]) -> Iterator[etree._Element]:
    """The elements that name something of these kinds, and stand in no other such."""
    for element in () if around is None else around.iter(*map(tei, _NAMES)):
        within = (a for a in element.iterancestors() if local_name(a) in _NAMES)
        if _kind(element) in kinds and not any(_kind(ancestor) in kinds for ancestor in within):
            yield element


def parties_in(around: etree._Element | None, kinds: Collection[str], key: KeyOf) -> tuple[Party, ...]:
    """Whom, or which places, an element names, each once; the key may stand on a name within the name."""
    found: dict[Party, None] = {}
    for element in _named(around, kinds):
        within = (e for e in element.iter(*map(tei, _NAMES)) if _kind(e) in kinds and pointers_of(e))
        keyed = next(within, element)
        pointer = next(iter(pointers_of(keyed)), "")
        own = _kind(keyed)
        party = Party(all_text(element), key(pointer, own) if pointer else "", own)
        if party.name or party.key:
            found[party] = None
    return tuple(found)
