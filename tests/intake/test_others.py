"""Documents in the formats that pandoc reads: made by pandoc from a text of our own, read back, always valid."""

from __future__ import annotations

import base64
import io
import subprocess
import zipfile
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from edition.diagnostics import EditionError
from edition.intake.pandoc import program
from edition.project import data_dir

pypandoc = pytest.importorskip("pypandoc")
FORMATS = ["odt", "rtf", "latex", "epub", "html", "org"]
FULL = [name for name in FORMATS if name != "rtf"]  # RTF knows neither headings' levels nor lists once it is written
TEXT = """---
title: Das Salz im Hafen
subtitle: Eine Skizze
author: [Anna Berg, Otto Wal]
lang: de
---

# Die Waage

Ein *altes* Schiff^[Es hieß *Möwe* und lag tief.] kam **langsam** an; der [Hafen](https://example.org/hafen) schlief.

![Abb. 1: Die Waage am Kai](PICTURE)

> Wer Salz wiegt, wiegt auch die Jahre.

1. Salz aus dem Süden
    - in Säcken
2. Holz aus dem Norden

| Ware | Jahr |
|------|------|
| Salz | 1903 |

: Tab. 1: Was gewogen wurde

## Der Kai

Am Kai lag H~2~O, und die Zahl war $x^2 + 1$.
"""


def picture() -> str:
    out = io.BytesIO()
    Image.new("RGB", (9, 9), (20, 90, 140)).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def written(text: str, to: str) -> bytes:
    """A Markdown text in another format, as pandoc writes it."""
    command = [pypandoc.get_pandoc_path(), "--from", "markdown", "--to", to, "--standalone", "--embed-resources"]
    return subprocess.run([*command, "-o", "-"], input=text.encode(), capture_output=True, check=True).stdout


def source(name: str) -> bytes:
    """The text in a format; Org holds no pictures itself."""
    return written(TEXT.replace("PICTURE", "kai.png" if name == "org" else picture()), name)


def assert_valid(result) -> None:
    rng = etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))
    assert rng.validate(result.root.getroottree()), rng.error_log


@pytest.fixture(params=FORMATS)
def read_back(take, request):
    return take(source(request.param), f"salz.{request.param}")


def test_one_of_everything_is_read_back(read_back):
    assert_valid(read_back)
    assert any(text.startswith("Ein altes Schiff") for text in read_back.texts("//tei:body//tei:p"))
    assert read_back.texts("//tei:hi[@rend='italic']")[0] == "altes"
    assert "langsam" in read_back.texts("//tei:hi[@rend='bold']")
    assert read_back.values("//tei:ref/@target")[-1:] == ["https://example.org/hafen"]
    assert any("Wer Salz wiegt" in text for text in read_back.texts("//tei:quote | //tei:p"))
    assert "1903" in read_back.texts("//tei:cell")


@pytest.mark.parametrize("name", FULL)
def test_structure_is_read_back(take, name):
    result = take(source(name), f"salz.{name}")
    assert result.texts("//tei:body//tei:div/tei:head") == ["Die Waage", "Der Kai"]
    assert result.texts("//tei:note") == ["Es hieß Möwe und lag tief."]
    assert [text.split()[0] for text in result.texts("//tei:item")] == ["Salz", "in", "Holz"]
    assert len(result.values("//tei:item//tei:item")) == 1
    assert any("Waage" in text for text in result.texts("//tei:figure/tei:head")) or name == "org"
    assert result.texts("//tei:titleStmt/tei:title")[0].startswith("Das Salz im Hafen")
    assert {"Anna Berg", "Otto Wal"} <= set(result.texts("//tei:titleStmt/tei:author"))


@pytest.mark.parametrize("name", ["odt", "epub", "html", "rtf"])
def test_pictures_lie_beside_the_document(take, name):
    result = take(source(name), f"salz.{name}")
    assert [file for file, _ in result.imported.files] == ["salz-1.png"]
    assert result.imported.files[0][1].startswith(b"\x89PNG")
    assert result.values("//tei:graphic/@url") == ["salz-1.png"]


def test_formulas_of_latex_keep_their_notation(take):
    result = take(r"\documentclass{article}\begin{document}Es gilt $x^2$ hier.\end{document}", "salz.tex")
    assert result.texts("//tei:formula[@notation='tex']") == ["x^2"]


def test_no_letter_is_lost_or_it_is_told(read_back):
    body = TEXT.split("# Die", 1)[1].replace("PICTURE", "").replace("https://example.org/hafen", "")
    lost = Counter(filter(str.isalpha, body)) - Counter(
        filter(str.isalpha, "".join(read_back.root.find("{*}text").itertext()))
    )
    assert not lost or "I142" in read_back.codes


