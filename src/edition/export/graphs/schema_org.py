"""JSON-LD with the vocabulary of schema.org, whole in itself: a reader needs to fetch no context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.edtf import edtf
from edition.export.graphs.edges import ends
from edition.export.graphs.languages import language_tag
from edition.export.streams import without_empty, write_json_list
from edition.export.tables.rows import placed_mentions
from edition.registers import DateValue, Entity, Note

CONTEXT: Final = {"@vocab": "https://schema.org/", "sameAs": {"@type": "@id"}, "edtf": None}
# a relation of the registers, the kinds of its two ends, and the property that says it of such ends
_PROPERTIES: Final = (
    ("member-of", ("person", "org"), "org", "memberOf"),
    ("part-of", ("org",), "org", "parentOrganization"),
    ("part-of", ("place",), "place", "containedInPlace"),
    ("located-in", ("place",), "place", "containedInPlace"),
    ("part-of", ("event",), "event", "superEvent"),
    ("took-place-in", ("event",), "place", "location"),
    ("located-in", ("event", "org"), "place", "location"),
    ("parent-of", ("person",), "person", "children"),
    ("sibling-of", ("person",), "person", "sibling"),
    ("spouse-of", ("person",), "person", "spouse"),
)
_TYPES: Final = {"person": "Person", "org": "Organization", "place": "Place", "event": "Event"}


def json_ld_writer(*kinds: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of some kinds of entities as a JSON-LD graph."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        _write(file, (_entity(corpus, e) for e in corpus.entities(*kinds)))

    return write


def write_dates(corpus: Corpus, file: BinaryIO) -> None:
    """The dated sentences of the articles: what is said of when."""
    _write(file, _dated(corpus))


def _write(file: BinaryIO, nodes: Iterable[dict[str, Any]]) -> None:
    write_json_list(file, nodes, {"@context": CONTEXT}, "@graph")


def _dated(corpus: Corpus) -> Iterator[dict[str, Any]]:
    for placed in placed_mentions(corpus):
        mention = placed.mention
        if mention.kind == "date" and mention.date:
            article = corpus.uri("article", placed.facts.id)
            yield {
                "@id": f"{article}#{mention.id}",
                "@type": "Quotation",
                "text": _said(placed.sentence, placed.block.lang),
                "temporalCoverage": _coverage(mention.date),
                "isPartOf": {"@id": article, "@type": "Article"},
            }


def _coverage(date: DateValue) -> str:
    """ISO 8601 for one date or a closed stretch, EDTF for what ISO cannot say."""
    return date.when or edtf(date)


def _entity(corpus: Corpus, entity: Entity) -> dict[str, Any]:
    mains = [n for n in entity.names if n.type in ("main", "")] or list(entity.names[:1])
    others = [n for n in entity.names if n not in mains]
    return without_empty(
        {
            "@id": corpus.uri(entity.kind, entity.key),
            "@type": _TYPES[entity.kind],
            "identifier": entity.key,
            "additionalType": entity.type,
            "name": [_said(n.text, n.lang) for n in mains],
            "alternateName": [_said(n.text, n.lang) for n in others],
            "description": _notes([n for n in entity.notes if n.type == "description"]),
            "sameAs": list(authority_uris(entity)),
            "subjectOf": [
                {"@id": corpus.uri("article", article), "@type": "Article"}
                for article, _ in corpus.tally.articles(entity.key)
            ],
            **_ties(corpus, entity),
            **_details(corpus, entity),
        }
    )


def _ties(corpus: Corpus, entity: Entity) -> dict[str, list[Any]]:
    """The relations that schema.org has a property for, from the side that it tells them from."""
    found: dict[str, list[Any]] = {}
    for relation in corpus.registers.relations_of(entity.key):
        for first, second, _ in ends(corpus.registers, relation):
            sides = [(first, second), (second, first)] if relation.mutual else [(first, second)]
            for other in (corpus.registers.entities[b] for a, b in sides if a == entity.key and b != a):
                if name := _property(relation.name, entity.kind, other.kind):
                    node = {"@id": corpus.uri(other.kind, other.key), "@type": _TYPES[other.kind]}
                    found.setdefault(name, []).append(node)
    return found


def _property(relation: str, active: str, passive: str) -> str:
    return next((p for name, a, b, p in _PROPERTIES if (name, b) == (relation, passive) and active in a), "")


def _details(corpus: Corpus, entity: Entity) -> dict[str, Any]:
    found = entity.existence
    if entity.kind == "person":
        return {
            "birthDate": entity.birth.when or edtf(entity.birth),
            "deathDate": entity.death.when or edtf(entity.death),
            "birthPlace": _place(corpus, entity.birth_place),
            "deathPlace": _place(corpus, entity.death_place),
            "jobTitle": _notes(entity.occupations),
        }
    if entity.kind == "org":
        return {"foundingDate": found.when or found.from_, "dissolutionDate": found.to}
    if entity.kind == "event":
        first, last = found.from_ or found.not_before, found.to or found.not_after
        return {"startDate": found.when or first, "endDate": found.when or last}
    if entity.geo:
        latitude, longitude = entity.geo
        return {"geo": {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}}
    return {}


def _place(corpus: Corpus, key: str) -> dict[str, Any] | None:
    place = corpus.registers.get(key) if key else None
    return {"@id": corpus.uri("place", place.key), "@type": "Place"} if place else None


def _notes(notes: Sequence[Note]) -> list[Any]:
    return [_said(n.text, n.lang) for n in notes]


def _said(text: str, lang: str) -> Any:
    return {"@value": text, "@language": tag} if (tag := language_tag(lang)) else text
