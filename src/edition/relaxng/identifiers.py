"""ID, IDREF and IDREFS: each identifier once in a document, each reference to one that exists.

Which attributes these are is a matter of the grammar (RELAX NG DTD Compatibility), whether or not the element stands
in a right place.
"""

from __future__ import annotations

from collections.abc import Mapping

from edition.relaxng.model import Kind, Name, Related, Span, Violation
from edition.relaxng.reading.spaces import Space
from edition.relaxng.reading.tokens import Tag, attribute_value


class Identifiers:
    """The identifiers of one document."""

    def __init__(self, kinds: Mapping[tuple[Name, Name], str]) -> None:
        """Begin with none."""
        self.kinds = kinds
        self._places: dict[str, Span] = {}
        self._references: list[tuple[str, Span, Name, Span, Name]] = []
        self._found: list[Violation] = []

    def take(self, tag: Tag, space: Space, at: int, entities: Mapping[str, str]) -> None:
        """Note the identifiers of one start tag."""
        element = space.element(tag.name)
        for attribute in tag.attributes:
            name = space.attribute(attribute.name)
            kind = self.kinds.get((element, name))
            if kind is None:
                continue
            span = Span(at + attribute.value_start, at + attribute.value_start + len(attribute.raw))
            whole = Span(at, at + len(tag.raw) + 2)
            tokens = attribute_value(attribute.raw, entities).split()
            if kind == "ID" and len(tokens) == 1:
                self._identify(tokens[0], span, element, whole, name)
            elif kind != "ID":
                self._references += ((token, span, element, whole, name) for token in tokens)

    def _identify(self, value: str, span: Span, element: Name, tag: Span, attribute: Name) -> None:
        first = self._places.setdefault(value, span)
        if first is not span:
            self._found.append(
                Violation(
                    Kind.DUPLICATE_ID,
                    span,
                    f"the identifier {value!r} is used twice",
                    element=element,
                    tag=tag,
                    attribute=attribute,
                    value=value,
                    related=(Related(first, "first-use"),),
                )
            )

    def violations(self) -> list[Violation]:
        """Give what is wrong, once the whole document has been read."""
        return self._found + [
            Violation(
                Kind.UNRESOLVED_ID,
                span,
                f"nothing has the identifier {value!r}",
                element=element,
                tag=tag,
                attribute=attribute,
                value=value,
            )
            for value, span, element, tag, attribute in self._references
            if value not in self._places
        ]
