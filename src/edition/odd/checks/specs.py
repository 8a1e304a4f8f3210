"""What is wrong with the specifications of an ODD, each finding with its place.

In the program's own schema every name must lead somewhere. TEI's is chosen from, and what is not chosen is still
referred to: only names that the source does not have at all are told there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from edition.diagnostics import Diagnostic, Label, Span
from edition.markup import tei
from edition.odd.checks.findings import WORDS, CheckedOdd, finding, nearest, remark
from edition.odd.codes import CIRCULAR_CLASS, DUPLICATE_SPEC, NO_SCHEMA, NOT_TAKEN, UNKNOWN_SPEC, WRONG_MODE
from edition.odd.merging.merge import taken_whole
from edition.odd.model import KINDS, Placed
from edition.odd.relax.grammar import start_names
from edition.odd.sources.library import SpecEntry

_MANY: Final = 20  # one cause gives one finding
MODES: Final = ("add", "change", "replace", "delete")
_NAME: Final = re.compile(r"[^\W\d][\w.-]*\Z")
_REFERENCES: Final = {
    "memberOf": "classSpec",
    "classRef": "classSpec",
    "elementRef": "elementSpec",
    "macroRef": "macroSpec",
    "dataRef": "dataSpec",
}


def check_specs(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Modules, names and modes. Where the source is another than is meant, only that is told."""
    yield from _start(check)
    yield from _groups(check)
    lost = list(_unknown_modules(check))
    yield from lost
    yield from _choices(check)
    yield from _modes(check, wrong_source=bool(lost))
    if not lost:
        yield from _references(check)
    yield from _circles(check)


def _groups(check: CheckedOdd) -> Iterator[Diagnostic]:
    for item in check.odd.named("specGrpRef"):
        message = f"there is no group of specifications `{item.element.get('target', '')}`"
        yield finding(
            UNKNOWN_SPEC, item, "target", message, "name a specGrp by #ID, or a file and its specGrp by FILE#ID"
        )


def _start(check: CheckedOdd) -> Iterator[Diagnostic]:
    schema, odd = check.schema, check.odd
    elements = schema.of("elementSpec")
    lost = [n for n in start_names(schema) if n not in elements and schema.prefix + n not in elements]
    if schema.imports:
        return
    if len(lost) == len(start_names(schema)) and not (schema.own and schema.start):
        yield _no_start(odd.document.span(odd.schema), lost if schema.start else [])
        return
    for name in lost if schema.start else ():
        advice = nearest(name, elements, "specify the element, or name another in start")
        here = Placed(odd.schema, odd.document, odd.folder)
        yield finding(UNKNOWN_SPEC, here, "start", f"the start element `{name}` is not specified", advice)


def _no_start(where: Span, named: list[str]) -> Diagnostic:
    listed = f": there is no {', '.join(f'`{name}`' for name in named)}" if named else ""
    advice = (
        "specify it, or name another in start" if named else 'add start="TEI", or the element that documents begin with'
    )
    return Diagnostic(NO_SCHEMA, f"the schema has no start element{listed}", where, help=advice)


