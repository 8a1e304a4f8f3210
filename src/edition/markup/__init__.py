"""TEI as bytes and as a tree: parsing without risk, spans, edits to tree and bytes, one stable serialisation."""

from edition.markup.files import open_for_write, remove_leftovers, write_file
from edition.markup.names import NS, TEI, XLINK, XML, XML_ID, XML_LANG, local_name, tei
from edition.markup.pointers import content_id, link_scheme
from edition.markup.scan import AttributeSpan, ElementSpan, attribute_spans, scan_elements, scan_instructions
from edition.markup.serialise import serialise
from edition.markup.source import Document, Source, parse, parse_files, read_source
from edition.markup.standoff import Element, Flow, Scan, scan_text, wrap
from edition.markup.text import all_text, reading_text, squeeze
from edition.markup.tree import append_text, insert_after, remove_keep_tail, replace_text, unwrap

__all__ = [
    "NS",
    "TEI",
    "XLINK",
    "XML",
    "XML_ID",
    "XML_LANG",
    "AttributeSpan",
    "Document",
    "Element",
    "ElementSpan",
    "Flow",
    "Scan",
    "Source",
    "all_text",
    "append_text",
    "attribute_spans",
    "content_id",
    "insert_after",
    "link_scheme",
    "local_name",
    "open_for_write",
    "parse",
    "parse_files",
    "read_source",
    "reading_text",
    "remove_keep_tail",
    "remove_leftovers",
    "replace_text",
    "scan_elements",
    "scan_instructions",
    "scan_text",
    "serialise",
    "squeeze",
    "tei",
    "unwrap",
    "wrap",
    "write_file",
]
