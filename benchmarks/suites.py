"""The suites that the standards' authors wrote, and how many of their cases come out right here.

``python -m benchmarks.suites [NAME ...]``

Takes the suites from ``../shared/suites`` (they are others' work and no part of the project); prints a table, and each
case that comes out wrong. Exit 1 where a case is wrong, 0 with a plain message where the suites are not here.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import EditionError
from edition.markup import Document, parse, read_source
from edition.relaxng import Schema, SchemaError, load_schema
from edition.relaxng.datatypes.library import XSD
from edition.validate.schematron import Schematron
from edition.validate.schematron.svrl import Report

SUITES: Final = Path(__file__).resolve().parents[2] / "shared" / "suites"
_CASE: Final = "{tag:dmaus@dmaus.name,2019:Schematron:Testsuite}"
_RNG: Final = "http://relaxng.org/ns/structure/1.0"


@dataclass(frozen=True)
class Outcome:
    """One case: where it stands, and what is wrong with what came out ("" where nothing is)."""

    name: str
    wrong: str = ""


def main(names: list[str]) -> int:
    """Run the suites named, or all; print what came out."""
    if not SUITES.is_dir():
        print("../shared/suites is not here: no suite was run")
        return 0
    failed = 0
    for name, run in RUNS.items():
        if names and name not in names:
            continue
        outcomes = list(run())
        wrong = [outcome for outcome in outcomes if outcome.wrong]
        failed += len(wrong)
        print(f"{name:<36} {len(outcomes) - len(wrong):>5} of {len(outcomes)}")
        for outcome in wrong:
            print(f"    {outcome.name}: {outcome.wrong}")
    return 1 if failed else 0


def spec_cases() -> Iterator[Outcome]:
    """James Clark's tests of the specification: schemas right and wrong, documents valid and not."""
    for number, case in enumerate(_tree("spectest.xml").iter("testCase"), 1):
        with tempfile.TemporaryDirectory() as folder:
            _lay_out(case, Path(folder))
            label = f"case {number}, section {case.findtext('section')}"
            for index, wanted in enumerate(case.iter("incorrect", "correct")):
                path = Path(folder) / f"schema-{index}.rng"
                path.write_bytes(_inside(wanted))
                yield from _judged(label, path, case, correct=wanted.tag == "correct")


def compact_cases() -> Iterator[Outcome]:
    """His tests of the compact syntax: wrong ones refused, right ones as their twins in XML syntax.

    Several of these are right as syntax only: they have no start, or one that is text, and jing refuses them too.
    """
    for number, case in enumerate(_tree("compacttest.xml").iter("testCase"), 1):
        with tempfile.TemporaryDirectory() as folder:
            verdicts: list[str] = []
            for syntax in case.iter("compact", "xml"):
                _lay_out(syntax, Path(folder))
                path = Path(folder) / ("schema.rnc" if syntax.tag == "compact" else "schema.rng")
                wanted = next(syntax.iter("incorrect", "correct"))
                path.write_bytes((wanted.text or "").encode() if syntax.tag == "compact" else _inside(wanted))
                verdicts.append(_verdict(path))
            wrong = ""
            if len(verdicts) == 1:
                wrong = "" if verdicts[0].startswith("refused") else "the schema is accepted"
            elif verdicts[0] != verdicts[1]:
                wrong = f"{verdicts[0][:200]} | {verdicts[1][:200]}"
            yield Outcome(f"case {number}", wrong)


def _verdict(path: Path) -> str:
    """The simplified grammar, or that there is none."""
    try:
        return load_schema(path).as_text()
    except SchemaError:
        return "refused"


def datatype_cases() -> Iterator[Outcome]:
    """His tests of XML Schema's datatypes, turned into schemas and documents as his own stylesheet does."""
    for datatype in _tree("xsdtest.xml").iter("datatype"):
        name = datatype.get("name", "")
        params = "".join(f'<param name="{p.get("name")}">{_escaped(p)}</param>' for p in datatype.iter("param"))
        yield from _typed(name, f'<data type="{name}">{params}</data>', list(datatype.iter("valid", "invalid")))
        for length in datatype.iter("length"):
            size = int(length.get("value", "0"))
            for bound in range(max(0, size - 1), size + 2):
                data = f'<data type="{name}"><param name="length">{bound}</param></data>'
                yield from _typed(f"{name} of length {bound}", data, [length], lambda _, good=bound == size: good)  # type: ignore[misc]
        for group in datatype.iter("class"):
            first, *others = group.iter("value")
            siblings = [*group.itersiblings(preceding=True), *group.itersiblings()]
            strangers = [value for other in siblings for value in other.iter("value")]
            data = f'<value type="{name}"{_declared(first)}>{_escaped(first)}</value>'
            same = set(others)
            yield from _typed(f"{name} {first.text!r}", data, [*others, *strangers], same.__contains__)
        yield from _ordered(name, datatype)


def _ordered(name: str, datatype: etree._Element) -> Iterator[Outcome]:
    """Pairs of which the first is less, or neither: bounds from either side."""
    for pair in datatype.iter("lessThan", "incomparable"):
        low, high = pair.iter("value")
        less = pair.tag == "lessThan"
        for facet, bound, value, good in (
            ("minExclusive", low, high, less),
            ("minInclusive", low, high, less),
            ("maxExclusive", high, low, less),
            ("maxInclusive", high, low, less),
            ("minExclusive", high, low, False),
            ("minInclusive", high, low, False),
            ("maxExclusive", low, high, False),
            ("maxInclusive", low, high, False),
        ):
            if not less and "Inclusive" in facet:
                continue  # neither is less, but they may be equal
            data = f'<data type="{name}"><param name="{facet}">{_escaped(bound)}</param></data>'
            yield from _typed(f"{name} {facet} {bound.text}", data, [value], lambda _, good=good: good)  # type: ignore[misc]


