"""A TEI document as plain XHTML, for formats that want text with little markup: EPUB, PDF, Markdown.

Takes a document, gives a `section` with headings, paragraphs, lists, tables, verse, and the notes at its end. The site
has its own, fuller stylesheets; this keeps to what every reader of books understands.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from lxml import etree

from edition.facts import Metadata
from edition.facts.metadata import read_metadata
from edition.markup import XML_ID, XML_LANG, Document, all_text, append_text, local_name, tei

XHTML: Final = "http://www.w3.org/1999/xhtml"
EPUB: Final = "http://www.idpf.org/2007/ops"
NSMAP: Final[Any] = {None: XHTML, "epub": EPUB}
_SKIPPED: Final = frozenset("fw corr reg expan teiHeader standOff graphic pb cb gb milestone anchor index".split())
_BLOCKS: Final = {
    "div": "section", "front": "section", "body": "section", "back": "section", "p": "p", "ab": "p", "list": "ul",
    "item": "li", "table": "table", "row": "tr", "cell": "td", "lg": "div", "l": "p", "sp": "div", "speaker": "p",
    "stage": "p", "opener": "div", "closer": "div", "dateline": "p", "salute": "p", "signed": "p", "byline": "p",
    "figure": "div", "figDesc": "p", "epigraph": "blockquote", "cit": "div", "trailer": "p", "docTitle": "div",
    "titlePart": "p", "listBibl": "ul", "bibl": "li", "castList": "ul", "castItem": "li",
}  # fmt: skip
_INLINE: Final = {"hi": "em", "emph": "em", "title": "cite", "foreign": "i", "q": "q", "said": "q", "soCalled": "q"}
_RENDS: Final = {"bold": "strong", "b": "strong", "sup": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}
# what stands in these only, and what it becomes elsewhere
_WITHIN: Final = {"li": (("ul", "ol"), "p"), "tr": (("table", "tr"), "div"), "td": (("table", "tr"), "div")}
_HOLDS_BLOCKS: Final = frozenset("list table lg p ab sp figure listBibl cit".split())
_SMALL_HEADS: Final = frozenset("list table figure lg castList castGroup listBibl".split())
_ENOUGH: Final = 2_000  # letters that tell which way a text runs
_DEEPEST: Final = 60  # what is nested deeper is written into its parent: no reader of books shows it anyway


@dataclass(frozen=True)
class Shown:
    """What is shown beside the words: pictures, by the address that the text has for them, and where pages begin."""

    picture: Callable[[str], str] = lambda _: ""
    pages: bool = False


def render(document: Document, shown: Shown = Shown()) -> etree._Element:
    """The text of a document as a `section`."""
    maker = _Maker(document, shown)
    for text in document.root.iter(tei("text")):
        if not any(local_name(a) == "text" for a in text.iterancestors()):
            maker.walk(text)
    return maker.result()


@dataclass(frozen=True)
class About:
    """What a title page needs of a document."""

    id: str
    lang: str
    metadata: Metadata

    @classmethod
    def of(cls, document: Document) -> About:
        """Read it from the header."""
        root = document.root
        id_ = str(root.get(XML_ID) or PurePath(document.source.path).stem)
        return cls(id_, str(root.get(XML_LANG) or ""), read_metadata(root))

    @property
    def title(self) -> str:
        """The title in the document's language, else its id."""
        return self.metadata.title(self.lang) or self.id


def direction(*content: etree._Element) -> str:
    """The way that most letters at the beginning of a text run; its language does not tell (Ottoman has two scripts).

    >>> direction(html("p", "كتاب 1921")), direction(html("p", "Kitap 1921"))
    ('rtl', 'ltr')
    """
    text = islice((c for element in content for piece in element.itertext() for c in str(piece)), _ENOUGH)
    ways = Counter(unicodedata.bidirectional(c) for c in text)
    return "rtl" if ways["R"] + ways["AL"] > ways["L"] else "ltr"


def html(name: str, text: str = "", **attributes: str) -> etree._Element:
    """An XHTML element."""
    element = etree.Element(f"{{{XHTML}}}{name}", nsmap=NSMAP)
    for key, value in attributes.items():
        element.set(key.rstrip("_"), value)
    if text:
        element.text = text
    return element


