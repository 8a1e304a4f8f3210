"""Addresses and bytes stay; pages stay light; nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.publish.website import build_site, make_site, own_text

from edition.publish import renderer

WORDS = "water stone bridge river letter morning harbour winter captain market window garden mountain silver".split()


def permalinks(page: Any) -> dict[str, str]:
    return {
        p.get("id"): " ".join(own_text(p).split()) for p in page.xpath("//*[@data-tei='p' or @data-tei='note'][@id]")
    }


def test_permalinks_stay_when_text_is_inserted_before(tmp_path: Path) -> None:
    text = '<p>The first one, by <persName ref="person:ada">Ada</persName>.</p><p>A second<note>With a note.</note> stands here.</p>'
    old = permalinks(make_site(tmp_path / "old", {"a": f"<div>{text}</div>"}).page("articles/a.html"))
    new = permalinks(
        make_site(tmp_path / "new", {"a": f"<div><p>Put before.<note>And this.</note></p>{text}</div>"}).page(
            "articles/a.html"
        )
    )
    assert len(old) == 3
    assert {k: v for k, v in new.items() if k in old} == old
    assert len(new) == len(old) + 2


def test_header_and_footer_made_once_are_those_that_each_page_would_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = dict.fromkeys(("a", "Ağ.1"), '<p><persName ref="person:ada">Ada</persName> of Kars.</p>')
    entry = '<listPerson><person xml:id="ada"><persName xml:lang="en">Ada</persName></person></listPerson>'
    sites = []
    for kinds in (renderer.FRAMED, frozenset()):
        monkeypatch.setattr(renderer, "FRAMED", kinds)
        site = make_site(tmp_path / str(len(kinds)), texts, entry, languages=("en", "tr"))
        sites.append({path: site.page(path) for path in sorted(site.files) if path.endswith(".html")})
    framed, whole = ({path: etree.tostring(page) for path, page in pages.items()} for pages in sites)
    assert framed == whole
    for path, other in (("articles/a.html", "tr/articles/a.html"), ("persons/ada.html", "tr/persons/ada.html")):
        assert sites[0][path].xpath("//a[@class='language']/@href") == [f"../{other}"]
        assert not sites[0][path].xpath("//*[@data-slot]")


def test_each_paragraph_and_note_has_a_permalink_to_itself(tmp_path: Path) -> None:
    page = make_site(tmp_path, {"a": '<p xml:id="p1">One.<note xml:id="n1">Two.</note></p>'}).page("articles/a.html")
    assert page.xpath("//p[@id='p1']/a[@class='made' and last()]/@href") == ["#p1"]
    assert page.xpath("//*[@id='n1']/preceding-sibling::a/@href") == ["#n1"]
    assert page.xpath("//*[@id='n1']/a[contains(@class, 'back')]/@href") == ["#n1-call"]


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    body = '<p>By <persName ref="person:ada">Ada</persName>, <date when="1900">1900</date>.<note>Note without id.</note></p><p>By <note>x</note></p>'
    trees = [
        make_site(tmp_path / name, {"a": body, "b": body}, languages=("tr", "en")).files for name in ("one", "two")
    ]
    assert trees[0] == trees[1]
    assert len(trees[0]) > 20


def test_an_article_of_8000_words_is_light(tmp_path: Path) -> None:
    paragraphs = []
    for number in range(80):
        words = [WORDS[(number * 7 + n * n) % len(WORDS)] for n in range(95)]
        words[10] = f'<persName ref="person:p{number % 40}">Captain {number % 40}</persName>'
        words[40] = f'<placeName ref="place:l{number % 30}">Harbour {number % 30}</placeName>'
        words[70] = f'<date when="19{number:02}">19{number:02}</date>'
        words[90] = f'<note place="foot" n="{number}" xml:id="n{number}">a note of five words</note>'
        paragraphs.append(f'<p xml:id="p{number}">{" ".join(words)}.</p>')
    site = make_site(tmp_path, {"long": f"<div>{''.join(paragraphs)}</div>"}, languages=("tr", "en"))
    assert len(own_text(site.page("articles/long.html").find_class("text")[0]).split()) >= 8000
    for path in ("articles/long.html", "en/articles/long.html"):
        assert len(site.bytes(path)) < 150_000
    page = site.page("articles/long.html")
    assets = {a.removeprefix("../") for a in page.xpath("//script/@src | //link[@rel='stylesheet']/@href")}
    assert sum(len(site.bytes(path)) for path in assets) < 100_000


@pytest.mark.parametrize("name", ["fooBar", "egXML"])
def test_an_element_without_a_template_is_boxed_and_told(tmp_path: Path, name: str) -> None:
    body = f"<p>before <{name}>inside <hi>deep</hi></{name}> after</p>"
    site = make_site(tmp_path, {"a": body})
    (finding,) = site.outcome.diagnostics
    assert (finding.code.id, finding.severity.value) == ("P500", "warning")
    assert name in finding.message
    assert finding.primary is not None
    assert site.page("articles/a.html").find_class("unhandled") == []
    site = build_site(tmp_path, preview=True)
    (box,) = site.page("articles/a.html").find_class("unhandled")
    assert own_text(box) == "inside deep"
    assert box.find_class("made")[0].text == name


def test_strict_counts_it_as_an_error(tmp_path: Path, command: Callable[..., Any]) -> None:
    make_site(tmp_path, {"a": "<p><fooBar>x</fooBar></p>"})
    lenient = command("build", "--no-search", "--jobs", "1", folder=tmp_path)
    assert "warning[P500]" in lenient.out
    strict = command("build", "--no-search", "--jobs", "1", "--strict", folder=tmp_path)
    assert (lenient.code, strict.code) == (0, 1)
    assert "warning[P500]" in strict.out


def test_a_change_in_the_look_of_one_page_changes_no_address(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"a": "<p>One <note>two</note></p>"})
    before = {path: site.ids[path] for path in site.pages}
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/theme.css").write_text("p { color: red }")
    after = build_site(tmp_path)
    assert {path: after.ids[path] for path in after.pages} == before
