"""Fragments of TEI through the site's stylesheet: each file of `cases/` holds a text and the HTML that it must become.

A case is `<case><tei>…</tei><html>…</html></case>`; what it holds stands in a `body`, unless it is a whole `text`. Trees are
compared, blanks between elements aside. To add a case, add a file; `elements/` has one for each element of the schema that
may stand in a text, with its name. `others.toml` lists the elements of others' editions that pages show.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from edition.relaxng import Schema, load_schema
from edition.saxon import Stylesheet

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "cases"
ELEMENTS = sorted((FOLDER / "elements").glob("*.xml"))
CASES = [*sorted(FOLDER.glob("*.xml")), *ELEMENTS]
OTHERS = tomllib.loads((Path(__file__).parent / "others.toml").read_text(encoding="utf-8"))
TEI = "{http://www.tei-c.org/ns/1.0}"
RNG = "{http://relaxng.org/ns/structure/1.0}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"


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


def text_of(path: Path) -> str:
    """The `text` of a case."""
    tei = etree.parse(path).getroot().find(f"{TEI}tei")
    inside = (tei.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in tei)
    return inside if inside.startswith("<text") else f"<text><body>{inside}</body></text>"


def page(text: str, sheet: Stylesheet, labels: dict[str, str]) -> lxml.html.HtmlElement:
    source = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{text}</TEI>'
    return lxml.html.document_fromstring(sheet.transform(source.encode(), {"labels": labels}, template="page").text)


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_case(path: Path, sheet: Stylesheet, labels: dict[str, str]) -> None:
    case = etree.parse(path).getroot()
    is_whole = case.find(f"{TEI}tei/{TEI}text") is not None
    place = "//div[@class='text']" if is_whole else "//*[@data-tei='body']"
    (made,) = page(text_of(path), sheet, labels).xpath(place)
    assert shape(made)[2:] == shape(case.find("html"))[2:]


def schema_elements() -> dict[str, etree._Element]:
    found = etree.parse(ROOT / "schema/edition.rng").iter(f"{RNG}element")
    return {str(e.get("name")): e for e in found if e.get("name")}  # MathML's have patterns in place of names


def in_texts() -> set[str]:
    """The elements of the schema that may stand in a text, however deep."""
    elements, found, open_ = schema_elements(), set[str](), ["text"]
    root = next(iter(elements.values())).getroottree().getroot()
    defined = {d.get("name"): d for d in root.iter(f"{RNG}define")}

    def children(pattern: etree._Element, seen: set[str]) -> Iterator[str]:
        for part in pattern:
            name = str(part.get("name"))
            if part.tag == f"{RNG}element":
                yield from [name] if part.get("name") else []
            elif part.tag == f"{RNG}ref" and name not in seen:
                seen.add(name)
                yield from children(defined[name], seen)
            elif part.tag not in (f"{RNG}ref", f"{RNG}attribute"):
                yield from children(part, seen)

    while open_:
        name = open_.pop()
        if name not in found:
            found.add(name)
            open_ += children(elements[name], set())
    return found


def test_every_element_that_may_stand_in_a_text_has_a_case() -> None:
    assert {path.stem for path in ELEMENTS} == in_texts()


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema(ROOT / "schema/edition.rng")


@pytest.mark.parametrize("path", ELEMENTS, ids=lambda p: p.stem)
def test_the_case_of_an_element_holds_it_and_is_valid(path: Path, schema: Schema) -> None:
    article = next((ROOT / "src/edition/templates/new/tei/articles").glob("*.xml")).read_text(encoding="utf-8")
    before, _, after = article.partition("<text>")
    text = text_of(path)
    whole = f"{before}{text}{after.partition('</text>')[2]}"
    assert schema.validate(whole.encode()) == []
    assert f"<{path.stem}" in text


def matched() -> set[str]:
    """The names that stand in patterns of the site's stylesheets, predicates aside."""
    found: set[str] = set()
    for path in (ROOT / "xslt/site").rglob("*.xsl"):
        for template in etree.parse(path).iter(f"{XSL}template"):
            pattern, count = template.get("match", ""), 1
            while count:
                pattern, count = re.subn(r"\[[^\[\]]*\]", "", pattern)
            found.update(re.findall(r"(?<![\w:@$-])[a-zA-Z]\w*(?![\w(:-])", pattern))
    return found


def others() -> set[str]:
    return {name for group in OTHERS["others"] for name in group["elements"].split()}


def test_stylesheets_match_elements_of_the_schema_and_those_listed() -> None:
    assert matched() - set(schema_elements()) == others()


def test_elements_of_others_are_shown(sheet: Stylesheet, labels: dict[str, str]) -> None:
    inside, beside = OTHERS["inside"], OTHERS["beside"]["elements"].split()
    names = sorted(others() - {*beside})
    tried = "".join(
        f"<div><{n} n='{n}'>{inside.get(n, 'WORD').replace('WORD', f' {n}-word ')}</{n}></div>" for n in names
    )
    found = page(f"<text><body>{tried}</body></text>", sheet, labels)
    assert [str(e.get("data-tei")) for e in found.xpath("//*[@class='unhandled']")] == []
    said = set(found.text_content().split())
    assert [n for n in names if inside.get(n, "WORD") and f"{n}-word" not in said] == []
