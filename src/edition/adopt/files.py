"""One file looked at: is it a text or a register, what does it name, which schema does it ask for."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Final

from lxml import etree

from edition.adopt.model import LEVELS, SchemaLink, SeenFile, Sort
from edition.facts.habits import ReadingHabits
from edition.facts.read import outermost_texts
from edition.intake.signs.languages import language_of
from edition.markup import TEI, XML_ID, XML_LANG, Document, all_text, local_name, tei
from edition.registers import LISTS
from edition.registers.read import entries

_TEXTS: Final = frozenset({"TEI", "teiCorpus", "text", "surface", "surfaceGrp", "sourceDoc"})
_LISTS: Final = frozenset({"listPerson", "listPlace", "listOrg", "listEvent", "listBibl", "listRelation", "listNym"})
# words of a register outside of its lists: a heading, a remark; an introduction is shorter than what it introduces
_MOST_WORDS: Final = 150
_SHARE: Final = 4
# what is a text even where it has no words
_SHOWN: Final = frozenset({"pb", "graphic", "media", "surface", "binaryObject", "notatedMusic", "formula"})
_PSEUDO: Final = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_FEATURES: Final = {
    "correspDesc": "letters with sender and addressee",
    "app": "entries of an apparatus",
    "sourceDoc": "transcriptions line by line",
    "graphic": "pictures",
    "pb": "pages",
    "note": "notes",
    "msDesc": "descriptions of manuscripts",
    "sp": "speeches",
    "l": "lines of verse",
    "entry": "dictionary entries",
}
_MENOTA: Final = "{http://www.menota.org/ns/1.0}"
# elements that may carry @ref or @key without naming an entry
_NO_NAMES: Final = frozenset({"ref", "ptr", "hi", "catRef", "category", "ab", "p", "div", "note", "app", "lem", "rdg"})


def look_at(document: Document) -> SeenFile:
    """What a file shows of itself."""
    root = document.root
    own = _entries(root)
    sort = _sort(root, own)
    header = root.find(tei("teiHeader"))
    return SeenFile(
        document.source.path,
        sort,
        _language(root) if sort is Sort.TEXT else "",
        _title(header, ("a", "m", "")),
        _title(header, ("s",)),
        _words(root) if sort is Sort.TEXT else 0,
        tuple(_schemas(root)),
        own,
        _pointing(root, ReadingHabits.of(root, None)) if sort is Sort.TEXT else {},
        Counter(_FEATURES[name] for e in root.iter(etree.Element) if (name := local_name(e)) in _FEATURES),
        _licence(header) if sort is Sort.TEXT else "",
        frozenset(level for level in LEVELS if next(root.iter(f"{_MENOTA}{level}"), None) is not None),
    )


def _licence(header: etree._Element | None) -> str:
    """The address of the licence under which a text is given."""
    path = f"{tei('fileDesc')}/{tei('publicationStmt')}/{tei('availability')}/{tei('licence')}"
    found = header.findall(path) if header is not None else []
    addresses = (licence.get("target", "").strip() for licence in found)
    return next((a for a in addresses if a.startswith(("http://", "https://"))), "")


def _entries(root: etree._Element) -> dict[str, str]:
    """Keys of the file's own entries, with their kinds; what the header says of its source is none."""
    out: dict[str, str] = {}
    for element in entries(root):
        key = element.get(XML_ID)
        if key and not any(local_name(a) in ("fileDesc", "encodingDesc") for a in element.iterancestors()):
            out.setdefault(key, LISTS[local_name(element)])
    return out


def _sort(root: etree._Element, own: dict[str, str]) -> Sort:
    if etree.QName(root).namespace != TEI or local_name(root) not in _TEXTS | _LISTS | {"standOff"}:
        return Sort.OTHER
    if local_name(root) not in _TEXTS:
        return Sort.REGISTER if own else Sort.OTHER
    if _is_only_header(root):
        return Sort.REGISTER if own else Sort.OTHER
    texts = list(root.iter(tei("text")))
    if not own or root.find(tei("sourceDoc")) is not None or any(map(_holds_edition, texts)):
        return Sort.TEXT
    return Sort.TEXT if texts and _is_about_more(root, texts, own) else Sort.REGISTER