def test_cells_over_columns_and_rows(take):
    page = (
        "<html><body><p>Waren:</p><table><tr><td rowspan='2'>Salz</td><td colspan='2'>viel</td></tr>"
        "<tr><td>a</td><td>b</td></tr></table></body></html>"
    )
    result = take(page, "salz.html")
    assert_valid(result)
    assert result.values("//tei:cell/@rows") == ["2"]
    assert result.values("//tei:cell/@cols") == ["2"]


def test_what_pandoc_leaves_out_is_told(take):
    page = (
        "<html><body><p>Das Salz.</p><select><option>x</option></select><textarea>Verlorenes</textarea></body></html>"
    )
    assert "I142" in take(page, "salz.html").codes
    assert "I142" not in take("<html><body><p>Das Salz.</p></body></html>", "salz.html").codes


def test_pictures_elsewhere_are_told_and_not_fetched(take):
    page = "<html><body><p>Das Salz <img src='{}'/></p></body></html>"
    assert "I146" in take(page.format("file:///etc/hostname"), "salz.html").codes
    assert "I146" not in take(page.format(picture()), "salz.html").codes


def test_without_pandoc_it_is_told(take, monkeypatch):
    def missing() -> str:
        raise program.PandocMissing

    page = "<html><body><p>Das Salz.</p></body></html>"
    assert take(page, "salz.html").texts("//tei:p") == ["Das Salz."]
    monkeypatch.setattr(program, "_program", missing)
    with pytest.raises(EditionError) as caught:
        take(page, "salz.html")
    assert caught.value.diagnostics[0].code.id == "I145"


def test_a_document_that_takes_too_long_is_refused(take, monkeypatch):
    monkeypatch.setattr(program, "_SECONDS", 0.001)
    with pytest.raises(EditionError) as caught:
        take("<html><body><p>Das Salz.</p></body></html>", "salz.html")
    assert caught.value.diagnostics[0].code.id == "I105"


def test_no_other_file_is_opened(take, tmp_path):
    (tmp_path / "secret.tex").write_text("Geheimes", encoding="utf-8")
    source = r"\documentclass{article}\begin{document}Das Salz. \input{%s} Ende.\end{document}" % (tmp_path / "secret")
    try:
        assert "Geheimes" not in take(source, "salz.tex").imported.data.decode()
    except EditionError as error:
        assert "Geheimes" not in str(error.diagnostics)


def test_an_archive_that_unpacks_without_end_is_refused(take):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b"0" * 300_000_000, zipfile.ZIP_DEFLATED)
    with pytest.raises(EditionError) as caught:
        take(out.getvalue(), "salz.odt")
    assert caught.value.diagnostics[0].code.id == "I107"


WORDS = st.lists(
    st.sampled_from("Salz Hafen *Kai* **Schiff** Ölfaß[^n] `x` H~2~ $y$ ~~weg~~".split()), min_size=1, max_size=6
)
LINES = WORDS.map(" ".join)
BLOCKS = st.lists(
    st.one_of(
        LINES,
        LINES.map("# {}".format),
        LINES.map("### {}".format),
        LINES.map("> {}".format),
        st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
        st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"    2. {line}" for line in lines)),
        st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(f"| {line}" for line in lines)),
        LINES.map("Wort\n:   {}".format),
        LINES.map("- eins\n\n    > {}\n\n    # Kopf\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |".format),
        st.just("# Literatur"),
        st.just("Abstract"),
        st.just("![Abb. 1: Kai](kai.png)"),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BLOCKS, st.sampled_from(["odt", "latex", "html", "org", "epub"]))
def test_whatever_is_written_is_valid(take, blocks, name):
    text = "\n\n".join([*blocks, "Salz am Ende.", "[^n]: Eine Note."])
    command = [pypandoc.get_pandoc_path(), "--from", "markdown", "--to", name, "--standalone", "--metadata", "title=T"]
    data = subprocess.run([*command, "-o", "-"], input=text.encode(), capture_output=True, check=True).stdout
    assert_valid(take(data, f"salz.{name}"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<html><body><p>Some\x00 text</p></body></html>"),
        ("b.html", b'<html><body><p>Some <a href="x\x02y">text</a></p></body></html>'),
        ("c.org", "* Salz\nEin Text\n".encode("utf-16")),
        ("d.tex", b"\\documentclass{article}\\begin{document}Salz \x01\\end{document}"),
        ("e.rtf", rb"{\rtf1\ansi Salz \'01 und mehr}"),
    ],
)
def test_what_xml_cannot_hold_is_refused(take, name, data):
    with pytest.raises(EditionError) as refused:
        take(data, name)
    assert [d.code.id for d in refused.value.diagnostics] == ["I102"]