def _unknown_modules(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Modules that a source does not have: one finding for each source."""
    if check.schema.own and not any(_entries(check, m) for m in check.odd.modules()):
        return  # the program's schema is taken as a whole: modules by other names choose nothing
    lost: dict[int, list[Placed]] = {}
    for item in check.odd.modules():
        library = check.library(item)
        if library is not None and not _entries(check, item):
            lost.setdefault(id(library), []).append(item)
    for items in lost.values():
        keys = [item.element.get("key", "") for item in items]
        library = check.library(items[0])
        advice = nearest(
            keys[0], library.by_module if library else (), "take the reference out, or name another source"
        )
        listed = ", ".join(f"`{key}`" for key in dict.fromkeys(keys))
        message = f"the source has no {'module' if len(keys) == 1 else 'modules'} {listed}"
        yield finding(UNKNOWN_SPEC, items[0], "key", message, advice)


def _choices(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Elements that are chosen from a module, or left out, and are none of it."""
    for item in check.odd.modules():
        names = {e.ident for e in _entries(check, item) if e.kind == "elementSpec"}
        for attribute in ("include", "except"):
            lost = [n for n in item.element.get(attribute, "").split() if names and n not in names]
            if lost:
                yield finding(UNKNOWN_SPEC, item, attribute, *_lost(lost, item.element.get("key", ""), names))


def _lost(lost: list[str], key: str, names: Iterable[str]) -> tuple[str, str]:
    listed = ", ".join(f"`{name}`" for name in lost)
    return f"the module `{key}` has no {listed}", nearest(lost[0], names, "take the name out")


def _modes(check: CheckedOdd, *, wrong_source: bool) -> Iterator[Diagnostic]:
    known, given = check.known, _given(check)
    seen: set[tuple[str, str, str]] = set()
    twice: list[Placed] = []
    for item in check.odd.named(*KINDS):
        kind, name, mode = item.name, item.element.get("ident", ""), item.element.get("mode", "add")
        if not _NAME.match(name):
            yield finding(
                NO_SCHEMA, item, "ident", f"`{name}` is no name", "write letters, digits, . - _ after a letter"
            )
        elif mode not in MODES:
            advice = nearest(mode, MODES, f"write one of {', '.join(MODES)}")
            yield finding(WRONG_MODE, item, "mode", f"there is no mode `{mode}`", advice)
        elif ((kind, name, mode) in seen and mode != "change") or (mode == "add" and (kind, name) in given):
            twice.append(item)
        elif mode != "add" and (kind, name) not in given and not wrong_source:
            yield _nothing_to_change(check, item, known[kind])
        seen.add((kind, name, mode))
    yield from _twice(twice)


def _twice(items: list[Placed]) -> Iterator[Diagnostic]:
    """What is specified already: one finding each, and one for all where an ODD writes out what it takes."""
    named = [f"{WORDS[item.name]} `{item.element.get('ident')}`" for item in items]
    if len(items) <= _MANY:
        advice = 'write mode="change" or mode="replace" to alter it, or choose another name'
        for item, what in zip(items, named, strict=True):
            yield finding(DUPLICATE_SPEC, item, "ident", f"the {what} is specified already", advice)
        return
    message = f"the {named[0]} is specified already, and so are {len(items) - 1} more"
    advice = "take the references to modules out, or write changes only"
    first = finding(DUPLICATE_SPEC, items[0], "ident", message, advice)
    yield replace(first, labels=(Label(items[1].odd.attribute_span(items[1].element, "ident"), named[1]),))


def _nothing_to_change(check: CheckedOdd, item: Placed, known: set[str]) -> Diagnostic:
    kind, name, mode = item.name, item.element.get("ident", ""), item.element.get("mode", "")
    if name in known and not check.schema.own:
        message = f"the {WORDS[kind]} `{name}` is not taken, so there is nothing to {mode}"
        advice = "take its module, or take the change out"
        return remark(finding(NOT_TAKEN, item, "ident", message, advice))
    message = f"there is no {WORDS[kind]} `{name}` to {mode}"
    return finding(UNKNOWN_SPEC, item, "ident", message, nearest(name, known, "add it, or correct the name"))


def _given(check: CheckedOdd) -> set[tuple[str, str]]:
    """What the sources give before the ODD changes or adds anything."""
    entries = [e for item in check.odd.references() for e in _entries(check, item)]
    if (whole := taken_whole(check.odd, check.base)) is not None:
        entries += whole.entries
    for item in check.odd.modules():
        entries += _entries(check, item)
    taken = {(s.kind, s.ident) for s in check.schema.specs}
    deleted = {
        (i.name, i.element.get("ident", "")) for i in check.odd.named(*KINDS) if i.element.get("mode") == "delete"
    }
    return {(e.kind, e.ident) for e in entries} & (taken | deleted)


def _entries(check: CheckedOdd, item: Placed) -> Iterable[SpecEntry]:
    library, key = check.library(item), item.element.get("key", "")
    if library is None:
        return ()
    return library.by_module.get(key, ()) if item.name == "moduleRef" else library.by_ident.get(key, ())


def _references(check: CheckedOdd) -> Iterator[Diagnostic]:
    """References of the ODD's own specifications to what there is not."""
    known = {kind: set(check.schema.of(kind)) for kind in KINDS} if check.schema.own else check.known
    told: Counter[tuple[str, str]] = Counter()
    for item in check.odd.items:
        for e in item.element.iter(*map(tei, _REFERENCES)):
            inner = Placed(e, item.odd, item.folder)
            kind, key = _REFERENCES[inner.name], e.get("key")
            if key is None or e.get("mode") == "delete" or _is_known(check, key, kind, known) or told[kind, key]:
                continue
            told[kind, key] += 1
            message = f"there is no {WORDS[kind]} `{key}`"
            yield finding(UNKNOWN_SPEC, inner, "key", message, nearest(key, known[kind], "specify it first"))


def _is_known(check: CheckedOdd, key: str, kind: str, known: dict[str, set[str]]) -> bool:
    if key in known[kind] or (kind == "classSpec" and key.rpartition("_")[0] in known[kind]):
        return True
    return bool(check.schema.imports) or (not check.schema.own and any(key in names for names in known.values()))


def _circles(check: CheckedOdd) -> Iterator[Diagnostic]:
    members = {name: [m.key for m in spec.classes] for name, spec in check.schema.of("classSpec").items()}
    for item in check.odd.named("classSpec"):
        name = item.element.get("ident", "")
        if item.element.get("mode") != "delete" and name in _reachable(name, members):
            message = f"the class `{name}` is a member of itself"
            yield finding(CIRCULAR_CLASS, item, "ident", message, "remove one memberOf of the circle")


def _reachable(name: str, members: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(members.get(name, ()))
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += members.get(key, ())
    return found
