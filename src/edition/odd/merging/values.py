"""A list of values and the change of one.

Where the schema is made of TEI's, a change says what TEI's tools make of it: a list without a mode changes nothing, and
its type has to be said anew. Of the program's own schema everything stays that the change does not speak of.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import replace

from edition.odd.model import ValueItem, ValueList


def merge_values(old: ValueList | None, new: ValueList | None, *, own: bool, inherited: bool) -> ValueList | None:
    """The list after a change; `inherited` where the attribute comes from a class."""
    if new is None:
        return old
    mode = new.mode or ("replace" if own else "")
    if mode == "delete":
        return None
    if mode in _ADDING:
        return replace(new, mode=old.mode if old and not own else "")
    if mode != "change":
        return old
    return _changed(old, new, own=own) if old is not None else _first(new, _STAYING if own or inherited else _ADDING)


_ADDING = ("add", "replace")
_STAYING = (*_ADDING, "change", "")


def _first(new: ValueList, modes: Container[str]) -> ValueList:
    """A change of a list that there was not: what is written in it, as a list of its own."""
    return replace(new, mode="", items=tuple(_plain(v) for v in new.items if v.mode in modes))


def _changed(old: ValueList, new: ValueList, *, own: bool) -> ValueList:
    changes = {v.ident: v for v in new.items if v.mode not in ("delete", "replace")}
    gone = {v.ident for v in new.items if v.mode in ("delete", "replace")}
    kept = [_described(v, changes.get(v.ident)) for v in old.items if v.ident not in gone]
    added = _added(new.items, {v.ident for v in kept}, _STAYING if own else _ADDING)
    # TEI's tools look again at what an element changes of a class's attribute: the list must still say that it does
    return replace(new, mode="" if own else "change", type=new.type or (old.type if own else ""), items=(*kept, *added))


def _added(items: Iterable[ValueItem], known: Collection[str], modes: Iterable[str]) -> Iterator[ValueItem]:
    """The values that are new, by the way in which they come."""
    fresh = [v for v in items if v.ident not in known]
    return map(_plain, dict.fromkeys(v for mode in modes for v in fresh if v.mode == mode))


def _described(old: ValueItem, new: ValueItem | None) -> ValueItem:
    """A value with the description that a change gives it."""
    if new is None:
        return old
    tags = {e.tag for e in new.prose}
    prose = (*new.prose, *(e for e in old.prose if e.tag not in tags))
    return replace(old, prose=prose, until=new.until or old.until)


def _plain(item: ValueItem) -> ValueItem:
    return replace(item, mode="")
