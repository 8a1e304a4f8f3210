"""ID, IDREF and IDREFS: each identifier once in a document, each reference to one that exists.

Which attributes these are is a matter of the grammar (RELAX NG DTD Compatibility), whether or not the element stands
in a right place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edition.relaxng.model import Name, Related, Stretch, Violation, ViolationKind
from edition.relaxng.reading.spaces import Space
from edition.relaxng.reading.tokens import Tag, attribute_value, parse_tag

Pairs = tuple[tuple[int, str], ...]


class Identifiers:
    """The identifiers of one document; places are offsets of tags, since names and spans are seldom asked for."""

    def __init__(self, kinds: Mapping[tuple[Name, Name], str], data: bytes, entities: Mapping[str, str]) -> None:
        """Begin with none."""
        self._kinds = kinds
        self._data = data
        self._entities = entities
        self._places: dict[str, int] = {}
        self._references: list[tuple[str, int, int, Space]] = []
        self._found: list[Violation] = []

    def kinds_of(self, tag: Tag, space: Space) -> Pairs:
        """Find which attributes of a tag are identifiers or references, by their positions."""
        if not self._kinds:
            return ()
        element = space.element(tag.name)
        kinds = ((index, self._kinds.get((element, space.attribute(a.name)))) for index, a in enumerate(tag.attributes))
        return tuple((index, kind) for index, kind in kinds if kind is not None)

    def take(self, values: Sequence[bytes], kinds: Pairs, at: int, space: Space) -> None:
        """Note the identifiers and references of one start tag, from its attributes' values in order."""
        for index, kind in kinds:
            tokens = attribute_value(values[index], self._entities).split()
            if kind != "ID":
                self._references += ((token, index, at, space) for token in tokens)
            elif len(tokens) == 1 and self._places.setdefault(tokens[0], at) != at:
                first = Related(self._value_span(self._places[tokens[0]], tokens[0]), "first-use")
                message = f"the identifier {tokens[0]!r} is used twice"
                tag = self._tag(at)
                self._found.append(
                    _violation(ViolationKind.DUPLICATE_ID, message, tokens[0], tag, index, at, space, (first,))
                )

    def _tag(self, at: int) -> Tag:
        """Take the tag that begins at a place apart once more."""
        end = at
        while (tag := parse_tag(self._data[at + 1 : (end := self._data.index(b">", end + 1))])) is None:
            continue
        return tag

    def _value_span(self, at: int, value: str) -> Stretch:
        """Give the span of an identifier in the tag that begins at a place."""
        tag = self._tag(at)
        for attribute in tag.attributes:
            if attribute_value(attribute.raw, self._entities).split() == [value]:
                return Stretch(at + attribute.value_start, at + attribute.value_start + len(attribute.raw))
        return Stretch(at, at + len(tag.raw) + 2)

    def violations(self) -> list[Violation]:
        """Give what is wrong, once the whole document has been read."""
        return self._found + [
            _violation(
                ViolationKind.UNRESOLVED_ID,
                f"nothing has the identifier {value!r}",
                value,
                self._tag(at),
                index,
                at,
                space,
            )
            for value, index, at, space in self._references
            if value not in self._places
        ]


def _violation(
    kind: ViolationKind,
    message: str,
    value: str,
    tag: Tag,
    index: int,
    at: int,
    space: Space,
    related: tuple[Related, ...] = (),
) -> Violation:
    attribute = tag.attributes[index]
    start = at + attribute.value_start
    return Violation(
        kind,
        Stretch(start, start + len(attribute.raw)),
        message,
        element=space.element(tag.name),
        tag=Stretch(at, at + len(tag.raw) + 2),
        attribute=space.attribute(attribute.name),
        value=value,
        related=related,
    )
