"""From a violation to advice: the nearest right name, what is missing and where, what would be allowed, remedies.

Every remedy has been tried: with its edits the document has this violation no longer and no new one. What the grammar
cannot know, such as which of several wrappers is usual, is taken from the document itself, and from the habits that
the caller knows of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from edition.relaxng.advice import edits
from edition.relaxng.advice.allowed import Allowed
from edition.relaxng.advice.forms import Guess, guess_values
from edition.relaxng.advice.model import Action, Advice, Habits, Remedy, Replacement
from edition.relaxng.advice.spelling import is_slip, nearest
from edition.relaxng.advice.trials import BUDGET, MARKUP, OF_ELEMENTS, Trials
from edition.relaxng.model import Alternative, Name, Stretch, Violation, ViolationKind
from edition.relaxng.reading.places import tag_name
from edition.relaxng.reading.tokens import parse_tag
from edition.relaxng.schema import Schema

_TAGS = re.compile(rb"<([^\s/>!?]+)")
_MOST = 12
_WRAPPERS = 4  # wrappers that are offered


def advise(schema: Schema, data: bytes, violation: Violation) -> Advice:
    """Say what would help with one violation of ``data``; for several of one document make an ``Adviser``."""
    return Adviser(schema, data).advise(violation)


class Adviser:
    """Gives advice on the violations of one document."""

    def __init__(
        self,
        schema: Schema,
        data: bytes,
        violations: int | None = None,
        habits: Habits | None = None,
        budget: int = BUDGET,
        remedies: int | None = None,
    ) -> None:
        """Take a document; ``violations`` is how many it has, if known; ``budget`` how many bytes trials may read.

        To try remedies takes most of the time: ``remedies`` is how many that help are wanted of each violation.
        """
        self.schema = schema
        self.data = data
        self.allowed: Allowed = schema.allowed
        self.habits = habits or Habits()
        self._trials = Trials(schema, data, violations, budget, remedies)
        self._uses: Counter[str] | None = None
        self._wholes: dict[Stretch, Stretch] = {}
        self._ordered: dict[tuple[str, tuple[Alternative, ...], bool], tuple[Alternative, ...]] = {}
        self._close: dict[tuple[Name, tuple[Name, ...]], tuple[Name, ...]] = {}
        self._ranks = {
            is_attribute: {local: rank for rank, local in enumerate(names)}
            for is_attribute, names in ((False, self.habits.elements), (True, self.habits.attributes))
        }

    def advise(self, violation: Violation) -> Advice:
        """Say what would help with one violation."""
        match violation.kind:
            case kind if kind in OF_ELEMENTS:
                return self._element(violation)
            case ViolationKind.UNEXPECTED_TEXT:
                return self._text(violation)
            case ViolationKind.INCOMPLETE_ELEMENT:
                likely = self._likely(violation.expected.elements, "")
                return Advice(likely=likely, remedies=self._trials.tried(violation, self._insertions(violation)))
            case ViolationKind.UNEXPECTED_ATTRIBUTE:
                return self._attribute(violation)
            case ViolationKind.MISSING_ATTRIBUTE:
                likely = self._likely(violation.expected.attributes, "", is_attribute=True)
                return Advice(likely=likely, remedies=self._trials.tried(violation, self._new_attributes(violation)))
            case ViolationKind.BAD_ATTRIBUTE_VALUE | ViolationKind.BAD_TEXT_VALUE:
                return self._value(violation)
            case ViolationKind.DUPLICATE_ID | ViolationKind.UNRESOLVED_ID:
                return self._identifier(violation)
            case _:
                return Advice()

    def _likely(
        self, candidates: Iterable[Alternative], word: str, *, is_attribute: bool = False
    ) -> tuple[Alternative, ...]:
        """Order what is expected: required, then spelt alike, then usual, then as in the schema."""
        key = word, tuple(candidates), is_attribute
        if key in self._ordered:
            return self._ordered[key]
        close = set(nearest(word, (c.name.local for c in key[1] if c.name))) if word else set()

        def rank(candidate: Alternative) -> tuple[bool, bool, int, int]:
            local = candidate.name.local if candidate.name else ""
            return not candidate.required, local not in close, *self._habit(local, is_attribute=is_attribute)

        self._ordered[key] = tuple(sorted(key[1], key=rank)[:_MOST])
        return self._ordered[key]

    def _habit(self, local: str, *, is_attribute: bool = False) -> tuple[int, int]:
        """Rank a name: those of habit, then those that the document uses most."""
        ranks = self._ranks[is_attribute]
        return ranks.get(local, len(ranks)), 0 if is_attribute else -self._used(local)

    def _used(self, local: str) -> int:
        """Count how often the document has an element of this name."""
        if self._uses is None:
            names = Counter(_TAGS.findall(self.data))
            self._uses = Counter()
            for raw, count in names.items():
                self._uses[raw.decode("utf-8", "replace").rpartition(":")[2]] += count
        return self._uses[local]

    def _by_use(self, names: Iterable[Name]) -> list[Name]:
        """Put names that the document uses first, most used before others, and then those of habit."""
        return sorted(names, key=lambda name: (-self._used(name.local), self._habit(name.local)))

    def _qualified(self, violation: Violation, name: Name) -> bytes | None:
        """Write a name with the prefix that the document uses for its namespace here."""
        known = ((violation.element, violation.tag), (violation.parent, violation.parent_tag))
        for other, tag in known:
            if other is not None and tag is not None and other.uri == name.uri:
                prefix, colon, _ = tag_name(self.data, tag.start).rpartition(b":")
                return prefix + colon + name.local.encode("utf-8")
        return None

    # elements

    def _element(self, violation: Violation) -> Advice:
        assert violation.element is not None
        name = violation.element
        here = [candidate.name for candidate in violation.expected.elements if candidate.name]
        close = self._alike(name, here)
        known = self._alike(name, self.allowed.names()) if violation.kind is ViolationKind.UNKNOWN_ELEMENT else ()
        parents = self.allowed.parents(name)
        wrappers = self._by_use(other for other in here if other != name and self.allowed.wraps(other, name))
        return Advice(
            nearest=close,
            known=tuple(other for other in known if other not in close),
            allowed_in=tuple(self._by_use(parents)[:_MOST]),
            wrappers=tuple(wrappers[:_MOST]),
            likely=self._likely(violation.expected.elements, name.local),
            remedies=self._trials.tried(violation, self._element_remedies(violation, close, wrappers)),
        )

    def _alike(self, name: Name, others: Iterable[Name]) -> tuple[Name, ...]:
        """Give the names spelt like one; those of other namespaces only where the name has none, or is the same."""
        key = name, tuple(others)
        if key not in self._close:
            by_local: dict[str, Name] = {}
            for other in key[1]:
                if other != name and (other.uri == name.uri or not name.uri or other.local == name.local):
                    by_local.setdefault(other.local, other)
            self._close[key] = tuple(by_local[local] for local in nearest(name.local, by_local))
        return self._close[key]

    def _meant(self, violation: Violation) -> Iterator[Remedy]:
        """Write what a name of another vocabulary stands for, with what becomes of its attributes."""
        assert violation.tag is not None and violation.element is not None
        meaning = self.habits.meant_elements.get(violation.element.local.lower())
        tag = parse_tag(self.data[violation.tag.start + 1 : violation.tag.end - 1])
        if meaning is None or tag is None:
            return
        name = self._here(violation, meaning.name)
        raw = self._qualified(violation, name) if name is not None else None
        if raw is None:
            return
        given = {attribute.name.decode("utf-8"): attribute for attribute in tag.attributes}
        new = "".join(f' {key}="{value}"' for key, value in meaning.attributes if key not in given)
        start, *end = edits.rename_element(self.data, violation.tag, raw)
        changes = [Replacement(start.start, start.end, raw + new.encode("utf-8")), *end]
        for old in sorted(given.keys() & meaning.renamed.keys()):
            at = violation.tag.start + given[old].start
            changes.append(Replacement(at, at + len(given[old].name), meaning.renamed[old].encode("utf-8")))
        yield Remedy(Action.RENAME, tuple(changes), name, new.strip() or None)

    def _here(self, violation: Violation, local: str) -> Name | None:
        """The element of this name that may stand here."""
        names = (candidate.name for candidate in violation.expected.elements)
        return next((name for name in names if name is not None and name.local == local), None)

    def _element_remedies(
        self, violation: Violation, close: tuple[Name, ...], wrappers: list[Name]
    ) -> Iterator[Remedy]:
        assert violation.tag is not None
        unknown = violation.kind is ViolationKind.UNKNOWN_ELEMENT or violation.kind is ViolationKind.WRONG_ROOT
        yield from self._renamings(violation, close, unknown)
        meant = list(self._meant(violation)) if unknown else []
        yield from meant
        if violation.kind is ViolationKind.EARLY_ELEMENT:
            yield from self._insertions(violation)
        if violation.parent_tag is None:
            return
        span = edits.whole(self.data, violation.tag)
        yield from self._elsewhere(violation, violation.parent_tag, span, wrappers)
        if not meant:  # else what is meant by its tags is known
            yield self._without(violation.tag, span)

    def _renamings(self, violation: Violation, close: tuple[Name, ...], unknown: bool) -> Iterator[Remedy]:
        """Give it a name that is spelt like its own; that is safe where it is the only one, and a slip of the pen."""
        assert violation.tag is not None and violation.element is not None
        for name in close:
            if (raw := self._qualified(violation, name)) is not None:
                safe = unknown and len(close) == 1 and is_slip(violation.element.local, name.local)
                yield Remedy(Action.RENAME, edits.rename_element(self.data, violation.tag, raw), name, safe=safe)

    def _elsewhere(
        self, violation: Violation, parent_tag: Stretch, span: Stretch, wrappers: list[Name]
    ) -> Iterator[Remedy]:
        """Move it, or wrap it in what may stand here; wrappers that documents use are tried before it is moved."""
        assert violation.element is not None
        usual = [name for name in wrappers if self._used(name.local)]
        moves = [
            Remedy(Action.MOVE, edits.move(self.data, span, to), violation.parent, where)
            for where, to in self._places_for(parent_tag, span).items()
        ]
        if violation.parent in self.allowed.parents(violation.element):  # in the right element, but too late there
            yield from (move for move in moves if move.value == "first")
        yield from self._wraps(violation, span, usual)
        yield from moves
        if not usual:
            yield from self._wraps(violation, span, wrappers)

    def _without(self, tag: Stretch, span: Stretch) -> Remedy:
        """Take its tags away, or all of it where it has no text, which is not to be thrown away."""
        if MARKUP.sub(b"", self.data[span.start : span.end]).strip():
            return Remedy(Action.UNWRAP, edits.unwrap(self.data, tag))
        return Remedy(Action.DELETE, edits.delete(self.data, span))

    def _wraps(self, violation: Violation, span: Stretch, wrappers: list[Name]) -> Iterator[Remedy]:
        for name in wrappers[:_WRAPPERS]:
            if (raw := self._qualified(violation, name)) is not None:
                yield Remedy(Action.WRAP, edits.wrap(span.start, span.end, raw), name)

    def _places_for(self, parent_tag: Stretch, span: Stretch) -> dict[str, int]:
        """Give places to which an element might move: the ends of its parent, and around that."""
        if parent_tag not in self._wholes:
            self._wholes[parent_tag] = edits.whole(self.data, parent_tag)
        parent = self._wholes[parent_tag]
        inside_end = self.data.rfind(b"<", parent.start, parent.end)
        places = {"after": parent.end, "first": parent_tag.end, "last": inside_end, "before": parent.start}
        return {where: to for where, to in places.items() if not span.start <= to <= span.end}

    def _insertions(self, violation: Violation) -> Iterator[Remedy]:
        """Insert what is missing, in its shortest valid form."""
        at = violation.insert_at
        if at is None:
            return
        names = violation.missing or tuple(c.name for c in self._likely(violation.expected.elements, "") if c.name)
        for name in sorted(names, key=lambda name: name == violation.element):  # hardly ever one within its like
            raw = self._qualified(violation, name)
            least = self.allowed.least(name, raw.decode("utf-8")) if raw is not None else None
            if least is not None:
                yield Remedy(Action.INSERT, self._inserted(violation, at, least.encode("utf-8")), name)

    def _inserted(self, violation: Violation, at: int, text: bytes) -> tuple[Replacement, ...]:
        """Insert an element; an empty-element tag must be opened for it."""
        tag = violation.tag
        if violation.kind is ViolationKind.INCOMPLETE_ELEMENT and tag is not None and at < tag.end:
            name = tag_name(self.data, tag.start)
            return (Replacement(at, tag.end, b">" + text + b"</" + name + b">"),)
        return (Replacement(at, at, text),)

    # text

    def _text(self, violation: Violation) -> Advice:
        here = [candidate.name for candidate in violation.expected.elements if candidate.name]
        wrappers = self._by_use(name for name in here if self.allowed.wraps(name, None))
        return Advice(
            wrappers=tuple(wrappers[:_MOST]),
            likely=self._likely(violation.expected.elements, ""),
            remedies=self._trials.tried(violation, self._text_remedies(violation, wrappers)),
        )

    def _text_remedies(self, violation: Violation, wrappers: list[Name]) -> Iterator[Remedy]:
        span = violation.span
        usual = [name for name in wrappers if self._used(name.local)]
        yield from self._wraps(violation, span, usual or wrappers)
        if violation.tag is not None:
            to = edits.whole(self.data, violation.tag).end
            yield Remedy(Action.MOVE, edits.move(self.data, span, to), violation.element, "after")
        yield Remedy(Action.DELETE, edits.delete(self.data, span))

    # attributes and values

    def _attribute(self, violation: Violation) -> Advice:
        assert violation.attribute is not None
        here = [candidate.name for candidate in violation.expected.attributes if candidate.name]
        meant = self.habits.meant_attributes.get(violation.attribute.local, ()) if not violation.attribute.uri else ()
        close = tuple(name for local in meant for name in here if name.local == local)[:1]
        close = close or self._alike(violation.attribute, here)
        known = () if close else self._alike(violation.attribute, self.allowed.attribute_names())
        return Advice(
            nearest=close,
            known=known,
            allowed_in=tuple(self._by_use(self.allowed.owners(violation.attribute))[:_MOST]),
            likely=self._likely(violation.expected.attributes, violation.attribute.local, is_attribute=True),
            remedies=self._trials.tried(violation, self._attribute_remedies(violation, close)),
        )

    def _attribute_remedies(self, violation: Violation, close: tuple[Name, ...]) -> Iterator[Remedy]:
        assert violation.attribute is not None
        for name in close:
            if (raw := _attribute_name(name)) is not None:
                safe = len(close) == 1 and is_slip(violation.attribute.local, name.local)
                yield Remedy(Action.RENAME, (Replacement(*violation.span, raw),), name, safe=safe)
        span = edits.attribute_span(self.data, violation.span)
        yield Remedy(Action.DELETE, (Replacement(*span, b""),), violation.attribute)

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
            yield Remedy(Action.INSERT, (Replacement(at, at, b"".join(parts)),), violation.missing[0], values[0])

    def _value(self, violation: Violation) -> Advice:
        text = violation.value or ""
        forms = violation.expected.values
        fixed = [form.value for form in forms if form.value is not None]
        guesses = guess_values(forms, text)
        remedies = self._trials.tried(violation, (self._value_remedy(violation, guess) for guess in guesses))
        return Advice(nearest_value=nearest(text.strip(), fixed), remedies=remedies)

    def _value_remedy(self, violation: Violation, guess: Guess) -> Remedy:
        text = edits.as_value(self.data, violation.span, guess.value)
        return Remedy(
            Action.REPLACE_VALUE, (Replacement(*violation.span, text),), value=guess.value, safe=guess.certain
        )

    def _identifier(self, violation: Violation) -> Advice:
        """Offer identifiers spelt alike for a reference to none, and a free one for a second use."""
        known = self._identifiers()
        value = violation.value or ""
        alone = self.data[slice(*violation.span)].strip() == value.encode("utf-8")  # not one of several references
        if violation.kind is ViolationKind.UNRESOLVED_ID:
            guesses = [Guess(other, certain=False) for other in nearest(value, known)]
        else:
            free = next(f"{value}-{n}" for n in range(2, len(known) + 3) if f"{value}-{n}" not in known)
            guesses = [Guess(free, certain=False)]
        remedies = self._trials.tried(violation, (self._value_remedy(violation, guess) for guess in guesses if alone))
        alike = tuple(guess.value for guess in guesses) if violation.kind is ViolationKind.UNRESOLVED_ID else ()
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
