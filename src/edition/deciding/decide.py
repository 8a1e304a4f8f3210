"""One decision about one place of one article: what it makes of the TEI, and the line that it is remembered by.

An accepted mention loses the mark of the machine and its certainty, a rejected one its tags; every other byte stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.annotate import Mention as NewMention
from edition.annotate.apply import ELEMENTS, TYPES, chain, prefix_of
from edition.annotate.dates.typed import written
from edition.annotate.header import calendar_edits
from edition.annotate.model import Located
from edition.annotate.review.obeyed import Decision
from edition.deciding.article import MACHINE, Article, Mark
from edition.deciding.codes import NOT_FOUND, WRONG_WISH
from edition.deciding.dating import DATED, dating, wished_date
from edition.deciding.places import Place, words_in
from edition.deciding.responsible import responsible
from edition.deciding.tags import tag_edits, without_tags
from edition.diagnostics import Diagnostic, Edit, EditionError
from edition.markup import XML_ID, squeeze
from edition.markup.serialise import quoteattr
from edition.markup.standoff import Flow, scan_text, wrap
from edition.registers import DateValue, Registers, reference

ACTIONS: Final = ("accept", "reject", "link", "kind", "date", "extent", "add")
KINDS: Final = ELEMENTS
_POINTING: Final = ("ref", "key", "corresp")


@dataclass(frozen=True, slots=True)
class Wish:
    """What an editor wants. `span` is the new place in the flow, in letters, where `extent` is not told in words."""

    action: str
    kind: str = ""
    key: str = ""
    date: str = ""
    from_context: bool = False
    extent: str = ""
    span: tuple[int, int] | None = None
    by: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The edits of the article and the line for `decisions.tsv`."""

    edits: tuple[Edit, ...]
    line: Decision


def decide(article: Article, place: Place, wish: Wish, registers: Registers) -> Verdict:
    """Carry out a wish at a place."""
    _refuse_unknown(wish, registers)
    mark = place.mark
    if wish.action == "add":
        edits, line = _add(article, place, wish, registers)
    elif mark is None:
        raise EditionError(Diagnostic(NOT_FOUND, "there is no mention at this place", place.span(article)))
    else:
        edits, line = _ACTIONS[wish.action](article, mark, wish, registers)
    data = article.document.source.data
    return Verdict(tuple(e for e in edits if data[e.start : e.end] != e.new), line)


def _refuse_unknown(wish: Wish, registers: Registers) -> None:
    message = _contradiction(wish, registers)
    help_text = "correct the kind or the key"
    if wish.action not in ACTIONS:
        message, help_text = f"`{wish.action}` is no action", f"write one of {', '.join(ACTIONS)}"
    elif wish.kind and wish.kind not in KINDS:
        message, help_text = f"`{wish.kind}` is no kind", f"write one of {', '.join(KINDS)}"
    elif wish.key and "://" not in wish.key and registers.get(wish.key) is None:
        message, help_text = f"no register has the key `{wish.key}`", "correct the key or add the entry"
    elif wish.action == "link" and not wish.key:
        message, help_text = "a link needs an entry", "name its key with --ref"
    if message:
        raise EditionError(Diagnostic(WRONG_WISH, message, help=help_text))


def _contradiction(wish: Wish, registers: Registers) -> str:
    """What is wrong where a kind is told and the entry is of another."""
    if wish.kind and wish.key and _kind_of(wish.key, registers) not in ("", wish.kind):
        return f"`{wish.key}` is no entry of kind {wish.kind}"
    return ""


def _accept(article: Article, mark: Mark, wish: Wish, _: Registers) -> tuple[list[Edit], Decision]:
    """It is right: of several candidates the first is meant."""
    pointer = _pointers(mark)[:1]
    written = mark.parts[0].attributes.get(_pointing(mark), "").split()
    changes: dict[str, str | None] = {_pointing(mark): written[0]} if len(written) > 1 else {}
    return _changed(article, mark, wish, mark.parts[0].name, changes), _line(article, mark, wish, " ".join(pointer))


def _reject(article: Article, mark: Mark, wish: Wish, _: Registers) -> tuple[list[Edit], Decision]:
    return [edit for part in mark.parts for edit in without_tags(part)], _line(article, mark, wish)


def _link(article: Article, mark: Mark, wish: Wish, registers: Registers) -> tuple[list[Edit], Decision]:
    kind = _kind_of(wish.key, registers) or wish.kind or mark.fact.kind
    pointer = reference(kind, wish.key)
    own = article.pointing.reference(kind, wish.key)
    changes: dict[str, str | None] = {**dict.fromkeys(_POINTING), _pointing(mark): own}
    name = mark.parts[0].name
    if kind != mark.fact.kind:
        name, more = _as_kind(kind)
        changes = {**more, **dict.fromkeys(_POINTING), "ref": own}
    return _changed(article, mark, wish, name, changes), _line(article, mark, wish, pointer)


