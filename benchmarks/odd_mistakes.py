"""Mistakes in an ODD with what three programs say: ``python -m benchmarks.odd_mistakes`` prints the table.

jing and lxml read the ODD as what it is to them, a TEI document, with tei_all; the ODD is made of the schema that comes
with the program.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from lxml import etree

from benchmarks.figures import jing_command
from benchmarks.schema_mistakes import print_table
from benchmarks.validate import TEI_ALL
from edition.diagnostics import EditionError
from edition.odd import compile_odd

_TEI: Final = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">'
_HEADER: Final = (
    "<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p>p</p></publicationStmt>"
    "<sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader><text><body>"
)
_ADDED: Final = "<elementSpec ident='poem' mode='add'>{}</elementSpec>"
_CHANGED: Final = "<elementSpec ident='p' mode='change'>{}</elementSpec>"
_RULE: Final = "<constraintSpec ident='r' scheme='schematron'><constraint>{}</constraint></constraintSpec>"
_MISTAKES: Final = (
    ("A module that is not there", "<moduleRef key='edition.core'/><moduleRef key='edition.block'/>"),
    ("An element that is not there", "<elementSpec ident='persname' mode='change'/>"),
    ("A misspelt mode", "<elementSpec ident='p' mode='chnage'/>"),
    ("Added, though it is there", "<elementSpec ident='p' mode='add'><content><textNode/></content></elementSpec>"),
    ("Deleted, though it is not there", "<elementSpec ident='poem' mode='delete'/>"),
    ("A reference to no element", _ADDED.format("<content><elementRef key='vers'/></content>")),
    ("A reference to no class", _ADDED.format("<content><classRef key='model.vers'/></content>")),
    ("A reference to no macro", _ADDED.format("<content><macroRef key='macro.vers'/></content>")),
    ("A member of no class", _ADDED.format("<classes><memberOf key='model.vers'/></classes>")),
    ("A data type that is not there", _ADDED.format("<content><dataRef key='teidata.day'/></content>")),
    ("A type of XML Schema that is not there", _ADDED.format("<content><dataRef name='dat'/></content>")),
    ("HTML in a content model", _ADDED.format("<content><p/></content>")),
    ("A count that is none", _ADDED.format("<content><textNode minOccurs='no'/></content>")),
    ("A name with a blank", "<elementSpec ident='my poem' mode='add'><content><textNode/></content></elementSpec>"),
    (
        "A class in itself",
        "<classSpec ident='model.a' type='model'><classes><memberOf key='model.a'/></classes></classSpec>",
    ),
    ("Data beside text", _CHANGED.format("<content><sequence><dataRef name='int'/><textNode/></sequence></content>")),
    (
        "An attribute twice",
        _CHANGED.format("<attList><attDef ident='n' mode='add'/><attDef ident='n' mode='add'/></attList>"),
    ),
    (
        "An attribute that is not there, changed",
        _CHANGED.format("<attList><attDef ident='colour' mode='change' usage='req'/></attList>"),
    ),
    ("XPath that breaks off", _CHANGED.format(_RULE.format("<sch:assert test='count(hi'>x</sch:assert>"))),
    ("A prefix that nobody declared", _CHANGED.format(_RULE.format("<sch:assert test='my:hi'>x</sch:assert>"))),
    ("A group of specifications that is not there", "<specGrpRef target='#verse'/>"),
    ("A source that is not there", "<moduleRef key='core' source='mine.odd'/>"),
)


def main() -> None:
    """Print the table."""
    schema = etree.RelaxNG(etree.parse(str(TEI_ALL)))
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my.odd"
        for title, inside in _MISTAKES:
            body = f"<schemaSpec ident='my' start='TEI' source='edition'>\n{inside}\n</schemaSpec>"
            path.write_text(f"{_TEI}{_HEADER}{body}</body></text></TEI>", encoding="utf-8")
            rows.append((title, inside, _jing(path), _lxml(path, schema), _edition(path)))
    print_table(rows)


def _jing(path: Path) -> str:
    told = subprocess.run(
        [*jing_command(TEI_ALL), path], capture_output=True, text=True, check=False
    ).stdout.splitlines()
    return re.sub(r"^.*?:(\d+):\d+: (?:error|fatal): ", r"\1: ", told[0]) if told else "(nothing)"


def _lxml(path: Path, schema: etree.RelaxNG) -> str:
    if schema.validate(etree.parse(str(path))):
        return "(nothing)"
    return f"{schema.error_log[0].line}: {schema.error_log[0].message}"


def _edition(path: Path) -> str:
    try:
        found = compile_odd(path).findings
    except EditionError as error:
        found = tuple(error.diagnostics)
    data = path.read_bytes()
    lines = [data.count(b"\n", 0, f.primary.start) + 1 if f.primary else 1 for f in found]
    told = sorted(zip(lines, found, strict=True), key=lambda pair: pair[0] != 2)  # the mistake is in the second line
    return next((f"{line}: {f.message}" + (f"; help: {f.help}" if f.help else "") for line, f in told), "(nothing)")


if __name__ == "__main__":
    main()
