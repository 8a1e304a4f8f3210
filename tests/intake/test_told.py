"""Where a refusal or a finding points to, and what is wrong with a correction."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, EditionError
from edition.intake import ImportOptions, import_bytes
from edition.intake.corrections import misnamed, read_corrections
from edition.intake.pandoc import program

from .test_word import p, r, word

PROSE = "Kaptan limanda durdu ve gemiye baktı.\n"


def refused(name: str, data: bytes) -> Diagnostic:
    with pytest.raises(EditionError) as error:
        import_bytes(Path(name), data, ImportOptions())
    (found,) = error.value.diagnostics
    return found


@pytest.mark.parametrize(
    ("name", "data", "code", "start", "end"),
    [
        ("a.txt", "é\x01 abc".encode(), "I102", 2, 3),
        ("a.txt", b" . \n", "I103", 0, 1),
        ("a.pdf", b"%PDF-1.7\nnothing", "I105", 0, 1),
        ("a.docx", word(p(r(" . "))), "I103", 0, 1),
        ("a.docx", b"PK\x03\x04broken", "I105", 0, 1),
    ],
)
def test_a_refusal_points_to_its_place(name: str, data: bytes, code: str, start: int, end: int) -> None:
    found = refused(name, data)
    assert found.primary is not None
    assert (found.code.id, found.primary.file, found.primary.start, found.primary.end) == (code, name, start, end)
    assert found.help


def corrected(tmp_path: Path, text: str) -> list[Diagnostic]:
    (tmp_path / "a.txt.intake.toml").write_text(text, encoding="utf-8")
    corrections, findings = read_corrections(tmp_path / "a.txt")
    assert corrections.file == str(tmp_path / "a.txt.intake.toml")
    return findings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[blok]]\nline = 1\ntext = 'a'\nbegins = 'p'", "there is no kind of correction “blok”; known: "),
        (
            "[[block]]\ntext = 'a'\nbegins = 'paragraph'",
            "a correction of kind “block” needs a line (a number) and a text",
        ),
        ("[[block]]\nline = '1'\ntext = 'a'", "a correction of kind “block” needs a line (a number) and a text"),
        ("[[block]]\nline = 1\ntext = 'a'", "a correction of kind “block” needs `begins`"),
        ("[[block]]\nline = 1\ntext = 'a'\nbegins = 'song'", "`begins` is “song”; known: "),
        ("[[furniture]]\nline = 1\ntext = 'a'\ntype = 'song'", "`type` is “song”; known: text, "),
        ("[[hyphen]]\nline = 1\ntext = 'a'\nkeep = 'yes'", "a correction of kind “hyphen” needs `keep`"),
        ("block = 1", "a correction of kind “block” needs a line (a number) and a text"),
        ("[[", "the corrections cannot be read: "),
    ],
)
def test_a_wrong_correction_is_told(tmp_path: Path, text: str, message: str) -> None:
    if text == "[[":
        (tmp_path / "a.txt.intake.toml").write_text(text, encoding="utf-8")
        _, found = read_corrections(tmp_path / "a.txt")
    else:
        found = corrected(tmp_path, text)
    (finding,) = found
    assert finding.message.startswith(message)
    assert finding.primary is not None
    assert (finding.primary.file, finding.primary.start, finding.primary.end) == (
        str(tmp_path / "a.txt.intake.toml"), 0, 0
    )  # fmt: skip


def test_the_right_ones_are_obeyed_beside_a_wrong_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt.intake.toml").write_text(
        "[hyphen]\nline = 3\ntext = ' a- '\nkeep = true\n[[block]]\nline = 1\ntext = 'a'", encoding="utf-8"
    )
    corrections, findings = read_corrections(tmp_path / "a.txt")
    assert len(findings) == 1
    (one,) = corrections.found.values()
    assert (one.kind, one.line, one.text, one.value) == ("hyphen", 3, "a-", True)
    assert read_corrections(tmp_path / "b.txt") == (type(corrections)(), [])


def test_corrections_named_for_another_file_are_told(tmp_path: Path) -> None:
    wrong = tmp_path / "a.intake.toml"
    assert misnamed(tmp_path / "a.txt") == []
    wrong.write_text("", encoding="utf-8")
    (found,) = misnamed(tmp_path / "a.txt")
    assert found.primary is not None
    assert (found.primary.file, found.primary.start, found.primary.end) == (str(wrong), 0, 0)
    assert (found.code.name, found.help) == ("stale-correction", "rename it to a.txt.intake.toml")
    assert misnamed(tmp_path / "a") == []


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for pandoc")
def test_what_pandoc_says_is_told_and_what_it_does_not_say_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretended = tmp_path / "pandoc"
    monkeypatch.setattr(program, "_program", lambda: str(pretended))

    def acts(script: str) -> None:
        pretended.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        pretended.chmod(0o755)

    acts('cat; echo " $*"')
    assert program.read_plain(b"in", "rst").split()[:2] == ["in", "+RTS"]
    assert "--sandbox --from rst --to plain --wrap=none" in program.read_plain(b"in", "rst")
    acts("echo '{\"blocks\": []}'")
    assert program.read_tree(b"", "rst") == {"blocks": []}
    acts('echo \'<img alt="a" src="data:x,1"><img src="b.png"><p><img\nsrc="data:y,2">\'')
    assert program.read_pictures(b"", "rst") == ["data:x,1", "data:y,2"]
    acts("echo bad   input >&2; exit 3")
    with pytest.raises(program.PandocError, match=r"\Abad input\Z"):
        program.read_plain(b"", "rst")
    acts("exit 64")
    with pytest.raises(program.PandocError, match="pandoc ends with 64"):
        program.read_plain(b"", "rst")
    acts("head -c 2000 /dev/zero | tr '\\0' x >&2; exit 1")
    with pytest.raises(program.PandocError, match=r"\Ax{300}\Z"):
        program.read_plain(b"", "rst")
    pretended.unlink()
    with pytest.raises(program.PandocMissing):
        program.read_plain(b"", "rst")
