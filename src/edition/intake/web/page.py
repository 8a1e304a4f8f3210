"""A page of HTML without what stands around its text: menus, asides, heads and feet of the site.

Takes bytes, gives bytes, the words that were taken off, and what the head tells.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree, html

from edition.intake.web.meta import read_head
from edition.intake.web.notes import mark_notes, type_of

_AROUND: Final = frozenset({"nav", "aside", "footer", "header", "form", "dialog", "button"})
_AROUND_NAMES: Final = frozenset(
    {"noprint", "mw-editsection", "navbox", "mw-jump-link", "skip-link", "breadcrumb", "breadcrumbs", "sidebar", "toc"}
)
_AROUND_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_SILENT: Final = frozenset({"script", "style", "noscript", "template"})
_ENOUGH: Final = 0.5


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page to be read, and what stood around its text."""

    data: bytes
    around: tuple[str, ...]
    told: Mapping[str, Any]


def ready_page(data: bytes) -> ReadyPage:
    """A page without what stands around its text, its notes in the form that pandoc reads."""
    root = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data))) if data.strip() else None
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        return ReadyPage(data, (), {})
    told = read_head(root)
    around = [text for element in _around(body) if (text := _taken(element))]
    mark_notes(body)
    ready = etree.tostring(root, encoding="utf-8", method="html", doctype="<!DOCTYPE html>")
    return ReadyPage(ready, tuple(around), told)


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that, whatever the page says; else what it says."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _around(body: html.HtmlElement) -> list[html.HtmlElement]:
    """What stands around the text: beside the one main part of a page, and navigation within it."""
    found = [e for e in body.iterdescendants() if isinstance(e.tag, str) and _is_around(e)]
    main = _main(body)
    if main is None:
        return found
    kept = [main, *itertools.takewhile(lambda e: e is not body, main.iterancestors())]
    beside = (each for above in kept for each in (*above.itersiblings(preceding=True), *above.itersiblings()))
    return [*sorted((e for e in beside if isinstance(e.tag, str)), key=list(body.iter()).index), *found]


def _main(body: html.HtmlElement) -> html.HtmlElement | None:
    """The one main part of a page, if it has most of its letters."""
    mains = list(filter(_is_outermost, body.iter("main", "article")))
    mains = mains or [each for each in body.iter() if each.get("role") == "main"]
    return mains[0] if len(mains) == 1 and _length(mains[0]) > _ENOUGH * _length(body) else None


def _is_outermost(element: html.HtmlElement) -> bool:
    return next(element.iterancestors("main", "article"), None) is None


def _length(element: html.HtmlElement) -> int:
    return len("".join(str(text) for text in element.itertext()).split())


def _is_around(element: html.HtmlElement) -> bool:
    names = {*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()}
    if names & _AROUND_NAMES or element.get("role") in _AROUND_ROLES:
        return True
    if element.tag == "header":  # that of an article has its title
        return element.find(".//h1") is None
    # a note may stand in an aside
    return element.tag in _AROUND and not type_of(element)


def _taken(element: html.HtmlElement) -> str:
    """Take an element off, but not what stands behind it; gives its words."""
    parent = element.getparent()
    if parent is None:
        return ""
    text = " ".join(" ".join(_words(element)).split())
    element.drop_tree()
    return text


def _words(element: html.HtmlElement) -> Iterator[str]:
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in _SILENT:
            yield each.text or ""
        if each is not element:
            yield each.tail or ""
