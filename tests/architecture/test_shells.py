"""Commands are shells over `edition.api`: what they do can be done from Python. Where one stands on a room, it says why."""

from __future__ import annotations

import ast
from pathlib import Path

CLI = Path(__file__).resolve().parents[2] / "src" / "edition" / "cli"
FREE = {"api", "cli", "diagnostics", "jobs", "markup", "project", "version", "paths"}

# modules that stand on the rooms themselves, and why
ALLOWED = {
    "adopt": ({"adopt", "checking"}, "there is no edition before it"),
    "build": ({"building"}, "is `Edition.build` without the time that loading all other steps takes"),
    "preview": ({"building", "desk"}, "is `Edition.build` without the time that loading all steps takes, and a server"),
    "desk": ({"desk"}, "starts another face"),
    "lsp": ({"lsp"}, "starts another face"),
    "explain": ({"annotate", "checking"}, "prints what the rooms say of their codes and rules"),
    "schema": ({"odd"}, "compiles any ODD, with or without an edition"),
    "score": ({"score"}, "compares any files, with or without an edition"),
    "validate": ({"checking", "validate"}, "checks any XML against any schema, with or without an edition"),
}


def rooms(path: Path) -> set[str]:
    """The rooms that a module imports from, anywhere in it."""
    named = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("edition."):
            named.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            named |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("edition.")}
    return named


def test_commands_stand_on_the_public_face() -> None:
    found = {path.stem: beyond for path in sorted(CLI.glob("*.py")) if (beyond := rooms(path) - FREE)}
    assert found == {name: allowed for name, (allowed, _) in ALLOWED.items()}


def test_an_import_of_a_room_is_seen(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("def f():\n    from edition.odd.codes import CODES\nimport edition.score.align\n")
    assert rooms(tmp_path / "x.py") == {"odd", "score"}
