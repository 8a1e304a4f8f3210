"""The bank of attacks: what a stranger may put into a file, and each command ends with 0, 1 or 2 and says why."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from edition.project import Project

Command = Callable[..., Any]
NS: Final = 'xmlns="http://www.tei-c.org/ns/1.0"'
HALF: Final = "http://[::1"
ARTICLE: Final = "tei/articles/a-bridge-at-mostar.xml"
ODD: Final = (
    f'<TEI {NS} xmlns:rng="http://relaxng.org/ns/structure/1.0"><text><body><schemaSpec ident="my" start="a" {{}}>'
    '<elementSpec ident="a"><content>{}</content></elementSpec></schemaSpec></body></text></TEI>'
)
RNG: Final = (
    '<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0" datatypeLibrary='
    '"http://www.w3.org/2001/XMLSchema-datatypes"><data type="string"><param name="maxLength">{}</param></data></element>'
)
MANY: Final = "9" * 5000
ENTITY: Final = '<!DOCTYPE a [<!ENTITY x "y">]>'
SETTINGS: Final = '[edition]\ntitle = "T"\n'


@dataclass(frozen=True)
class Attack:
    """Files, and a call that meets them."""

    files: dict[str, str | bytes]
    call: tuple[str, ...]


def article(inside: str) -> dict[str, str | bytes]:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p/></publicationStmt>"
        "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    )
    text = f'<TEI {NS} xml:id="q" xml:lang="en">{header}<text><body>{inside}</body></text></TEI>'
    return {"tei/articles/q.xml": text}


VALIDATE, BUILD, ODD_CALL = ("validate", "-j", "1"), ("build", "--no-search", "-j", "1"), ("schema", "build", "--odd")
ATTACKS: Final = {
    "half an address of a site": Attack({"edition.toml": f'{SETTINGS}base-url = "{HALF}"\n'}, VALIDATE),
    "half an address of pictures": Attack({"edition.toml": f'{SETTINGS}[facsimile]\nhosts = ["{HALF}"]\n'}, VALIDATE),
    "half an address of a picture": Attack(article(f'<figure><graphic url="{HALF}"/></figure>'), VALIDATE),
    "half an address of a page": Attack(article(f'<p><pb facs="{HALF}"/>x</p>'), BUILD),
    "half an address of an ODD": Attack({"my.odd": ODD.format(f'source="{HALF}"', "")}, (*ODD_CALL, "my.odd")),
    "half an address of a grammar": Attack(
        {"my.odd": ODD.format("", f'<rng:externalRef href="{HALF}"/>')}, (*ODD_CALL, "my.odd")
    ),
    "half an address of TEI": Attack({}, ("schema", "tei", "https://[::1")),
    "half an address in a grammar": Attack(
        {"s.rng": f'<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="{HALF}"/>'},
        ("validate", "--schema", "s.rng", ARTICLE),
    ),
    "a year of 5,000 figures": Attack(article(f'<p><date when="{MANY}">{MANY}</date></p>'), VALIDATE),
    "a duration of 5,000 figures": Attack(article(f'<p><date dur="P{MANY}Y">x</date></p>'), VALIDATE),
    "a bound of 5,000 figures": Attack({"s.rng": RNG.format(MANY)}, ("validate", "--schema", "s.rng", ARTICLE)),
    "an encoding of half characters": Attack(
        {"tei/registers/persons.xml": '<?xml version="1.0" encoding="unicode_escape"?><a>\\ud800</a>'},
        ("registers", "check"),
    ),
    "two encodings": Attack(
        {"tei/articles/q.xml": f'<?xml version="1.0" encoding="a b" encoding="latin-1"?>{ENTITY}<a>&x;</a>'}, VALIDATE
    ),
    "an occurrence of 5,000 figures": Attack(
        {"tei/decisions.tsv": f"a-bridge-at-mostar\tarrival-1\tMostar\t{MANY}\tplace\taccept\n"},
        ("annotate", "-j", "1"),
    ),
    "a cell with a control character": Attack(
        {"t.csv": "key,kind,name_en\nsinan,person,Si\x01nan\n"}, ("import-register", "t.csv")
    ),
    "a cell without an end": Attack(
        {"t.csv": f'key,kind,name_en\na,person,"{MANY * 40}'}, ("import-register", "t.csv")
    ),
    "a name with a control character": Attack({}, ("registers", "add", "person", "sinan", "--name", "en=Si\x01nan")),
    "a proposal with a control character": Attack(
        {"tei/proposals.tsv": "kind\tkey\tname\tlang\nplace\tjab\tJ\x01b\ten\n"}, ("registers", "add", "--all-proposed")
    ),
    "a setting with a control character": Attack(
        {"edition.toml": '[edition]\ntitle = "T"\npublisher = "In\\u0001st"\n', "s.txt": "A Title\n\nA text.\n"},
        ("import", "s.txt"),
    ),
    "a baseline of brackets": Attack({"b.json": "[" * 5000}, ("validate", "--baseline", "b.json", "-j", "1")),
    "aliases of brackets": Attack({"aliases.json": "[" * 5000}, ("score", "tei/articles")),
    "a list of exports of brackets": Attack({"output/exports/index.json": "[" * 5000}, BUILD),
    "an id that is no name": Attack(
        article('<div xml:id="-0 {"><p>x</p></div>'), ("export", "apis", "-f", "dts", "-j", "1")
    ),
    "half an address of documents": Attack(
        {
            "s.sch": '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern documents="string(\'http://[\')">'
            '<rule context="*"><assert test="true()">x</assert></rule></pattern></schema>'
        },
        ("validate", "--schematron", "s.sch", ARTICLE, "-j", "1"),
    ),
}


def lay_out(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_told_and_nothing_is_lost(name: str, command: Command, sample: Project) -> None:
    lay_out(sample.root, ATTACKS[name].files)
    before = {path: path.read_bytes() for path in sample.root.rglob("tei/**/*.xml")}
    ended = command(*ATTACKS[name].call, folder=sample.root)
    told = ended.out + ended.err
    assert ended.code in (0, 1, 2)
    assert "S799" not in told, told
    assert not ended.code or "error" in told.lower()
    assert {path: path.read_bytes() for path in sample.root.rglob("tei/**/*.xml")} == before


def test_what_is_nested_too_deep_for_a_pdf_is_told(
    command: Command, sample: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of ninety notes in each other; the program that lays out the pages calls itself for each."""
    weasyprint = pytest.importorskip("weasyprint")

    def give_up(*_: Any, **__: Any) -> None:
        raise RecursionError

    monkeypatch.setattr(weasyprint, "HTML", give_up)
    ended = command("export", "texts", "-f", "pdf", "-j", "1", folder=sample.root)
    assert ended.code == 2
    assert "error[E607] too-large-for-format: elements are nested too deep" in ended.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("name", ["tei/decisions.tsv", "tei/registers/persons.xml", ARTICLE])
