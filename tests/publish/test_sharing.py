"""What a link to a page shows where people share it, and the address that is only an example."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from tests.publish.website import Website, make_site

from edition.publish.finding.posters import SIZE, Poster, draw_poster

PERSON = '<listPerson><person xml:id="ada"><persName>Ada Nehir</persName><birth when="1880"/><note>She built bridges.</note></person></listPerson>'
BODY = '<p xml:id="p">Of <persName ref="person:ada">Ada</persName>.</p>'


def toml(address: str, languages: str = '"tr", "en"') -> str:
    line = f'base-url = "{address}"\n' if address else ""
    return f'[edition]\ntitle = {{ tr = "Küçük", en = "Small" }}\nlanguages = [{languages}]\n{line}'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    files = {"edition.toml": toml("https://letters.uni-kars.edu/e/")}
    return make_site(tmp_path_factory.mktemp("shared"), {"a": BODY}, PERSON, files=files)


def tags(site: Website, path: str) -> dict[str, str]:
    return {e.get("property"): e.get("content") for e in site.page(path).xpath("//meta[starts-with(@property, 'og:')]")}


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize(
    ("path", "kind"), [("articles/a", "article"), ("persons/ada", "profile"), ("index", "website")]
)
def test_a_page_has_title_description_and_picture(site: Website, prefix: str, path: str, kind: str) -> None:
    found = tags(site, f"{prefix}{path}.html")
    assert found["og:type"] == kind
    assert found["og:title"]
    assert found["og:description"]
    image = found["og:image"].removeprefix("https://letters.uni-kars.edu/e/")
    with Image.open(io.BytesIO(site.bytes(image))) as picture:
        assert picture.size == SIZE
    assert path == "index" or image == f"{prefix}{path}.png"


def test_every_page_is_described(site: Website) -> None:
    for path, page in site.pages.items():
        assert page.xpath("string(//meta[@name='description']/@content)"), path


def test_the_sitemap_names_the_other_languages(site: Website) -> None:
    urls = etree.fromstring(site.bytes("sitemap.xml")).findall("{*}url")
    assert len(urls) > 10
    for url in urls:
        others = {link.get("hreflang"): link.get("href") for link in url.findall("{http://www.w3.org/1999/xhtml}link")}
        if others:
            assert set(others) == {"tr", "en"}
            assert url.findtext("{*}loc") in others.values()
    assert sum(1 for url in urls if len(url) > 1) > 10


def test_without_an_address_there_are_no_pictures(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"a": BODY}, PERSON, files={"edition.toml": toml("")})
    assert not [path for path in site.files if path.endswith(".png") and not path.startswith("assets/")]
    assert "og:image" not in tags(site, "articles/a.html")


def test_a_title_in_a_script_without_typeface_has_the_picture_of_the_edition(tmp_path: Path) -> None:
    person = PERSON.replace("Ada Nehir", "Ἀδὰ")
    site = make_site(tmp_path, {"a": BODY}, person, files={"edition.toml": toml("https://letters.uni-kars.edu/e")})
    assert "persons/ada.png" not in site.files
    assert tags(site, "persons/ada.html")["og:image"] == "https://letters.uni-kars.edu/e/share.png"


def test_a_picture_is_small_and_always_the_same() -> None:
    poster = Poster("Küçük", "Kâzım Karabekir Paşa ve Чичерин: uzun bir başlık " * 4, "1882–1948")
    first = draw_poster(poster)
    assert first == draw_poster(poster)
    assert len(first) < 20_000


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://example.org/letters/", ["P509"]),
        ("https://letters.example.com", ["P509"]),
        ("https://letters.uni-kars.edu/", []),
        ("https://example.uni-kars.edu/", []),
        ("", []),
    ],
)
def test_an_address_that_is_an_example_is_told(tmp_path: Path, address: str, told: list[str]) -> None:
    site = make_site(tmp_path, {"a": BODY}, files={"edition.toml": toml(address, '"en"')})
    assert [d.code.id for d in site.outcome.diagnostics] == told