def _kind(article: Article, mark: Mark, wish: Wish, registers: Registers) -> tuple[list[Edit], Decision]:
    if wish.kind == mark.fact.kind:
        return _accept(article, mark, wish, registers)
    if not wish.kind:
        raise EditionError(Diagnostic(WRONG_WISH, "no kind is told", help=f"write one of {', '.join(KINDS)}"))
    if wish.kind == "date":
        return _date(article, mark, wish, registers)
    name, changes = _as_kind(wish.kind)
    changes |= dict.fromkeys(_POINTING)
    if wish.key:
        changes["ref"] = article.pointing.reference(wish.kind, wish.key)
    told = reference(wish.kind, wish.key) if wish.key else wish.kind
    return _changed(article, mark, wish, name, changes), _line(article, mark, wish, told)


def _date(article: Article, mark: Mark, wish: Wish, _: Registers) -> tuple[list[Edit], Decision]:
    value = _wished_date(article, mark.flow, mark.text, wish)
    changes: dict[str, str | None] = dict.fromkeys(_POINTING) | _dated(value, wish)
    if mark.fact.kind != "date":
        changes["type"] = None
    edits = _changed(article, mark, wish, "date", changes)
    edits += calendar_edits(article.document, value.calendar or "")
    return edits, _line(article, mark, wish, written(value))


def _extent(article: Article, mark: Mark, wish: Wish, _: Registers) -> tuple[list[Edit], Decision]:
    own = {part.start for part in mark.parts}
    flows = scan_text(article.document.source.data, lambda element: element.start in own).flows
    at = article.flows.index(mark.flow)
    flow = flows[at]
    start, end = wish.span or _wished_extent(article, mark, wish)
    _refuse_overlap(article, flow, start, end)
    names = mark.parts[0]
    changes = {**_taken_over(mark, wish, responsible(article.document, wish.by).id), "xml:id": None, "next": None,
               "prev": None}  # fmt: skip
    tag_edit = next(tag_edits(flow.data, names, names.name, changes), None)
    opened = (tag_edit.new if tag_edit else flow.data[names.start : names.start_end]).decode()
    pieces = _pieces(article, flow, start, end)
    edits = [edit for part in mark.parts for edit in without_tags(part)]
    edits += _wrapped(article, mark.fact.kind, flow, pieces, opened, squeeze(flow.text[start:end]))
    edits += responsible(article.document, wish.by).edits
    return edits, _line(article, mark, wish, squeeze(flow.text[start:end]))


def _add(article: Article, place: Place, wish: Wish, registers: Registers) -> tuple[list[Edit], Decision]:
    kind = _wished_kind(wish, registers)
    _refuse_overlap(article, place.flow, place.start, place.end)
    text = squeeze(place.flow.text[place.start : place.end])
    who = responsible(article.document, wish.by)
    attributes: dict[str, str | None] = {"type": TYPES.get(kind)}
    edits: list[Edit] = []
    if kind == "date":
        value = _wished_date(article, place.flow, text, wish)
        attributes |= _dated(value, wish)
        edits += calendar_edits(article.document, value.calendar or "")
        told = written(value)
    else:
        told = reference(kind, wish.key) if wish.key else ""
        attributes["ref"] = article.pointing.reference(kind, wish.key) if wish.key else ""
    attributes["resp"] = f"#{who.id}" if who.id else None
    inside = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items() if value)
    opened = f"<{prefix_of(place.flow)}{KINDS[kind]}{inside}>"
    pieces = _pieces(article, place.flow, place.start, place.end)
    edits += [*_wrapped(article, kind, place.flow, pieces, opened, text), *who.edits]
    number = 1 + _before(article, place.flow, kind, text, pieces[0][0])
    return edits, Decision(_root_id(article), place.flow.id, text, number, kind, "add", told, wish.by, wish.when)


def _wished_kind(wish: Wish, registers: Registers) -> str:
    """The kind of a new mention: that of the entry, else the one told; a value makes it a date."""
    kind = (wish.key and _kind_of(wish.key, registers)) or wish.kind or ("date" if wish.date else "")
    if kind not in KINDS:
        raise EditionError(Diagnostic(WRONG_WISH, "it is not told what the words name", help="write --kind or --ref"))
    return kind


def _before(article: Article, flow: Flow, kind: str, text: str, at: int) -> int:
    """How many mentions of these words and this kind stand before a place of their flow."""
    same = (m for m in article.marks if m.flow.id == flow.id and (m.text, m.fact.kind) == (text, kind))
    return sum(mark.parts[0].start < at for mark in same)


_ACTIONS: Final = {
    "accept": _accept, "reject": _reject, "link": _link, "kind": _kind, "date": _date, "extent": _extent,
}  # fmt: skip


