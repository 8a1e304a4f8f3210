"""RDF in Turtle with CIDOC CRM 7.1, by rdflib.

Persons are `E21`, organisations `E74`, places `E53`, events `E5`, articles `E31`. Names become appellations, births,
deaths and foundations events with time-spans; an article *documents* (`P70`) what it mentions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, Final

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.registers import DateValue, Entity

_CRM: Final = "http://www.cidoc-crm.org/cidoc-crm/"
_GEO: Final = "http://www.opengis.net/ont/geosparql#"
_CLASSES: Final = {"person": "E21_Person", "org": "E74_Group", "place": "E53_Place", "event": "E5_Event"}
# a relation of the registers -> the property of the CRM that says it, from active to passive
_PROPERTIES: Final = {
    "member-of": "P107i_is_current_or_former_member_of",
    "head-of": "P107i_is_current_or_former_member_of",
    "took-place-in": "P7_took_place_at",
    "participant-in": "P11i_participated_in",
    "signatory-of": "P14i_performed",
    "parent-of": "P152i_is_parent_of",
}
_PART_OF: Final = {
    "place": "P89_falls_within",
    "event": "P9i_forms_part_of",
    "org": "P107i_is_current_or_former_member_of",
}


def turtle_writer(*kinds: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of some kinds of entities as Turtle."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        graph = _Graph(corpus, library("rdflib", "rdf"))
        for entity in corpus.entities(*kinds):
            graph.add_entity(entity)
        file.write(graph.graph.serialize(format="turtle", encoding="utf-8"))

    return write


class _Graph:
    """A graph that is filled entity by entity."""

    def __init__(self, corpus: Corpus, rdflib: Any) -> None:
        self._corpus = corpus
        self._rdf = rdflib
        self._crm = rdflib.Namespace(_CRM)
        self.graph = rdflib.Graph()
        self.graph.bind("crm", self._crm)
        self.graph.bind("geo", rdflib.Namespace(_GEO))

    def add_entity(self, entity: Entity) -> None:
        """Everything that the registers say of an entity, and the articles that speak of it."""
        node = self._node(entity)
        self._say(node, self._rdf.RDF.type, self._crm[_CLASSES[entity.kind]])
        self._names(node, entity)
        self._type(node, entity)
        for note in (*entity.occupations, *entity.notes):
            self._say(node, self._crm.P3_has_note, self._literal(note.text, note.lang))
        for uri in authority_uris(entity):
            self._say(node, self._rdf.OWL.sameAs, self._rdf.URIRef(uri))
        self._times(node, entity)
        if entity.geo:
            wkt = self._rdf.Literal(
                f"POINT({entity.geo[1]} {entity.geo[0]})", datatype=self._rdf.URIRef(_GEO + "wktLiteral")
            )
            self._say(node, self._crm.P168_place_is_defined_by, wkt)
        self._relations(node, entity)
        for article, _ in self._corpus.tally.articles(entity.key):
            document = self._rdf.URIRef(self._corpus.uri("article", article))
            self._say(document, self._rdf.RDF.type, self._crm.E31_Document)
            self._say(node, self._crm.P70i_is_documented_in, document)

    def _names(self, node: Any, entity: Entity) -> None:
        for number, name in enumerate(entity.names, 1):
            appellation = self._rdf.URIRef(f"{node}#name-{number}")
            value = self._literal(name.text, name.lang)
            self._say(node, self._crm.P1_is_identified_by, appellation)
            self._say(appellation, self._rdf.RDF.type, self._crm.E41_Appellation)
            self._say(appellation, self._crm.P190_has_symbolic_content, value)
            if name.type:
                self._say(appellation, self._crm.P2_has_type, self._rdf.Literal(name.type))
            if name.type in ("main", ""):
                self._say(node, self._rdf.RDFS.label, value)

    def _type(self, node: Any, entity: Entity) -> None:
        if entity.type:
            type_ = self._rdf.URIRef(self._corpus.uri("type", f"{entity.kind}-{entity.type}".replace(" ", "-")))
            self._say(node, self._crm.P2_has_type, type_)
            self._say(type_, self._rdf.RDF.type, self._crm.E55_Type)
            self._say(type_, self._rdf.RDFS.label, self._rdf.Literal(entity.type))

    def _times(self, node: Any, entity: Entity) -> None:
        crm = self._crm
        if entity.kind == "person":
            self._happening(node, "birth", crm.E67_Birth, crm.P98i_was_born, entity.birth, entity.birth_place)
            self._happening(node, "death", crm.E69_Death, crm.P100i_died_in, entity.death, entity.death_place)
        elif entity.kind == "event":
            self._span(node, entity.existence)
        elif entity.kind == "org":
            found = entity.existence
            begun = DateValue(when=found.when or found.from_, not_before=found.not_before)
            self._happening(node, "formation", crm.E66_Formation, crm.P95i_was_formed_by, begun, "")
            ended = DateValue(when=found.to, not_after=found.not_after)
            self._happening(node, "dissolution", crm.E68_Dissolution, crm.P99i_was_dissolved_by, ended, "")
        elif entity.existence:
            presence = self._rdf.URIRef(f"{node}#existence")
            self._say(node, crm.P167i_includes, presence)
            self._say(presence, self._rdf.RDF.type, crm.E93_Presence)
            self._span(presence, entity.existence, crm.P164_is_temporally_specified_by)

    def _happening(self, node: Any, name: str, class_: Any, property_: Any, date: DateValue, place: str) -> None:
        where = self._corpus.registers.get(place)
        if not date and where is None:
            return
        happening = self._rdf.URIRef(f"{node}#{name}")
        self._say(node, property_, happening)
        self._say(happening, self._rdf.RDF.type, class_)
        if where is not None:
            self._say(happening, self._crm.P7_took_place_at, self._node(where))
        self._span(happening, date)

    def _span(self, node: Any, date: DateValue, property_: Any = None) -> None:
        if not date:
            return
        span = self._rdf.URIRef(f"{node}-time" if "#" in str(node) else f"{node}#time")
        self._say(node, property_ or self._crm["P4_has_time-span"], span)
        self._say(span, self._rdf.RDF.type, self._crm["E52_Time-Span"])
        for property_name, day in (("P82a_begin_of_the_begin", date.earliest), ("P82b_end_of_the_end", date.latest)):
            if day:
                self._say(span, self._crm[property_name], self._rdf.Literal(day, datatype=self._rdf.XSD.date))

    def _relations(self, node: Any, entity: Entity) -> None:
        for relation in self._corpus.registers.relations_of(entity.key):
            if entity.key not in relation.active:
                continue
            name = _PROPERTIES.get(relation.name)
            if relation.name in ("part-of", "located-in"):
                name = _PART_OF.get(entity.kind)
            for key in relation.passive:
                other = self._corpus.registers.get(key)
                if name and other is not None and other.kind in _CLASSES:
                    self._say(node, self._crm[name], self._node(other))

    def _node(self, entity: Entity) -> Any:
        return self._rdf.URIRef(self._corpus.uri(entity.kind, entity.key))

    def _literal(self, text: str, lang: str) -> Any:
        return self._rdf.Literal(text, lang=lang or None)

    def _say(self, subject: Any, predicate: Any, value: Any) -> None:
        self.graph.add((subject, predicate, value))
