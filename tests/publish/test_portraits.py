"""The picture that a register gives of a person: on the page and in the card, with its words, credit and licence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.publish.test_facsimile import picture
from tests.publish.website import TOML, Website, make_site

BODY = '<p>Here <persName ref="person:ada">Ada</persName> writes.</p>'
FIGURE = (
    '<figure><graphic url="people/ada.png"/><figDesc xml:lang="en">A woman at a desk</figDesc>'
    '<figDesc xml:lang="tr">Masada bir kadın</figDesc>'
    '<p>O. Aygen, 1919; <ref target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</ref></p></figure>'
)


def site_with(folder: Path, figure: str, languages: str = '"en", "tr"', **files: bytes) -> Website:
    person = f'<person xml:id="ada"><persName type="main">Ada Nehir</persName>{figure}</person>'
    register = f"<listPerson>{person}</listPerson>"
    given = {"edition.toml": TOML.format(languages=languages), **files}
    return make_site(folder, {"a": BODY}, register, files=given)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    return site_with(tmp_path_factory.mktemp("people"), FIGURE, **{"tei/images/people/ada.png": picture(400, 500)})


@pytest.mark.parametrize(("prefix", "said"), [("", "A woman at a desk"), ("tr/", "Masada bir kadın")])
@pytest.mark.parametrize("path", ["persons/ada.html", "articles/a.html"])
def test_page_and_card_show_the_picture_with_credit_and_licence(
    site: Website, prefix: str, said: str, path: str
) -> None:
    (figure,) = site.page(prefix + path).xpath("//figure[@class='portrait']")
    (image,) = figure.xpath("img")
    up = "../" * (1 + bool(prefix))
    assert image.get("src") == f"{up}images/sized/people/ada.png-180.jpg"
    assert image.get("alt") == said
    assert (image.get("width"), image.get("height")) == ("400", "500")
    assert " ".join(figure.xpath("string(figcaption)").split()) == "O. Aygen, 1919 CC BY 4.0"
    assert figure.xpath("figcaption/a[@rel='license']/@href") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_picture_is_sized_as_those_of_pages_are(site: Website) -> None:
    with Image.open(BytesIO(site.bytes("images/sized/people/ada.png-180.jpg"))) as small:
        assert small.size == (180, 225)
    assert "images/people/ada.png" in site.files


def test_a_picture_without_words_is_called_by_the_name(tmp_path: Path) -> None:
    figure = '<figure><graphic url="ada.png"/></figure>'
    page = site_with(tmp_path, figure, **{"tei/images/ada.png": picture(90, 90)}).page("persons/ada.html")
    assert page.xpath("//figure[@class='portrait']/img/@alt") == ["Ada Nehir"]
    assert page.xpath("//figure[@class='portrait']/img/@src") == ["../images/ada.png"]
    assert not page.xpath("//figure[@class='portrait']/figcaption")


@pytest.mark.parametrize("url", ["https://pictures.example.org/ada.png", "missing.png", "broken.png"])
def test_nothing_is_shown_of_a_picture_elsewhere_or_lost(tmp_path: Path, url: str) -> None:
    site = site_with(tmp_path, f'<figure><graphic url="{url}"/></figure>', **{"tei/images/broken.png": b"no picture"})
    for path in ("persons/ada.html", "articles/a.html"):
        assert not site.page(path).xpath("//*[@class='portrait']"), path
        assert b"pictures.example.org" not in site.bytes(path)


def test_another_picture_renews_the_pages_that_show_it(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIGURE, **{"tei/images/people/ada.png": picture(400, 500)})
    before = site.page("articles/a.html").xpath("//figure[@class='portrait']/img/@height")
    (tmp_path / "tei/images/people/ada.png").write_bytes(picture(400, 700))
    after = build_again(tmp_path)
    assert before == ["500"]
    for path in ("persons/ada.html", "articles/a.html"):
        assert after.page(path).xpath("//figure[@class='portrait']/img/@height") == ["700"], path


def build_again(folder: Path) -> Website:
    from tests.publish.website import build_site

    return build_site(folder)
