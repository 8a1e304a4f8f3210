"""The form of a schema in XML syntax: which elements and attributes of RELAX NG stand where (specification, section 3).

Takes a whole parsed file, so that definitions that nothing refers to are looked at too; raises SchemaError at the first
element that has not the form. What stands inside of an element is written as an expression over one letter a child.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree

from edition.relaxng.datatypes.characters import is_ncname
from edition.relaxng.datatypes.uris import is_uri
from edition.relaxng.model import SchemaError

RNG = "http://relaxng.org/ns/structure/1.0"
_PREFIX = f"{{{RNG}}}"


class _Form(NamedTuple):
    """What may stand in an element."""

    inside: str  # an expression over the letters below
    words: str  # the same in words, after the element's name
    attributes: tuple[str, ...] = ()
    required: bool = True  # the first of the attributes must be there
    text: bool = False


_JOINING = ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed")
_EMPTY = ("empty", "notAllowed", "text")
_LETTERS = {
    **dict.fromkeys((*_JOINING, *_EMPTY, "element", "attribute", "ref", "parentRef", "data", "value"), "p"),
    **dict.fromkeys(("externalRef", "grammar"), "p"),
    **dict.fromkeys(("name", "anyName", "nsName"), "n"),
    "choice": "c",
    "except": "x",
    "param": "m",
    "start": "s",
    "define": "d",
    "div": "v",
    "include": "i",
}
_NAMES = _Form("[nc]+", "needs a name inside")
_FORMS = {
    **dict.fromkeys((*_JOINING, "except"), _Form("[pc]+", "needs a pattern inside")),
    **dict.fromkeys(("choice of names", "except of names"), _NAMES),
    **dict.fromkeys(_EMPTY, _Form("", "must be empty")),
    **dict.fromkeys(("ref", "parentRef"), _Form("", "must be empty", ("name",))),
    **dict.fromkeys(("anyName", "nsName"), _Form("x?", "takes one <except> at most")),
    **dict.fromkeys(("grammar", "div"), _Form("[sdvi]*", "takes definitions")),
    "element": _Form("[pc]+", "needs a pattern inside", ("name",)),
    "element without name": _Form("[nc][pc]+", "needs a name and a pattern inside"),
    "attribute": _Form("[pc]?", "takes one pattern", ("name",)),
    "attribute without name": _Form("[nc][pc]?", "needs a name, and takes one pattern"),
    "externalRef": _Form("", "must be empty", ("href",)),
    "include": _Form("[sdv]*", "takes definitions", ("href",)),
    "div of include": _Form("[sdv]*", "takes definitions"),
    "start": _Form("[pc]", "needs one pattern", ("combine",), required=False),
    "define": _Form("[pc]+", "needs a pattern inside", ("name", "combine")),
    "data": _Form("m*x?", "takes parameters and one <except> after them", ("type",)),
    "value": _Form("", "holds text only", ("type",), required=False, text=True),
    "param": _Form("", "holds text only", ("name",), text=True),
    "name": _Form("", "holds text only", text=True),
}
_ROLES = {"anyName": "names", "nsName": "names", "include": "include", "grammar": "", "data": ""}


def check_form(root: etree._Element, source: str) -> None:
    """Refuse a schema in which something stands that RELAX NG does not allow there."""
    if _letter(root) not in ("p", "c"):
        raise _error(root, source, f"<{_shown(root)}> is not a pattern, as a schema must be")
    waiting = [(root, "")]
    while waiting:
        node, role = waiting.pop()
        waiting += _check(node, role, source)


def children(node: etree._Element) -> list[etree._Element]:
    """Give the child elements that are not annotations."""
    return list(node.iterchildren(f"{_PREFIX}*"))


def local_name(node: etree._Element) -> str:
    """Give the name of an element of RELAX NG."""
    return str(node.tag).removeprefix(_PREFIX)


def line_of(node: etree._Element) -> int:
    """Give the line of a node, 0 if nobody knows."""
    return cast("int | None", node.sourceline) or 0


def _check(node: etree._Element, role: str, source: str) -> list[tuple[etree._Element, str]]:
    """Check one element; give its children with the roles they play."""
    local = local_name(node)
    unnamed = local in ("element", "attribute") and node.get("name") is None
    kind = f"{local} without name" if unnamed else f"{local} of {role}"
    form = _FORMS.get(kind) or _FORMS[local]
    _check_attributes(node, local, form, source)
    inside = children(node)
    _check_inside(node, local, form, inside, source)
    inherited = _ROLES.get(local, role)
    return [(child, "names" if unnamed and index == 0 else inherited) for index, child in enumerate(inside)]


def _check_inside(node: etree._Element, local: str, form: _Form, inside: list[etree._Element], source: str) -> None:
    letters = "".join(map(_letter, inside))
    if not _fits(form.inside, letters):
        raise _wrong_inside(node, form, list(zip(inside, letters, strict=True)), source)
    if form.text:
        if any(isinstance(child.tag, str) for child in node):
            raise _error(node, source, f"<{local}> holds text only, no annotations")
    elif "".join(filter(None, (node.text, *(child.tail for child in node)))).strip():
        raise _error(node, source, f"text is not allowed in <{local}>")
    if local == "name":
        _check_name(node, node.text or "", source)


def _wrong_inside(
    node: etree._Element, form: _Form, inside: list[tuple[etree._Element, str]], source: str
) -> SchemaError:
    """Tell what is wrong with what stands in an element: one child that is out of place, or all of them together."""
    local = local_name(node)
    for child, letter in inside:
        if letter == "?":
            return _error(child, source, f"<{_shown(child)}> is not a pattern, nor anything else of RELAX NG")
        if form.inside and letter not in form.inside:
            return _error(child, source, f"<{_shown(child)}> is not allowed in <{local}>")
    return _error(node, source, f"<{local}> {form.words}")


@lru_cache(1024)  # few sequences stand in a grammar, each in many places
def _fits(form: str, letters: str) -> bool:
    return re.fullmatch(form, letters) is not None


def _check_attributes(node: etree._Element, local: str, form: _Form, source: str) -> None:
    for key, value in node.attrib.items():
        name = str(key)
        if name.startswith(_PREFIX):
            raise _error(node, source, f"<{local}> has an attribute of RELAX NG's own namespace")
        if not name.startswith("{") and name != "ns":
            _check_attribute(node, form, name, str(value), source)
    if form.required and form.attributes and node.get(form.attributes[0]) is None:
        raise _error(node, source, f"<{local}> needs the attribute {form.attributes[0]}")


def _check_attribute(node: etree._Element, form: _Form, name: str, value: str, source: str) -> None:
    if name == "datatypeLibrary":
        _check_library(node, value, source)
    elif name not in form.attributes:
        raise _error(node, source, f"<{local_name(node)}> has no attribute {name}")
    elif name == "combine" and value.strip() not in ("choice", "interleave"):
        raise _error(node, source, f"combine is choice or interleave, not {value!r}")
    elif name in ("name", "type"):
        _check_name(node, value, source)


def _check_name(node: etree._Element, text: str, source: str) -> None:
    """Refuse what is no name; only elements, attributes and ``name`` may have prefixes."""
    prefixed = local_name(node) in ("element", "attribute", "name")
    prefix, colon, local = text.strip(" \t\r\n").rpartition(":")
    if not is_ncname(local) or (colon and not (prefixed and is_ncname(prefix))):
        raise _error(node, source, f"{text!r} is not a name")


def _check_library(node: etree._Element, text: str, source: str) -> None:
    """Refuse a library that is no absolute address; the empty one is RELAX NG's own."""
    if text and ("#" in text or not re.match(r"[A-Za-z][A-Za-z0-9+\-.]*:", text) or not is_uri(text)):
        raise _error(node, source, f"the datatype library {text!r} is not an absolute URI without fragment")


def _letter(node: etree._Element) -> str:
    return _LETTERS.get(local_name(node), "?")


def _shown(node: etree._Element) -> str:
    return etree.QName(node).localname


def _error(node: etree._Element, source: str, message: str) -> SchemaError:
    return SchemaError(message, source, line_of(node))
