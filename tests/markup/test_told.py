"""What is said where the disk refuses, or somebody was there in between."""

from __future__ import annotations

from pathlib import Path

from edition.markup.changes import Inputs, change_file
from edition.markup.changes.settle import unwritable


def test_the_reason_of_the_system_is_told_or_else_its_words() -> None:
    full = unwritable(Path("a.xml"), OSError(28, "No space left on device")).diagnostics[0]
    assert full.message == "cannot write a.xml: No space left on device"
    assert unwritable(Path("a.xml"), OSError("odd")).diagnostics[0].message == "cannot write a.xml: odd"


def test_the_first_of_several_files_that_changed_is_named(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a", "b")]
    for path in paths:
        path.write_bytes(b"x")
    inputs = Inputs(paths)
    for path in paths:
        path.write_bytes(b"longer")
    found = change_file(None, tmp_path / "c", None, b"new", inputs)
    assert found is not None and str(paths[0]) in found.message and str(paths[1]) not in found.message
