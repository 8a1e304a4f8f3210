"""Windows' rules, as far as they can be tried elsewhere: names of files, code pages, line ends, processes that begin anew."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.project import Project
from edition.publish.paths import slug

DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]\Z')
TEXT_CALLS = ("read_text", "write_text")


def names(root: Path) -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout, or git is not installed")
    return [name for name in listed.stdout.decode().split("\0") if name]


def test_every_file_of_the_project_can_be_checked_out(root: Path) -> None:
    found = names(root)
    parts = {part for name in found for part in name.split("/")}
    assert [part for part in parts if DEVICE.match(part) or FORBIDDEN.search(part)] == []
    assert [name for name, count in Counter(name.lower() for name in found).items() if count > 1] == []
    assert [name for name in found if len(name) > 180] == []  # of the 260 letters of a path


def without_encoding(tree: ast.AST) -> Iterator[int]:
    """Calls that read or write text in whatever the machine's code page is."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or any(word.arg == "encoding" for word in node.keywords):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        told = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in TEXT_CALLS and not any(value.lower().startswith("utf") for value in told):
            yield node.lineno
        modes = [value for value in told if re.fullmatch(r"[rwax]t?\+?", value)]
        if name == "open" and modes:
            yield node.lineno
        if any(word.arg in ("text", "universal_newlines") for word in node.keywords) and name in ("run", "Popen"):
            yield node.lineno


def test_text_is_read_and_written_in_utf_8_whatever_the_code_page(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}:{line}"
        for path in sorted((root / "src").rglob("*.py"))
        for line in without_encoding(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []
    assert [
        *without_encoding(ast.parse("p.read_text()\np.open('w')\nsubprocess.run(x, text=True)\np.read_text('utf-8')"))
    ] == [1, 2, 3]


@pytest.mark.parametrize(
    "key", ["con", "Aux", "nul.x", "com1", "LPT9", "a:b", "a?b", 'a"b', "a|b", "ends.", "a b ", "x" * 300]
)
def test_no_key_makes_a_page_that_windows_cannot_have(key: str) -> None:
    name = f"{slug(key)}.html"
    assert not DEVICE.match(name) and not FORBIDDEN.search(name) and len(name) < 140


def edition(project: Project, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """A call on a machine whose code page is Turkish."""
    environment = {
        **os.environ,
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "cp1254",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
    }
    call = [sys.executable, "-m", "edition", "-C", str(project.root), *arguments]
    return subprocess.run(call, env=environment, capture_output=True, check=False)


def test_code_pages_line_ends_and_processes_change_nothing(sample: Project) -> None:
    article = sample.article_paths()[0]
    text = article.read_bytes().replace(b"Boys", "İsmet and Evliya Çelebi".encode())
    article.write_bytes(text.replace(b"\n", b"\r\n"))
    other = article.with_name("other.xml")
    other.write_bytes(text.replace(b'xml:id="a-bridge-at-mostar"', b'xml:id="other"').replace(b"\n", b"\r\n"))
    done = edition(sample, "annotate", "--jobs", "2")
    assert done.returncode == 0, done.stderr.decode("cp1254")
    assert b"Traceback" not in done.stderr
    changed = article.read_bytes()
    assert changed != text.replace(b"\n", b"\r\n") and changed.count(b"\n") == changed.count(b"\r\n")
    assert "Evliya Çelebi</persName>".encode() in changed
    checked = edition(sample, "validate", "--jobs", "2")
    assert checked.returncode == 0, checked.stdout.decode("cp1254")
