from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.until import until

from edition.project import Project

Command = Callable[..., Any]
RNG = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <zeroOrMore><element name="persName"><attribute name="when"><data type="date"/></attribute><text/></element></zeroOrMore>
</element>"""
SCH = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>
  <rule context="persName"><assert id="no-empty" role="warning" test="normalize-space()">a name is empty</assert></rule>
</pattern></schema>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s.rng").write_text(RNG)
    (tmp_path / "s.sch").write_text(SCH)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/good.xml").write_text('<a><persName when="1921-03-16">x</persName></a>')
    return tmp_path


def objects(command: Command, folder: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    outcome = command("validate", *arguments, "--format", "json", folder=folder)
    return outcome.code, json.loads(outcome.out)


def test_any_xml_against_any_schema(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text('<!-- kept -->\n<a><persname when="1921-03-16">x</persname></a>')
    code, found = objects(command, folder, "docs", "--schema", "s.rng", "--schematron", "s.sch")
    assert code == 1
    assert [(Path(d["file"]).name, d["code"], d["line"], d["column"]) for d in found] == [("bad.xml", "V310", 2, 5)]
    assert "persName" in found[0]["help"]
    assert found[0]["fix"]["safety"] == "safe"


def test_schematron_alone(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text("<a><persName/></a>")
    code, found = objects(command, folder, "docs/bad.xml", "--schematron", "s.sch")
    assert (code, objects(command, folder, "docs/bad.xml", "--schematron", "s.sch", "--strict")[0]) == (0, 1)
    assert [(d["code"], d["severity"]) for d in found] == [("no-empty", "warning")]


def test_safe_fixes_keep_every_other_byte(command: Command, folder: Path) -> None:
    path = folder / "docs/bad.xml"
    before = "<!-- kept -->\r\n<a ><persname\twhen='1921-03-16' >&#120;</persname >\n</a>"
    path.write_bytes(before.encode())
    dry = command("validate", "docs", "--schema", "s.rng", "--fix", "--dry-run", folder=folder)
    assert "+" in dry.out
    assert path.read_bytes() == before.encode()
    outcome = command("validate", "docs", "--schema", "s.rng", "--fix", folder=folder)
    assert outcome.code == 0
    assert path.read_bytes() == before.replace("persname", "persName").encode()


def test_a_baseline_lets_old_findings_rest(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text("<a><nope/></a>")
    call = ("validate", "docs", "--schema", "s.rng")
    assert command(*call, "--write-baseline", "b.json", folder=folder).code == 0
    assert command(*call, "--baseline", "b.json", folder=folder).code == 0
    (folder / "docs/more.xml").write_text("<a><nope/></a>")
    assert command(*call, "--baseline", "b.json", folder=folder).code == 1


def test_wrong_calls_end_with_two(command: Command, folder: Path) -> None:
    assert command("validate", "nowhere", "--schema", "s.rng", folder=folder).code == 2
    assert command("validate", "docs", "--schema", "no.rng", folder=folder).code == 2
    assert command("validate", "--schema", "s.rng", folder=folder).code == 2
    (folder / "broken.rng").write_text(
        '<element xmlns="http://relaxng.org/ns/structure/1.0" name="a"><ref name="x"/></element>'
    )
    outcome = command("validate", "docs", "--schema", "broken.rng", folder=folder)
    assert outcome.code == 2
    assert "V330" in outcome.err


HOSTILE = {
    "bomb": "<!DOCTYPE a [<!ENTITY x0 'y'>"
    + "".join(f"<!ENTITY x{n} '{f'&x{n - 1};' * 10}'>" for n in range(1, 12))
    + "]><a>&x11;</a>",
    "external": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "dtd": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    "deep": "<a>" * 100_000 + "</a>" * 100_000,
    "mismatch": "<a>\n<persName></a>",
    "empty": "",
    "binary": "\0\1\2",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_bad_input_is_a_finding_never_a_traceback(command: Command, folder: Path, kind: str) -> None:
    (folder / "docs/bad.xml").write_text(HOSTILE[kind])
    code, found = objects(command, folder, "docs", "--schema", "s.rng")
    assert code == 1
    assert found
    assert {d["code"] for d in found} <= {"V300", "V301", "V310", "V311"}
    assert "root:" not in json.dumps(found)


def test_the_edition_itself_is_checked_with_its_registers(command: Command, sample: Project) -> None:
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    text = article.read_text().replace("place:neretva", "place:neretwa")
    article.write_text(text)
    code, found = objects(command, sample.root)
    assert code == 1
    assert [(d["code"], d["name"]) for d in found] == [("V340", "unresolved-key")]
    assert "neretva" in found[0]["help"]


def test_a_suppression_in_the_document_and_one_in_the_settings(command: Command, sample: Project) -> None:
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    text = article.read_text().replace('place:neretva">Neretva', 'place:neretva">the river')
    article.write_text(text)
    assert objects(command, sample.root)[1][0]["code"] == "V343"
    at = text.index("<placeName", text.index("jumped"))
    article.write_text(text[:at] + "<?edition-allow unexplained-mention the sentence says which?>" + text[at:])
    assert objects(command, sample.root) == (0, [])
    article.write_text(text)
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text() + '\n[validate]\nignore = { V343 = "free wording is our style" }\n')
    assert objects(command, sample.root) == (0, [])


def test_a_changed_document_is_checked_again_and_an_unchanged_one_comes_from_the_cache(
    command: Command, sample: Project
) -> None:
    assert objects(command, sample.root) == (0, [])
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    article.write_text(article.read_text().replace("<p ", "<pp ").replace("</p>", "</pp>"))
    assert objects(command, sample.root)[0] == 1
    assert objects(command, sample.root)[0] == 1


KEYS = [
    "code",
    "name",
    "severity",
    "message",
    "file",
    "line",
    "column",
    "end_line",
    "end_column",
    "help",
    "expected",
    "notes",
    "fix",
    "other_fixes",
]


def test_json_has_its_keys_and_the_order_of_the_documents(command: Command, folder: Path) -> None:
    (folder / "docs/b.xml").write_text("<a>\n<nope/>\n<persName when='soon'/><nope/></a>")
    (folder / "docs/a.xml").write_text("<a><nope/></a>")
    _, found = objects(command, folder, "docs", "--schema", "s.rng")
    assert all(list(d) == KEYS for d in found)
    assert [(Path(d["file"]).name, d["line"], d["column"]) for d in found] == [
        ("a.xml", 1, 5),
        ("b.xml", 2, 2),
        ("b.xml", 3, 17),
        ("b.xml", 3, 25),
    ]
    assert (found[2]["end_line"], found[2]["end_column"]) == (3, 21)


def test_sarif_and_github_name_file_and_place(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text("<a>\n<nope/></a>")
    call = ("validate", "docs/bad.xml", "--schema", "s.rng", "--format")
    run = json.loads(command(*call, "sarif", folder=folder).out)["runs"][0]
    assert [r["id"] for r in run["tool"]["driver"]["rules"]] == ["V310"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    line = command(*call, "github", folder=folder).out
    assert line.startswith("::error file=")
    assert ",line=2,col=2," in line


def test_as_many_processes_as_one_wants_give_the_same(command: Command, folder: Path) -> None:
    for number in range(450):
        (folder / f"docs/{number:03}.xml").write_text("<a><nope/></a>" if number % 50 == 0 else "<a/>")
    one = objects(command, folder, "docs", "--schema", "s.rng", "--jobs", "1")
    assert len(one[1]) == 9
    assert objects(command, folder, "docs", "--schema", "s.rng", "--jobs", "2") == one


def test_findings_have_their_lines_in_files_that_are_not_utf_8(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_bytes(
        '<?xml version="1.0" encoding="iso-8859-9"?>\n<!-- ğüş --><a><nope/></a>'.encode("iso-8859-9")
    )
    _, found = objects(command, folder, "docs", "--schema", "s.rng")
    assert [(d["code"], d["line"], d["column"]) for d in found] == [("V310", 2, 17)]


def test_a_huge_attribute_is_refused_without_being_read(folder: Path) -> None:
    path = folder / "docs/huge.xml"
    with path.open("wb") as file:
        file.write(b'<a b="')
        file.truncate(1 << 30)  # a sparse file: the rest is not on the disk
    code = (
        "from edition.__main__ import main\n"
        "try: main()\nexcept SystemExit: print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    call = [sys.executable, "-c", code, "validate", str(path), "--schema", str(folder / "s.rng"), "--format", "concise"]
    out = subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()
    assert "V301" in out[0]
    assert int(out[-1]) < 200_000  # kilobytes


def test_xinclude_reads_nothing(command: Command, folder: Path) -> None:
    (folder / "secret.txt").write_text("the secret")
    include = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="../secret.txt" parse="text"/></a>'
    (folder / "docs/bad.xml").write_text(include)
    outcome = command("validate", "docs", "--schema", "s.rng", folder=folder)
    assert "V363" in outcome.out
    assert "the secret" not in outcome.out


def test_watch_checks_again_when_a_file_changes(folder: Path) -> None:
    call = [
        sys.executable,
        "-u",
        "-m",
        "edition",
        "validate",
        "docs",
        "--schema",
        "s.rng",
        "--format",
        "concise",
        "--watch",
    ]
    with subprocess.Popen(call, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as running:
        try:
            assert running.stderr is not None
            assert running.stderr.readline() == "1 file checked: no findings\n"
            (folder / "docs/new.xml").write_text("<a><nope/></a>")
            assert running.stderr.readline() == "2 files checked: 1 error\n"
            (folder / "docs/new.xml").write_text("<a/>")
            assert running.stderr.readline() == "2 files checked: no findings\n"
        finally:
            running.kill()


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A scheduler and a worker whose folder is empty; gives the address."""
    where = folder / "scheduler.json"
    empty = folder / "elsewhere"
    empty.mkdir()
    common = {"cwd": empty, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begin = [sys.executable, "-m"]
    own = ["--host", "127.0.0.1", "--no-dashboard"]
    started = [
        subprocess.Popen(
            [*begin, "distributed.cli.dask_scheduler", *own, "--port", "0", "--scheduler-file", str(where)], **common
        ),  # type: ignore[call-overload]
        subprocess.Popen(  # type: ignore[call-overload]
            [
                *begin,
                "distributed.cli.dask_worker",
                *own,
                "--no-nanny",
                "--nthreads",
                "1",
                "--scheduler-file",
                str(where),
            ],
            **common,
        ),
    ]
    try:
        until(lambda: where.is_file() and where.read_text())
        yield json.loads(where.read_text())["address"]
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_cluster_needs_neither_the_schema_nor_the_files(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    (folder / "docs/bad.xml").write_text("<a><persname/><persName when='1921-03-16'/></a>")
    monkeypatch.chdir(folder)
    call = ("docs", "--schema", "s.rng", "--schematron", "s.sch")

    def check(*more: str) -> tuple[int, list[dict[str, Any]]]:
        outcome = command("validate", *call, *more, "--format", "json")
        return outcome.code, json.loads(outcome.out)

    here = check()
    assert [d["code"] for d in here[1]] == ["V310", "no-empty"]
    with cluster(folder) as address:
        assert check("--cluster", address) == here


@pytest.mark.slow
def test_an_edition_on_a_cluster_gives_the_same(command: Command, sample: Project) -> None:
    pytest.importorskip("distributed")
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    article.write_text(article.read_text().replace("place:neretva", "place:neretwa"))
    with cluster(sample.root) as address:
        found = objects(command, sample.root, "--cluster", address)
    assert [d["code"] for d in found[1]] == ["V340"]
    assert objects(command, sample.root) == found


def test_options_that_would_have_no_effect_are_wrong_calls(command: Command, folder: Path) -> None:
    for options in (("--dry-run",), ("--phase", "x")):
        assert command("validate", "docs", "--schema", "s.rng", *options, folder=folder).code == 2


def test_several_schematrons_and_the_rules_in_the_grammar(command: Command, folder: Path) -> None:
    rule = '<s:pattern xmlns:s="http://purl.oclc.org/dsdl/schematron"><s:rule context="a"><s:report test="true()">in it</s:report></s:rule></s:pattern>'
    (folder / "s.rng").write_text(
        RNG.replace("</element>\n</element>", f"</element>{rule}</element>").replace(
            "</zeroOrMore>", f"</zeroOrMore>{rule}"
        )
    )
    (folder / "t.sch").write_text(SCH.replace("no-empty", "other"))
    (folder / "docs/bad.xml").write_text('<a><persName when="1921-03-16"/></a>')
    schemas = ("--schema", "s.rng", "--schematron", "s.sch", "--schematron", "t.sch")
    code, found = objects(command, folder, "docs/bad.xml", *schemas)
    assert (code, [d["code"] for d in found]) == (1, ["V331", "no-empty", "other"])
    assert [d["code"] for d in objects(command, folder, "docs/bad.xml", *schemas, "--no-embedded")[1]] == [
        "no-empty",
        "other",
    ]


RNC = """namespace s = "http://purl.oclc.org/dsdl/schematron"
# s:pattern [ in a comment is none
start = {0}element a {{ text }}
"""
RULE = '[ s:pattern [ s:rule [ context = "a" s:report [ test = "true()" "in it" ] ] ] ]\n'


@pytest.mark.parametrize("included", [False, True])
def test_rules_in_a_compact_grammar_are_told_not_to_be_run(command: Command, folder: Path, included: bool) -> None:
    (folder / "docs/bad.xml").write_text("<a/>")
    (folder / "s.rnc").write_text('include "t.rnc"' if included else RNC.format(RULE))
    (folder / "t.rnc").write_text(RNC.format(RULE))
    code, (found,) = objects(command, folder, "docs/bad.xml", "--schema", "s.rnc")
    assert (code, found["code"], found["severity"], found["line"]) == (0, "V333", "info", 3)
    assert found["file"].endswith("t.rnc" if included else "s.rnc")
    assert objects(command, folder, "docs/bad.xml", "--schema", "s.rnc", "--no-embedded") == (0, [])


def test_a_compact_grammar_without_rules_has_no_remark(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text("<a/>")
    for more in ("", "[ s:title [ 's:rule [' ] ]\n"):
        (folder / "s.rnc").write_text(RNC.format(more))
        assert objects(command, folder, "docs/bad.xml", "--schema", "s.rnc") == (0, [])


def test_an_edition_may_have_several_schematrons(command: Command, sample: Project) -> None:
    settings = sample.root / "edition.toml"
    (sample.root / "more.sch").write_text(SCH.replace("persName", "*:TEI").replace("normalize-space()", "false()"))
    added = objects(command, sample.root, "--schematron", "more.sch")[1]
    assert {d["code"] for d in added} == {"no-empty"}
    listed = 'sch = ["schema/edition.sch", "more.sch"]'
    settings.write_text(settings.read_text().replace('sch = "schema/edition.sch"', listed))
    assert objects(command, sample.root)[1] == added


def test_a_report_in_svrl(command: Command, folder: Path) -> None:
    (folder / "docs/bad.xml").write_text("<a><persName/></a>")
    outcome = command(
        "validate", "docs", "--schema", "s.rng", "--schematron", "s.sch", "--format", "svrl", folder=folder
    )
    assert outcome.code == 1
    assert outcome.out.count("<svrl:failed-assert") == 2
    assert 'id="V315"' in outcome.out
    assert 'location="/Q{}a[1]/Q{}persName[1]"' in outcome.out


FIXES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  queryBinding="xslt3"><pattern><rule context="persName"><assert id="no-empty" test="normalize-space()" sqf:fix="fill drop">
  a name is empty</assert><sqf:fix id="fill"><sqf:user-entry name="x"/><sqf:add select="$x"/></sqf:fix>
  <sqf:fix id="drop"><sqf:description><sqf:title>Drop the name</sqf:title></sqf:description><sqf:delete/></sqf:fix>
</rule></pattern></schema>"""


def test_quick_fixes_of_schematron_are_told_and_applied_when_asked(command: Command, folder: Path) -> None:
    path = folder / "docs/bad.xml"
    path.write_bytes(b"<a>\r\n <persName\twhen='1921-03-16' />x</a>")
    (folder / "s.sch").write_text(FIXES)
    call = ("validate", "docs/bad.xml", "--schematron", "s.sch")
    told = command(*call, folder=folder)
    assert "fix (display): fill (asks for: x)" in told.out and "fix (unsafe): Drop the name" in told.out
    assert "applied" in command(*call, "--fix", folder=folder).err
    assert b"persName" in path.read_bytes()
    assert command(*call, "--unsafe", folder=folder).code == 2
    dry = command(*call, "--fix", "--unsafe", "--dry-run", folder=folder)
    assert "-" in dry.out and "1 fix found" in dry.err and b"persName" in path.read_bytes()
    outcome = command(*call, "--fix", "--unsafe", folder=folder)
    assert (outcome.code, path.read_bytes()) == (0, b"<a>\r\n x</a>")
    assert "1 fix applied" in outcome.err
