"""A second look at what pandoc reads: the letters of its tree, and those of the source that it left out.

The letters of the tree are gathered without looking at what they stand in; those of ODT, EPUB and HTML from every text
node of their XML, those of RTF from its
bytes, those of LaTeX and Org from what pandoc prints of them.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from lxml import etree, html

from edition.intake.pandoc.content import QUOTES, cited
from edition.markup import local_name

_OUTSIDE_ODT: Final = frozenset(
    {
        "annotation",
        "tracked-changes",
        "note-citation",
        "sequence-decls",
        "forms",
        "desc",
        "title",
        "index-title-template",
    }
)
_OUTSIDE_HTML: Final = frozenset({"script", "style", "head", "noscript", "template", "math", "svg", "option"})
_CONTENTS: Final = re.compile(rb"""<nav[^>]*\btype=["']toc""")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def letters(tree: Any, *, pictures: bool = False) -> Iterator[str]:
    """Every piece of text in a tree, or a part of it; with `pictures` also what stands in place of these."""
    if isinstance(tree, list):
        for each in tree:
            yield from letters(each, pictures=pictures)
    elif isinstance(tree, dict) and "t" in tree:
        yield from _of_node(tree["t"], tree.get("c"), pictures)
    elif isinstance(tree, dict):
        yield from letters(list(tree.values()), pictures=pictures)


def _of_node(name: str, content: Any, pictures: bool) -> Iterator[str]:
    if name in _TEXTS:
        yield _TEXTS[name](content)
        return
    if name in ("RawInline", "RawBlock") or (name == "Image" and not pictures):
        return
    if name == "Quoted":
        yield "".join(QUOTES[content[0]["t"]])
    elif name == "Cite":
        yield cited(content)
        content = content[1]
    yield from letters(content, pictures=pictures)


def _second(content: Any) -> str:
    return str(content[1])


_TEXTS: Final[dict[object, Callable[[Any], str]]] = {
    "Str": str, "Code": _second, "CodeBlock": _second, "Math": _second,
}  # fmt: skip


def raw(tree: Any) -> Iterator[str]:
    """What pandoc hands on without having read it; not in citations, whose keys are read."""
    if isinstance(tree, list):
        for each in tree:
            yield from raw(each)
    elif isinstance(tree, dict):
        if tree.get("t") in ("RawBlock", "RawInline") and not tree["c"][1].startswith("<!--"):
            yield tree["c"][1]
        elif tree.get("t") != "Cite":
            yield from raw(tree.get("c") if "t" in tree else list(tree.values()))


def odt_text(archive: zipfile.ZipFile) -> str:
    """An ODT's text with its formulas, without comments, deletions and the numbers of notes."""
    names = [name for name in archive.namelist() if name == "content.xml" or name.endswith("/content.xml")]
    return " ".join(text for name in names for text in _texts(_xml(archive.read(name)), _OUTSIDE_ODT))


def epub_text(archive: zipfile.ZipFile) -> str:
    """The chapters of an EPUB, without its table of contents."""
    names = [name for name in archive.namelist() if name.endswith((".xhtml", ".html", ".htm"))]
    pages = (archive.read(name) for name in names)
    return " ".join(html_text(page) for page in pages if not _CONTENTS.search(page))


def html_text(data: bytes) -> str:
    """What a reader sees of a page."""
    parser = html.HTMLParser(encoding="utf-8")
    root = html.document_fromstring(data, parser=parser) if data.strip() else None
    body = root.find("body") if root is not None else None
    return " ".join(_texts(body, _OUTSIDE_HTML)) if body is not None else ""


def left_out(source: str, taken: str) -> tuple[int, tuple[str, ...]]:
    """How many letters of a source were not taken, and words in which they stand.

    >>> left_out("ein altes Schiff", "ein Schiff")
    (5, ('altes',))
    """
    missing = Counter(filter(str.isalpha, source)) - Counter(filter(str.isalpha, taken))
    words = Counter(_WORD.findall(source)) - Counter(_WORD.findall(taken))
    return missing.total(), tuple(words) if missing else ()


def _texts(root: etree._Element, outside: frozenset[str]) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start" and local_name(element) in outside:
            walk.skip_subtree()
        elif event == "start":
            yield element.text or ""
        elif element is not root:
            yield element.tail or ""


def _xml(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
