"""Structure against a gold description of a whole article: paragraphs, headings, notes and where they are called,
quotations, words joined over line ends, furniture left in the text, abstracts and keywords.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from edition.languages import SHIPPED, fold
from edition.markup import XML_ID, XML_LANG, local_name, tei
from edition.score.model import harmonic
from edition.score.streams import letters

_MARKS: Final = ".,;:()[]“”\"'’‘?!…"
_OTHER_TEXT: Final = frozenset(("note", "fw", "corr", "reg", "expan"))
_NOTE_HOLDERS: Final = frozenset(("div", "back", "listNote", "noteGrp", "body"))


@dataclass(frozen=True, slots=True)
class StructureScores:
    """Figures by name, and what each misses."""

    figures: Mapping[str, float]
    misses: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass
class _Parts:
    """The parts of a TEI article that are compared."""

    root: etree._Element
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        text = self.root.find(f".//{tei('text')}")
        self.text = self.root if text is None else text
        body = self.text.find(tei("body"))
        self.body = self.text if body is None else body
        flow = self.text.iter(*(tei(n) for n in ("p", "head", "note", "item", "quote", "ab")))
        self.flow = " ".join(_plain(e) for e in flow)


def score_structure(gold: Mapping[str, Any], root: etree._Element, source: str = "") -> StructureScores:
    """Score an encoded article; `source` is the text it was made from, where letters lost are to be counted."""
    parts = _Parts(root)
    figures: dict[str, float] = {}
    for step in (_paragraphs, _headings, _notes, _joined, _furniture, _abstracts):
        figures |= step(gold, parts)
    if source:
        gone = Counter(c for c in letters(source) if c.isalpha())
        gone -= Counter(c for c in letters("".join(str(t) for t in root.itertext())) if c.isalpha())
        figures["letters_lost"] = sum(gone.values())
    return StructureScores({k: round(v, 4) for k, v in figures.items()}, dict(parts.misses))


def _paragraphs(gold: Mapping[str, Any], parts: _Parts) -> dict[str, float]:
    quotes = [e for e in parts.body.iter(tei("quote")) if local_name(_parent(e)) not in ("p", "note", "item", "q")]
    texts = list(filter(None, map(_squeezed, _blocks(parts.body, quotes))))
    missed = [wanted["first"] for wanted in gold["paragraphs"] if not _has(texts, wanted)]
    parts.misses["paragraphs"] += missed
    hits, marked = len(gold["paragraphs"]) - len(missed), len(texts)
    expected = gold.get("quotes", [])
    marked = max(hits, marked - len(quotes) if expected else marked)
    out = {"paragraphs_f1": _f1(hits, len(gold["paragraphs"]), marked)}
    if expected:
        found = [q for q in expected if any(_is_quote(q, e) for e in quotes)]
        parts.misses["quotes"] += [q["first"] for q in expected if q not in found]
        out["quotes_recall"] = len(found) / len(expected)
    return out


def _blocks(body: etree._Element, quotes: Sequence[etree._Element]) -> list[etree._Element]:
    """Paragraphs, items and verses, and the quotations that stand by themselves and hold no paragraph."""
    blocks = [e for e in body.iter(*map(tei, ("p", "item", "ab", "l"))) if not _within_note(e)]
    return blocks + [quote for quote in quotes if quote.find(f".//{tei('p')}") is None]


def _has(texts: Sequence[str], wanted: Mapping[str, str]) -> bool:
    """Whether a paragraph begins and ends as one that is wanted."""
    first, last = _key(wanted["first"]), _key(wanted["last"])
    return any(text.startswith(first) and text.endswith(last) for text in texts)


def _is_quote(wanted: Mapping[str, str], element: etree._Element) -> bool:
    first, last = (_key(wanted[k]).strip('“”"….') for k in ("first", "last"))
    text = _squeezed(element)
    return first in text[: len(first) + 8] and last in text[-len(last) - 40 :]


def _headings(gold: Mapping[str, Any], parts: _Parts) -> dict[str, float]:
    heads = [_squeezed(h) for h in parts.body.iter(tei("head"))]
    hits = 0
    for wanted in gold["headings"]:
        if _key(wanted["text"]) in heads:
            hits += 1
        else:
            parts.misses["headings"].append(wanted["text"])
    return {"headings_f1": _f1(hits, len(gold["headings"]), len(heads)) if gold["headings"] or heads else 1.0}


def _notes(gold: Mapping[str, Any], parts: _Parts) -> dict[str, float]:
    expected = gold["footnotes"]
    if not expected:
        return {}
    notes = [(_squeezed(n), n) for n in parts.text.iter(tei("note"))]
    found = anchored = 0
    for wanted in expected:
        host = next((n for text, n in notes if _is_note(wanted, text)), None)
        if host is None:
            parts.misses["footnotes"].append(f"{wanted['n']} {wanted['first']}")
            continue
        found += 1
        called = wanted.get("called_after")
        if called and _key(called).rstrip(".,;”\"’'") in _before(parts, host)[-len(_key(called)) - 6 :]:
            anchored += 1
        elif called:
            parts.misses["anchors"].append(f"{wanted['n']} after {called}")
    calls = sum(bool(w.get("called_after")) for w in expected)
    return {"footnotes_f1": _f1(found, len(expected), len(notes)), "anchors_right": anchored / max(1, calls)}


def _is_note(wanted: Mapping[str, str], text: str) -> bool:
    first, last = _key(wanted["first"]), _key(wanted["last"])
    return first in text[: len(first) + 6] and text.rstrip(".").endswith(last.rstrip("."))


def _before(parts: _Parts, host: etree._Element) -> str:
    """The last letters of running text before a note's call."""
    call = host
    if host.get("target") or local_name(_parent(host)) in _NOTE_HOLDERS:
        ident = host.get(XML_ID)
        callers = parts.text.iter(tei("ref"), tei("ptr"), tei("anchor"))
        call = next((r for r in callers if ident and r.get("target") == f"#{ident}"), host)
    return _key("".join(_text_until(parts.text, call)))[-200:]


