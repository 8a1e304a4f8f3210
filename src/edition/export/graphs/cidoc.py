"""RDF in Turtle with CIDOC CRM 7.1, by rdflib.

Persons are `E21`, organisations `E74`, places `E53`, events `E5`, articles `E31`. Names become appellations, births,
deaths and foundations events with time-spans; an article *documents* (`P70`) what it mentions.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any, BinaryIO, Final

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.extras import library
from edition.export.graphs.languages import language_tag
from edition.registers import DateValue, Entity

_CRM: Final = "http://www.cidoc-crm.org/cidoc-crm/"
_GEO: Final = "http://www.opengis.net/ont/geosparql#"
_CLASSES: Final = {"person": "E21_Person", "org": "E74_Group", "place": "E53_Place", "event": "E5_Event"}
_ACTORS: Final = ("person", "org")
# a relation of the registers, the kinds of its two ends, and the property of the CRM that says it of such ends; what
# the CRM has no property for (uncle-of, successor-of) is left to the other formats
_PROPERTIES: Final = (
    ("member-of", _ACTORS, ("org",), "P107i_is_current_or_former_member_of"),
    ("head-of", _ACTORS, ("org",), "P107i_is_current_or_former_member_of"),
    ("part-of", ("org",), ("org",), "P107i_is_current_or_former_member_of"),
    ("part-of", ("place",), ("place",), "P89_falls_within"),
    ("part-of", ("event",), ("event",), "P9i_forms_part_of"),
    ("located-in", ("place",), ("place",), "P89_falls_within"),
    ("located-in", ("event",), ("place",), "P7_took_place_at"),
    ("located-in", _ACTORS, ("place",), "P74_has_current_or_former_residence"),
    ("took-place-in", ("event",), ("place",), "P7_took_place_at"),
    ("participant-in", _ACTORS, ("event",), "P11i_participated_in"),
    ("signatory-of", _ACTORS, ("event",), "P11i_participated_in"),
    ("parent-of", ("person",), ("person",), "P152i_is_parent_of"),
)
_DAY: Final = re.compile(r"-?\d{4,}-\d\d-\d\d\Z")


def turtle_writer(*kinds: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of some kinds of entities as Turtle."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        graph = _Graph(corpus, library("rdflib", "rdf"))
        # Python has no days before Christ, so rdflib warns of them at length, although it writes them as they are
        logging.getLogger("rdflib.term").setLevel(logging.ERROR)
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
        self._type(node, entity.kind, entity.type)
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
            self._type(appellation, "name", name.type)
            if name.type in ("main", ""):
                self._say(node, self._rdf.RDFS.label, value)

    def _type(self, node: Any, of: str, name: str) -> None:
        """A type is a thing of its own to the CRM, here with the word of the register as its label."""
        if name:
            type_ = self._rdf.URIRef(self._corpus.uri("type", f"{of}-{name}".replace(" ", "-")))
            self._say(node, self._crm.P2_has_type, type_)
            self._say(type_, self._rdf.RDF.type, self._crm.E55_Type)
            self._say(type_, self._rdf.RDFS.label, self._rdf.Literal(name))

    def _times(self, node: Any, entity: Entity) -> None:
        crm = self._crm
        if entity.kind == "person":
            self._happening(node, "birth", crm.E67_Birth, crm.P98i_was_born, entity.birth, entity.birth_place)
            self._happening(node, "death", crm.E69_Death, crm.P100i_died_in, entity.death, entity.death_place)
            self._happening(node, "floruit", crm.E7_Activity, crm.P14i_performed, entity.existence, "")
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
            if day and _DAY.match(day):
                self._say(span, self._crm[property_name], self._rdf.Literal(day, datatype=self._rdf.XSD.date))

    def _relations(self, node: Any, entity: Entity) -> None:
        for relation in self._corpus.registers.relations_of(entity.key):
            if entity.key not in relation.active:
                continue
            for key in relation.passive:
                other = self._corpus.registers.get(key)
                if other is not None and (name := _property(relation.name, entity.kind, other.kind)):
                    self._say(node, self._crm[name], self._node(other))

    def _node(self, entity: Entity) -> Any:
        return self._rdf.URIRef(self._corpus.uri(entity.kind, entity.key))

    def _literal(self, text: str, lang: str) -> Any:
        return self._rdf.Literal(text, lang=language_tag(lang) or None)

    def _say(self, subject: Any, predicate: Any, value: Any) -> None:
        self.graph.add((subject, predicate, value))


def _property(relation: str, active: str, passive: str) -> str:
    """The property for a relation between entities of two kinds.

    >>> _property("located-in", "org", "place"), _property("located-in", "event", "place"), _property("x", "org", "org")
    ('P74_has_current_or_former_residence', 'P7_took_place_at', '')
    """
    return next((p for name, a, b, p in _PROPERTIES if name == relation and active in a and passive in b), "")
