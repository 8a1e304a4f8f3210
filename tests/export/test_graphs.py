"""Graphs read back with rdflib and networkx."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyshacl
import pytest
from lxml import etree
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef

CRM = Namespace("http://www.cidoc-crm.org/cidoc-crm/")
SCHEMA = Namespace("https://schema.org/")
SHAPES = Path(__file__).parent / "shapes.ttl"
BASE = "https://letters.example/"


def test_persons_are_cidoc_crm(export: Callable[..., Path]) -> None:
    graph = Graph().parse(export("persons", "turtle"), format="turtle")
    persons = set(graph.subjects(RDF.type, CRM.E21_Person))
    assert persons == {URIRef(f"{BASE}persons/{k}.html") for k in ("cicerin", "kazim", "nuri", "unseen")}
    cicerin = URIRef(f"{BASE}persons/cicerin.html")
    assert Literal("Georgi Çiçerin", lang="tr") in graph.objects(cicerin, RDFS.label)
    names = {
        str(n)
        for a in graph.objects(cicerin, CRM.P1_is_identified_by)
        for n in graph.objects(a, CRM.P190_has_symbolic_content)
    }
    assert names == {"Georgi Çiçerin", "Georgy Chicherin", "Георгий Чичерин"}
    days = graph.query(
        "PREFIX crm: <http://www.cidoc-crm.org/cidoc-crm/> SELECT ?d WHERE { ?p crm:P98i_was_born/crm:P4_has_time-span/crm:P82a_begin_of_the_begin ?d }"
    )
    assert [str(row[0]) for row in days] == ["1872-11-24"]
    assert (cicerin, CRM.P70i_is_documented_in, URIRef(f"{BASE}articles/first.html")) in graph


def test_places_and_organisations_and_events_have_their_classes(export: Callable[..., Path]) -> None:
    graph = Graph().parse(export("places", "turtle"), format="turtle")
    assert (URIRef(f"{BASE}places/kars.html"), CRM.P89_falls_within, URIRef(f"{BASE}places/diyar.html")) in graph
    assert "POINT(43.0855 40.5983)" in {str(o) for o in graph.objects(None, CRM.P168_place_is_defined_by)}
    graph = Graph().parse(export("organisations", "turtle"), format="turtle")
    assert len(set(graph.subjects(RDF.type, CRM.E74_Group))) == 1
    graph = Graph().parse(export("events", "turtle"), format="turtle")
    assert {str(o) for o in graph.objects(None, CRM.P82b_end_of_the_end)} == {"1921-03-16", "1920-09-08"}


def test_json_ld_says_the_same_to_rdflib_without_any_fetch(export: Callable[..., Path]) -> None:
    graph = Graph().parse(export("persons", "jsonld"), format="json-ld")
    cicerin = URIRef(f"{BASE}persons/cicerin.html")
    assert (cicerin, RDF.type, SCHEMA.Person) in graph
    assert set(graph.objects(cicerin, SCHEMA.name)) == {
        Literal("Georgi Çiçerin", lang="tr"),
        Literal("Georgy Chicherin", lang="en"),
    }
    assert (cicerin, SCHEMA.sameAs, URIRef("https://d-nb.info/gnd/118520490")) in graph
    dates = Graph().parse(export("dates", "jsonld"), format="json-ld")
    assert {str(o) for o in dates.objects(None, SCHEMA.temporalCoverage)} >= {"1921-03-16", "[1919..1920]"}


@pytest.mark.parametrize(
    ("kind", "form"), [(k, f) for k in ("persons", "places", "organisations", "events") for f in ("turtle", "jsonld")]
)
def test_graphs_fulfil_our_shapes(export: Callable[..., Path], kind: str, form: str) -> None:
    graph = Graph().parse(export(kind, form), format="turtle" if form == "turtle" else "json-ld")
    fulfils, _, told = pyshacl.validate(graph, shacl_graph=str(SHAPES), inference="none")
    assert fulfils, told


def test_the_shapes_see_what_is_wrong(export: Callable[..., Path]) -> None:
    graph = Graph().parse(export("persons", "turtle"), format="turtle")
    for appellation, _, value in list(graph.triples((None, CRM.P190_has_symbolic_content, None))):
        graph.remove((appellation, CRM.P190_has_symbolic_content, value))
    assert not pyshacl.validate(graph, shacl_graph=str(SHAPES), inference="none")[0]


def test_gexf_has_the_attributes_of_its_schema_only(export: Callable[..., Path]) -> None:
    graph = etree.parse(export("network", "gexf")).getroot().find("{*}graph")
    assert graph is not None and set(graph.attrib) <= {
        "defaultedgetype",
        "mode",
        "start",
        "end",
        "timeformat",
        "idtype",
    }


def test_networks_agree_with_the_edges(export: Callable[..., Path]) -> None:
    with export("network", "csv").open(newline="") as file:
        edges = list(csv.DictReader(file))
    assert {(e["source"], e["target"], e["relation"]) for e in edges} >= {
        ("kazim", "nuri", "uncle-of"),
        ("kars", "diyar", "part-of"),
        ("cicerin", "kars", "mentioned-together"),
    }
    together = {(e["source"], e["target"]): e["weight"] for e in edges if e["relation"] == "mentioned-together"}
    assert together[("cicerin", "kazim")] == "1"
    for graph in (nx.read_graphml(export("network", "graphml")), nx.read_gexf(export("network", "gexf"))):
        assert graph.number_of_edges() == len(edges)
        assert graph.nodes["cicerin"]["label"] == "Georgi Çiçerin"
        assert graph.nodes["kars"]["mentions"] == 2
        assert {(a, b) for a, b in graph.edges()} == {(e["source"], e["target"]) for e in edges}
