"""One rule for all commands: a table of calls, each tried in every way that holds for all."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import typer.main

from edition.cli.call import add_common_options
from edition.cli.output import MANY
from edition.cli.root import COMMANDS
from edition.project import Project

Command = Callable[..., Any]
COMMON: Final = {"-C", "--strict", "-q", "-v", "--severity", "--statistics", "--color", "--format"}


@dataclass(frozen=True)
class Call:
    """A call in the sample edition, its exit code, and whether `--format json` gives one value of JSON."""

    arguments: tuple[str, ...]
    code: int = 0
    is_json: bool = True


def call(line: str, code: int = 0, *, is_json: bool = True) -> Call:
    return Call(tuple(line.split()), code, is_json)


CALLS: Final = [
    call("new tei", 2),
    call("adopt nowhere", 2),
    call("adopt texts", 2),
    call("import texts --verify nothing.xml", 2, is_json=False),
    call("import texts"),
    call("import gone.txt", 2),
    call("import texts gone.txt", 2),
    call("annotate --dry-run -j 1"),
    call("annotate --dry-run tei/articles -j 1"),
    call("annotate gone.xml", 2),
    call("annotate texts", 2, is_json=False),
    call("learn"),
    call("review"),
    call("review gone", 2),
    call("decide accept a-bridge-at-mostar --id gone", 1),
    call("decide accept a-bridge-at-mostar --block arrival-1 --text Gone", 1),
    call("decide accept gone --id x", 2),
    call("decide praise a-bridge-at-mostar --id x", 2, is_json=False),
    call("validate -j 1"),
    call("validate tei -j 1"),
    call("validate broken.xml -j 1", 1),
    call("validate gone.xml", 2),
    call("export list", is_json=False),
    call("export nothing", 2, is_json=False),
    call("export persons -f nothing", 2, is_json=False),
    call("registers check"),
    call("registers doubles", is_json=False),
    call("registers harvest"),
    call("registers rename mostar mostar-town --dry-run"),
    call("registers rename gone other", 2),
    call("registers merge mostar gone --dry-run", 2),
    call("registers add person sinan --name en=Sinan --dry-run"),
    call("registers add person sinan --name türkçe=Sinan", 2, is_json=False),
    call("registers add person sinan --name qq=Sinan", 2, is_json=False),
    call("registers add person", 2, is_json=False),
    call("registers add --all-proposed"),
    call("import-register gone.csv", 2),
    call("import-register t.csv --dry-run"),
    call("reconcile", 2, is_json=False),
    call("reconcile --accept gone.tsv", 2),
    call("schema build --check"),
    call("schema build --odd gone.odd", 2),
    call("schema build --odd broken.xml", 1),
    call("schema docs --odd gone.odd", 2),
    call("schema tei gone.xml", 2),
    call("schema tei broken.xml", 1),
    call("score gone", 2, is_json=False),
    call("score texts", 2, is_json=False),
    call("score broken.xml", 2, is_json=False),
    call("stats"),
    call("cite --check"),
    call("explain V310", is_json=False),
    call("explain gone", 2, is_json=False),
    call("clean"),
]
WARNED_ODD: Final = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="my" start="a"><elementSpec ident="a">'
    '<content><textNode/></content></elementSpec><classSpec ident="att.x" type="atts" mode="delete"/></schemaSpec>'
    "</body></text></TEI>"
)
LOST: Final = f'<p xml:id="lost">{"".join(chr(0x4E00 + n) for n in range(600))} <persName ref="person:x">王伟</persName></p></body>'
IDS: Final = [" ".join(one.arguments) for one in CALLS]


@pytest.fixture
def edition(sample: Project) -> Path:
    """With some texts, a table, and a file that is broken."""
    (sample.root / "texts/further").mkdir(parents=True)
    (sample.root / "texts/.hidden").mkdir()
    for name in ("a.txt", "further/b.md", ".hidden/c.txt"):
        (sample.root / "texts" / name).write_text("A Title\n\nSome text here.\n")
    (sample.root / "t.csv").write_text("key,kind,name_en\nsinan,person,Sinan\n")
    (sample.root / "broken.xml").write_text("<TEI>")
    (sample.root / "CITATION.cff").write_text("cff-version: 1.2.0\n")
    return sample.root


def commands() -> Iterator[tuple[str, Any]]:
    """Every command below every group."""
    for name, module in COMMANDS.items():
        found = typer.main.get_command(importlib.import_module(f"edition.cli.{module}").app)
        add_common_options(found)
        below = getattr(found, "commands", {})
        yield from ((f"{name} {inner}", one) for inner, one in below.items()) if below else [(name, found)]


def test_every_command_has_the_options_that_hold_for_all_and_one_name_for_its_output() -> None:
    for name, command in commands():
        taken = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        assert taken >= COMMON, name
        assert not taken & {"--dest", "--target"}, name
        assert "--out" not in taken or "--output" in taken, name  # its older name, where it had one
        assert ("-o" in taken) == ("--output" in taken), name


def test_every_command_is_tried() -> None:
    tried = {" ".join(one.arguments) for one in CALLS}
    left = {name for name, _ in commands() if not any(line.startswith(name) for line in tried)}
    assert left == {"build", "preview", "desk", "lsp", "registers split"}  # they serve, or have tests of their own


@pytest.mark.parametrize("one", CALLS, ids=IDS)
def test_a_call_ends_as_it_should_wherever_the_folder_is_named(
    one: Call, command: Command, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(edition.parent)  # paths count from the folder that is named
    first = command("-C", "sample", *one.arguments)
    assert first.code == one.code, first.out + first.err
    assert "Traceback" not in first.err
    assert not set("\x1b\r") & set(first.out + first.err)
    if one.arguments[0] not in ("import", "clean"):  # they have done their work
        second = command(*one.arguments, "-C", "sample")
        assert (second.code, second.out) == (first.code, first.out)
    if first.code == 1:
        assert "error" in first.out + first.err


@pytest.mark.parametrize("one", [one for one in CALLS if one.is_json], ids=lambda one: " ".join(one.arguments))
def test_a_program_reads_one_value(one: Call, command: Command, edition: Path) -> None:
    ended = command(*one.arguments, "--format", "json", folder=edition)
    assert ended.code == one.code
    assert isinstance(json.loads(ended.out), list | dict)


def test_a_format_may_stand_before_the_command(command: Command, edition: Path) -> None:
    for line in ("stats", "review", "validate -j 1", "import gone.txt", "annotate --dry-run -j 1"):
        before = command("--format", "json", *line.split(), folder=edition)
        assert before.out == command(*line.split(), "--format", "json", folder=edition).out
        json.loads(before.out)


# each tells a warning in an edition with a placeholder, a pattern without files, and two entries that may be one
WARNED: Final = {
    "validate -j 1": 1,
    "registers check": 1,
    "stats": 1,
    "stats --format json": 1,
    "annotate -j 1 --dry-run": 1,
    "annotate -j 1 --dry-run --format json": 1,
    "build --no-search -j 1": 1,
    "export persons -f csv -j 1": 1,
    "schema build --odd warned.odd": 1,
    "score gold.xml tei/articles": 1,
    "score gold.xml tei/articles --format json": 1,
    "cite --check": 1,
    "learn": 1,
    "review": 1,
    "explain V310": 0,
    "clean": 0,
}


@pytest.fixture
def warned(edition: Path) -> Path:
    settings = edition / "edition.toml"
    text = settings.read_text("utf-8").replace("Bridge Press", "Your institution")
    settings.write_text(text.replace('"tei/registers/*.xml"', '"tei/registers/*.xml", "gone/*.xml"'))
    (edition / "tei/decisions.tsv").write_text("a-bridge-at-mostar\tarrival-1\tGone\t1\tplace\taccept\n")
    (edition / "warned.odd").write_text(WARNED_ODD)
    text = (edition / "tei/articles/a-bridge-at-mostar.xml").read_text("utf-8")
    (edition / "gold.xml").write_text(text.replace("</body>", LOST))
    return edition


@pytest.mark.parametrize("line", WARNED)
def test_warnings_are_errors_everywhere_where_that_is_asked_for(line: str, command: Command, warned: Path) -> None:
    calm = command(*line.split(), folder=warned)
    assert ("warning" in calm.out + calm.err, calm.code) == (bool(WARNED[line]), 0), calm.err
    assert command(*line.split(), "--strict", folder=warned).code == WARNED[line]
    assert command("--strict", *line.split(), folder=warned).code == WARNED[line]


@pytest.mark.parametrize("line", [line for line, told in WARNED.items() if told])
def test_what_is_shown_is_chosen_in_one_way(line: str, command: Command, warned: Path) -> None:
    severe = command(*line.split(), "--severity", "error", folder=warned)
    assert "warning[" not in severe.out + severe.err
    counted = command(*line.split(), "--statistics", folder=warned)
    assert "(warning)" in counted.out + counted.err
    assert "warning[" not in counted.out + counted.err
    quiet = command(*line.split(), "-q", folder=warned)
    assert "warning[" in quiet.out + quiet.err
    assert " warning" not in quiet.err.replace("warning[", "")


@pytest.mark.parametrize("line", ["registers check", "stats", "annotate -j 1 --dry-run", "validate -j 1"])
def test_many_findings_of_one_kind_are_one_line_unless_all_are_wanted(
    line: str, command: Command, edition: Path
) -> None:
    persons = edition / "tei/registers/persons.xml"
    many = "".join(f'<person xml:id="p-{n}"/>' for n in range(MANY + 1))
    persons.write_text(persons.read_text("utf-8").replace("</listPerson>", f"{many}</listPerson>"), "utf-8")
    few, every = command(*line.split(), folder=edition), command(*line.split(), "-v", folder=edition)
    assert few.code == every.code == 1
    assert (few.out.count("error[R402]"), every.out.count("error[R402]")) == (1, MANY + 1)


@pytest.mark.parametrize("line", ["registers doubles", "registers harvest", "reconcile persons --service http://[::1"])
def test_what_would_be_wrong_without_a_register_is_not_begun(line: str, command: Command, edition: Path) -> None:
    (edition / "tei/registers/places.xml").write_text("<TEI>")
    ended = command(*line.split(), folder=edition)
    assert ended.code == 2
    assert "error" in ended.err
    assert not (edition / "tei/harvested.xml").exists()


def test_a_program_is_told_why_there_is_an_error(command: Command, edition: Path) -> None:
    (edition / "tei/articles/b.xml").write_text("<TEI>")
    ended = command("review", "--format", "json", folder=edition)
    assert (ended.code, "V300" in ended.err) == (1, True)
    json.loads(ended.out)
