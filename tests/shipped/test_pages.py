"""What the README and the pages by task call is called, in their order, on a fresh edition with the files that they speak of."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from tests.intake.test_formats import make_pdf

WAITING = ("desk", "preview", "reconcile")  # serve until somebody ends them, or ask a service; each has its own tests
BLOCK = re.compile(r"(?:^    (?:edition|cd|rm) .*\n)+", re.MULTILINE)
PAGES = ("have-text.md", "have-tei.md", "have-register.md", "want-index.md", "want-publish.md")
LINES = ("Letters from the bridge", "", "Evliya wrote to Kemal from Mostar on 3 June 1921, and went on to the coast.")
NEW = ("--title", "Letters", "--author", "Ada Stern", "--publisher", "A Press")
LIST = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>L</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>
<person xml:id="ada"><persName>Ada Stern</persName></person></listPerson></standOff></TEI>"""
TABLE = "key,name_{0},birth\nkemal,Mustafa Kemal,1881\n"


def files(folder: Path, root: Path) -> None:
    """The files that the pages name, in both languages, where they name them."""
    word = Word()
    for line in LINES:
        word.add_paragraph(line)
    for name in ("letter.docx", "mektup.docx"):
        word.save(str(folder / name))
    (folder / "article.pdf").write_bytes(make_pdf([[(72, 600 - 20 * n, 12, line) for n, line in enumerate(LINES)]]))
    (folder / "persons.csv").write_text(TABLE.format("en"), "utf-8")
    (folder / "kisiler.csv").write_text(TABLE.format("tr"), "utf-8")
    article = root / "src/edition/templates/new/tei/articles/a-bridge-at-mostar.xml"
    text = article.read_text("utf-8")
    for name in ("lists.xml", "listeler.xml"):
        (folder / name).write_text(LIST, "utf-8")
    for name in ("my-tei", "tei-dosyalarim", "letters", "mektuplar"):
        (folder / name).mkdir(exist_ok=True)
        if not any((folder / name).iterdir()):
            (folder / name / "letter-1.xml").write_text(text.replace("a-bridge-at-mostar", "letter-1"), "utf-8")
    shutil.copyfile(root / "schema/edition.rng", folder / "tei_all.rng")
    for name in ("my.odd", "benim.odd"):
        shutil.copyfile(root / "schema/edition.odd", folder / name)


def calls(text: str) -> list[list[list[str]]]:
    """The blocks of a page that call something, line by line, as words."""
    text = text.replace("mektup-1", "letter-1").replace("~/", "../")
    return [[shlex.split(line, comments=True) for line in block.splitlines()] for block in BLOCK.findall(text)]


def done(lines: list[list[str]], folder: Path, command: Callable[..., Any]) -> list[tuple[str, int, str]]:
    """Do each call; gives those that did not end with 0, with what was said."""
    wrong = []
    for program, *words in lines:
        if program == "cd":
            folder = folder / words[0]
            continue
        if program == "rm":
            (folder / words[0]).unlink()
            continue
        if words[0] in WAITING:
            continue
        words = [one for word in words for one in (sorted(map(str, folder.glob(word))) if "*" in word else [word])]
        said = command(*words, folder=folder)
        if said.code:
            wrong.append((" ".join(words), said.code, said.out + said.err))
    return wrong


def test_the_way_from_a_pdf_to_a_site_is_that_of_the_readme(
    root: Path, tmp_path: Path, command: Callable[..., Any]
) -> None:
    files(tmp_path, root)
    shutil.rmtree(tmp_path / "letters")
    part = (root / "README.md").read_text("utf-8").partition("ten minutes\n")[2].partition("\n## ")[0]
    (lines,) = calls(part)
    assert [line[1] for line in lines][:2] == ["new", "letters"] and "import" in [line[1] for line in lines]
    assert done(lines, tmp_path, command) == []
    pages = tmp_path / "letters/output/site/articles"
    assert (pages / "article.html").is_file() and not (pages / "a-bridge-at-mostar.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PAGES, *(f"tr/{name}" for name in PAGES)])
def test_what_a_page_by_task_calls_ends_well(
    name: str, root: Path, tmp_path: Path, command: Callable[..., Any]
) -> None:
    text = (root / "docs" / name).read_text("utf-8")
    folder = tmp_path
    if "have-tei" not in name:
        folder = tmp_path / "edition"
        language = "tr" if name.startswith("tr/") else "en"
        assert command("new", "edition", *NEW, "--language", language, folder=tmp_path).code == 0
    files(folder, root)
    if "index" in name:
        shutil.copyfile(folder / "letters/letter-1.xml", folder / "tei/articles/letter-1.xml")
    if "edition new" in text:  # one of its own
        shutil.rmtree(folder / "letters")
        shutil.rmtree(folder / "mektuplar")
        text = text.replace("edition import ", "edition import ../")
    blocks = calls(text)
    assert blocks and [wrong for block in blocks for wrong in done(block, folder, command)] == []


def test_the_table_of_exports_names_every_format(root: Path, command: Callable[..., Any]) -> None:
    table = (
        (root / "docs/export.md")
        .read_text("utf-8")
        .partition("| kind | formats |\n|---|---|\n")[2]
        .partition("\n\n")[0]
    )
    told: dict[str, set[str]] = {}
    for row in table.splitlines():
        kinds, formats = (re.findall(r"`([a-z]+)`", cell) for cell in row.strip("| ").split(" | ", 1))
        told |= {kind: {*formats, *(told["persons"] if "the same" in row else ())} for kind in kinds}
    listed: dict[str, set[str]] = {}
    for line in command("export", "list").out.splitlines():
        kind, form = line.split()[:2]
        listed.setdefault(kind, set()).add(form)
    assert {
        kind: forms - told.get(kind, set()) for kind, forms in listed.items() if forms - told.get(kind, set())
    } == {}
    assert set(told) <= set(listed)
