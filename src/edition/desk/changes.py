"""Changes that the desk's scripts ask for: made on disk first, then told block by block."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from anyascii import anyascii
from starlette.requests import Request

from edition.annotate.review.proposals import proposed_key
from edition.deciding import Article, Mark, Place, Record, Wish
from edition.deciding.article import digest_of_bytes
from edition.deciding.carry import Carried, carry_out, carry_out_all, now, place_block
from edition.deciding.codes import NOT_FOUND, WRONG_WISH
from edition.deciding.forms.entries import added_entry
from edition.deciding.history import Change
from edition.deciding.history.journal import difference
from edition.deciding.places import of_mark, place_at
from edition.desk.state.bench import Bench
from edition.desk.state.part import PagePart, block_around, changed_part, part_of
from edition.desk.values import marks_value, payload, sentence, told_words
from edition.desk.web.frame import bench_of, words_of
from edition.diagnostics import Diagnostic, Edit, EditionError
from edition.markup.changes import change_files
from edition.markup.codes import CHANGED_MEANWHILE
from edition.markup.inputs.kept import stamp_of
from edition.markup.standoff import Flow
from edition.registers import DocumentChange, NewEntry, Registers
from edition.registers.editing.edit import has_list
from edition.registers.editing.fresh import new_home, with_lists

Asked = dict[str, Any]
_WORD: Final = re.compile(r"\w+|[^\w\s]")


def decide(request: Request, asked: Asked) -> dict[str, Any]:
    """One decision about one mention or about marked words; or the same about several mentions, in several articles."""
    bench = bench_of(request)
    if "ids" in asked:
        return _decided_all(request, asked, _wish(asked, bench))
    article = bench.article(asked["article"])
    _refuse_stale(article, asked, bench)
    place = _place(article, asked)
    wish = _wish(asked, bench, place)
    carried = carry_out(bench.project, bench.store, article, [(place, wish)], bench.shelf.registers)
    return _answered(request, asked, carried.record, _one_change(request, article, place, carried, asked))


def new_entry(request: Request, asked: Asked) -> dict[str, Any]:
    """A new entry in its register, and the mentions that lead to it, as one change."""
    bench = bench_of(request)
    names = tuple((str(lang), " ".join(str(text).split())) for lang, text in asked["names"] if str(text).strip())
    if not names:
        raise EditionError(Diagnostic(WRONG_WISH, "the entry has no name", help="write one"))
    new = NewEntry(asked["kind"], _key_of(asked, names[0][1], bench), names)
    documents = with_lists(bench.project, bench.shelf.documents, (new.kind,))
    if not has_list(documents, new.kind) and (home := new_home(bench.project, new.kind)):
        if not asked.get("agreed"):
            return {"ask": words_of(request)("entry.new-home", path=next(iter(home)))}
        change_files(bench.project.root, "edition desk", {bench.project.root / p: data for p, data in home.items()})
        bench.look_again()
        documents = bench.shelf.documents
    made = added_entry(documents, bench.shelf.registers, new, asked.get("note", ""), names[0][0])
    when = now()
    if "ids" in asked:
        return _decided_all(request, asked, Wish("link", new.kind, new.key, by=bench.by, when=when), made)
    out: dict[str, Any] = {}
    if asked.get("article"):
        article = bench.article(asked["article"])
        _refuse_stale(article, asked, bench)
        place = _place(article, asked)
        wish = Wish("link" if place.mark else "add", new.kind, new.key, by=bench.by, when=when)
        carried = carry_out(bench.project, bench.store, article, [(place, wish)], made[1], _file_of(bench, made[0]))
        record = carried.record
        _shelve(bench, made)
        out = _one_change(request, article, place, carried, asked)
    else:
        record = bench.store.write(
            Record("new-entry", bench.by, when, text=names[0][1], kind=new.kind, told=new.key), _file_of(bench, made[0])
        )
        _shelve(bench, made)
    return _answered(request, asked, record, out)


def _decided_all(
    request: Request, asked: Asked, wish: Wish, made: tuple[DocumentChange, Registers] | None = None
) -> dict[str, Any]:
    """The same about mentions that all wait, in one or several articles, and an entry `made` for them: one change."""
    bench = bench_of(request)
    shown = bench.article(asked["article"])
    articles = [(bench.article(id_), ids) for id_, ids in asked["ids"].items() if ids]
    _refuse_decided(articles)
    if any(article.id == shown.id for article, _ in articles):
        _refuse_stale(shown, asked, bench)
    decisions = [(article, [(of_mark(_mark(article, one)), wish) for one in ids]) for article, ids in articles]
    registers, more = (made[1], _file_of(bench, made[0])) if made else (bench.shelf.registers, None)
    record = carry_out_all(bench.project, bench.store, decisions, registers, more)
    if made:
        _shelve(bench, made)
    out = changed_blocks(request, _as_shown(bench, shown, asked), bench.article(shown.id))
    return _answered(request, asked, record, out)


def _file_of(bench: Bench, change: DocumentChange) -> dict[str, Change]:
    """The register that an entry is written into; of a kind that the edition had none of it is made now, and stays."""
    register = change.document.source
    path = bench.project.root / register.path
    if not path.exists():
        change_files(bench.project.root, "edition desk", {path: register.data})
    return {register.path: (register.data, change.data)}


def _shelve(bench: Bench, made: tuple[DocumentChange, Registers]) -> None:
    """Take over what is on the disk now, so that the register need not be read again."""
    change, registers = made
    bench.shelf.adopt(change.document.source.path, change.data, registers)


def _answered(request: Request, asked: Asked, record: Record, out: dict[str, Any]) -> dict[str, Any]:
    """What a page is told of a change: what it shows now, the change itself, and the mention to go on with."""
    return {
        **out,
        "record": _told(record, request),
        "numbers": [record.number],
        "current": _current(out, asked),
    }


def _key_of(asked: Asked, name: str, bench: Bench) -> str:
    """The key that was written; where the form made it of the name, one that is free and ASCII in any script."""
    if asked.get("key") and not asked.get("auto"):
        return str(asked["key"])
    base = proposed_key(anyascii(name)).lstrip("-0123456789") or "entry"
    number, key = 2, base
    while bench.shelf.registers.get(key) is not None or key in bench.shelf.registers.shared:
        key, number = f"{base}-{number}", number + 1
    return key


def take_back(request: Request, asked: Asked, action: str) -> dict[str, Any]:
    """Undo or redo, or take back any change by its number.

    Without a number it is the last one: where the page has not seen it, it is told first, and nothing is taken back.
    """
    bench = bench_of(request)
    number = int(asked.get("number") or 0)
    if not number and "seen" in asked and (unseen := _unseen(bench, action, asked)):
        who = " · ".join(filter(None, (unseen.by, unseen.article)))
        return {"unseen": unseen.number, "what": sentence(unseen, request) + (f" ({who})" if who else "")}
    shown = bench.article(asked["article"]) if asked.get("article") else None
    run = bench.store.take_back if action == "undo" else bench.store.repeat
    record, changes = run(number, bench.by, now())
    told = bench.store.journal.record(record.of)
    out: dict[str, Any] = {"record": _told(told, request), "undone": action, "numbers": [record.number]}
    if shown is not None:
        out = {**_taken_back(request, shown, changes, asked), **out}
    here = shown is None or told.article == shown.id or shown.document.source.path in changes
    out["elsewhere"] = "" if here else told.article
    return out


def _unseen(bench: Bench, action: str, asked: Asked) -> Record | None:
    """The change that would be taken back or made again, if the page knows nothing of it: another window made it.

    A page has seen what was there when it was opened, what it made itself, and what it was told.
    """
    undo, redo = bench.store.journal.own_changes(bench.by)
    top = (undo if action == "undo" else redo)[-1:]
    latest = next((r for r in reversed(bench.store.journal.records) if r.number in top or r.of in top), None)
    if latest is None or latest.number in asked.get("known", ()) or latest.number <= int(asked["seen"]):
        return None
    return _made(bench, latest)


def _made(bench: Bench, record: Record) -> Record:
    """What a change did, under its own number: of an undo or a redo what was taken back or made again."""
    first = bench.store.journal.record(record.of) if record.of else record
    return replace(first, number=record.number, by=record.by, action=record.action if record.of else first.action)


def _taken_back(request: Request, shown: Article, changes: Mapping[str, Change], asked: Asked) -> dict[str, Any]:
    """What a page needs after a change was taken back: its block alone, where the page is up to date."""
    bench, path = bench_of(request), shown.document.source.path
    before, after = changes.get(path, (b"", b""))
    if asked.get("digest") == shown.digest and before == shown.document.source.data:
        bench.put_off(path, stamp_of(bench.project.root / path), after)
        edits = [Edit(h.start, h.start + len(h.old), h.new) for h in difference(before, after)]
        part = changed_part(shown, block_around(shown, edits), edits, bench.mentions)
        out = _parts_shown(request, shown, [part], digest_of_bytes(after)) if part else None
        if out is not None:
            return out
    return changed_blocks(request, _as_shown(bench, shown, asked), bench.article(shown.id))


def same(request: Request, most: int) -> dict[str, Any]:
    """The mentions that equal one, here and in the edition, with their sentences."""
    bench, asked = bench_of(request), request.query_params
    text, kind, here = asked["text"], asked["kind"], asked["article"]
    found = [
        {"article": article.id, "title": summary.title, "id": mark.id, "sentence": article.sentence(mark)}
        for summary in bench.summaries(wait=True)
        if any((w.text, w.kind) == (text, kind) for w in summary.waiting)
        for article in [bench.article(summary.id)]
        for mark in article.marks
        if mark.is_open and (mark.text, mark.fact.kind) == (text, kind) and mark.id != asked.get("id")
    ]
    found.sort(key=lambda one: one["article"] != here)
    ids: dict[str, list[str]] = defaultdict(list)
    for one in found:
        ids[str(one["article"])].append(str(one["id"]))
    return {"found": found[:most], "ids": ids, "all": len(found)}


def changed_blocks(request: Request, old: Article, new: Article) -> dict[str, Any]:
    """What a page that shows `old` needs to show `new`."""
    bench = bench_of(request)
    if old.texts == new.texts:
        blocks = [b for b in new.texts if _signature(old, b) != _signature(new, b)]
        parts = {part and part.id: part for b in blocks for part in [part_of(new, b, bench.mentions)]}
        out = _parts_shown(request, old, [part for part in parts.values() if part], new.digest)
        if out is not None and None not in parts:
            return out
    return {**_state(request, new.id, new.digest), "whole": payload(request, new)}


def _state(request: Request, article: str, digest: str) -> dict[str, Any]:
    bench = bench_of(request)
    undo, redo = bench.store.journal.own_changes(bench.by)
    return {"digest": digest, "undo": len(undo), "redo": len(redo), "article": article}


def _parts_shown(request: Request, old: Article, parts: Sequence[PagePart], digest: str) -> dict[str, Any] | None:
    """Blocks as they are now, their marks, and what of `old` is gone from them."""
    bench = bench_of(request)
    registers = bench.shelf.registers
    html = {part.id: bench.renderings.block(part, registers) for part in parts}
    if None in html.values():
        return None
    marks = {mark.id: mark for part in parts for mark in part.article.marks}
    blocks = [block for part in parts for block in part.blocks]
    before = {mark.id: mark for block in blocks for mark in old.by_block.get(block, ())}
    return {
        **_state(request, old.id, digest), "blocks": html,
        "marks": marks_value(marks.values(), request),
        "made": _besides(marks, old.by_id), "gone": _besides(before, marks),
    }  # fmt: skip


def _besides(marks: Mapping[str, Mark], others: Mapping[str, Mark]) -> list[str]:
    """The marks that are none of the others, in their order."""
    return [id_ for id_ in marks if id_ not in others]


def _signature(article: Article, block: str) -> list[tuple[Any, ...]]:
    return [
        (m.id, m.fact.kind, m.fact.keys, m.certainty, m.by_machine, m.fact.date, m.start, m.end)
        for m in article.by_block.get(block, ())
    ]


def _one_change(request: Request, article: Article, place: Place, carried: Carried, asked: Asked) -> dict[str, Any]:
    """What a page needs after a change of one place: the block alone where the page is up to date."""
    bench = bench_of(request)
    path = article.document.source.path
    bench.put_off(path, stamp_of(bench.project.root / path), carried.data)
    if asked.get("digest") == article.digest:
        part = changed_part(article, place_block(article, place), carried.edits, bench.mentions)
        out = _parts_shown(request, article, [part], digest_of_bytes(carried.data)) if part else None
        if out is not None:
            return out
    return changed_blocks(request, _as_shown(bench, article, asked), bench.article(article.id))


def _as_shown(bench: Bench, article: Article, asked: Asked) -> Article:
    """The article as the page shows it, which may be older than what a change was made on."""
    return bench.earlier(article.id, str(asked.get("digest", ""))) or article


def _refuse_decided(articles: Sequence[tuple[Article, Sequence[str]]]) -> None:
    """Several mentions are decided together while all of them wait: what another window decided of one stays."""
    for article, ids in articles:
        if not all(_mark(article, one).is_open for one in ids):
            message = f"{article.document.source.path} was changed meanwhile"
            raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help="it is shown as it is now; decide again"))


def _refuse_stale(article: Article, asked: Asked, bench: Bench) -> None:
    """A page that shows an earlier state decides only where nothing differs at the place that it means."""
    if asked.get("digest") in (None, article.digest):
        return
    old = bench.earlier(article.id, str(asked.get("digest")))
    mark = article.by_id.get(str(asked.get("id")))
    if old is not None and mark is not None and old.texts == article.texts:
        before = old.by_id.get(mark.id)
        if before is not None and (before.fact.keys, before.fact.kind, before.certainty) == (
            mark.fact.keys, mark.fact.kind, mark.certainty,
        ):  # fmt: skip
            return
    message = f"{article.document.source.path} was changed meanwhile"
    raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help="it is shown as it is now; decide again"))


def _place(article: Article, asked: Asked) -> Place:
    if asked.get("id"):
        return of_mark(_mark(article, asked["id"]))
    return place_at(article, str(asked["block"]), int(asked["start"]), int(asked["end"]))


def _mark(article: Article, id_: str) -> Mark:
    mark = article.by_id.get(id_)
    if mark is None:
        raise EditionError(Diagnostic(NOT_FOUND, "the mention is not there any more", help="it was changed elsewhere"))
    return mark


def _wish(asked: Asked, bench: Bench, place: Place | None = None) -> Wish:
    span = moved(place, asked["move"]) if place is not None and asked.get("move") else None
    return Wish(
        str(asked["action"]), str(asked.get("kind", "")), str(asked.get("key", "")), str(asked.get("date", "")),
        bool(asked.get("context")), str(asked.get("extent", "")), span, bench.by, now(),
    )  # fmt: skip


def moved(place: Place, move: dict[str, Any]) -> tuple[int, int]:
    """The place with its `start` or `end` moved out or in by a word or a letter."""
    text, start, end = place.flow.text, place.start, place.end
    is_start, is_out, by_letter = move["border"] == "start", bool(move["out"]), move["unit"] == "letter"
    if by_letter:
        step = -1 if is_start == is_out else 1
        start, end = (start + step, end) if is_start else (start, end + step)
        while 0 <= start < end <= len(text) and (text[start].isspace() or text[end - 1].isspace()):
            start, end = (start + step, end) if is_start else (start, end + step)
    else:
        start, end = _by_word(place.flow, start, end, is_start=is_start, is_out=is_out)
    if not 0 <= start < end <= len(text):
        message = "the border cannot go there"
        raise EditionError(Diagnostic(NOT_FOUND, message, help="a mention has at least one word of its paragraph"))
    return start, end


def _by_word(flow: Flow, start: int, end: int, *, is_start: bool, is_out: bool) -> tuple[int, int]:
    """The borders with one of them moved to the next word; past the text or over the other border where none is."""
    words = [match.span() for match in _WORD.finditer(flow.text) if match.group()[0].isalnum()]
    side = 0 if is_start else 1
    edges = [-1, *(word[side] for word in words), len(flow.text) + 1]
    here, other = (start, end) if is_start else (end, start)
    at = edges[bisect_left(edges, here) - 1] if is_start is is_out else edges[bisect_right(edges, here)]
    if not is_out and not start < at < end:
        at = other
    return (at, end) if is_start else (start, at)


def _told(record: Record, request: Request) -> dict[str, Any]:
    return {"number": record.number, "action": record.action, "text": record.text, "kind": record.kind,
            "told": record.told, "shown": told_words(record, request), "article": record.article,
            "count": record.count}  # fmt: skip


def _current(out: dict[str, Any], asked: Asked) -> str:
    """The mention that a page goes on with: the same, or the one that was made."""
    marks = [m["id"] for m in out.get("marks") or out.get("whole", {}).get("marks", ())]
    if asked.get("id") in marks:
        return str(asked["id"])
    return next((id_ for id_ in out.get("made", ()) if id_ in marks), "")
