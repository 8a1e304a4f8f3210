"""What editions by others write that ours do not: pages keep its letters, its lines and its links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.publish.website import NS, Website, letters, make_site, own_text

REGISTER = "<listPerson><person xml:id='ida'><persName>Ida Dorn</persName></person></listPerson>"
LISTED = "<listPerson><person corresp='#ida'><persName>Miss Dorn</persName></person></listPerson>"
BODY = (
    f"<div><lb n='1'/><opener><salute>Dear Ida!</salute></opener><lb n='2'/><p xml:id='one'>Before <note>{LISTED}</note>behind.</p></div>"
    "<p xml:id='two'>It\x92s <salute>hers</salute>.</p>"
)
HEBREW = f'<TEI {NS} xml:id="he"><teiHeader><fileDesc><titleStmt><title type="work">שיר</title><title type="sub">Text</title></titleStmt></fileDesc></teiHeader><text><body><p>שלום עולם</p></body></text></TEI>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    files = {"tei/articles/he.xml": HEBREW}
    return make_site(tmp_path_factory.mktemp("strangers"), {"a": BODY}, REGISTER, files=files)


def test_a_list_of_persons_in_a_note_leaves_its_paragraph_whole(site: Website) -> None:
    (paragraph,) = site.page("articles/a.html").xpath("//p[@id='one']")
    assert letters(own_text(paragraph)) == "BeforeMissDornbehind."
    assert paragraph.xpath(".//div") == []
    assert paragraph.xpath(".//a[@data-tei='persName']/@href") == ["../persons/ida.html"]


def test_a_line_that_begins_among_blocks_is_a_place_and_no_empty_line(site: Website) -> None:
    page = site.page("articles/a.html")
    assert page.xpath("//div[@class='text']//br") == []
    assert len(page.xpath("//*[@data-tei='lb']")) == 2


def test_control_characters_stay_what_they_are(site: Website) -> None:
    assert "It\x92s" in site.bytes("articles/a.html").decode()
    (paragraph,) = site.page("articles/a.html").xpath("//p[@id='two']")
    assert paragraph.xpath("span[@data-tei='salute']/text()") == ["hers"]


def test_a_text_without_a_language_runs_as_its_letters_do(site: Website) -> None:
    page = site.page("articles/he.html")
    assert page.find_class("text")[0].get("dir") == "rtl"
    assert site.page("articles/a.html").find_class("text")[0].get("dir") is None
    assert page.xpath("string(//h1)") == "שיר"


def test_three_letters_tell_a_language_from_right_to_left(tmp_path: Path) -> None:
    site = make_site(tmp_path, {}, files={"tei/articles/fa.xml": HEBREW.replace("<text>", '<text xml:lang="fas">')})
    assert '[lang|="fa"]' in "".join(data.decode() for path, data in site.files.items() if path.endswith(".css"))
    assert site.page("articles/he.html").find_class("text")[0].get("lang") == "fa"


def test_a_language_has_the_code_that_browsers_know(tmp_path: Path) -> None:
    body = "<p xml:lang='fra-CA'>a</p><p xml:lang='grc'>b</p><p xml:lang='DEU'>c</p>"
    text = make_site(tmp_path, {"a": body}).page("articles/a.html").find_class("text")[0]
    assert [p.get("lang") for p in text.iter("p")] == ["fr-CA", "grc", "de"]


def test_a_quotation_within_words_is_no_block(tmp_path: Path) -> None:
    body = "<div><desc>One <quote>two</quote> three.</desc><quote>Alone.</quote></div>"
    text = make_site(tmp_path, {"a": body}).page("articles/a.html").find_class("text")[0]
    assert [q.text_content().strip(" ¶") for q in text.iter("blockquote")] == ["Alone."]


WORK = "<TEI {ns}><text><body><listBibl><bibl xml:id='W{n}'><title>Work</title></bibl></listBibl></body></text></TEI>"
CITING = '<TEI {ns} xml:id="t{n}"><teiHeader><fileDesc><titleStmt><title>T{n}</title></titleStmt></fileDesc></teiHeader><text><body><p>See<note><listBibl><bibl corresp="#W{n}"><title>it</title></bibl></listBibl></note>.</p></body></text></TEI>'


def test_what_points_to_an_entry_by_correspondence_names_it(tmp_path: Path, command: Callable[..., Any]) -> None:
    for n in range(3):
        (tmp_path / f"w{n}.xml").write_text(WORK.format(ns=NS, n=n))
        (tmp_path / f"t{n}.xml").write_text(CITING.format(ns=NS, n=n))
    command("adopt", str(tmp_path))
    assert "bibl[@corresp]" in (tmp_path / "edition.toml").read_text()
    table = command("stats", folder=tmp_path).out
    assert [line.split()[1:3] for line in table.splitlines() if line.startswith("work ")] == [["3", "100%"]]


def test_findings_of_one_kind_are_one_line_in_statistics_and_exports(
    tmp_path: Path, command: Callable[..., Any]
) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="missing{n}.xml"/>'
    for n in range(3):
        text = CITING.format(ns=NS, n=n).replace("<p>", include.format(n=n) + "<p>")
        (tmp_path / f"t{n}.xml").write_text(text)
    command("adopt", str(tmp_path))
    for arguments in (("stats",), ("export", "mentions", "-f", "csv", "-o", "-")):
        told = command(*arguments, folder=tmp_path)
        assert "3 × include-not-followed in 3 files" in told.out + told.err
