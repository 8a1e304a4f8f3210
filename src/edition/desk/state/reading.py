"""An article as readers will see it, made by the site's own stylesheets, with its mentions named for the desk.

A whole article is made when it is opened; after a change only the blocks that changed are made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree, html

from edition.deciding import Article, Mark
from edition.desk.state.part import PagePart
from edition.project import Project
from edition.publish.article import ArticleValues, Surroundings
from edition.publish.marking import marked
from edition.publish.renderer import Renderer, Site
from edition.registers import Registers


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
        return "".join(_text(part, article) for part in self._parts(source, article, registers))

    def block(self, part: PagePart, registers: Registers) -> str | None:
        """One block of an article, as it stands in its page; None where the page does not show it by its id."""
        article = part.article
        with marked(article.reading):
            source = etree.tostring(article.document.root, encoding="utf-8")
        for found in self._parts(source, article, registers):
            for node in found.iter():
                if node.get("id") == part.id:
                    return _text(node, article)
        return None

    def _parts(self, source: bytes, article: Article, registers: Registers) -> list[html.HtmlElement]:
        language = self._renderer.site.languages[0]
        values = ArticleValues(article.facts, registers, Surroundings(), language).page()
        made = self._renderer.render(_without_lists(values), language, source)[0].data.decode()
        root = html.fromstring(made)
        return [node for node in root.iter("header", "div") if node.get("class") in ("title-block", "text")]


def _without_lists(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "entity-lists": [], "about": [], "dates": [], "machine": [], "previous": None, "next": None}


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
