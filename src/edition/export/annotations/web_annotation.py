"""W3C Web Annotation (JSON-LD): each mention with its block, its position in the block's text, and a quotation."""

from __future__ import annotations

from typing import Any, BinaryIO, Final

from edition.export.corpus import Corpus
from edition.export.edtf import edtf
from edition.export.streams import without_empty, write_json_list
from edition.export.tables.rows import Placed, placed_mentions
from edition.export.tally import present_keys

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND: Final = 32  # characters of context on each side of a quotation


def write_web_annotations(corpus: Corpus, file: BinaryIO) -> None:
    """All mentions as one AnnotationPage."""
    head = {"@context": _CONTEXT, "id": corpus.uri("annotations", "mentions"), "type": "AnnotationPage"}
    write_json_list(file, (_annotation(corpus, p) for p in placed_mentions(corpus)), head, "items")


def _annotation(corpus: Corpus, placed: Placed) -> dict[str, Any]:
    mention, text = placed.mention, placed.block.text
    article = corpus.uri("article", placed.facts.id)
    return {
        "id": f"{article}#{mention.id}",
        "type": "Annotation",
        "motivation": "identifying",
        **without_empty({"creator": _creator(placed)}),
        "body": _bodies(corpus, placed),
        "target": {
            "source": article,
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc3023",
                "value": mention.block,
                "refinedBy": [
                    {"type": "TextPositionSelector", "start": mention.start, "end": mention.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": mention.text,
                        "prefix": text[max(0, mention.start - _AROUND) : mention.start],
                        "suffix": text[mention.end : mention.end + _AROUND],
                    },
                ],
            },
        },
    }


def _bodies(corpus: Corpus, placed: Placed) -> list[dict[str, Any]]:
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


def _creator(placed: Placed) -> dict[str, str]:
    who = placed.mention.resp
    if not who:
        return {}
    name = placed.facts.metadata.responsible.get(who, who)
    return {"type": "Software" if who == "edition-annotate" else "Person", "name": name}
