"""Every command that changes sources, while the disk fails, the program is killed, or somebody saves: nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.annotate.made_up import letter
from tests.cli.test_every_command import commands
from tests.cli.test_import_again import word
from tests.markup.test_changes import OPERATIONS, Faults, Killed

from edition.api import decisions
from edition.markup.changes import disk
from edition.project import Project

Command = Callable[..., Any]
ARTICLE = "tei/articles/a-bridge-at-mostar.xml"
PERSONS = "tei/registers/persons.xml"
PROPOSALS = "kind\tkey\tname\tlang\nplace\tjablanica\tJablanica\ten\n"
REVIEW = "accept\tkey\tkind\tcandidate\tname\tidno\nx\tmostar\tplace\tQ188306\tMostar\tWikidata\n"
DECISION = ("decide", "reject", "a-bridge-at-mostar", "--block", "arrival-1", "--text", "Mostar")
OLD_TEXT, NEW_TEXT = (f"A Title\n\nA text of some {words}.\n" for words in ("words", "other words"))
ODD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="my" start="{0}"><elementSpec ident="{0}">'
    "<content><textNode/></content></elementSpec></schemaSpec></body></text></TEI>"
)
SPECIFICATIONS = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><elementSpec ident="a" module="core"><content><textNode/>'
    "</content></elementSpec></body></text></TEI>"
)
KEPT_TEI = "schema/p5subset*"  # all that a command adds to the schema's folder
LETTERS = tuple((f"tei/articles/l{n}.xml", letter(n).decode()) for n in range(12))
TABLE = "key,kind,name_en,birth\nevliya-celebi,person,Evliya Çelebi,1611-03-25\nsinan,person,Sinan,\n"


@dataclass(frozen=True)
class Case:
    """A call, files that it needs, whether all its changes are one, calls before it, and the one that settles it."""

    call: tuple[str, ...]
    files: tuple[tuple[str, str | bytes], ...] = ()
    whole: bool = True
    before: tuple[tuple[str, ...], ...] = ()
    changed: tuple[tuple[str, str | bytes], ...] = ()  # files that change between the calls before it and this one
    next: tuple[str, ...] = ("registers", "check")
    every: int = 1  # of so many operations one is tried


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
    "import": Case(("import", "t.txt"), (("t.txt", "A Title\n\nA text of some words.\n"),)),
    "import again": Case(
        ("import", "t.txt", "--force"),
        (("t.txt", OLD_TEXT),),
        before=(("import", "t.txt"),),
        changed=(("t.txt", NEW_TEXT),),
    ),
    "import pictures": Case(("import", "h.docx"), (("h.docx", word("red", "blue")),)),
    "import pictures again": Case(
        ("import", "h.docx", "--force"),
        (("h.docx", word("red", "blue")),),
        before=(("import", "h.docx"),),
        changed=(("h.docx", word("green", "white", "black")),),
    ),
    "baseline": Case(("validate", "--write-baseline", "b.json", "-j", "1"), whole=False),
    "baseline again": Case(
        ("validate", "--write-baseline", "b.json", "-j", "1"),
        before=(("validate", "--write-baseline", "b.json", "-j", "1"),),
        changed=(("tei/articles/odd.xml", "<TEI/>"),),
    ),
    "decide": Case(DECISION),
    "cite": Case(("cite",), whole=False),
    "adopt": Case(("adopt", "others"), (("others/a.xml", letter(1).decode()),), next=("adopt", "others")),
    "harvest": Case(("registers", "harvest"), (("tei/articles/l1.xml", letter(1).decode()),)),
    "learn": Case(("learn",), LETTERS),
    "schema": Case(
        ("schema", "build", "--odd", "my.odd"),
        (("my.odd", ODD.format("a")),),
        before=(("schema", "build", "--odd", "my.odd"),),
        changed=(("my.odd", ODD.format("b")),),
    ),
    "specifications": Case(("schema", "tei", "p5subset.xml"), (("p5subset.xml", SPECIFICATIONS),)),
    "new": Case(("new", "fresh"), next=("new", "fresh"), every=17),
}
# what the others do: results (tests/cli/test_results.py, tests/building), the same by another face (tests/desk), nothing
RESULTS = {"build", "preview", "export", "schema docs", "reconcile"}
FACES = {"desk", "lsp"}
READING = {"review", "stats", "score", "explain", "registers check", "registers doubles", "clean"}


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
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in (*found, *folder.glob(KEPT_TEI))}


def lay_out(edition: Path, files: dict[str, bytes]) -> None:
    """The edition as it was."""
    for path in edition.iterdir():
        if path.name not in (".edition", "schema"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in edition.glob(KEPT_TEI):
        path.unlink()
    write(edition, files)


def write(edition: Path, files: Mapping[str, str | bytes]) -> None:
    for name, data in files.items():
        (edition / name).parent.mkdir(parents=True, exist_ok=True)
        (edition / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def prepared(case: Case, command: Command, edition: Path) -> dict[str, bytes]:
    """The edition with what the case needs."""
    write(edition, dict(case.files))
    for call in case.before:
        assert command(*call, folder=edition).code in (0, 1)
    write(edition, dict(case.changed))
    return tree(edition)


@pytest.fixture
def _same_results(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same articles the same is learned (it is learned once), and all that is decided is so at the same time."""
    monkeypatch.setattr(decisions, "now", lambda: "2001-01-01T00:00:00+00:00")
    teach = pytest.importorskip("edition.annotate.learned.teach")
    learn_from, kept = teach.learn_from, []

    def once(*arguments: Any) -> object:
        kept[:] = kept or [learn_from(*arguments)]
        return kept[0]

    monkeypatch.setattr(teach, "learn_from", once)


def test_every_command_that_changes_sources_is_tried() -> None:
    lines = [" ".join(case.call) for case in CASES.values()]
    left = {name for name, _ in commands() if not any(f"{line} ".startswith(f"{name} ") for line in lines)}
    assert left == (RESULTS | FACES | READING) - {"reconcile"}  # which changes sources where it is told to


@pytest.mark.parametrize("name", CASES)
def test_the_call_changes_something(name: str, command: Command, edition: Path) -> None:
    before = prepared(CASES[name], command, edition)
    ended = command(*CASES[name].call, folder=edition)
    assert ended.code in (0, 1), ended.err
    assert tree(edition) != before


@pytest.mark.parametrize("name", CASES)
def test_wherever_the_disk_fails_or_all_is_killed_nothing_is_lost(
    name: str, command: Command, edition: Path, monkeypatch: pytest.MonkeyPatch, _same_results: None
) -> None:
    case = CASES[name]
    old = prepared(case, command, edition)
    faults = Faults()
    for operation in OPERATIONS:
        monkeypatch.setattr(disk, operation, faults.around(getattr(disk, operation)))
    command(*case.call, folder=edition)
    new, count = tree(edition), faults.count
    assert count > 0
    for error in (OSError(28, "No space left on device"), Killed()):
        for at in range(0, count, case.every):
            lay_out(edition, old)
            faults.count, faults.at, faults.error, faults.for_good = 0, at, error, isinstance(error, Killed)
            try:
                ended = command(*case.call, folder=edition)
                assert ended.code in (0, 1, 2)
                assert "Traceback" not in ended.err
                assert ended.code or tree(edition) == new, at
            except Killed:
                pass
            faults.at, faults.for_good = -1, False
            command(*case.next, folder=edition)
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
        assert ended.code == 1
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
