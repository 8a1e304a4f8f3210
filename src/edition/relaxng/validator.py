"""The main loop: a document's chunks through the automaton, and its violations in document order.

The loop itself knows three cases: a tag seen before in this state, an end tag, text. All else goes to ``_Run.slow``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from edition.relaxng.automaton import Automaton, AutomatonNode, Move
from edition.relaxng.grammar.values import is_blank
from edition.relaxng.identifiers import Identifiers
from edition.relaxng.model import Limits, Stretch, Violation, ViolationKind
from edition.relaxng.reading.tokens import Chunks, parse_tag, resolve
from edition.relaxng.reading.wellformed import Prolog
from edition.relaxng.recovery import Recovery


class _TooDeepError(Exception):
    """Elements are nested deeper than the limits allow."""


class ValidationRun:
    """One document on its way through the automaton."""

    def __init__(self, automaton: Automaton, data: bytes, prolog: Prolog, limits: Limits) -> None:
        """Stand before the document element."""
        self.automaton = automaton
        self.data = data
        self.entities = prolog.entities
        self.limits = limits
        self.tokens = Chunks(data, prolog.content_start)
        self.recovery = Recovery(automaton, data, prolog.content_start, prolog.entities, limits)
        self.identifiers = Identifiers(automaton.grammar.id_kinds, data, prolog.entities)
        self.node = automaton.start(tuple(prolog.unparsed))
        self.stack: list[AutomatonNode] = []
        self.valued = False  # the element just entered may hold a value

    def violations(self) -> list[Violation]:
        """Read the whole document."""
        for _ in self.steps():
            pass
        found = [*self.recovery.violations, *self.identifiers.violations()]
        return sorted(found, key=lambda violation: violation.span.start)

    def steps(self) -> Iterator[None]:
        """Read window by window, so that a caller may stop between them."""
        for window in self.tokens.windows():
            with contextlib.suppress(_TooDeepError):
                self.read(window)
            if len(self.stack) > self.limits.depth:
                at = self.tokens.offset()
                self.recovery.report(
                    ViolationKind.REFUSED_DEPTH,
                    Stretch(at, at + 1),
                    f"elements are nested more than {self.limits.depth} deep",
                    None,
                )
                return
            yield

    def read(self, window: Iterator[bytes]) -> None:
        """Read the chunks of one window; all the time of a valid document is spent here."""
        node, stack, end = self.node, self.stack, self.automaton.end
        push, pop = stack.append, stack.pop
        for chunk in window:
            tag, _, text = chunk.partition(b">")
            move = node.moves.get(tag)
            if move is None:
                self.node = node
                text = self.slow(chunk)
                node = self.node
            elif move is end:
                node = pop()
            else:
                after, node = move
                if after is not None:
                    push(after)
            if text and node.text is not node and not text.isspace():
                node = self.take_text(node, text)
        self.node = node

    def slow(self, chunk: bytes) -> bytes:
        """Take markup that has no move yet; give the text after it, which is still to be read."""
        while True:
            text = self.take(chunk)
            if not self.valued:
                return text
            self.valued = False
            chunk, text = self.take_value(text)
            if not chunk:
                return text

    def take(self, chunk: bytes) -> bytes:
        """Take one piece of markup of any kind; give the text after it."""
        first = chunk[:1]
        if first == b"/":
            tag, _, text = chunk.partition(b">")
            self.take_end(tag, None)
            return text
        if first in (b"!", b"?"):
            at = self.tokens.offset()
            inside, text = self.take_other(chunk)
            if inside and not is_blank(inside.decode("utf-8")):
                start = at + len("<![CDATA[")
                self.node = self.after_text(self.node, inside.decode("utf-8"), start, len(inside))
            return text
        return self.take_start(chunk)

    def take_other(self, chunk: bytes) -> tuple[bytes, bytes]:
        """Take a comment, processing instruction or CDATA section; give the text in it and after it."""
        if chunk.startswith(b"![CDATA["):
            return self.tokens.skip(chunk, b"]]>", len("![CDATA["))
        closing, begin = (b"?>", 1) if chunk.startswith(b"?") else (b"-->", 3)
        return b"", self.tokens.skip(chunk, closing, begin)[1]

    def take_start(self, chunk: bytes) -> bytes:
        """Take a start tag; its element is ``valued`` if its text up to the next tag may be a value."""
        raw, _, text = chunk.partition(b">")
        node = self.node
        parts = raw.split(b'"')
        shape = self.automaton.recognise(node, raw, parts, self.entities)
        if shape is None:
            return self.take_new(raw, text)
        if shape.ids:
            self.identifiers.take(parts[1::2], shape.ids, self.tokens.offset(), node.space)
        self.enter(shape.move)
        return text

    def take_new(self, raw: bytes, text: bytes) -> bytes:
        """Take a start tag the like of which was not seen here, or one that is wrong."""
        while (tag := parse_tag(raw)) is None:
            more, _, text = text.partition(b">")
            raw += b">" + more
        node = self.node
        shape = self.automaton.step(node, tag, self.entities)
        if shape is None or shape.ids:
            space = self.automaton.spaces.inside(node.space, tag) if b"xmlns" in raw else node.space
            kinds = self.identifiers.kinds_of(tag, space) if shape is None else shape.ids
            self.identifiers.take([a.raw for a in tag.attributes], kinds, self.tokens.offset(), space)
        self.enter(shape.move if shape is not None else self.recovery.start_tag(node, tag, self.tokens.offset()))
        return text

    def enter(self, move: Move) -> None:
        """Make a move."""
        after, self.node = move
        if after is not None:
            self.stack.append(after)
            self.valued = self.node.typed
            if len(self.stack) > self.limits.depth:  # what is new is slow to take; what is not is seen window by window
                raise _TooDeepError

    def take_value(self, text: bytes) -> tuple[bytes, bytes]:
        """Read the text of an element that may be a value: up to its end tag, or up to a child.

        Gives the child's chunk, still to be taken, and the text after the end tag; one of them is empty.
        """
        start = self.tokens.end() - len(text)
        parts = [resolve(text, self.entities)]
        while chunk := self.tokens.more():
            if chunk[:1] == b"/":
                tag, _, text = chunk.partition(b">")
                self.take_end(tag, "".join(parts))
                return b"", text
            if chunk[:1] not in (b"!", b"?"):
                break
            inside, text = self.take_other(chunk)
            parts += inside.decode("utf-8"), resolve(text, self.entities)
        value = "".join(parts)
        if not is_blank(value):
            self.node = self.after_text(self.node, value, start, self.tokens.offset() - start)
        return chunk, b""

    def take_end(self, tag: bytes, text: str | None) -> None:
        """Take an end tag; ``text`` is the whole text of an element that may hold a value."""
        node, after = self.node, self.stack.pop()
        plain = text is None and node.pattern.nullable
        if plain and not node.typed:
            node.moves[tag] = self.automaton.end
        self.node = after if plain else self.recovery.end_tag(node, after, self.tokens.offset(), text)

    def take_text(self, node: AutomatonNode, text: bytes) -> AutomatonNode:
        """Take text that is not literally white space, at the end of the current chunk."""
        if node.text is not None and b"&" not in text:
            return node.text
        value = resolve(text, self.entities)
        if is_blank(value):
            return node
        return self.after_text(node, value, self.tokens.end() - len(text), len(text))

    def after_text(self, node: AutomatonNode, value: str, start: int, length: int) -> AutomatonNode:
        """Go on after running text, reporting it where it is not allowed."""
        after = self.automaton.after_text(node)
        if after is not None:
            return after
        raw = self.data[start : start + length]
        begin = start + len(raw) - len(raw.lstrip())
        outside = self.stack[-1].space if self.stack else node.space
        self.recovery.text(node, Stretch(begin, begin + len(raw.strip())), value.strip(), outside)
        return node