def _typed(
    label: str,
    pattern: str,
    values: list[etree._Element],
    is_good: Callable[[etree._Element], bool] = lambda value: value.tag == "valid",
) -> Iterator[Outcome]:
    schema = f'<element xmlns="{_RNG}" name="doc" datatypeLibrary="{XSD}">{pattern}</element>'
    loaded, outcome = _load_text(label, schema)
    yield outcome
    for value in values:
        subset = value.get("internalSubset")
        head = f"<!DOCTYPE doc [\n{subset}\n]>" if subset else ""
        document = f"{head}<doc{_declared(value)}>{_escaped(value)}</doc>"
        yield _validated(f"{label}: {document}", loaded, document.encode(), is_good(value))


def _load_text(label: str, text: str) -> tuple[Schema | None, Outcome]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schema.rng"
        path.write_text(text, encoding="utf-8")
        return _load(label, path)


def _load(label: str, path: Path) -> tuple[Schema | None, Outcome]:
    try:
        return load_schema(path), Outcome(label)
    except SchemaError as error:
        return None, Outcome(label, f"the schema is refused: {error.message}")


def _judged(label: str, path: Path, case: etree._Element, *, correct: bool) -> Iterator[Outcome]:
    loaded, outcome = _load(label, path)
    if not correct:
        outcome = Outcome(label, "" if outcome.wrong else "the schema is accepted")
    yield outcome
    for document in case.iter("valid", "invalid") if correct else ():
        yield _validated(label, loaded, document.get("dtd", "").encode() + _inside(document), document.tag == "valid")


def _validated(label: str, schema: Schema | None, document: bytes, good: bool) -> Outcome:
    if schema is None:
        return Outcome(label, "its schema is refused")
    found = schema.validate(document)
    if bool(found) is not good:
        return Outcome(label)
    return Outcome(label, f"a {'valid' if good else 'wrong'} document is {found[0].message if found else 'valid'}")


def _tree(name: str) -> etree._Element:
    return etree.parse(str(SUITES / "relaxng" / name), etree.XMLParser(no_network=True)).getroot()


def _inside(holder: etree._Element) -> bytes:
    """The document in an element of the suite."""
    found = next((child for child in holder if isinstance(child.tag, str)), None)
    return (holder.text or "").encode() if found is None else etree.tostring(found, with_tail=False, encoding="utf-8")


def _lay_out(holder: etree._Element, folder: Path) -> None:
    """Write the files that a case's schemas refer to."""
    for child in holder.iterchildren("resource", "dir"):
        path = folder / child.get("name", "")
        if child.tag == "dir":
            path.mkdir()
            _lay_out(child, path)
        else:
            path.write_bytes(_inside(child))


def _escaped(element: etree._Element) -> str:
    return (element.text or "").replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")


def _declared(element: etree._Element) -> str:
    return "".join(f' xmlns{":" + prefix if prefix else ""}="{uri}"' for prefix, uri in element.nsmap.items())


def schematron_cases() -> Iterator[Outcome]:
    """The Schematron conformance suite: valid, invalid, or in error, and what the report must hold."""
    for path in sorted(SUITES.glob("schematron/*/*.xml")):
        case = etree.parse(str(path)).getroot()
        with tempfile.TemporaryDirectory() as folder:
            yield Outcome(path.stem, _schematron_case(case, Path(folder)))


def _schematron_case(case: etree._Element, folder: Path) -> str:
    """What is wrong with the outcome of one case."""
    for holder in case.iter(f"{_CASE}primary", f"{_CASE}secondary"):
        file = folder / holder.get("filename", "")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_inside(holder))
    schemas = case.find(f"{_CASE}schemas")
    primary = case.find(f".//{_CASE}primary")
    assert schemas is not None and primary is not None
    document = parse(read_source(folder / primary.get("filename", "")))
    variants = list(schemas.iterchildren(etree.Element))  # for several query languages: one that is named is ours
    file = folder / "schema.sch"
    file.write_bytes(etree.tostring(next((v for v in variants if v.get("queryBinding")), variants[0]), with_tail=False))
    return _schematron_outcome(case, file, schemas.get("phase", "#DEFAULT"), document)


def _schematron_outcome(case: etree._Element, schema: Path, phase: str, document: Document) -> str:
    wanted = case.get("expect", "valid")
    try:
        loaded = Schematron(schema, phase)
        found = loaded.check(document)
        report = Report()
        report.add("", loaded.report(document))
    except EditionError as error:
        return "" if wanted == "error" else error.diagnostics[0].message
    broken = any(diagnostic.code.id == "V332" for diagnostic in found)
    outcome = "error" if broken else "invalid" if found else "valid"
    if outcome != wanted:
        return f"{wanted} is expected, and it is {outcome}"
    svrl = etree.fromstring(report.write())
    for expectation in case.iter(f"{_CASE}expectation"):
        spaces = {prefix: uri for prefix, uri in expectation.nsmap.items() if prefix}
        if not svrl.xpath(expectation.get("test", ""), namespaces=spaces):
            return f"the report has not {expectation.get('test')}"
    return ""


RUNS: Final[dict[str, Callable[[], Iterator[Outcome]]]] = {
    "RELAX NG: specification": spec_cases,
    "RELAX NG: compact syntax": compact_cases,
    "RELAX NG: XML Schema datatypes": datatype_cases,
    "Schematron": schematron_cases,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
