"""GraphML and GEXF by networkx: entities as nodes, their ties as edges."""

from __future__ import annotations

import io
import re
from typing import Any, BinaryIO, Final

from edition.export.corpus import KINDS, Corpus
from edition.export.extras import library
from edition.export.graphs.edges import edges

_NAME: Final = re.compile(rb'(<graph\b[^>]*?) name="[^"]*"')
_DAY: Final = re.compile(rb' lastmodifieddate="[^"]*"')


def write_graphml(corpus: Corpus, file: BinaryIO) -> None:
    """The network as GraphML."""
    library("networkx", "network").write_graphml_xml(_graph(corpus), file, encoding="utf-8")


def write_gexf(corpus: Corpus, file: BinaryIO) -> None:
    """The network as GEXF 1.2 for Gephi, without the day on which it was written, and the name that GEXF knows not."""
    buffer = io.BytesIO()
    library("networkx", "network").write_gexf(_graph(corpus), buffer, encoding="utf-8", version="1.2draft")
    file.write(_NAME.sub(rb"\1", _DAY.sub(b"", buffer.getvalue()), count=1))


def _graph(corpus: Corpus) -> Any:
    graph = library("networkx", "network").MultiDiGraph()
    lang = corpus.language
    for entity in corpus.entities(*KINDS):
        position = {"lat": entity.geo[0], "lon": entity.geo[1]} if entity.geo else {}
        graph.add_node(
            entity.key,
            label=entity.name(lang),
            kind=entity.kind,
            type=entity.type,
            mentions=corpus.tally.mentions(entity.key),
            uri=corpus.uri(entity.kind, entity.key),
            **position,
        )
    for number, edge in enumerate(edges(corpus)):
        graph.add_edge(
            edge.source,
            edge.target,
            key=str(number),
            id=str(number),
            relation=edge.relation,
            weight=edge.weight,
            directed=edge.directed,
        )
    return graph
