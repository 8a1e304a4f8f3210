"""Keys and references: every way in which TEI points to a register entry, brought to the plain key.

`person:lenin`, `#lenin`, `../registers/persons.xml#lenin` and `lenin` all mean the entry with `xml:id="lenin"`.
Where two registers have the same key for entries of two kinds, each is known by key and kind: `vienna·place`. Nothing
that is written has such a key: the kind of a reference tells which of the two is meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.markup import local_name

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
# a kind -> the element of its lists
LIST_OF: Final = {
    "person": "listPerson",
    "place": "listPlace",
    "org": "listOrg",
    "event": "listEvent",
    "work": "listBibl",
}
_POINTERS: Final = ("ref", "key", "corresp")
# the elements of names that tell a kind themselves
NAMING: Final = {
    "persName": "person", "placeName": "place", "settlement": "place", "country": "place", "region": "place",
    "district": "place", "bloc": "place", "geogName": "place", "orgName": "org", "eventName": "event",
}  # fmt: skip
_BY_TYPE: Final = ("rs", "name")  # those that tell it by @type
_OF: Final = "·"


def key_of(pointer: str, kind: str = "", shared: Collection[str] = ()) -> str:
    """The key that one pointer means: of a whole file its name; an address elsewhere on the web stays as it is.

    `shared` are keys that entries of two kinds have. The pointer's scheme tells the kind, else `kind`: that of the
    element which it stands on.

    >>> [key_of(p) for p in ("person:lenin", "#lenin", "persons.xml#lenin", "lenin", "https://example.org/1.xml")]
    ['lenin', 'lenin', 'lenin', 'lenin', 'https://example.org/1.xml']
    >>> key_of("../persons/lenin.xml")
    'lenin'
    >>> key_of("#vienna", "place", {"vienna"}), key_of("person:vienna", "place", {"vienna"})
    ('vienna·place', 'vienna·person')
    """
    key = _plain(pointer)
    if key in shared and (kind := kind_of_reference(pointer) or kind):
        return qualified(kind, key)
    return key


def qualified(kind: str, key: str) -> str:
    """The key of an entry of whose key there is one of another kind."""
    return f"{key}{_OF}{kind}"


def plain_key(key: str) -> str:
    """The key as it stands in the register.

    >>> plain_key("vienna·place"), plain_key("vienna")
    ('vienna', 'vienna')
    """
    name, dot, kind = key.rpartition(_OF)
    return name if dot and kind in PREFIXES else key


def kind_and_key(word: str) -> tuple[str, str]:
    """What somebody calls an entry by: its kind, where that is told, and the key as it stands in the register.

    >>> kind_and_key("place:vienna"), kind_and_key("vienna·place"), kind_and_key("vienna")
    (('place', 'vienna'), ('place', 'vienna'), ('', 'vienna'))
    """
    plain = plain_key(word)
    return kind_of_reference(word) or word[len(plain) + 1 :], _plain(plain)


def _plain(pointer: str) -> str:
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
    """The pointer that the program writes; an address is one itself.

    >>> reference("person", "lenin"), reference("person", "https://viaf.org/viaf/1")
    ('person:lenin', 'https://viaf.org/viaf/1')
    """
    return key if "://" in key else f"{kind}:{plain_key(key)}"


@dataclass(frozen=True, slots=True)
class Pointing:
    """How a document writes references: what stands before the key, for a kind, and for all of them alike."""

    of_kind: Mapping[str, str]
    of_all: str | None

    def reference(self, kind: str, key: str) -> str:
        """A reference like those that the document has."""
        before = self.of_kind.get(kind, self.of_all) if plain_key(key) == key and "://" not in key else None
        return reference(kind, key) if before is None else before + key


def pointing_of(root: etree._Element, own: str = "") -> Pointing:
    """The ways of pointing that a document has, without those of `own` marks: what most references of a kind have.

    >>> tei = etree.fromstring('<p><rs type="person" ref="#ada"/><placeName ref="places.xml#kars"/></p>')
    >>> pointing = pointing_of(tei)
    >>> [pointing.reference(kind, "new") for kind in ("person", "place", "org")]
    ['#new', 'places.xml#new', 'org:new']
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for element in root.iter(*(f"{{*}}{name}" for name in (*NAMING, *_BY_TYPE))):
        before = "" if own and own in element.get("resp", "") else _before(element.get("ref", ""))
        if before:
            kind = NAMING.get(local_name(element), element.get("type", ""))
            found[kind][before] += 1
    of_kind = {kind: counts.most_common(1)[0][0] for kind, counts in found.items() if kind in LISTS.values()}
    ways = set(of_kind.values())
    return Pointing(of_kind, "#" if ways == {"#"} else None)


def _before(pointer: str) -> str:
    """What stands before the key of one reference; nothing where no sign parts them.

    >>> _before("#ada"), _before("persons.xml#ada"), _before("person:ada"), _before("https://example.org/#ada")
    ('#', 'persons.xml#', 'person:', '')
    """
    scheme, colon, _ = pointer.partition(":")
    sign = ":" if colon and scheme in PREFIXES else "#"
    is_one = sign in pointer and "://" not in pointer and " " not in pointer
    return pointer.rpartition(sign)[0] + sign if is_one else ""


def pointers_of(element: etree._Element) -> list[str]:
    """The pointers by which an element names whom it means, the likeliest first.

    An address on the web is whom a catalogue means; a key beside it is the edition's own name for the same one.

    TEI knows one key only, of any words; several are taken for what they are unless they are written as a name is.

    >>> pointers_of(etree.fromstring('<persName ref="https://viaf.org/viaf/1" key="ada can"/>'))
    ['ada', 'can']
    >>> pointers_of(etree.fromstring('<rs key="Isle of Wight"/>')), pointers_of(etree.fromstring('<rs ref="#"/>'))
    (['Isle_of_Wight'], [])
    """
    is_key_first = "://" in element.get("ref", "") and element.get("key")
    names = ("key",) if is_key_first else _POINTERS
    name, value = next(((name, value) for name in names if (value := element.get(name))), ("", ""))
    words = list(dict.fromkeys(word for word in value.split() if word != "#"))
    return ["_".join(value.split())] if name == "key" and len(words) > 1 and any(map(_is_of_name, words)) else words


def _is_of_name(word: str) -> bool:
    """Whether a word is written as in names and not as in identifiers: a capital, no digit, no sign of a pointer.

    >>> _is_of_name("Wight"), _is_of_name("wight"), _is_of_name("P12"), _is_of_name("place:Wight")
    (True, False, False, False)
    """
    return word[0].isupper() and not any(sign.isdigit() or sign in "#:/" for sign in word)


def keys_of(element: etree._Element, kind: str = "", shared: Collection[str] = ()) -> tuple[str, ...]:
    """The keys that a mention names, the likeliest first; empty where it names none."""
    return tuple(key_of(pointer, kind, shared) for pointer in pointers_of(element))
