"""What happens where a document is not valid: say so, then go on as jing does.

An element that comes too early is taken as if what it needs had been there; one that has no place is set aside and
its content checked against what elements of its name may hold; inside an unknown element only known ones are checked.
Wrong attributes and text are passed over. So one mistake gives one violation, as a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edition.relaxng.automaton import Automaton, AutomatonNode, Move, Opened
from edition.relaxng.datatypes.builtin import Prefixes
from edition.relaxng.grammar.derive import afters, element_pairs, only_text, without_attributes
from edition.relaxng.grammar.lookahead import (
    expected_attributes,
    expected_content,
    required_before,
    required_names,
)
from edition.relaxng.grammar.patterns import Op, Pattern
from edition.relaxng.grammar.values import fits, is_blank, value_forms
from edition.relaxng.model import Expected, Limits, Name, Stretch, Violation, ViolationKind
from edition.relaxng.reading.places import OpenElements
from edition.relaxng.reading.spaces import Space, is_declaration
from edition.relaxng.reading.tokens import Tag, WrittenAttribute, attribute_value

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class OpenElement:
    """An element in the document: its name, start tag and parent."""

    name: Name
    tag: Stretch
    parent: Name | None = None
    parent_tag: Stretch | None = None


class Recovery:
    """Collects the violations of one document."""

    def __init__(self, automaton: Automaton, data: bytes, start: int, entities: Mapping[str, str], limits: Limits):
        """Begin with no violations."""
        self.automaton = automaton
        self.patterns = automaton.patterns
        self.data = data
        self.entities = entities
        self.limits = limits
        self.violations: list[Violation] = []
        self.open = OpenElements(data, start)
        self._expected: dict[Pattern, Expected] = {}
        self._attributes: dict[Pattern, Expected] = {}

    def report(
        self,
        kind: ViolationKind,
        span: Stretch,
        message: str,
        element: OpenElement | None,
        *,
        attribute: Name | None = None,
        value: str | None = None,
        missing: tuple[Name, ...] = (),
        expected: Expected | None = None,
        insert_at: int | None = None,
    ) -> None:
        """Keep one violation, up to the limit."""
        if len(self.violations) >= self.limits.violations:
            return
        self.violations.append(
            Violation(
                kind,
                span,
                message,
                element=element.name if element else None,
                tag=element.tag if element else None,
                parent=element.parent if element else None,
                parent_tag=element.parent_tag if element else None,
                attribute=attribute,
                value=value if value is None else value[:_SHOWN],
                missing=missing,
                expected=expected or Expected(),
                insert_at=insert_at,
            )
        )

    def expected(self, pattern: Pattern) -> Expected:
        """Give what a content pattern expects, worked out once."""
        found = self._expected.get(pattern)
        if found is None:
            found = self._expected[pattern] = expected_content(pattern)
        return found

    def expected_attributes(self, pattern: Pattern) -> Expected:
        """Give what attributes a pattern expects, worked out once."""
        found = self._attributes.get(pattern)
        if found is None:
            found = self._attributes[pattern] = expected_attributes(pattern)
        return found

    def silent(self, pattern: Pattern) -> bool:
        """Say whether nothing can be known here any more, after an earlier mistake."""
        return pattern is self.patterns.not_allowed and bool(self.violations)

    def container(self, at: int, inside: Space, outside: Space) -> OpenElement | None:
        """Give the element that is open at a place, from the name spaces within and around it."""
        self.open.advance(at)
        starts = self.open.starts
        if not starts:
            return None
        name = inside.element(self.open.raw_name(starts[-1]))
        parent = outside.element(self.open.raw_name(starts[-2])) if len(starts) > 1 else None
        parent_tag = self.open.tag(starts[-2]) if len(starts) > 1 else None
        return OpenElement(name, self.open.tag(starts[-1]), parent, parent_tag)

    def start_tag(self, node: AutomatonNode, tag: Tag, at: int) -> Move:
        """Take a start tag step by step, reporting what is wrong with it."""
        space = self.automaton.spaces.inside(node.space, tag)
        name = space.element(tag.name)
        element = self._opening(node, name, tag, at)
        name_span = Stretch(at + 1, at + 1 + len(tag.name))
        opened = self.automaton.open(node.pattern, name) or self._misplaced(node, name_span, element)
        content = opened.content
        for attribute in tag.attributes:
            if not is_declaration(attribute.name):
                content = self._attribute(content, attribute, space, at, element)
        insert_at = at + 1 + len(tag.raw.rstrip(b"/ \t\r\n"))
        closed = self._close(content, name_span, insert_at, element)
        if not tag.empty:
            after = node if opened.rest is None else self.automaton.node(opened.rest, node.space)
            return after, self.automaton.node(closed, space)
        inside = self._ended(closed, space, element, insert_at)
        return None, self.automaton.node(inside if opened.rest is None else opened.rest, node.space)

    def _opening(self, node: AutomatonNode, name: Name, tag: Tag, at: int) -> OpenElement:
        """Give the element that a start tag opens, with the one that is open around it."""
        self.open.advance(at)
        span = Stretch(at, at + len(tag.raw) + 2)
        if not self.open.starts:
            return OpenElement(name, span, None, None)
        around = self.open.starts[-1]
        return OpenElement(name, span, node.space.element(self.open.raw_name(around)), self.open.tag(around))

    def _ended(self, closed: Pattern, space: Space, element: OpenElement, insert_at: int) -> Pattern:
        """Give what remains after an element that is empty, reporting what it lacks."""
        text = "" if closed.has_data else None
        right = self.endings(closed, text, space.prefixes)
        if not right and not self.silent(closed):
            right = self._wrong_end(closed, element.tag, element, text, insert_at)
        return self.patterns.choice(rest for rest in right if rest is not None)

    def _misplaced(self, node: AutomatonNode, span: Stretch, element: OpenElement) -> Opened:
        """Report an element that cannot stand here, and say how to go on with it."""
        pattern, name = node.pattern, element.name
        if early := self.automaton.enter(element_pairs(self.patterns, pattern, name, skip=True)):
            missing = required_before(pattern, name) or ()
            self._report_early(span, element, missing, self.expected(pattern))
            return early
        grammar = self.automaton.grammar
        if not self.silent(pattern):
            known = grammar.knows(name)
            kind = ViolationKind.MISPLACED_ELEMENT if known else ViolationKind.UNKNOWN_ELEMENT
            told = _shown(name, element.parent.uri if element.parent else self._home())
            where = f"in <{element.parent.local}>" if element.parent else "at the top"
            message = f"{told} is not allowed here {where}" if known else f"there is no element {told}"
            if element.parent is None:
                kind, message = ViolationKind.WRONG_ROOT, f"{told} cannot be the document element"
            self.report(kind, span, message, element, expected=self.expected(pattern))
        return Opened(grammar.find(name), pattern)

    def _home(self) -> str | None:
        """Give the namespace of the document elements that the grammar knows, if it is one."""
        candidates = self.expected(self.automaton.grammar.start).elements
        spaces = {candidate.name.uri for candidate in candidates if candidate.name}
        return next(iter(spaces)) if len(spaces) == 1 else None

    def _report_early(self, span: Stretch, element: OpenElement, missing: tuple[Name, ...], expected: Expected) -> None:
        lacking = ", ".join(_shown(name, element.name.uri) for name in missing)
        reason = f"{lacking} must stand before it" if lacking else "something required is missing before it"
        message = f"<{element.name.local}> comes too early: {reason}"
        self.report(
            ViolationKind.EARLY_ELEMENT,
            span,
            message,
            element,
            missing=missing,
            expected=expected,
            insert_at=element.tag.start,
        )

    def _attribute(
        self, content: Pattern, attribute: WrittenAttribute, space: Space, at: int, element: OpenElement
    ) -> Pattern:
        """Take one attribute; a wrong one leaves the content as it was, a wrong value counts as right."""
        name = space.attribute(attribute.name)
        pairs = self.automaton.attribute(content, name)
        if not pairs:
            if not self.silent(content):
                span = Stretch(at + attribute.start, at + attribute.start + len(attribute.name))
                message = f"<{element.name.local}> takes no attribute {attribute.name.decode('utf-8')}"
                expected = self.expected_attributes(content)
                value = attribute_value(attribute.raw, self.entities)
                self.report(
                    ViolationKind.UNEXPECTED_ATTRIBUTE,
                    span,
                    message,
                    element,
                    attribute=name,
                    value=value,
                    expected=expected,
                )
            return content
        value = attribute_value(attribute.raw, self.entities)
        right = [rest for pattern, rest in pairs if fits(self.patterns, pattern, value, space.prefixes)]
        if right:
            return self.patterns.choice(right)
        span = Stretch(at + attribute.value_start, at + attribute.value_start + len(attribute.raw))
        forms = tuple(dict.fromkeys(form for pattern, _ in pairs for form in value_forms(pattern)))
        self.report(
            ViolationKind.BAD_ATTRIBUTE_VALUE,
            span,
            f"{value[:_SHOWN]!r} is not a value of {attribute.name.decode('utf-8')}",
            element,
            attribute=name,
            value=value,
            expected=Expected(values=forms),
        )
        return self.patterns.choice(rest for _, rest in pairs)

    def _close(self, content: Pattern, span: Stretch, insert_at: int, element: OpenElement) -> Pattern:
        """Close a start tag, reporting the attributes that are missing."""
        closed = self.automaton.close(content)
        if closed is not self.patterns.not_allowed or self.silent(content):
            return closed
        missing = required_names(content, Op.ATTRIBUTE)
        lacking = ", ".join(name.local for name in missing) or "a required attribute"
        self.report(
            ViolationKind.MISSING_ATTRIBUTE,
            span,
            f"<{element.name.local}> lacks {lacking}",
            element,
            missing=missing,
            expected=self.expected_attributes(content),
            insert_at=insert_at,
        )
        return without_attributes(self.patterns, content, forgive=True)

    def text(self, node: AutomatonNode, span: Stretch, value: str, outside: Space) -> None:
        """Report text where none may be; the node stays as it is."""
        if self.silent(node.pattern):
            return
        element = self.container(span.start, node.space, outside)
        where = f"in <{element.name.local}>" if element else "here"
        self.report(
            ViolationKind.UNEXPECTED_TEXT,
            span,
            f"text is not allowed {where}",
            element,
            value=value,
            expected=self.expected(node.pattern),
        )

    def end_tag(self, node: AutomatonNode, after: AutomatonNode, at: int, text: str | None) -> AutomatonNode:
        """Take an end tag, reporting what the element lacks; ``text`` is its whole text if it is to be a value."""
        right = self.endings(node.pattern, text, node.space.prefixes)
        if not right and not self.silent(node.pattern):
            element = self.container(at, node.space, after.space)
            right = self._wrong_end(node.pattern, self.open.tag(at), element, text, at)
        rests = [rest for rest in right if rest is not None]
        return self.automaton.node(self.patterns.choice(rests), after.space) if rests else after

    def endings(self, pattern: Pattern, text: str | None, prefixes: Prefixes) -> list[Pattern | None]:
        """Give what remains for each way in which an element may end here; None for "as the stack says"."""
        return [rest for content, rest in _alternatives(pattern) if self._may_end(content, text, prefixes)]

    def _may_end(self, content: Pattern, text: str | None, prefixes: Prefixes) -> bool:
        if text is None or not content.has_data:
            return content.nullable
        return fits(self.patterns, only_text(self.patterns, content), text, prefixes)

    def _wrong_end(
        self, pattern: Pattern, span: Stretch, element: OpenElement | None, text: str | None, insert_at: int
    ) -> list[Pattern | None]:
        """Report an element that ends wrongly, and go on as if it had ended well."""
        name = element.name.local if element else ""
        if text is not None and not (is_blank(text) and pattern.has_elements):
            forms = self.expected(pattern).values
            inner = self._text_span(text, element, span)
            message = f"{text.strip()[:_SHOWN]!r} is not a value of <{name}>"
            self.report(
                ViolationKind.BAD_TEXT_VALUE,
                inner,
                message,
                element,
                value=text,
                expected=Expected(values=forms),
                insert_at=insert_at,
            )
        else:
            missing = required_names(pattern, Op.ELEMENT)
            lacking = (
                ", ".join(_shown(lack, element.name.uri if element else None) for lack in missing) or "required content"
            )
            message = f"<{name}> is not complete: it lacks {lacking}"
            self.report(
                ViolationKind.INCOMPLETE_ELEMENT,
                span,
                message,
                element,
                missing=missing,
                expected=self.expected(pattern),
                insert_at=insert_at,
            )
        return [rest for _, rest in _alternatives(pattern)]

    def _text_span(self, text: str, element: OpenElement | None, end: Stretch) -> Stretch:
        """Give the span of an element's text without the white space around it; the end tag if there is none."""
        if element is None or is_blank(text):
            return end
        raw = self.data[element.tag.end : end.start]
        start = element.tag.end + len(raw) - len(raw.lstrip())
        return Stretch(start, start + len(raw.strip()))


def _shown(name: Name, home: str | None) -> str:
    """Write an element's name, with its namespace where that is not the one it would be expected to have."""
    if home is None or name.uri == home:
        return f"<{name.local}>"
    return f"<{name.local}> of {f'the namespace {name.uri}' if name.uri else 'no namespace'}"


def _alternatives(pattern: Pattern) -> list[tuple[Pattern, Pattern | None]]:
    """Give the contents that an element may have here, with what follows it; None stands for "as the stack says"."""
    found = afters(pattern)
    if found and found[0].op is Op.AFTER:
        return [(after.members[0], after.members[1]) for after in found]
    return [(pattern, None)]