def _changed(article: Article, mark: Mark, wish: Wish, name: str, changes: dict[str, str | None]) -> list[Edit]:
    """The tags of a mention that is the editor's from now on."""
    who = responsible(article.document, wish.by)
    data = article.document.source.data
    edits = list(who.edits)
    for part in mark.parts:
        edits += tag_edits(data, part, name, {**changes, **_taken_over(mark, wish, who.id)})
    return edits


def _taken_over(mark: Mark, wish: Wish, editor: str) -> dict[str, str | None]:
    """What makes a mention the editor's: no certainty of the machine's, and its name no longer."""
    is_uncertain_date = wish.action == "date" and wish.date.strip().endswith("?")
    others = [token for token in mark.fact.resp.split() if token.lstrip("#") != MACHINE]
    told = [f"#{editor}"] if editor else [token if "#" in token else f"#{token}" for token in others]
    return {"cert": "low" if is_uncertain_date else None, "resp": " ".join(told) or None}


def _as_kind(kind: str) -> tuple[str, dict[str, str | None]]:
    """The element of a kind, and what of another kind it does not keep."""
    return KINDS[kind], {**dict.fromkeys(DATED), "type": TYPES.get(kind)}


def _dated(value: DateValue, wish: Wish) -> dict[str, str | None]:
    out = dating(value)
    if value.cert:
        out["cert"] = value.cert
    if wish.from_context:
        out["evidence"] = "internal"
    return out


def _wished_date(article: Article, flow: Flow, text: str, wish: Wish) -> DateValue:
    """The value told, else that which the words themselves have."""
    return wished_date(wish.date or text, flow.owner.inherited("xml:lang", article.facts.lang))


def _wished_extent(article: Article, mark: Mark, wish: Wish) -> tuple[int, int]:
    """Words that share a letter with the mention."""
    found = [p for p in words_in([mark.flow], wish.extent) if p.start < mark.end and mark.start < p.end]
    if len(found) != 1:
        message = f"`{wish.extent}` does not stand around or in `{mark.text}`"
        raise EditionError(Diagnostic(NOT_FOUND, message, help="write the words as they stand there"))
    return found[0].start, found[0].end


def _refuse_overlap(article: Article, flow: Flow, start: int, end: int) -> None:
    """Mentions may stand in mentions, but none crosses another's border or has the very same place."""
    elements = {part.start for mark in article.marks for part in mark.parts}
    for element in flow.inside:
        first, last = element.first, element.last
        is_apart = end <= first or last <= start
        is_within = (first <= start and end <= last) or (start <= first and last <= end)
        is_nested = is_within and (start, end) != (first, last)
        if element.start in elements and not (is_apart or is_nested):
            other = squeeze(flow.text[element.first : element.last])
            message = f"the words overlap the mention `{other}`"
            span = article.document.source.span(element.start, element.end)
            raise EditionError(Diagnostic(WRONG_WISH, message, span, help="move its border, or reject it first"))


def _pieces(article: Article, flow: Flow, start: int, end: int) -> list[tuple[int, int]]:
    text = flow.text[start:end]
    pieces = wrap(flow, start, end) if text.strip() else []
    if not pieces:
        message = "a mention cannot begin or end at this place"
        raise EditionError(Diagnostic(WRONG_WISH, message, help="take whole words"))
    return pieces


def _wrapped(
    article: Article, kind: str, flow: Flow, pieces: list[tuple[int, int]], opened: str, text: str
) -> Iterator[Edit]:
    """Tags around the pieces; several are linked with each other."""
    twins = Counter({f"{flow.id} {kind} {text}": sum(m.text == text for m in article.marks)})
    links = chain(Located(flow, NewMention(kind, 0, 0, text, "", "")), len(pieces), twins)
    name = opened[1:].split()[0].rstrip(">")
    for (begin, end), linking in zip(pieces, links, strict=True):
        told = "".join(f" {attribute}={quoteattr(value)}" for attribute, value in linking if value)
        yield Edit(begin, begin, f"<{name}{told}{opened[len(name) + 1 :]}".encode())
        yield Edit(end, end, f"</{name}>".encode())


def _pointing(mark: Mark) -> str:
    """The attribute by which a mention leads to its entry: TEI's `bibl` has no other."""
    return "corresp" if mark.parts[0].name.rpartition(":")[2] == "bibl" else "ref"


def _pointers(mark: Mark) -> list[str]:
    return [reference(mark.fact.kind, key) for key in mark.fact.keys]


def _kind_of(key: str, registers: Registers) -> str:
    entity = registers.get(key)
    return entity.kind if entity and entity.kind in KINDS else ""


def _root_id(article: Article) -> str:
    return str(article.document.root.get(XML_ID, ""))


def _line(article: Article, mark: Mark, wish: Wish, told: str = "") -> Decision:
    return Decision(
        _root_id(article),
        mark.flow.id,
        mark.text,
        mark.occurrence,
        mark.fact.kind,
        wish.action,
        told,
        wish.by,
        wish.when,
    )
