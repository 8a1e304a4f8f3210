"""An article as readers will see it, made by the site's own stylesheets, with its mentions named for the desk.

A whole article is made when it is opened; after a change only the blocks that changed are made again, from a document
that holds nothing else, so that a key is answered at once.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from lxml import etree, html

from edition.deciding import Article, Mark
from edition.markup import XML_ID, local_name, tei
from edition.project import Project
from edition.publish.article import ArticleValues, Surroundings, marked
from edition.publish.renderer import Renderer, Site
from edition.registers import Registers

_INTERNAL: Final = ("../", "articles/", "persons/", "places/", "organisations/", "events/", "works/", "chronology/")


@dataclass
class Renderings:
    """The compiled stylesheet, and what it makes of articles."""

    project: Project

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(Site.of(self.project))

    def whole(self, article: Article, registers: Registers) -> str:
        """The title and the text of an article."""
        with marked(article.reading):
            source = etree.tostring(article.document.root, encoding="utf-8")
        return "".join(_text(part, article) for part in self._parts(source, article, registers, None))

    def blocks(self, article: Article, ids: Iterable[str], registers: Registers) -> dict[str, str] | None:
        """The outermost blocks around some blocks, by their ids; None where the whole article is to be made again."""
        out: dict[str, str] = {}
        for id_ in dict.fromkeys(ids):
            element = self._outermost(article, id_)
            if element is None:
                return None
            with marked(article.reading):
                source = _alone(article, element)
            found = self._parts(source, article, registers, [m for m in article.marks if _is_in(m, article, element)])
            wanted = element.get(XML_ID) or next(
                (
                    b.id
                    for b, e in zip(article.facts.blocks, article.reading.block_elements, strict=True)
                    if e is element
                ),
                "",
            )
            node = next((n for part in found for n in part.iter() if n.get("id") == wanted), None)
            if node is None:
                return None
            out[wanted] = _text(node, article)
        return out

    def _parts(
        self, source: bytes, article: Article, registers: Registers, marks: list[Mark] | None
    ) -> list[html.HtmlElement]:
        language = self._renderer.site.languages[0]
        values = ArticleValues(article.facts, registers, Surroundings(), language).page()
        if marks is not None:
            keys = {key for mark in marks for key in mark.fact.keys}
            values = {**values, "entities": {k: v for k, v in values["entities"].items() if k in keys}}
        made = self._renderer.render(_without_lists(values), language, source)[0].data.decode()
        root = html.fromstring(made)
        return [node for node in root.iter("header", "div") if node.get("class") in ("title-block", "text")]

    @staticmethod
    def _outermost(article: Article, id_: str) -> etree._Element | None:
        """The block with its id in the page: the outermost one around, for notes stand in paragraphs."""
        elements = {b.id: e for b, e in zip(article.facts.blocks, article.reading.block_elements, strict=True)}
        found = elements.get(id_)
        if found is None:
            return None
        blocks = set(article.reading.block_elements)
        for above in found.iterancestors():
            if above in blocks:
                found = above
        return found


def _without_lists(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "entity-lists": [], "about": [], "dates": [], "machine": [], "previous": None, "next": None}


def _is_in(mark: Mark, article: Article, element: etree._Element) -> bool:
    span = article.document.element_span(element)
    return span.start <= mark.parts[0].start < span.end


def _alone(article: Article, element: etree._Element) -> bytes:
    """The document with one block of its text, its notes numbered as they are."""
    root = article.document.root
    around = list(element.iterancestors())[:-1]
    new = copy.copy(root)
    for child in list(new):
        new.remove(child)
    header = root.find(tei("teiHeader"))
    if header is not None:
        etree.SubElement(new, header.tag)
    inner = new
    for above in reversed(around):
        inner = etree.SubElement(inner, above.tag, {str(name): str(value) for name, value in above.attrib.items()})
    block = copy.deepcopy(element)
    _number_notes(root, element, block)
    inner.append(block)
    return etree.tostring(new, encoding="utf-8", with_tail=False)


def _number_notes(root: etree._Element, element: etree._Element, block: etree._Element) -> None:
    """Notes without a number are counted through the whole text."""
    bare = [n for n in root.iter(tei("note")) if not n.get("n") and _in_text(n)]
    numbers = {note: str(number) for number, note in enumerate(bare, 1)}
    for old, new in zip(element.iter(tei("note")), block.iter(tei("note")), strict=True):
        if old in numbers:
            new.set("n", numbers[old])


def _in_text(note: etree._Element) -> bool:
    return any(local_name(a) == "text" for a in note.iterancestors())


def _text(part: html.HtmlElement, article: Article) -> str:
    """The HTML with mentions named for the desk, and without links that lead out of it."""
    marks = article.by_id
    blocks = article.texts
    for node in part.iter():
        id_ = node.get("id")
        if id_ in marks:
            _name(node, marks[id_])
        elif id_ in blocks:
            node.set("data-block", id_)
        href = node.get("href") if node.tag == "a" else None
        if href and not href.startswith(("#", "http:", "https:", "mailto:")):
            del node.attrib["href"]
        elif href and not href.startswith("#"):
            node.set("rel", "noopener noreferrer")
            node.set("target", "_blank")
    return str(etree.tostring(part, method="html", encoding="unicode", with_tail=False))


def _name(node: html.HtmlElement, mark: Mark) -> None:
    node.tag = "span"
    node.attrib.pop("href", None)
    node.set("data-mention", mark.id)
    node.set("data-kind", mark.fact.kind)
    node.set("data-cert", mark.certainty)
    node.set("data-by", "machine" if mark.by_machine else "editor")
    if mark.fact.keys:
        node.set("data-key", " ".join(mark.fact.keys))
