"""A list of values and the change of one.

Where the schema is made of TEI's, a change says what TEI's tools make of it: a list without a mode changes nothing, and
its type has to be said anew. Of the program's own schema everything stays that the change does not speak of.
"""

from __future__ import annotations

from dataclasses import replace

from edition.odd.model import ValueItem, ValueList


def merge_values(old: ValueList | None, new: ValueList | None, *, own: bool, inherited: bool) -> ValueList | None:
    """The list after a change; `inherited` where the attribute comes from a class."""
    if new is None or new.mode == "delete":
        return old if new is None else None
    if new.mode in ("add", "replace") or (own and not new.mode):
        return replace(new, mode=old.mode if old and not own else "")
    if new.mode != "change":
        return old
    if old is None:
        items = new.items if own or inherited else tuple(v for v in new.items if v.mode in ("add", "replace"))
        return replace(new, mode="", items=tuple(_plain(v) for v in items if v.mode != "delete"))
    return _changed(old, new, own=own)


def _changed(old: ValueList, new: ValueList, *, own: bool) -> ValueList:
    gone = {v.ident for v in new.items if v.mode in ("delete", "replace")}
    again = {v.ident: v for v in new.items if v.mode not in ("delete", "replace")}
    kept = [_described(v, again.get(v.ident)) for v in old.items if v.ident not in gone]
    known = {v.ident for v in kept}
    modes = ("add", "replace", "change", "") if own else ("add", "replace")
    added = [v for mode in modes for v in new.items if v.mode == mode and v.ident not in known]
    return replace(
        new, mode="", type=new.type or (old.type if own else ""), items=(*kept, *map(_plain, dict.fromkeys(added)))
    )


def _described(old: ValueItem, new: ValueItem | None) -> ValueItem:
    """A value with the description that a change gives it."""
    if new is None:
        return old
    tags = {e.tag for e in new.prose}
    prose = (*new.prose, *(e for e in old.prose if e.tag not in tags))
    return replace(old, prose=prose, until=new.until or old.until)


def _plain(item: ValueItem) -> ValueItem:
    return replace(item, mode="")