def _text_until(root: etree._Element, stop: etree._Element) -> list[str]:
    out: list[str] = []
    skipped: etree._Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if node is stop:
                return out
            if skipped is None and local_name(node) in _OTHER_TEXT:
                skipped = node
            if skipped is None:
                out.append(node.text or "")
        else:
            skipped = None if skipped is node else skipped
            if skipped is None:
                out.append(node.tail or "")
    return out


def _joined(gold: Mapping[str, Any], parts: _Parts) -> dict[str, float]:
    out: dict[str, float] = {}
    words = {w.strip(_MARKS) for w in parts.flow.split()}
    words |= {w.split(cut)[0] for w in words for cut in "’'"}
    if expected := gold.get("joined", []):
        wrong = [w["joined"] for w in expected if not _is_joined(w["joined"], words, parts.flow)]
        parts.misses["joined"] += wrong
        out["dehyphenation"] = 1 - len(wrong) / len(expected)
    if kept := gold.get("kept", []):
        whole = " ".join("".join(str(t) for t in parts.root.itertext()).split())
        out["hyphens_kept"] = sum(w["joined"] in whole or w["joined"] in parts.flow for w in kept) / len(kept)
    return out


def _is_joined(word: str, words: set[str], flow: str) -> bool:
    bare = word.strip(_MARKS)
    return bare in words or bare.split("’")[0] in words or f" {word}" in flow


def _furniture(gold: Mapping[str, Any], parts: _Parts) -> dict[str, float]:
    running = [r for r in gold.get("running", []) if len(letters(r)) > 12]
    if not running:
        return {}
    flow = _key(parts.flow)
    left = [r for r in running if _key(r) in flow]
    parts.misses["furniture"] += left
    return {"furniture_left_in_text": len(left)}


def _abstracts(gold: Mapping[str, Any], parts: _Parts) -> dict[str, float]:
    expected = gold["abstracts"]
    if not expected:
        return {}
    texts = {element.get(XML_LANG, "")[:2]: _text_key(element) for element in _marked_abstracts(parts.root)}
    missed = [w for w in expected if not _is_abstract(w, texts.get(w["lang"], ""))]
    parts.misses["abstracts"] += [f"{wanted['lang']} {wanted['first']}" for wanted in missed]
    out = {"abstracts": 1 - len(missed) / len(expected)}
    if keywords := [k for a in expected for k in a.get("keywords", [])]:
        terms = parts.root.iter(tei("term"), tei("item"))
        known = {_text_key(term).rstrip(".") for term in terms}
        out["keywords"] = sum(_key(k).rstrip(".") in known for k in keywords) / len(keywords)
    return out


def _marked_abstracts(root: etree._Element) -> list[etree._Element]:
    divisions = [d for d in root.iter(tei("div")) if d.get("type") in _abstract_types()]
    return [*root.iter(tei("abstract")), *divisions]


def _text_key(element: etree._Element) -> str:
    return _key("".join(map(str, element.itertext())))


def _is_abstract(wanted: Mapping[str, str], text: str) -> bool:
    return _key(wanted["first"]) in text and _key(wanted["last"]).rstrip(".") in text


def _plain(element: etree._Element) -> str:
    """The text of a block without its notes; the block itself may be one."""
    parts = [element.text or ""]
    for child in element:
        if local_name(child) and local_name(child) not in _OTHER_TEXT:
            parts.append(_plain(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _squeezed(element: etree._Element) -> str:
    return _key(_plain(element))


def _key(text: str) -> str:
    return letters(text).casefold()


def _within_note(element: etree._Element) -> bool:
    return any(local_name(a) == "note" for a in element.iterancestors())


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _f1(right: int, gold: int, marked: int) -> float:
    return harmonic(right / max(1, marked), right / max(1, gold))


@lru_cache(maxsize=1)
def _abstract_types() -> frozenset[str]:
    """How an encoding may call the type of an abstract: as TEI does, or by its label in some language."""
    labels = (label for lang in SHIPPED.all for label in lang.labels.abstract)
    return frozenset(("abstract", *(fold(label) for label in labels)))