def test_a_pipe_is_no_file_and_holds_nothing_up(name: str, command: Command, sample: Project) -> None:
    (sample.root / name).unlink(missing_ok=True)
    os.mkfifo(sample.root / name)
    for call in (
        ("decide", "accept", "a-bridge-at-mostar", "--block", "arrival-1", "--text", "Mostar"),
        ("registers", "add", "person", "sinan", "--name", "en=Sinan"),
        ("annotate", "-j", "1"),
    ):
        assert command(*call, folder=sample.root).code in (0, 1, 2)


NAMED: Final = (
    "validate --baseline x -j 1",
    "validate --write-baseline x -j 1",
    "import-register x.csv",
    "import-register x.xml",
    "import x.txt",
    "reconcile --accept x.tsv",
    "schema build --odd x.odd",
    "schema tei x.xml",
    "score x.xml",
    "export persons -f csv -o x.csv -j 1",
)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("line", [line for line in NAMED if not line.startswith("export")])
def test_a_pipe_that_is_named_is_not_waited_for(line: str, command: Command, sample: Project) -> None:
    os.mkfifo(sample.root / next(word for word in line.split() if word.startswith("x")))
    ended = command(*line.split(), folder=sample.root)
    assert ended.code in (1, 2)
    assert "error" in ended.err.lower() + ended.out
    assert "S799" not in ended.err


@pytest.mark.parametrize("line", NAMED)
def test_a_link_to_itself_that_is_named_is_told(line: str, command: Command, sample: Project) -> None:
    path = sample.root / next(word for word in line.split() if word.startswith("x"))
    path.symlink_to(path.name)
    ended = command(*line.split(), folder=sample.root)
    assert ended.code in (1, 2)
    assert "error" in ended.err.lower() + ended.out
    assert "S799" not in ended.err + ended.out


@pytest.mark.parametrize("line", ["build -o ring", "build -o ring/site", "export places -o ring/p", "new ring/mine",
                                  "new ring", "schema docs -o ring/docs", "-C ring validate", "-C ring learn"])  # fmt: skip
def test_links_in_a_ring_are_no_fault_of_ours(
    line: str, command: Command, sample: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample.root / "ring").symlink_to("round")
    (sample.root / "round").symlink_to("ring")
    monkeypatch.chdir(sample.root)
    ended = command(*line.split())
    assert ended.code in (1, 2) and "error[" in ended.err
    assert "S799" not in ended.err


@pytest.mark.parametrize("line", ["validate", "build", "stats"])
def test_a_misspelt_folder_is_not_the_edition_above_it(
    line: str, command: Command, sample: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.root)
    ended = command("-C", "nowhere", line)
    assert ended.code == 2 and "there is no folder nowhere" in ended.err


def test_a_language_file_that_leads_out_is_not_quoted(command: Command, sample: Project, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password = hunter2\n")
    (sample.root / "languages").mkdir()
    (sample.root / "languages/en.toml").symlink_to(tmp_path / "secret")
    ended = command("validate", "-j", "1", folder=sample.root)
    assert (ended.code, "hunter2" in ended.out + ended.err) == (2, False)
    assert "leads out of the edition" in ended.err
