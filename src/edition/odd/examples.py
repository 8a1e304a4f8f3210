"""Examples of elements, as an ODD gives them: the editor's help shows one beside the description."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Final

from lxml import etree

from edition.markup import XML_LANG, parse, read_source, tei

_XML: Final = "{http://www.tei-c.org/ns/Examples}egXML"
_DECLARED: Final = ' xmlns="http://www.tei-c.org/ns/Examples"'
_LONGEST: Final = 16  # lines that are shown beside a text without hiding it


@cache
def examples_of(path: Path, lang: str) -> dict[str, str]:
    """Element name to an example of it, in a language where there is one in it; a customisation has only its own."""
    root = parse(read_source(path)).root
    found = {spec.get("ident", ""): _example(spec, lang) for spec in root.iter(tei("elementSpec"))}
    return {name: text for name, text in found.items() if text}


def _example(spec: etree._Element, lang: str) -> str:
    given = [(e.get(XML_LANG), xml) for e in spec.iterchildren(tei("exemplum")) for xml in e.iterchildren(_XML)]
    given.sort(key=lambda pair: pair[0] != lang)
    return _written(given[0][1]) if given else ""


def _written(example: etree._Element) -> str:
    """The content of an example as it would stand in a document.

    >>> xml = '<egXML xmlns="http://www.tei-c.org/ns/Examples">\\n    <p>\\n      <lb/>ş</p>\\n  </egXML>'
    >>> _written(etree.fromstring(xml))
    '<p>\\n  <lb/>ş</p>'
    """
    example = deepcopy(example)
    etree.cleanup_namespaces(example)  # those of the ODD around it
    parts = [example.text or "", *(etree.tostring(child, encoding="unicode") for child in example)]
    lines = dedent("".join(parts).replace(_DECLARED, "").strip("\n")).strip().splitlines()
    return "\n".join([*lines[:_LONGEST], *(["…"] if len(lines) > _LONGEST else [])])
