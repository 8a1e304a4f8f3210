"""Keys and references: every way in which TEI points to a register entry, brought to the plain key.

`person:lenin`, `#lenin`, `../registers/persons.xml#lenin` and `lenin` all mean the entry with `xml:id="lenin"`.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

PREFIXES: Final = {"person": "person", "place": "place", "org": "org", "event": "event", "work": "work"}
# the element of an entry in a register -> its kind
LISTS: Final = {
    "person": "person",
    "place": "place",
    "org": "org",
    "event": "event",
    "bibl": "work",
    "biblStruct": "work",
    "biblFull": "work",
}
_POINTERS: Final = ("ref", "key", "corresp")


def key_of(pointer: str) -> str:
    """The plain key of one pointer: of a whole file its name; an address elsewhere on the web stays as it is.

    >>> [key_of(p) for p in ("person:lenin", "#lenin", "persons.xml#lenin", "lenin", "https://example.org/1.xml")]
    ['lenin', 'lenin', 'lenin', 'lenin', 'https://example.org/1.xml']
    >>> key_of("../persons/lenin.xml")
    'lenin'
    """
    scheme, colon, rest = pointer.partition(":")
    if colon and scheme in PREFIXES:
        return rest
    if colon and rest.startswith("//"):
        return pointer
    if pointer.endswith(".xml") and "#" not in pointer:
        return pointer.rpartition("/")[2].removesuffix(".xml")
    return pointer.rpartition("#")[2]


def kind_of_reference(pointer: str) -> str | None:
    """The kind that the pointer's scheme names, if it names one.

    >>> kind_of_reference("place:kars"), kind_of_reference("#kars")
    ('place', None)
    """
    scheme, colon, _ = pointer.partition(":")
    return PREFIXES.get(scheme) if colon else None


def reference(kind: str, key: str) -> str:
    """The pointer that the program writes.

    >>> reference("person", "lenin")
    'person:lenin'
    """
    return f"{kind}:{key}"


def keys_of(element: etree._Element) -> tuple[str, ...]:
    """The keys that a mention names, the likeliest first; empty where it names none."""
    for attribute in _POINTERS:
        value = element.get(attribute)
        if value:
            return tuple(key_of(pointer) for pointer in value.split())
    return ()
