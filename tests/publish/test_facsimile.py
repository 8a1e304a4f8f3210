"""Pictures of pages beside their text: which are shown, in which sizes, and what the page's policy allows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.publish.website import NS, TOML, Website, article, build_site, make_site

SERVICE = "https://iiif.example.org/p2"
FACSIMILE = (
    '<facsimile><surface xml:id="s1" ulx="0" uly="0" lrx="120" lry="200"><graphic url="scans/1 r.png"/>'
    '<zone xml:id="z1" ulx="12" uly="20" lrx="108" lry="40"/></surface></facsimile>'
)
BODY = (
    '<pb n="1r" facs="#s1"/><p><lb facs="#z1"/>Sea.<lb/>Sky.</p>'
    f'<pb n="1v" facs="{SERVICE}/full/full/0/default.jpg"/><p>Shore.</p>'
)


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (200, 180, 150)).save(out, form)
    return out.getvalue()


def facsimile_site(folder: Path, settings: str = "", body: str = BODY, **files: str | bytes) -> Website:
    text = article("a", body).replace("<text>", f"{FACSIMILE}<text>", 1)
    given = {"edition.toml": TOML.format(languages='"en"') + settings, "tei/articles/a.xml": text}
    return make_site(folder, {}, files={**given, "tei/images/scans/1 r.png": picture(1200, 2000), **files})


def policy(site: Website, path: str = "articles/a.html") -> str:
    return str(site.page(path).xpath("string(//meta[@http-equiv]/@content)"))


def test_a_picture_of_the_edition_stands_beside_the_text_in_sizes(tmp_path: Path) -> None:
    site = facsimile_site(tmp_path)
    page = site.page("articles/a.html")
    (item,) = page.xpath("//details[@class='facsimile']//li")
    assert item.get("data-zones") == "z1,,1000,1000,8000,1000"
    (image,) = item.xpath(".//img")
    assert (image.get("width"), image.get("height"), image.get("loading")) == ("1200", "2000", "lazy")
    assert (
        image.get("srcset")
        == "../images/sized/scans/1%20r.png-180.jpg 180w, ../images/sized/scans/1%20r.png-1000.jpg 1000w"
    )
    assert item.xpath("string(.//a[@class='picture']/@href)") == "../images/scans/1%20r.png"
    with Image.open(BytesIO(site.bytes("images/sized/scans/1 r.png-180.jpg"))) as small:
        assert small.size == (180, 300)
    target = item.xpath("string(.//a[@class='to-text']/@href)").removeprefix("#")
    assert page.get_element_by_id(target).get("data-tei") == "pb"
    assert page.xpath("//a[@href='#facsimile-1']/text()") == ["p. 1r"]
    assert page.xpath("//br/@data-facs") == ["z1"]


def test_nothing_is_loaded_from_elsewhere_unless_the_settings_name_the_host(tmp_path: Path) -> None:
    site = facsimile_site(tmp_path)
    assert "iiif.example.org" not in policy(site)
    assert [d.code.id for d in site.outcome.diagnostics] == ["P510"]
    assert site.page("articles/a.html").xpath("//img[contains(@src, 'iiif.example')]") == []
    hosts = '[facsimile]\nhosts = ["https://iiif.example.org"]\n'
    (tmp_path / "edition.toml").write_text(TOML.format(languages='"en"') + hosts)
    again = build_site(tmp_path)
    assert again.outcome.diagnostics == []
    assert "img-src 'self' data: https://iiif.example.org; " in policy(again)
    assert "connect-src 'self' https://iiif.example.org; " in policy(again)
    assert "iiif.example.org" not in policy(again, "index.html")
    (item,) = again.page("articles/a.html").xpath("//li[@id='facsimile-2']")
    assert item.get("data-service") == SERVICE
    assert item.xpath("string(.//img/@src)") == f"{SERVICE}/full/180,/0/default.jpg"


def test_addresses_of_the_texts_become_pictures_by_a_pattern(tmp_path: Path) -> None:
    settings = "[facsimile]\npatterns = { 'page (\\d+)' = 'scans/$1.jpg' }\n"
    body = '<pb facs="page 7"/><p>Sea.</p>'
    site = facsimile_site(tmp_path, settings.replace("page ", "page-"), body.replace("page 7", "page-7"),
                          **{"tei/images/scans/7.jpg": picture(100, 100, "JPEG")})  # fmt: skip
    assert site.page("articles/a.html").xpath("//li/a/img/@src")[0] == "../images/scans/7.jpg"


def test_pictures_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    files = {f"tei/images/{name}/1.png": picture(60, 80) for name in ("first", "second")}
    site = facsimile_site(tmp_path, body='<pb facs="../images/second/1.png"/><p>Sea.</p>', **files)
    assert "../images/second/1.png" in site.page("articles/a.html").xpath("//li/a/@href")


def test_what_is_no_picture_is_told_and_only_linked(tmp_path: Path) -> None:
    site = facsimile_site(
        tmp_path, body='<pb n="2" facs="bad.jpg"/><p>Sea.</p>', **{"tei/images/bad.jpg": b"no picture"}
    )
    assert [(d.code.id, "bad.jpg" in d.message) for d in site.outcome.diagnostics] == [("P509", True)]
    assert site.page("articles/a.html").xpath("//a[.='p. 2']/@href") == ["../images/bad.jpg"]
    assert site.bytes("images/bad.jpg") == b"no picture"


def test_what_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    site = facsimile_site(tmp_path)
    small = site.folder / "images/sized/scans/1 r.png-180.jpg"
    before = small.stat().st_mtime_ns
    (tmp_path / "tei/images/other.png").write_bytes(picture(10, 10))
    build_site(tmp_path)
    assert small.stat().st_mtime_ns == before
    (tmp_path / "tei/images/scans/1 r.png").write_bytes(picture(600, 600))
    with Image.open(BytesIO(build_site(tmp_path).bytes("images/sized/scans/1 r.png-180.jpg"))) as made:
        assert made.size == (180, 180)
    assert not (site.folder / "images/sized/scans/1 r.png-1000.jpg").exists()


def test_a_page_of_two_hundred_pictures_weighs_less_than_300_kilobytes(tmp_path: Path) -> None:
    small = picture(300, 400)
    files: dict[str, str | bytes] = {f"tei/images/p{n}.png": small for n in range(200)}
    body = "".join(f'<pb n="{n}" facs="p{n}.png"/><p>{"The sea lay still and grey. " * 8}</p>' for n in range(200))
    site = facsimile_site(tmp_path, body=body, **files)
    assert len(site.page("articles/a.html").xpath("//details[@class='facsimile']//img")) == 201
    assert len(site.bytes("articles/a.html")) < 300_000


@pytest.mark.parametrize("host", ["iiif.example.org", "https://x.org; script-src *", "https://x.org/path", "data:"])
def test_only_a_host_may_stand_in_the_policy(tmp_path: Path, host: str) -> None:
    from edition.diagnostics import EditionError

    with pytest.raises(EditionError, match="is no host"):
        facsimile_site(tmp_path, f'[facsimile]\nhosts = ["{host}"]\n')


def test_a_document_of_surfaces_is_shown_with_its_pictures(tmp_path: Path) -> None:
    document = (
        f'<TEI {NS} xml:id="d"><teiHeader/><sourceDoc><surface n="5" ulx="0" uly="0" lrx="100" lry="100"><graphic url="5.png"/>'
        '<zone ulx="10" uly="10" lrx="90" lry="20"><line>Sea</line></zone></surface></sourceDoc></TEI>'
    )
    files = {"tei/articles/d.xml": document, "tei/images/5.png": picture(500, 500)}
    page = make_site(tmp_path, {}, files=files).page("articles/d.html")
    (item,) = page.xpath("//details[@class='facsimile']//li")
    zone, at = item.get("data-zones").split(",")[:2]
    assert page.get_element_by_id(zone).get("data-tei") == "zone" and not at
    assert page.xpath("//section[@data-image='1']/@data-tei") == ["surface"]


def test_what_shows_pictures_is_there_only_where_there_are_some(tmp_path: Path) -> None:
    viewer = "assets/openseadragon.js"
    shown = facsimile_site(tmp_path / "with")
    assert (shown.folder / viewer).is_file() and (shown.folder / "assets/openseadragon.licences.txt").is_file()
    assert not (make_site(tmp_path / "without", {"a": "<p>Sea.</p>"}).folder / viewer).exists()
