"""Fragments of TEI through the site's stylesheet: each file of `cases/` holds a text and the HTML that it must become.

A case is `<case><tei>…</tei><html>…</html></case>`; the text stands in a `body`. Trees are compared, blanks between
elements aside. To add a case, add a file.
"""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from edition.saxon import Stylesheet

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((Path(__file__).parent / "cases").glob("*.xml"))
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def sheet() -> Stylesheet:
    return Stylesheet.from_file(ROOT / "xslt/site/site.xsl", {"theme-files": json.dumps({"modules": {}})})


@pytest.fixture(scope="module")
def labels() -> dict[str, str]:
    root = etree.parse(ROOT / "xslt/lib/labels/en.xml").getroot()
    return {label.get("key", ""): label.text or "" for label in root.iter("label")}


def shape(element: etree._Element) -> object:
    """Name, attributes, text and children, with blanks made one."""
    children = [(shape(child), " ".join((child.tail or "").split())) for child in element if isinstance(child.tag, str)]
    attributes = {name: value for name, value in sorted(element.attrib.items()) if name != "xmlns"}
    return etree.QName(element).localname, attributes, " ".join((element.text or "").split()), children


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path, sheet: Stylesheet, labels: dict[str, str]) -> None:
    case = etree.parse(path).getroot()
    tei = case.find(f"{TEI}tei")
    inside = (tei.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in tei)
    source = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body>{inside}</body></text></TEI>'
    result = sheet.transform(source.encode(), {"labels": labels}, template="page")
    (body,) = lxml.html.document_fromstring(result.text).xpath("//*[@data-tei='body']")
    expected = etree.fromstring(b'<div class="part" data-tei="body"/>')
    expected.extend(case.find("html"))
    assert shape(body) == shape(expected)


def test_there_are_cases() -> None:
    assert len(CASES) >= 8
