"""Twenty mistakes with what jing, lxml and edition say of them: `python -m benchmarks.mistakes` prints the table."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from lxml import etree

from benchmarks.figures import edition_command, jing_command
from benchmarks.validate import TEI_ALL

_HEAD: Final = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>'
    "<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>Own</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body>\n"
)
_MISTAKES: Final = (
    ("A name in lower case", "<p>He met <persname>Nino</persname> in Tiflis.</p>"),
    ("Text without a paragraph", "<div>He arrived by night.</div>"),
    ("A name without a paragraph", "<div><persName>Nino</persName></div>"),
    ("A date as it is spoken", '<p>On <date when="16.03.1921">16 March</date>.</p>'),
    ("A misspelt attribute", '<p>On <date wen="1921-03-16">that day</date>.</p>'),
    ("A list without items", "<list><head>Cities</head></list>"),
    ("A heading behind the text", "<div><p>First.</p><head>Title</head></div>"),
    ("A word that is no value", '<p><persName cert="sure">Nino</persName></p>'),
    ("HTML in TEI", "<p>It was <i>late</i>.</p>"),
    ("An element of another place", "<p>Dear Nino,<lb/><closer>Yours</closer></p>"),
    ("A paragraph in a paragraph", "<p>One.<p>Two.</p></p>"),
    ("A division behind which text goes on", "<div><div><p>One.</p></div><p>Two.</p></div>"),
    ("An item without its list", "<div><item>Tiflis</item></div>"),
    ("A picture without an address", "<figure><graphic/></figure>"),
    ("A day that no month has", '<p><date when="1921-02-30">30 February</date></p>'),
    ("A key with a blank in it", '<p><persName xml:id="nino of tiflis">Nino</persName></p>'),
    ("An id twice", '<p xml:id="a">One.</p><p xml:id="a">Two.</p>'),
    ("An element of no namespace", '<p>A <hi xmlns="" rend="italic">letter</hi>.</p>'),
    ("A sign that XML reserves", "<p>Nino & Lado</p>"),
    ("An end tag forgotten", '<p>A <hi rend="italic">letter</p>'),
)
_LONGEST: Final = 170


def main() -> None:
    """Print the table."""
    schema = etree.RelaxNG(etree.parse(str(TEI_ALL)))
    print("| mistake | jing | lxml (libxml2) | edition |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xml"
        for title, inside in _MISTAKES:
            path.write_text(f"{_HEAD}{inside}\n</body></text></TEI>", encoding="utf-8")
            said = [_cell(text) for text in (_jing(path), _lxml(path, schema), _edition(path))]
            print(f"| {title}<br>`{inside}` | {' | '.join(said)} |")


def _jing(path: Path) -> str:
    out = subprocess.run([*jing_command(TEI_ALL), path], capture_output=True, text=True, check=False).stdout
    message = re.sub(r"^.*?:(\d+:\d+): (?:error|fatal): ", r"\1: ", out.splitlines()[0])
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST].rstrip()} …"


def _lxml(path: Path, schema: etree.RelaxNG) -> str:
    try:
        schema.validate(etree.parse(str(path)))
    except etree.XMLSyntaxError as error:
        return f"{error.position[0]}:{error.position[1]}: {error.msg}"
    first = schema.error_log[0]
    return f"{first.line}:{first.column}: {first.message}"


def _edition(path: Path) -> str:
    call = edition_command("validate", path, "--schema", TEI_ALL, "--format", "json")
    found = json.loads(subprocess.run(call, capture_output=True, text=True, check=False).stdout)[0]
    fix = f" Fix ({found['fix']['safety']}): {found['fix']['title']}." if found["fix"] else ""
    return f"{found['line']}:{found['column']}: {found['message']}; help: {found['help']}{fix}"


def _cell(text: str) -> str:
    return text.replace("&", "&amp;").replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    main()
