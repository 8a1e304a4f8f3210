"""W3C Web Annotation (JSON-LD): each mention with its block, its position in the block's text, and a quotation.

Two selectors lead to a mention. One names its own element on the page, for who has the page; the other its paragraph,
narrowed by position and quotation in the paragraph's text as all exports have it (`texts.json`), without the numbers of
notes and pages that a page puts into it.
"""

from __future__ import annotations

from typing import Any, BinaryIO, Final

from edition.export.corpus import Corpus
from edition.export.edtf import edtf
from edition.export.streams import without_empty, write_json_list
from edition.export.tables.rows import PlacedMention, placed_mentions
from edition.export.tally import present_keys

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_HTML_FRAGMENTS: Final = "http://tools.ietf.org/rfc/rfc3236"
_AROUND: Final = 32  # characters of context on each side of a quotation


def write_web_annotations(corpus: Corpus, file: BinaryIO) -> None:
    """All mentions as one AnnotationPage."""
    base = corpus.info.base_url.rstrip("/")
    id_ = f"{base}/exports/mentions.jsonld" if base else corpus.uri("annotations", "mentions")
    head = {"@context": _CONTEXT, "id": id_, "type": "AnnotationPage"}
    write_json_list(file, (_annotation(corpus, p) for p in placed_mentions(corpus)), head, "items")


def _annotation(corpus: Corpus, placed: PlacedMention) -> dict[str, Any]:
    mention = placed.mention
    article = corpus.uri("article", placed.facts.id)
    return {
        "id": f"{article}#{mention.id}",
        "type": "Annotation",
        "motivation": "identifying",
        **without_empty({"creator": _creator(placed)}),
        "body": _bodies(corpus, placed),
        "target": {
            "source": article,
            "selector": [{**_fragment(mention.block), "refinedBy": _in_text(placed)}, _fragment(mention.id)],
        },
    }


def _fragment(id_: str) -> dict[str, str]:
    return {"type": "FragmentSelector", "conformsTo": _HTML_FRAGMENTS, "value": id_}


def _in_text(placed: PlacedMention) -> list[dict[str, Any]]:
    text, start, end = placed.block.text, placed.mention.start, placed.mention.end
    quotation = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quotation]


def _bodies(corpus: Corpus, placed: PlacedMention) -> list[dict[str, Any]]:
    """The candidates, the kind, the date, and how sure it is."""
    mention = placed.mention
    bodies: list[dict[str, Any]] = []
    for key in present_keys(mention, corpus.registers):
        entity = corpus.registers.entities[key]
        source = corpus.uri(entity.kind, key)
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": source})
    for purpose, value in (
        ("classifying", mention.kind),
        ("describing", edtf(mention.date)),
        ("assessing", mention.cert),
    ):
        if value:
            bodies.append({"type": "TextualBody", "purpose": purpose, "value": value})
    return bodies


def _creator(placed: PlacedMention) -> dict[str, str]:
    who = placed.mention.resp
    if not who:
        return {}
    name = placed.facts.metadata.responsible.get(who, who)
    return {"type": "Software" if who == "edition-annotate" else "Person", "name": name}
