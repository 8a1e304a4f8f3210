"""Mistakes in schemas with what three validators say: ``python -m benchmarks.schema_mistakes`` prints the tables."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from lxml import etree

from benchmarks.figures import jing_command
from edition.diagnostics import EditionError
from edition.relaxng import SchemaError, load_schema
from edition.validate.schematron import Schematron

_TYPES: Final = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
_HEAD: Final = f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" {_TYPES}>\n'
_A: Final = "<start><element name='a'><empty/></element></start>"
_GRAMMARS: Final = (
    ("A reference to nothing", "<start><ref name='poem'/></start>"),
    ("Defined twice", f"{_A}<define name='p'><text/></define><define name='p'><empty/></define>"),
    ("A misspelt element", "<start><elemnt name='a'><text/></elemnt></start>"),
    ("A misspelt attribute", "<start><element nam='a'><text/></element></start>"),
    ("An element without content", "<start><element name='a'/></start>"),
    ("A type that does not exist", "<start><element name='a'><data type='dat'/></element></start>"),
    (
        "A facet of another type",
        "<start><element name='a'><data type='date'><param name='length'>4</param></data></element></start>",
    ),
    ("A value of another type", "<start><element name='a'><value type='date'>today</value></element></start>"),
    (
        "An attribute twice",
        "<start><element name='a'><attribute name='n'/><optional><attribute name='n'/></optional></element></start>",
    ),
    (
        "Data beside elements",
        "<start><element name='a'><data type='int'/><element name='b'><empty/></element></element></start>",
    ),
    (
        "Text twice",
        "<start><element name='a'><interleave><text/><mixed><empty/></mixed></interleave></element></start>",
    ),
    ("No start", "<define name='a'><element name='a'><empty/></element></define>"),
    ("A start that is text", "<start><text/></start>"),
    ("A file that is not there", f"<include href='base.rng'/>{_A}"),
    (
        "A definition in itself",
        "<start><ref name='a'/></start><define name='a'><choice><ref name='a'/><text/></choice></define>",
    ),
    ("Any attribute, once", "<start><element name='a'><attribute><anyName/></attribute></element></start>"),
    ("A prefix that nobody declared", "<start><element name='t:a'><empty/></element></start>"),
    ("No name", "<start><element><text/></element></start>"),
)
_COMPACT: Final = (
    ("Two signs without parentheses", "start = element a { b, c | d }"),
    ("A keyword as a name", "start = list\nlist = element list { text }"),
    ("A brace that is not closed", "start = element a { text\np = element p { text }"),
    ("A datatype without its library", "start = element a { tei:date }"),
    ("A reference to nothing", "start = poem"),
    ("Defined twice", "start = element a { p }\np = text\np = empty"),
    ("An element without content", "start = element a { }"),
    ("An element without a name", "start = element { text }"),
    ("No braces", "start = element a text"),
    ("A misspelt keyword", "start = elemnt a { text }"),
    ("A prefix that nobody declared", "start = element t:a { text }"),
    ("A type that does not exist", "start = element a { xsd:dat }"),
    ("A facet that does not exist", 'start = element a { xsd:string { lenght = "4" } }'),
    ("A value of another type", 'start = element a { xsd:date "today" }'),
    ("A literal that is not closed", "start = element a { 'yes }"),
    ("A comma behind the last", "start = element a { element b { text }, }"),
    ("A repetition of nothing", "start = element a { * }"),
    ("Declarations behind definitions", "start = element t:a { text }\nnamespace t = 'urn:t'"),
    ("An attribute twice", "start = element a { attribute n { text }, attribute n { text }, empty }"),
    ("A file that is not there", "include 'base.rnc'"),
)
_SCH: Final = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">\n'
_R: Final = "<rule context='p'>"
_ASSERTIONS: Final = (
    (
        "A prefix that nobody declared",
        "<pattern><rule context='tei:p'><assert test='tei:hi'>x</assert></rule></pattern>",
    ),
    ("XPath that breaks off", f"<pattern>{_R}<assert test='count(hi'>x</assert></rule></pattern>"),
    ("A rule without context", "<pattern><rule><assert test='hi'>x</assert></rule></pattern>"),
    ("An assertion without test", f"<pattern>{_R}<assert>x</assert></rule></pattern>"),
    ("A variable that is not there", f"<pattern>{_R}<assert test='$n'>x</assert></rule></pattern>"),
    ("A variable twice", f"<pattern>{_R}<let name='n' value='1'/><let name='n' value='2'/></rule></pattern>"),
    ("A misspelt element", f"<pattern>{_R}<asert test='hi'>x</asert></rule></pattern>"),
    ("A misspelt attribute", f"<pattern>{_R}<assert tset='hi'>x</assert></rule></pattern>"),
    ("A function that is not there", f"<pattern>{_R}<assert test='lenght(.)'>x</assert></rule></pattern>"),
    ("An abstract pattern that is not there", "<pattern is-a='table'><param name='row' value='tr'/></pattern>"),
    ("An abstract rule that is not there", f"<pattern>{_R}<extends rule='r'/></rule></pattern>"),
    ("A diagnostic that is not there", f"<pattern>{_R}<assert test='hi' diagnostics='d'>x</assert></rule></pattern>"),
    ("A phase without its pattern", "<phase id='f'><active pattern='x'/></phase>"),
    ("A file that is not there", "<include href='more.sch'/>"),
    ("A part of a file that is not there", "<include href='schema.sch#p'/>"),
    ("A rule outside of patterns", f"{_R}<assert test='hi'>x</assert></rule>"),
    (
        "A parameter that is not given",
        "<pattern abstract='true' id='t'><rule context='$row'><assert test='hi'>x</assert></rule></pattern>"
        "<pattern is-a='t'/>",
    ),
    ("A value without its expression", f"<pattern>{_R}<assert test='hi'>x <value-of/></assert></rule></pattern>"),
    ("What another version has", "<group id='g'><pattern/></group>"),
    ("A template of XSLT", "<xsl:template xmlns:xsl='http://www.w3.org/1999/XSL/Transform' match='p'/>"),
)
_LONGEST: Final = 170


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "doc.xml").write_text("<p/>", encoding="utf-8")
        print_table([*_grammars(folder)])
        print_table([*_schematrons(folder)])


def print_table(rows: list[tuple[str, ...]]) -> None:
    """Print mistakes and what each program says of them."""
    print("| mistake | jing | lxml (libxml2) | edition |\n|---|---|---|---|")
    for title, shown, *said in rows:
        print(f"| {title}<br>`{shown}` | {' | '.join(map(_cell, said))} |")
    print()


def _grammars(folder: Path) -> Iterator[tuple[str, ...]]:
    for title, inside in _GRAMMARS:
        path = folder / "schema.rng"
        path.write_text(f"{_HEAD}{inside}\n</grammar>", encoding="utf-8")
        yield title, inside, _jing(path), _lxml_grammar(path), _edition_grammar(path)
    for title, inside in _COMPACT:
        path = folder / "schema.rnc"
        path.write_text(inside, encoding="utf-8")
        yield title, inside.replace("\n", " "), _jing(path, "-c"), "(no compact syntax)", _edition_grammar(path)


def _schematrons(folder: Path) -> Iterator[tuple[str, ...]]:
    for title, inside in _ASSERTIONS:
        path = folder / "schema.sch"
        path.write_text(f"{_SCH}{inside}\n</schema>", encoding="utf-8")
        yield title, inside, _jing(path), _lxml_schematron(path), _edition_schematron(path)


def _jing(path: Path, *options: str) -> str:
    command = jing_command(path)
    call = [*command[:-1], *options, *command[-1:], path.parent / "doc.xml"]
    lines = subprocess.run(call, capture_output=True, text=True, check=False).stdout.splitlines()
    told = [line for line in lines if "doc.xml" not in line]
    return (
        re.sub(r"^.*?:(\d+):\d+: |^", lambda m: f"{m[1]}: " if m[1] else "", told[0], count=1) if told else "(nothing)"
    )


def _lxml_grammar(path: Path) -> str:
    try:
        etree.RelaxNG(etree.parse(str(path)))
    except etree.RelaxNGParseError as error:
        return str(error)
    return "(nothing)"


def _lxml_schematron(path: Path) -> str:
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            isoschematron: Any = import_module("lxml.isoschematron")  # without types
            isoschematron.Schematron(etree.parse(str(path)))
    except (etree.LxmlError, ValueError) as error:
        return str(error)
    return "(nothing)"


def _edition_grammar(path: Path) -> str:
    try:
        load_schema(path)
    except SchemaError as error:
        return f"{error.line}: {error.message}"
    return "(nothing)"


def _edition_schematron(path: Path) -> str:
    try:
        Schematron(path)
    except EditionError as error:
        return error.diagnostics[0].message.removeprefix("the Schematron schema cannot be used: ")
    return "(nothing)"


def _cell(text: str) -> str:
    line = (
        re.sub(r"/tmp/\S*/", "", " ".join(text.split())).replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")
    )
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"


if __name__ == "__main__":
    main()