def _is_about_more(root: etree._Element, texts: list[etree._Element], own: dict[str, str]) -> bool:
    """Whether a text is there for more than its entries: they are in its header or back, or many words beside them.

    A text without words whose header has all the entries is there for them.
    """
    found = [element for element in entries(root) if element.get(XML_ID) in own]
    outside = sum(_words_outside_lists(text) for text in texts)
    if not any(map(_is_main, found)):
        return outside > 0 or any(local_name(e) in _SHOWN for e in root.iter(etree.Element))
    named = sum(len(all_text(e).split()) for e in found if _is_main(e) and LISTS[local_name(e)] != "work")
    return outside > max(_MOST_WORDS, named // _SHARE)


def _holds_edition(text: etree._Element) -> bool:
    """Whether a part calls itself an edition (EpiDoc), however short the inscription and long its bibliography."""
    return any(division.get("type") == "edition" for division in text.iter(tei("div")))


def _is_only_header(root: etree._Element) -> bool:
    """Whether a corpus has only the header that its texts share, which lie in files of their own."""
    inside = root.iter(tei("text"), tei("sourceDoc"))
    return local_name(root) == "teiCorpus" and next(inside, None) is None


def _is_main(entry: etree._Element) -> bool:
    """Whether an entry is what its file is for, and not something in the header or the back of a text."""
    return not any(local_name(a) in ("teiHeader", "back") for a in entry.iterancestors())


def _words_outside_lists(text: etree._Element) -> int:
    walk = etree.iterwalk(text, events=("start", "end"))
    count = 0
    for event, node in walk:
        if event == "end":
            count += len((node.tail or "").split()) if node is not text else 0
        elif local_name(node) in _LISTS:
            walk.skip_subtree()
        else:
            count += len((node.text or "").split())
    return count


def _words(root: etree._Element) -> int:
    texts = outermost_texts(root) or [root]
    return sum(len(all_text(text).split()) for text in texts)


def _language(root: etree._Element) -> str:
    """What the text says it is in: itself, its edition's division, or the header where it names one language only."""
    text = next(root.iter(tei("text")), None)
    places = [text, *(() if text is None else text.iterfind(f".//{tei('div')}[@type='edition']")), root]
    for element in places:
        if element is not None and (lang := element.get(XML_LANG)):
            return str(lang)
    used: list[etree._Element] = [e for e in root.iter(tei("language")) if e.get("ident")]
    most = max(used, key=lambda e: _number(e.get("usage")), default=None)
    if most is None or (len(used) > 1 and not most.get("usage")):
        return language_of(_sample(root)) or ""
    return str(most.get("ident", ""))


def _sample(root: etree._Element) -> str:
    """Words of the text, enough to know their language by."""
    texts = list(root.iter(tei("body"))) or [root]
    return " ".join(str(part) for part in islice(texts[0].itertext(), 400) if str(part).strip())


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _title(header: etree._Element | None, levels: tuple[str, ...]) -> str:
    if header is None:
        return ""
    for title in header.iterfind(f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}"):
        if title.get("level", "") in levels and title.get("type") in (None, "main"):
            return all_text(title)
    return ""


def _schemas(root: etree._Element) -> list[SchemaLink]:
    out = []
    before = root.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction) and before.target == "xml-model":
            values = {m[1]: m[2] or m[3] or "" for m in _PSEUDO.finditer(before.text or "")}
            if href := values.get("href"):
                out.append(SchemaLink(href, values.get("schematypens", "")))
        before = before.getprevious()
    return list(reversed(out))


def _is_listed(element: etree._Element) -> bool:
    return any(local_name(a) in _LISTS for a in element.iterancestors())


def _pointing(root: etree._Element, habits: ReadingHabits) -> dict[str, Counter[str]]:
    out: dict[str, Counter[str]] = {}
    for text in root.iter(tei("text")):
        for element in text.iter(etree.Element):
            if expression := _expression(element):
                out.setdefault(expression, Counter()).update(habits.keys_of(element))
    return out


def _expression(element: etree._Element) -> str:
    """How the settings would call what names an entry as this element does; empty where it names none."""
    name = local_name(element)
    pointer = next((attribute for attribute in ("ref", "key", "corresp") if element.get(attribute)), "")
    if not pointer or name in _NO_NAMES:
        return ""
    if name in LISTS:  # also in a list, as in a note that tells which works are meant
        return f"{name}[@{pointer}]" if LISTS[name] == "work" and not element.get(XML_ID) else ""
    if _is_listed(element):
        return ""
    if pointer == "corresp":
        return f"{name}[@corresp]"
    return _typed(name, element.get("type", "").split())


def _typed(name: str, types: list[str]) -> str:
    return f"{name}[@type='{types[0]}']" if types and name in ("rs", "name", "term", "title") else name
