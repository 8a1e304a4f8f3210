"""Every command that changes sources, while the disk fails, the program is killed, or somebody saves: nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.markup.test_changes import OPERATIONS, Faults, Killed

from edition.markup.changes import disk
from edition.project import Project

Command = Callable[..., Any]
ARTICLE = "tei/articles/a-bridge-at-mostar.xml"
PERSONS = "tei/registers/persons.xml"
PROPOSALS = "kind\tkey\tname\tlang\nplace\tjablanica\tJablanica\ten\n"
REVIEW = "accept\tkey\tkind\tcandidate\tname\tidno\nx\tmostar\tplace\tQ188306\tMostar\tWikidata\n"
TABLE = "key,kind,name_en,birth\nevliya-celebi,person,Evliya Çelebi,1611-03-25\nsinan,person,Sinan,\n"


@dataclass(frozen=True)
class Case:
    """A call, files that it needs, and whether all its changes are one."""

    call: tuple[str, ...]
    files: tuple[tuple[str, str], ...] = ()
    whole: bool = True


CASES = {
    "rename": Case(("registers", "rename", "evliya-celebi", "evliya")),
    "merge": Case(("registers", "merge", "mimar-hayruddin", "evliya-celebi")),
    "split": Case(("registers", "split", "mostar", "mostar-bridge", "--name", "en=Bridge", "--block", "arrival-1")),
    "add": Case(("registers", "add", "person", "sinan", "--name", "en=Sinan")),
    "proposed": Case(("registers", "add", "--all-proposed"), (("tei/proposals.tsv", PROPOSALS),)),
    "table": Case(("import-register", "t.csv"), (("t.csv", TABLE),)),
    "accept": Case(("reconcile", "--accept", "r.tsv"), (("r.tsv", REVIEW),)),
    "annotate": Case(("annotate", "-j", "1"), whole=False),
    "fix": Case(("validate", "--fix", "-j", "1"), whole=False),
    "import": Case(("import", "t.txt"), (("t.txt", "A Title\n\nA text of some words.\n"),), whole=False),
    "baseline": Case(("validate", "--write-baseline", "b.json", "-j", "1"), whole=False),
}


@pytest.fixture
def edition(sample: Project) -> Path:
    """With something to do for each command."""
    article = sample.root / ARTICLE
    text = article.read_text()
    text = text.replace('<date when="1566">1566</date>', "1566").replace(
        '<placeName ref="place:neretva">Neretva</placeName>', "Neretva"
    )
    article.write_text(text.replace("sweets.</p>", "<persname>sweets</persname>.</p>"))
    return sample.root


def tree(folder: Path) -> dict[str, bytes]:
    found = (
        p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder).parts[0] not in (".edition", "schema")
    )
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def lay_out(kept: Path, edition: Path, case: Case) -> dict[str, bytes]:
    """The edition as it was, with what the case needs."""
    for path in edition.iterdir():
        if path.name not in (".edition", "schema"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(kept, edition, dirs_exist_ok=True)
    for name, text in case.files:
        (edition / name).write_text(text)
    return tree(edition)


@pytest.mark.parametrize("name", CASES)
def test_the_call_changes_something(name: str, command: Command, edition: Path) -> None:
    for file, text in CASES[name].files:
        (edition / file).write_text(text)
    before = tree(edition)
    ended = command(*CASES[name].call, folder=edition)
    assert ended.code in (0, 1), ended.err
    assert tree(edition) != before


@pytest.mark.parametrize("name", CASES)
def test_wherever_the_disk_fails_or_all_is_killed_nothing_is_lost(
    name: str, command: Command, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[name]
    kept = edition.parent / "kept"
    shutil.copytree(edition, kept, ignore=shutil.ignore_patterns("schema", ".edition"))
    old = lay_out(kept, edition, case)
    faults = Faults()
    for operation in OPERATIONS:
        monkeypatch.setattr(disk, operation, faults.around(getattr(disk, operation)))
    command(*case.call, folder=edition)
    new, count = tree(edition), faults.count
    assert count > 0
    for error in (OSError(28, "No space left on device"), Killed()):
        for at in range(count):
            lay_out(kept, edition, case)
            faults.count, faults.at, faults.error, faults.for_good = 0, at, error, isinstance(error, Killed)
            try:
                ended = command(*case.call, folder=edition)
                assert ended.code in (0, 1, 2)
                assert "Traceback" not in ended.err
            except Killed:
                pass
            faults.at, faults.for_good = -1, False
            command("registers", "check", folder=edition)
            found = tree(edition)
            if case.whole:
                assert found in (old, new), at
            assert all(found.get(file) in (old.get(file), new.get(file)) for file in {*found, *old, *new}), at


def test_what_is_saved_while_a_command_runs_stays_and_is_named(
    command: Command, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = (edition / ARTICLE).read_bytes().replace(b"rainbow", b"bow in the sky")
    reading = disk.read
    for name in ("rename", "annotate", "fix"):
        monkeypatch.setattr(disk, "read", _saving(reading, edition / ARTICLE, mine, first_read_is_old=name == "rename"))
        ended = command(*CASES[name].call, folder=edition)
        assert "V304" in ended.out + ended.err, name
        assert ended.code in (1, 2)
        assert (edition / ARTICLE).read_bytes() == mine
        assert f"changed {ARTICLE}" not in ended.out
        mine = mine.replace(b"sky", b"sky,")


def _saving(
    reading: Callable[[Path], bytes | None], article: Path, mine: bytes, *, first_read_is_old: bool
) -> Callable[[Path], bytes | None]:
    """Reading from a disk where somebody saves an article when it is read first."""
    saved: list[Path] = []

    def read(path: Path) -> bytes | None:
        data = reading(path)
        if path.name != article.name or saved:
            return data
        saved.append(path)
        article.write_bytes(mine)
        return data if first_read_is_old else mine

    return read


def test_an_error_in_the_decisions_writes_nothing(command: Command, edition: Path) -> None:
    (edition / "tei/decisions.tsv").write_text("a-bridge-at-mostar\tarrival-2\tNeretva\tfirst\tplace\treject\n")
    before = tree(edition)
    ended = command("annotate", folder=edition)
    assert ended.code == 1
    assert "A200" in ended.out
    assert tree(edition) == before


def test_a_register_that_cannot_be_read_lets_annotate_write_nothing(command: Command, edition: Path) -> None:
    (edition / PERSONS).write_text("<TEI>")
    before = tree(edition)
    assert command("annotate", folder=edition).code == 1
    assert tree(edition) == before


@pytest.mark.parametrize("names", [("Baku.txt", "baku.txt"), ("\u00e9.txt", "e\u0301.txt"), ("a.txt", "a.md")])
def test_two_sources_of_one_name_give_no_file_over_another(
    names: tuple[str, str], command: Command, edition: Path
) -> None:
    for name in names:
        (edition / name).write_text(f"A Title of {name}\n\nA text of some words.\n")
    ended = command("import", *names, folder=edition)
    assert (ended.code, "I1" in ended.out) == (1, True)
    assert len(list((edition / "tei/articles").iterdir())) == 2
    assert command("import", names[1], "--into", "tei/articles", folder=edition).code == 1
