"""Where a decision is about: a mention by its id, or words of a block, told so exactly that nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from edition.deciding.article import Article, Mark
from edition.deciding.codes import NOT_FOUND, SEVERAL
from edition.diagnostics import Diagnostic, EditionError, Label, Span, counted
from edition.markup.standoff import Flow


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a flow; `mark` is the mention that they are, where they are one already."""

    flow: Flow
    start: int
    end: int
    mark: Mark | None = None

    def span(self, article: Article) -> Span:
        """The bytes from the first to the last character."""
        path = article.document.source.path
        return Span(path, self.flow.start_byte(self.start), self.flow.end_byte(self.end - 1))


def find_place(
    article: Article, id_: str = "", block: str = "", text: str = "", occurrence: int = 0, *, new: bool = False
) -> Place:
    """The one place that is meant; `new` asks for words to be marked, not for a mention."""
    if id_:
        mark = article.by_id.get(id_)
        if mark is None:
            message = f"{article.id} has no mention `{id_}`"
            raise EditionError(Diagnostic(NOT_FOUND, message, help=f"list them: edition review {article.id}"))
        return of_mark(mark)
    found = places_of(article, block, text, marked=not new)
    if not found and not new:
        raise EditionError(_not_marked(article, block, text))
    return _chosen(article, found, block, text, occurrence)


def of_mark(mark: Mark) -> Place:
    """The place of a mention."""
    return Place(mark.flow, mark.start, mark.end, mark)


def places_of(article: Article, block: str, text: str, *, marked: bool) -> list[Place]:
    """All places of some words in a block: those that are mentions, or those that are words of their own."""
    if marked:
        return [of_mark(mark) for mark in article.marks_of(block) if mark.text == " ".join(text.split())]
    return words_in(article.flows_of(block), text)


def words_in(flows: Sequence[Flow], text: str) -> list[Place]:
    """Where words stand in flows as whole words; where they never do, as the beginning of longer ones: `Kars` in
    `Karsı`. White space is white space, however it is written."""
    words = r"\s+".join(re.escape(word) for word in text.split())
    lead, end = (r"(?<!\w)" if words[:1].isalnum() else ""), (r"(?!\w)" if words[-1:].isalnum() else "")
    return (words and (_matches(flows, lead + words + end) or _matches(flows, lead + words))) or []


def place_at(article: Article, block: str, start: int, end: int) -> Place:
    """The place of characters of a block's text, as a page shows it."""
    shown = article.texts.get(block, "")
    text = shown[start:end]
    pattern = "(?=(" + r"\s+".join(re.escape(word) for word in text.split()) + "))"
    found = _matches(article.flows_of(block), pattern) if text.strip() and text == text.strip() else []
    number = len(re.findall(pattern, shown[: end - 1])) if found else 0
    if number >= len(found):
        message = f"`{text}` cannot be marked in block `{block}` of {article.id}"
        raise EditionError(Diagnostic(NOT_FOUND, message, help="mark words of one paragraph"))
    return found[number]


def _matches(flows: Sequence[Flow], pattern: str) -> list[Place]:
    group = 1 if pattern.startswith("(?=") else 0
    return [Place(flow, *m.span(group)) for flow in flows for m in re.finditer(pattern, flow.text)]


def _chosen(article: Article, found: Sequence[Place], block: str, text: str, occurrence: int) -> Place:
    if len(found) == 1 and occurrence in (0, 1):
        return found[0]
    if 1 <= occurrence <= len(found):
        return found[occurrence - 1]
    where = f"block `{block}` of {article.id}"
    if not found:
        help_text = "write the words as they stand there" if block in article.texts else "check the block's id"
        raise EditionError(Diagnostic(NOT_FOUND, f"`{text}` does not stand in {where}", help=help_text))
    labels = tuple(
        Label(place.span(article), f"occurrence {number}: {_around(place)}") for number, place in enumerate(found, 1)
    )
    code, times = (NOT_FOUND if occurrence else SEVERAL), counted(len(found), "time")
    message = f"`{text}` stands {times} in {where}" + (f", and no time {occurrence}" if occurrence else "")
    help_text = "say which with --occurrence N" if len(found) > 1 else "leave out --occurrence"
    notes = (labels[0].text,)
    raise EditionError(Diagnostic(code, message, labels[0].span, labels[1:], notes=notes, help=help_text))


def _around(place: Place) -> str:
    before, behind = (
        place.flow.text[max(0, place.start - 30) : place.start],
        place.flow.text[place.end : place.end + 30],
    )
    return " ".join(f"…{before}[{place.flow.text[place.start : place.end]}]{behind}…".split())


def _not_marked(article: Article, block: str, text: str) -> Diagnostic:
    words = places_of(article, block, text, marked=False)
    if not words:
        message = f"`{text}` does not stand in block `{block}` of {article.id}"
        help_text = "write the words as they stand there" if block in article.texts else "check the block's id"
        return Diagnostic(NOT_FOUND, message, help=help_text)
    message = f"`{text}` stands in block `{block}` of {article.id}, and is no mention there"
    labels = tuple(Label(place.span(article), _around(place)) for place in words)
    return Diagnostic(NOT_FOUND, message, words[0].span(article), labels, help="mark it first: edition decide add …")