class _Maker:
    """Walks a document and keeps the chain of elements that are being filled."""

    def __init__(self, document: Document, shown: Shown) -> None:
        self._shown = shown
        self._root = html("section", id="text")
        if lang := document.root.get(XML_LANG):
            self._root.set(XML_LANG, lang)
        self._notes = html("section")
        self._notes.set(f"{{{EPUB}}}type", "footnotes")
        self._open: list[etree._Element] = [self._root]
        self._kept: list[etree._Element] = []  # source elements that opened one of `_open`
        self._skipped: etree._Element | None = None
        self._depth = 0
        self._ids = {"text"}

    def walk(self, text: etree._Element) -> None:
        for event, node in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(node)
            elif event == "end":
                self._end(node)
            if event != "start" and node is not text and self._skipped is None:
                append_text(self._open[-1], _folded(node.tail))

    def result(self) -> etree._Element:
        if len(self._notes):
            self._root.append(self._notes)
        return self._root

    def _start(self, node: etree._Element) -> None:
        if self._skipped is not None:
            return
        name = local_name(node)
        if name in _SKIPPED or (name == "figDesc" and self._pictured(node)):
            self._skipped = node
            self._show(node, name)
            return
        if name == "div":
            self._depth += 1
        made = self._note(node) if name == "note" else self._make(node, name)
        if made is not None and len(self._open) < _DEEPEST:
            self._keep_attributes(node, made)
            if name != "note":
                self._open[-1].append(made)
            self._open.append(made)
            self._kept.append(node)
        append_text(self._open[-1], _folded(node.text))

    def _show(self, node: etree._Element, name: str) -> None:
        """A picture, or the mark of a new page, where the book wants them."""
        if self._in_rows():
            return
        if name == "graphic" and (place := self._shown.picture(node.get("url", ""))):
            self._open[-1].append(html("img", src=place, alt=_described(node)))
        elif name == "pb" and self._shown.pages and (number := node.get("n")):
            mark = html("span", role="doc-pagebreak")
            mark.set(f"{{{EPUB}}}type", "pagebreak")
            mark.set("aria-label", number)
            self._open[-1].append(mark)

    def _pictured(self, node: etree._Element) -> bool:
        """Whether a description is told by the picture beside it."""
        figure = node.getparent()
        graphics = [] if figure is None or self._in_rows() else figure.findall(tei("graphic"))
        return any(self._shown.picture(g.get("url", "")) for g in graphics)

    def _in_rows(self) -> bool:
        return local_name(self._open[-1]) in ("ul", "ol", "table", "tr")

    def _end(self, node: etree._Element) -> None:
        if self._skipped is not None:
            if self._skipped is node:
                self._skipped = None
            return
        if local_name(node) == "div":
            self._depth -= 1
        if self._kept and self._kept[-1] is node:
            self._kept.pop()
            self._open.pop()

    def _make(self, node: etree._Element, name: str) -> etree._Element | None:
        """The element for a source element; None where its content goes into what is open."""
        if name == "head":
            return html(self._head_name(node))
        if name == "lb":
            return html("br")
        if name == "quote":
            return html("blockquote") if self._among_blocks(node) else html("q")
        if name in _BLOCKS:
            return self._block(node, name)
        if name == "ref" and node.get("target", "").startswith(("http://", "https://")):
            return html("a", href=node.get("target", ""))
        if name == "hi":
            return html(_RENDS.get(node.get("rend", ""), "em"))
        return html(_INLINE[name]) if name in _INLINE else None

    def _block(self, node: etree._Element, name: str) -> etree._Element:
        made = _list_name(node) if _BLOCKS[name] == "ul" else _BLOCKS[name]
        if made in _WITHIN and local_name(self._open[-1]) not in _WITHIN[made][0]:
            made = _WITHIN[made][1]
        if made == "p" and any(local_name(d) in _HOLDS_BLOCKS for d in node.iterdescendants(etree.Element)):
            made = "div"  # XHTML lets no block stand in a paragraph
        if made not in ("li", "tr", "td") and self._in_paragraph():
            made = "span"
        return html(made, class_=name) if made in ("div", "span") or name == "l" else html(made)

    def _head_name(self, node: etree._Element) -> str:
        if self._in_paragraph():
            return "span"
        if local_name(self._open[-1]) == "table":
            return "caption"
        return "p" if _parent_name(node) in _SMALL_HEADS else f"h{min(6, self._depth + 1)}"

    def _in_paragraph(self) -> bool:
        return local_name(self._open[-1]) in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "q", "cite")

    def _among_blocks(self, node: etree._Element) -> bool:
        return not self._in_paragraph() and not (self._open[-1].text or "").strip()

    def _note(self, node: etree._Element) -> etree._Element:
        number = str(len(self._notes) + 1)
        id_ = node.get(XML_ID) or f"edition-note-{number}"
        call = html("a", node.get("n") or number, href=f"#{id_}", id=f"call-{id_}")
        call.set(f"{{{EPUB}}}type", "noteref")
        call.set("role", "doc-noteref")
        self._open[-1].append(call)
        aside = html("aside", id=id_)
        aside.set(f"{{{EPUB}}}type", "footnote")
        aside.set("role", "doc-footnote")
        self._notes.append(aside)
        if any(local_name(child) in ("p", "list", "quote", "ab") for child in node):
            return aside
        paragraph = html("p")
        aside.append(paragraph)
        return paragraph

    def _keep_attributes(self, node: etree._Element, made: etree._Element) -> None:
        if (id_ := node.get(XML_ID)) and local_name(node) != "note" and id_ not in self._ids:
            made.set("id", id_)
            self._ids.add(id_)  # a page has each id once, whatever its source has
        if lang := node.get(XML_LANG):
            made.set(XML_LANG, lang)


def _described(graphic: etree._Element) -> str:
    """What a picture shows, as its figure tells: the description, else the heading."""
    figure = graphic.getparent()
    told = () if figure is None else (figure.find(tei(name)) for name in ("figDesc", "head"))
    return next((all_text(e) for e in told if e is not None), "")


def _list_name(node: etree._Element) -> str:
    """A list that holds anything but items, such as a heading or groups, is no list to XHTML."""
    if any(local_name(child) not in ("item", "bibl", "castItem", "") for child in node):
        return "div"
    return "ol" if node.get("type") in ("ordered", "numbered") else "ul"


def _parent_name(node: etree._Element) -> str:
    parent = node.getparent()
    return "" if parent is None else local_name(parent)


def _folded(text: str | None) -> str:
    """White space as XHTML shows it."""
    if not text:
        return ""
    words = " ".join(text.split())
    before = " " if text[0].isspace() else ""
    after = " " if words and text[-1].isspace() else ""
    return before + words + after
