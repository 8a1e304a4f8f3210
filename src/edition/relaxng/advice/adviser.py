"""From a violation to advice: the nearest right name, what is missing and where, what would be allowed, remedies.

Every remedy has been tried: with its edits the document has this violation no longer and no new one. What the grammar
cannot know, such as which of several wrappers is usual, is taken from the document itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from edition.relaxng.advice import edits
from edition.relaxng.advice.allowed import Allowed
from edition.relaxng.advice.forms import Guess, guess_values
from edition.relaxng.advice.model import Action, Advice, Edit, Remedy
from edition.relaxng.advice.spelling import closeness, is_slip, nearest
from edition.relaxng.model import Candidate, Kind, Limits, Name, Span, Violation
from edition.relaxng.reading.places import tag_name
from edition.relaxng.schema import Schema

_TAGS = re.compile(rb"<([^\s/>!?]+)")
_MOST = 12
_TRIED = 4  # remedies tried of each sort
_LARGEST = 5_000_000  # no remedies are tried on larger documents


def advise(schema: Schema, data: bytes, violation: Violation) -> Advice:
    """Say what would help with one violation of ``data``; for several of one document make an ``Adviser``."""
    return Adviser(schema, data).advise(violation)


class Adviser:
    """Gives advice on the violations of one document."""

    def __init__(self, schema: Schema, data: bytes, violations: int | None = None) -> None:
        """Take a document; ``violations`` is how many it has, if that is known already."""
        self.schema = schema
        self.data = data
        self.allowed: Allowed = schema.allowed
        self._before = violations
        self._uses: Counter[str] | None = None

    def advise(self, violation: Violation) -> Advice:
        """Say what would help with one violation."""
        match violation.kind:
            case Kind.UNKNOWN_ELEMENT | Kind.MISPLACED_ELEMENT | Kind.EARLY_ELEMENT | Kind.WRONG_ROOT:
                return self._element(violation)
            case Kind.UNEXPECTED_TEXT:
                return self._text(violation)
            case Kind.INCOMPLETE_ELEMENT:
                likely = self._likely(violation.expected.elements, "")
                return Advice(likely=likely, remedies=self._tried(self._insertions(violation)))
            case Kind.UNEXPECTED_ATTRIBUTE:
                return self._attribute(violation)
            case Kind.MISSING_ATTRIBUTE:
                likely = self._likely(violation.expected.attributes, "")
                return Advice(likely=likely, remedies=self._tried(self._new_attributes(violation)))
            case Kind.BAD_ATTRIBUTE_VALUE | Kind.BAD_TEXT_VALUE:
                return self._value(violation)
            case Kind.DUPLICATE_ID | Kind.UNRESOLVED_ID:
                return self._identifier(violation)
            case _:
                return Advice()

    def _likely(self, candidates: Iterable[Candidate], word: str) -> tuple[Candidate, ...]:
        """Order what is expected: required, then spelt alike, then by use in this document, then as in the schema."""

        def rank(candidate: Candidate) -> tuple[bool, float, int]:
            local = candidate.name.local if candidate.name else ""
            close = closeness(word, local) if word and local else None
            return not candidate.required, 9.0 if close is None else close, -self._used(local)

        return tuple(sorted(candidates, key=rank)[:_MOST])

    def _used(self, local: str) -> int:
        """Count how often the document has an element of this name."""
        if self._uses is None:
            names = Counter(_TAGS.findall(self.data))
            self._uses = Counter()
            for raw, count in names.items():
                self._uses[raw.decode("utf-8", "replace").rpartition(":")[2]] += count
        return self._uses[local]

    def _by_use(self, names: Iterable[Name]) -> list[Name]:
        return sorted(names, key=lambda name: -self._used(name.local))

    def _qualified(self, violation: Violation, name: Name) -> bytes | None:
        """Write a name with the prefix that the document uses for its namespace here."""
        known = ((violation.element, violation.tag), (violation.parent, violation.parent_tag))
        for other, tag in known:
            if other is not None and tag is not None and other.uri == name.uri:
                prefix, colon, _ = tag_name(self.data, tag.start).rpartition(b":")
                return prefix + colon + name.local.encode("utf-8")
        return None

    def _tried(self, remedies: Iterable[Remedy]) -> tuple[Remedy, ...]:
        """Keep the remedies after which the document has fewer violations."""
        if len(self.data) > _LARGEST:
            return ()
        found: list[Remedy] = []
        counts: Counter[Action] = Counter()
        for remedy in remedies:
            if counts[remedy.action] < _TRIED and self._helps(remedy):
                found.append(remedy)
                counts[remedy.action] += 1
        return tuple(found)

    def _helps(self, remedy: Remedy) -> bool:
        if self._before is None:
            self._before = len(self.schema.validate(self.data))
        changed = edits.apply_edits(self.data, remedy.edits)
        return len(self.schema.validate(changed, Limits(violations=self._before + 1))) < self._before

    # elements

    def _element(self, violation: Violation) -> Advice:
        assert violation.element is not None
        name = violation.element
        here = [candidate.name for candidate in violation.expected.elements if candidate.name]
        close = self._alike(name, here)
        known = self._alike(name, self.allowed.names()) if violation.kind is Kind.UNKNOWN_ELEMENT else ()
        parents = self.allowed.parents(name)
        wrappers = self._by_use(other for other in here if other != name and self.allowed.wraps(other, name))
        return Advice(
            nearest=close,
            known=tuple(other for other in known if other not in close),
            allowed_in=tuple(self._by_use(parents)[:_MOST]),
            wrappers=tuple(wrappers[:_MOST]),
            likely=self._likely(violation.expected.elements, name.local),
            remedies=self._tried(self._element_remedies(violation, close, wrappers)),
        )

    def _alike(self, name: Name, others: Iterable[Name]) -> tuple[Name, ...]:
        by_local: dict[str, Name] = {}
        for other in others:
            if other != name:
                by_local.setdefault(other.local, other)
        return tuple(by_local[local] for local in nearest(name.local, by_local))

    def _element_remedies(
        self, violation: Violation, close: tuple[Name, ...], wrappers: list[Name]
    ) -> Iterator[Remedy]:
        assert violation.tag is not None and violation.element is not None
        data, tag = self.data, violation.tag
        unknown = violation.kind is Kind.UNKNOWN_ELEMENT or violation.kind is Kind.WRONG_ROOT
        for name in close:
            if (raw := self._qualified(violation, name)) is not None:
                safe = unknown and len(close) == 1 and is_slip(violation.element.local, name.local)
                yield Remedy(Action.RENAME, edits.rename_element(data, tag, raw), name, safe=safe)
        if violation.kind is Kind.EARLY_ELEMENT:
            yield from self._insertions(violation)
        if violation.parent_tag is None:
            return
        span = edits.whole(data, tag)
        usual = [name for name in wrappers if self._used(name.local)]
        yield from self._wraps(violation, span, usual)
        for where, to in self._places_for(violation.parent_tag, span).items():
            yield Remedy(Action.MOVE, edits.move(data, span, to), violation.parent, where)
        if not usual:
            yield from self._wraps(violation, span, wrappers)
        yield Remedy(Action.UNWRAP, edits.unwrap(data, tag))
        yield Remedy(Action.DELETE, edits.delete(data, span))

    def _wraps(self, violation: Violation, span: Span, wrappers: list[Name]) -> Iterator[Remedy]:
        for name in wrappers[:_TRIED]:
            if (raw := self._qualified(violation, name)) is not None:
                yield Remedy(Action.WRAP, edits.wrap(span.start, span.end, raw), name)

    def _places_for(self, parent_tag: Span, span: Span) -> dict[str, int]:
        """Give places to which an element might move: the ends of its parent, and around that."""
        parent = edits.whole(self.data, parent_tag)
        inside_end = self.data.rfind(b"<", parent.start, parent.end)
        places = {"after": parent.end, "first": parent_tag.end, "last": inside_end, "before": parent.start}
        return {where: to for where, to in places.items() if not span.start <= to <= span.end}

    def _insertions(self, violation: Violation) -> Iterator[Remedy]:
        """Insert what is missing, in its shortest valid form."""
        at = violation.insert_at
        if at is None:
            return
        names = violation.missing or tuple(c.name for c in self._likely(violation.expected.elements, "") if c.name)
        for name in names:
            raw = self._qualified(violation, name)
            least = self.allowed.least(name, raw.decode("utf-8")) if raw is not None else None
            if least is not None:
                yield Remedy(Action.INSERT, self._inserted(violation, at, least.encode("utf-8")), name)

    def _inserted(self, violation: Violation, at: int, text: bytes) -> tuple[Edit, ...]:
        """Insert an element; an empty-element tag must be opened for it."""
        tag = violation.tag
        if violation.kind is Kind.INCOMPLETE_ELEMENT and tag is not None and at < tag.end:
            name = tag_name(self.data, tag.start)
            return (Edit(at, tag.end, b">" + text + b"</" + name + b">"),)
        return (Edit(at, at, text),)

    # text

    def _text(self, violation: Violation) -> Advice:
        here = [candidate.name for candidate in violation.expected.elements if candidate.name]
        wrappers = self._by_use(name for name in here if self.allowed.wraps(name, None))
        return Advice(
            wrappers=tuple(wrappers[:_MOST]),
            likely=self._likely(violation.expected.elements, ""),
            remedies=self._tried(self._text_remedies(violation, wrappers)),
        )

    def _text_remedies(self, violation: Violation, wrappers: list[Name]) -> Iterator[Remedy]:
        span = violation.span
        usual = [name for name in wrappers if self._used(name.local)]
        yield from self._wraps(violation, span, usual or wrappers)
        yield Remedy(Action.DELETE, edits.delete(self.data, span))

    # attributes and values

    def _attribute(self, violation: Violation) -> Advice:
        assert violation.attribute is not None
        here = [candidate.name for candidate in violation.expected.attributes if candidate.name]
        close = self._alike(violation.attribute, here)
        known = () if close else self._alike(violation.attribute, self.allowed.attribute_names())
        return Advice(
            nearest=close,
            known=known,
            allowed_in=tuple(self._by_use(self.allowed.owners(violation.attribute))[:_MOST]),
            likely=self._likely(violation.expected.attributes, violation.attribute.local),
            remedies=self._tried(self._attribute_remedies(violation, close)),
        )

    def _attribute_remedies(self, violation: Violation, close: tuple[Name, ...]) -> Iterator[Remedy]:
        assert violation.attribute is not None
        for name in close:
            if (raw := _attribute_name(name)) is not None:
                safe = len(close) == 1 and is_slip(violation.attribute.local, name.local)
                yield Remedy(Action.RENAME, (Edit(*violation.span, raw),), name, safe=safe)
        span = edits.attribute_span(self.data, violation.span)
        yield Remedy(Action.DELETE, (Edit(*span, b""),), violation.attribute)

    def _new_attributes(self, violation: Violation) -> Iterator[Remedy]:
        at = violation.insert_at
        if at is None or violation.element is None:
            return
        parts: list[bytes] = []
        values: list[str] = []
        for name in violation.missing:
            raw, value = _attribute_name(name), self.allowed.example(violation.element, name)
            if raw is None or value is None:
                return
            values.append(value)
            parts.append(b" " + raw + b'="' + value.replace('"', "&quot;").encode("utf-8") + b'"')
        if parts:
            yield Remedy(Action.INSERT, (Edit(at, at, b"".join(parts)),), violation.missing[0], values[0])

    def _value(self, violation: Violation) -> Advice:
        text = violation.value or ""
        forms = violation.expected.values
        fixed = [form.value for form in forms if form.value is not None]
        guesses = guess_values(forms, text)
        remedies = self._tried(self._value_remedy(violation, guess) for guess in guesses)
        return Advice(nearest_value=nearest(text.strip(), fixed), remedies=remedies)

    def _value_remedy(self, violation: Violation, guess: Guess) -> Remedy:
        text = edits.as_value(self.data, violation.span, guess.value)
        return Remedy(Action.REPLACE_VALUE, (Edit(*violation.span, text),), value=guess.value, safe=guess.certain)

    def _identifier(self, violation: Violation) -> Advice:
        """Offer identifiers spelt alike for a reference to none, and a free one for a second use."""
        known = self._identifiers()
        value = violation.value or ""
        alone = self.data[slice(*violation.span)].strip() == value.encode("utf-8")  # not one of several references
        if violation.kind is Kind.UNRESOLVED_ID:
            guesses = [Guess(other, certain=False) for other in nearest(value, known)]
        else:
            free = next(f"{value}-{n}" for n in range(2, len(known) + 3) if f"{value}-{n}" not in known)
            guesses = [Guess(free, certain=False)]
        remedies = self._tried(self._value_remedy(violation, guess) for guess in guesses if alone)
        alike = tuple(guess.value for guess in guesses) if violation.kind is Kind.UNRESOLVED_ID else ()
        return Advice(nearest_value=alike, remedies=remedies)

    def _identifiers(self) -> set[str]:
        """Give all values of attributes that are identifiers on some element."""
        kinds = self.schema.grammar.id_kinds
        names = {
            name for (_, attribute), kind in kinds.items() if kind == "ID" and (name := _attribute_name(attribute))
        }
        found: set[str] = set()
        for name in names:
            values = re.findall(rb"""\s%s\s*=\s*["']([^"']*)["']""" % re.escape(name), self.data)
            found.update(value.decode("utf-8", "replace").strip() for value in values)
        return found


def _attribute_name(name: Name) -> bytes | None:
    """Write an attribute's name; None for namespaces whose prefix is not known."""
    prefix = {"": "", "http://www.w3.org/XML/1998/namespace": "xml:"}.get(name.uri)
    return None if prefix is None else (prefix + name.local).encode("utf-8")
