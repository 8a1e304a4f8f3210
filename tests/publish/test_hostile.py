"""Nothing in a TEI file can run on a page: it is shown as the text that it is."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.publish.website import Website, make_site, own_text

SCRIPT = "&lt;script>alert(1)&lt;/script>"
BREAKOUT = "\"'>&lt;img src=x onerror=alert(1)>".replace('"', "&quot;")
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java&#9;script:alert(1)", "java&#10;script:alert(1)",
    "&#160;javascript:alert(1)", "data:text/html,&lt;script>alert(1)&lt;/script>", "vbscript:msgbox(1)", "file:///etc/passwd", "//evil.example/x",
    "https:javascript:alert(1)", "blob:https://x.example/1", "jav&#x200b;ascript:alert(1)", "https://x.example/&quot;onmouseover=&quot;alert(1)",
]  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Website:
    links = "".join(f'<ref target="{a}">link {n}</ref> <ptr target="{a}"/>' for n, a in enumerate(ADDRESSES))
    pictures = "".join(f'<figure><graphic url="{a}"/></figure>' for a in [*ADDRESSES, "evil.svg", "../edition.toml"])
    body = f"""<div type="{BREAKOUT}"><head>{SCRIPT}</head><p xml:id="p1" rend="x:expression(alert(1));background:url(//evil.example)" style="color:red">
      {SCRIPT} <hi rend="{BREAKOUT}" style="position:fixed">a</hi> <persName ref="person:{BREAKOUT.replace(" ", "")}">{SCRIPT}</persName>
      <persName ref="person:x">y</persName> <pb n="{BREAKOUT}"/> <gap reason="{BREAKOUT}"/> <note n="{BREAKOUT}" place="{BREAKOUT}">{SCRIPT}</note></p>
      <p>{links}</p>{pictures}<p><foreign xml:lang="{BREAKOUT}">l</foreign>
      <script xmlns="http://www.w3.org/1999/xhtml">alert(2)</script><svg xmlns="http://www.w3.org/2000/svg" onload="alert(3)"><script>alert(4)</script></svg>
      <img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="alert(5)"/> <style xmlns="http://www.w3.org/1999/xhtml">*{{display:none}}</style>
      <date when="{BREAKOUT}">1</date> <?php alert(6) ?><!-- <script>alert(7)</script> --></p></div>"""
    register = f"""<listPerson><person xml:id="x"><persName type="main">{SCRIPT}</persName><persName type="variant">{BREAKOUT}</persName>
      <note type="description" xml:lang="en">{SCRIPT}{BREAKOUT}</note><idno type="URL">javascript:alert(1)</idno><idno type="{BREAKOUT}">{BREAKOUT}</idno></person></listPerson>"""
    files = {
        "tei/images/evil.svg": SVG,
        "theme/labels/en.xml": f'<labels xml:lang="en"><label key="skip">{SCRIPT}</label></labels>',
    }
    folder = tmp_path_factory.mktemp("hostile")
    return make_site(folder, {"hostile": body}, register, files=files, languages=("en",))


def test_no_element_or_attribute_that_runs_comes_through(hostile: Website) -> None:
    assert "articles/hostile.html" in hostile.pages
    for path, page in hostile.pages.items():
        for script in page.xpath("//script"):
            src = script.get("src")
            assert script.get("type") == "application/ld+json" or (src and not urlsplit(src).netloc), path
        assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style | //style | //iframe | //object | //embed"), (
            path
        )
        assert not page.xpath(
            "//*[@srcdoc or @formaction or @http-equiv='refresh' and contains(@content, 'script')]"
        ), path
        assert not page.xpath("//main//svg//script | //main//img[@onerror or @src='x']"), path


def test_only_harmless_addresses_become_links(hostile: Website) -> None:
    for path, page in hostile.pages.items():
        for address in page.xpath(
            "//@href | //@src | //@action | //*[name()='use' or name()='image']/@*[name()='xlink:href']"
        ):
            clean = re.sub(r"[\s\x00-\x20\u200b\u00a0]", "", address).lower()
            assert not re.match(r"(javascript|data|vbscript|file|blob):|//", clean), (path, address)
            assert urlsplit(clean).scheme in ("", "https", "http", "mailto"), (path, address)
        assert not [a for a in page.xpath("//@src") if a.endswith(".svg")], path


def test_all_of_it_is_shown_as_text(hostile: Website) -> None:
    page = hostile.page("articles/hostile.html")
    text = own_text(page.find_class("text")[0])
    assert text.count("<script>alert(1)</script>") == 4
    assert all(f"link {n}" in text for n in range(len(ADDRESSES)))
    assert all(f"alert({n})" in text for n in (2, 4))
    assert "alert(7)" not in text
    assert page.xpath("string(//a[@class='skip'])") == "<script>alert(1)</script>"
    person = hostile.page("persons/x.html")
    assert person.xpath("string(//h1)") == "<script>alert(1)</script>"


def test_a_script_in_linked_data_cannot_end_its_element(hostile: Website) -> None:
    for path in hostile.pages:
        data = hostile.bytes(path).decode()
        for inside in re.findall(r'<script type="application/ld\+json">(.*?)</script>', data, re.DOTALL):
            assert inside.endswith("}"), path
            assert "<" not in inside.replace("<\\/", ""), path


def test_pictures_that_hold_scripts_are_not_published(hostile: Website) -> None:
    assert not [path for path in hostile.files if path.endswith(".svg")]


def test_odd_ids_and_keys_give_addresses_inside_the_site(tmp_path: Path) -> None:
    body = """<p xml:id="çağ.1">A <persName ref="#../../../evil">one</persName>, <persName ref="http://x.example/a?b=c&amp;d">two</persName>,
      <persName ref="person:con">three</persName>, <persName ref="person:index">four</persName>.</p>"""
    site = make_site(tmp_path, {"odd": body})
    assert {p.relative_to(tmp_path).parts[0] for p in tmp_path.rglob("*.html")} == {"output"}
    names = {Path(path).stem for path in site.files if path.startswith("persons/")}
    assert len(names - {"index"}) == 4
    assert not names & {"con", "..", ""}
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)
    (link,) = site.page("articles/odd.html").xpath("//p[@id='çağ.1']/a[@class='made']/@href")
    assert unquote(link) == "#çağ.1"
