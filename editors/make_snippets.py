"""Write editors/vscode/snippets/tei.json: each element of the ODD with what it needs and what it is for.

    .venv/bin/python editors/make_snippets.py [--check]

`--check` writes nothing and fails where the file is stale: a change of the schema changes it.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import count
from pathlib import Path

from edition.lsp.protocol.values import snippet_of
from edition.odd import descriptions
from edition.relaxng import load_schema
from edition.relaxng.advice.completion import skeleton_of
from edition.relaxng.model import Name

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "editors/vscode/snippets/tei.json"
TEI = "http://www.tei-c.org/ns/1.0"
ROOTS = ("TEI", "teiCorpus")
FIRST = re.compile(r">\$(\d+)<")


def snippets(schema: Path = ROOT / "schema") -> str:
    """The file: what is typed, what is written then, and the sentence of the ODD."""
    grammar, purposes = load_schema(schema / "edition.rng"), descriptions(schema / "edition.odd")
    known = {name.local for name in grammar.allowed.names() if name.uri == TEI}
    made = {name: _snippet(snippet_of(skeleton_of(grammar, Name(TEI, name)), count(1)), name, purposes[name])
            for name in sorted(known & {*purposes})}  # fmt: skip
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _snippet(text: str, name: str, purpose: str) -> dict[str, object]:
    """What was selected comes into the element, where it has one place for words."""
    body = FIRST.sub(r">${\1:$TM_SELECTED_TEXT}<", text) if len(FIRST.findall(text)) == 1 else text
    if name in ROOTS:
        body = body.replace(f"<{name}", f'<{name} xmlns="{TEI}"', 1)
    return {"prefix": f"tei-{name}", "body": f"{body}$0".split("\n"), "description": " ".join(purpose.split())}


def main() -> None:
    """Write the file, or say that it is stale."""
    made = snippets()
    if "--check" not in sys.argv:
        MADE.parent.mkdir(exist_ok=True)
        MADE.write_text(made, encoding="utf-8")
    elif not MADE.is_file() or MADE.read_text(encoding="utf-8") != made:
        sys.exit(f"{MADE.relative_to(ROOT)} is stale; run: make fix")


if __name__ == "__main__":
    main()
