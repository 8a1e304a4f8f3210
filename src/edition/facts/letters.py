"""Letters: who wrote to whom, from where and when, as the header tells (`correspDesc`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.markup import all_text, tei
from edition.registers import DateValue, date_value, key_of
from edition.registers.dates import UNDATED

_PERSONS: Final = ("persName", "orgName", "name", "rs")
_PLACES: Final = ("placeName", "settlement", "geogName", "region", "country", "district")
_SENT: Final = ("sent", "sender")
_RECEIVED: Final = ("received", "receiver", "delivered", "addressee")
KeyOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Party:
    """Someone, or somewhere, by the name that the header gives and the key where it gives one."""

    name: str
    key: str = ""
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter's header says of its way."""

    senders: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()
    sent_from: tuple[Party, ...] = ()
    sent_to: tuple[Party, ...] = ()
    date: DateValue = UNDATED
    date_text: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """Who stands in this correspondence, whichever way the letter went."""
        return frozenset(party.key or party.name for party in (*self.senders, *self.receivers))

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone and every place that the header names."""
        return (*self.senders, *self.receivers, *self.sent_from, *self.sent_to)


def read_letter(header: etree._Element, key: KeyOf = key_of) -> Letter | None:
    """What the header says of a letter's way; None where it is no letter's."""
    description = header.find(f"{tei('profileDesc')}/{tei('correspDesc')}")
    if description is None:
        return None
    sent = _action(description, _SENT)
    received = _action(description, _RECEIVED)
    date = None if sent is None else sent.find(f".//{tei('date')}")
    letter = Letter(
        senders=_parties(sent, _PERSONS, key),
        receivers=_parties(received, _PERSONS, key),
        sent_from=_parties(sent, _PLACES, key, "place"),
        sent_to=_parties(received, _PLACES, key, "place"),
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


def _parties(
    action: etree._Element | None, names: tuple[str, ...], key: KeyOf, kind: str = "person"
) -> tuple[Party, ...]:
    tags = {tei(name) for name in names}
    found: dict[Party, None] = {}
    for element in _outermost(action, tags):
        pointer = (element.get("ref") or element.get("key") or "").partition(" ")[0]
        is_org = element.tag == tei("orgName") or (kind == "person" and element.get("type") == "org")
        party = Party(all_text(element), key(pointer) if pointer else "", "org" if is_org else kind)
        if party.name or party.key:
            found[party] = None
    return tuple(found)
