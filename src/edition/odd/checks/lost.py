"""What an ODD says and its grammar does not: TEI's tools leave it out in silence, and so does the grammar made here.

Takes an ODD without errors; gives warnings. A class, macro or data type may be deleted, and elements may be left out;
told is only what was deleted by name while content models or attributes that stay still build on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, Severity
from edition.markup import TEI, tei
from edition.odd.checks.findings import WORDS, CheckedOdd, finding, nearest
from edition.odd.codes import UNKNOWN_SPEC, UNUSABLE_GRAMMAR
from edition.odd.model import KINDS, Placed, Spec
from edition.odd.model.content import RNG
from edition.relaxng import SchemaError, parse_schema

_REFERENCES: Final = ("classRef", "macroRef", "dataRef", "rng:ref")
_TAKES_MEMBERS: Final = ("expand", "include", "except")  # such a reference needs the members, not the class
_PART_OF_CLASS: Final = re.compile(r"(_alternation|_sequence\w*|\.attributes?\b.*|\.content)\Z")
_SHOWN: Final = 3


def check_lost(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Each deletion that others miss, and each content model in RELAX NG of which something is left out."""
    for diagnostic in (*_deleted(check), *_foreign(check)):
        yield replace(diagnostic, level=Severity.WARNING)


def _deleted(check: CheckedOdd) -> Iterator[Diagnostic]:
    gone = {
        item.element.get("ident", ""): item
        for item in check.odd.named("classSpec", "macroSpec", "dataSpec")
        if item.element.get("mode") == "delete" and check.schema.find(item.element.get("ident", "")) is None
    }
    missed: dict[str, dict[str, None]] = {}
    for spec in check.schema.specs if gone else ():
        for key in _references(spec):
            if key in gone and (gone[key].name != "classSpec" or check.schema.members.get(key)):
                missed.setdefault(key, {})[spec.ident] = None
    for key, owners in missed.items():
        what = f"the {WORDS[gone[key].name]} `{key}` is deleted"
        advice = "replace it, change what builds on it, or delete that, too"
        yield finding(UNKNOWN_SPEC, gone[key], "ident", f"{what}, and {_listed(list(owners))} it", advice)


def _listed(owners: list[str]) -> str:
    named = ", ".join(f"`{owner}`" for owner in owners[:_SHOWN])
    more = f" and {len(owners) - _SHOWN} more" if len(owners) > _SHOWN else ""
    return f"{named}{more} {'builds' if len(owners) == 1 else 'build'} on"


def _references(spec: Spec) -> Iterator[str]:
    """The names that a content model or the data types of attributes refer to."""
    for part in spec.content.walk() if spec.content else ():
        if part.name in _REFERENCES and not any(name in part.at for name in _TAKES_MEMBERS):
            yield _plain(part.at.get("key") or part.at.get("name", ""))
    for attribute in spec.own.attributes():
        if attribute.datatype is not None:
            for element in attribute.datatype.iter(tei("dataRef"), f"{{{RNG}}}ref"):
                yield str(element.get("key") or element.get("name", ""))


def _plain(name: str) -> str:
    """The class that a pattern is a part of: `model.pLike_sequence` to `model.pLike`."""
    return _PART_OF_CLASS.sub("", name)


def _foreign(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Faults of content models in RELAX NG, and references in them that lead nowhere."""
    models = [
        Placed(element, item.odd, item.folder)
        for item in check.odd.named(*KINDS)  # a moduleRef/content holds definitions
        for element in item.element.iter(tei("content"), tei("datatype"))
        if _patterns(element)
    ]
    if _fault(models) is not None:
        for model in models:
            if (fault := _fault([model])) is not None:
                message = f"the content model is no RELAX NG, and what is wrong in it is left out: {fault}"
                span = model.odd.span(_patterns(model.element)[0])
                yield Diagnostic(UNUSABLE_GRAMMAR, message, span, help="write it in pure ODD, or correct it")
    if not check.schema.imports:
        yield from _unknown(check, models)


def _patterns(model: etree._Element) -> list[etree._Element]:
    """The patterns of RELAX NG in a model, without those that hold parts of pure ODD or of other files."""
    found = list(model.iterchildren(f"{{{RNG}}}*"))
    mixed = (f"{{{TEI}}}*", f"{{{RNG}}}externalRef", f"{{{RNG}}}grammar")
    return [e for e in found if next(e.iter(*mixed), None) is None]


def _fault(models: list[Placed]) -> str | None:
    """What a grammar of nothing but these models is refused for; what they refer to is taken for granted."""
    grammar = etree.Element(f"{{{RNG}}}grammar")
    start = etree.SubElement(grammar, f"{{{RNG}}}start")
    choice = etree.SubElement(start, f"{{{RNG}}}choice")
    for model in models:
        element = etree.SubElement(choice, f"{{{RNG}}}element", name="model", ns="")
        element.extend(deepcopy(pattern) for pattern in _patterns(model.element))
        element.text = model.element.text
    etree.SubElement(choice, f"{{{RNG}}}notAllowed")
    for name in dict.fromkeys(e.get("name", "") for e in choice.iter(f"{{{RNG}}}ref")):
        if name:
            define = etree.SubElement(grammar, f"{{{RNG}}}define", name=name)
            etree.SubElement(define, f"{{{RNG}}}notAllowed")
    try:
        parse_schema(etree.tostring(grammar))
    except SchemaError as error:
        return error.message
    return None


def _unknown(check: CheckedOdd, models: list[Placed]) -> Iterator[Diagnostic]:
    known = {name for names in check.known.values() for name in names}
    told: set[str] = set()
    for model in models:
        for reference in model.element.iter(f"{{{RNG}}}ref"):
            key = reference.get("name", "").removeprefix(check.schema.prefix)
            if key and _plain(key) not in known and key not in known and key not in told:
                told.add(key)
                here = Placed(reference, model.odd, model.folder)
                message = f"nothing is called `{key}`, and the reference is left out"
                yield finding(UNKNOWN_SPEC, here, "name", message, nearest(key, known, "specify it first"))
