"""Every command that writes results, while the disk fails or the program is killed: sources stay, results are whole.

The operations on the disk are met where Python makes them: whatever module opens a file to write, renames or removes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from tests.markup.test_changes import Faults, Killed

from edition.project import Project

Command = Callable[..., Any]
OPERATIONS: Final = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})
WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
WORK: Final = (".edition-making", ".part", ".edition-output")  # what is there while results are made, and their list
CASES: Final[dict[str, tuple[str, ...]]] = {
    "a file": ("export", "persons", "-f", "csv", "-j", "1"),
    "a spreadsheet": ("export", "persons", "-f", "xlsx", "-j", "1"),
    "a file elsewhere": ("export", "persons", "-f", "csv", "-o", "out.csv", "-j", "1"),
    "a folder": ("export", "apis", "-f", "dts", "-j", "1"),
    "guidelines": ("schema", "docs", "--odd", "my.odd", "-o", "output/guidelines"),
}
ODD: Final = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="my" start="a"><elementSpec ident="a">'
    "<content><textNode/></content></elementSpec></schemaSpec></body></text></TEI>"
)


class SystemFaults(Faults):
    """Lets an operation below a folder fail, or all from it on."""

    folder = "/nowhere"

    def meet(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at what the program is about to do."""
        is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if not (is_write or event in OPERATIONS) or not str(arguments[0]).startswith(self.folder):
            return
        here = self.count == self.at or (self.for_good and self.count > self.at)
        self.count += 1
        if here:
            raise self.error


_SYSTEM: Final = SystemFaults()  # what Python tells of cannot be asked to stop


@pytest.fixture
def faults(sample: Project) -> Iterator[SystemFaults]:
    if not hasattr(sys, "edition_faults"):
        sys.addaudithook(_SYSTEM.meet)
        sys.edition_faults = True  # type: ignore[attr-defined]
    _SYSTEM.folder, _SYSTEM.count, _SYSTEM.at = str(sample.root), 0, -1
    yield _SYSTEM
    _SYSTEM.folder, _SYSTEM.at, _SYSTEM.for_good = "/nowhere", -1, False


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".edition" not in path.parts
    }


@pytest.mark.parametrize("name", CASES)
def test_wherever_it_fails_sources_stay_and_the_next_call_makes_it_whole(
    name: str, command: Command, sample: Project, faults: SystemFaults
) -> None:
    call = CASES[name]
    if "xlsx" in call:
        pytest.importorskip("xlsxwriter")
    (sample.root / "my.odd").write_text(ODD)
    old = tree(sample.root)
    assert command(*call, folder=sample.root).code == 0
    new, first = tree(sample.root), faults.count
    assert new != old
    faults.count = 0
    assert command(*call, folder=sample.root).code == 0
    assert tree(sample.root) == new
    count = max(first, faults.count)
    for error in (OSError(28, "No space left on device"), Killed()):
        for at in range(0, count, 1 + count // 25):
            faults.count, faults.at, faults.error, faults.for_good = 0, at, error, isinstance(error, Killed)
            try:
                ended = command(*call, folder=sample.root)
                assert ended.code in (0, 1, 2)
                assert "S799" not in ended.err
                assert ended.code or tree(sample.root) == new, at
            except Killed:
                pass
            faults.at, faults.for_good = -1, False
            found = {path: data for path, data in tree(sample.root).items() if not any(sign in path for sign in WORK)}
            assert all(data in (old.get(path), new.get(path)) for path, data in found.items()), at
            assert old.items() <= found.items()
            assert command(*call, folder=sample.root).code == 0
            assert tree(sample.root) == new, at
