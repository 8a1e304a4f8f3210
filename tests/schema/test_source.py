"""The ODD says of each element what it is for and shows it; what it shows is valid; what is made of it is fresh."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from lxml import etree

from edition.markup import parse, read_source, tei
from edition.odd import compile_odd, descriptions

RNG = "{http://relaxng.org/ns/structure/1.0}"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
EG = f"{{{EXAMPLES}}}egXML"


@pytest.fixture(scope="module")
def odd(root: Path) -> etree._Element:
    return parse(read_source(root / "schema/edition.odd")).root


@pytest.fixture(scope="module")
def any_element(root: Path) -> etree.RelaxNG:
    """Our schema with every element as a possible root."""
    grammar = etree.parse(str(root / "schema/edition.rng")).getroot()
    start = grammar.find(f"{RNG}start/{RNG}choice")
    start[:] = [etree.Element(f"{RNG}ref", name=d.get("name")) for d in grammar if d.find(f"{RNG}element") is not None]
    return etree.RelaxNG(grammar)


def test_every_element_is_described_and_shown(odd: etree._Element) -> None:
    wrong = []
    for spec in odd.iter(tei("elementSpec")):
        examples = spec.findall(f"{tei('exemplum')}/{EG}")
        shown = any(e.tag == f"{{{EXAMPLES}}}{spec.get('ident')}" for x in examples for e in x.iter())
        if not (spec.findtext(tei("desc")) and spec.findtext(tei("gloss")) and shown):
            wrong.append(spec.get("ident"))
    assert wrong == []


def test_there_are_as_many_elements_as_an_edition_needs(odd: etree._Element) -> None:
    names = {spec.get("ident") for spec in odd.iter(tei("elementSpec")) if spec.getparent().tag == tei("schemaSpec")}
    assert len(names) >= 130
    assert set(descriptions_of(odd)) == names


def descriptions_of(odd: etree._Element) -> dict[str, str]:
    return descriptions(Path(odd.base)) if odd.base else descriptions(Path(__file__).parents[2] / "schema/edition.odd")


def test_attributes_classes_and_values_are_described(odd: etree._Element) -> None:
    kinds = ("classSpec", "macroSpec", "dataSpec", "attDef", "valItem", "constraintSpec")
    undescribed = [e.get("ident") for e in odd.iter(*map(tei, kinds)) if not e.findtext(tei("desc"))]
    assert undescribed == []


def test_examples_are_valid(odd: etree._Element, any_element: etree.RelaxNG) -> None:
    wrong = []
    for number, example in enumerate(odd.iter(EG)):
        if example.get("valid") == "feasible":
            continue
        for child in example.iterchildren(etree.Element):
            text = etree.tostring(copy.deepcopy(child), encoding="unicode", with_tail=False)
            fragment = etree.fromstring(text.replace(EXAMPLES, "http://www.tei-c.org/ns/1.0"))
            if not any_element.validate(fragment):
                wrong.append((number, text, str(any_element.error_log.last_error)))
    assert wrong == []


def test_generated_files_are_fresh(root: Path) -> None:
    schema = compile_odd(root / "schema/edition.odd")
    assert (root / "schema/edition.rng").read_text("utf-8") == schema.rng
    assert (root / "schema/edition.sch").read_text("utf-8") == schema.sch


def test_assertions_have_an_id_a_role_and_a_message(root: Path) -> None:
    sch = "{http://purl.oclc.org/dsdl/schematron}"
    checks = list(etree.parse(str(root / "schema/edition.sch")).iter(f"{sch}assert", f"{sch}report"))
    assert len(checks) >= 20
    assert len({c.get("id") for c in checks}) == len(checks)
    for check in checks:
        assert check.get("role") in ("error", "warning"), check.get("id")
        assert ":" in "".join(check.itertext()), f"{check.get('id')} does not say how to mend it"
