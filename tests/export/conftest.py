"""A small edition with everything that exports must carry: odd letters, false friends of formulas, every kind of date."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from edition.project import Project, read_project

TOML = """[edition]
id = "letters"
title = { tr = "Mektuplar", en = "Letters & more" }
publisher = "A press"
languages = ["tr", "en"]
base_url = "https://letters.example"
licence = "https://creativecommons.org/licenses/by/4.0/"
""".replace("base_url", "base-url")

HEAD = """<teiHeader><fileDesc><titleStmt><title type="main" xml:lang="tr">{title}</title>
<title type="main" xml:lang="en">{title} (en)</title><author><persName>Şükrü Öğüt</persName></author>
<respStmt xml:id="edition-annotate"><resp>marked by</resp><name>edition</name></respStmt></titleStmt>
<publicationStmt><publisher>A press</publisher><availability><licence target="https://creativecommons.org/licenses/by/4.0/"/>
</availability></publicationStmt><sourceDesc><bibl>Written for a test.</bibl></sourceDesc></fileDesc>
<encodingDesc><refsDecl><citeStructure match="/TEI/text/body/div" unit="letter" use="@xml:id">
<citeStructure match="p" unit="paragraph" use="@xml:id" delim="/"/></citeStructure></refsDecl></encodingDesc>
<profileDesc><textClass><keywords xml:lang="en"><term>letters</term></keywords></textClass></profileDesc>{revision}</teiHeader>"""

FIRST = """<pb n="1" facs="page1.png"/><div xml:id="l1"><head xml:id="h1">İlk mektup</head>
<p xml:id="p1"><persName ref="person:cicerin" cert="high" resp="#edition-annotate">Çiçerin</persName>’e <date when="1921-03-16">16 Mart
1921</date>’de yazdım. <persName ref="person:kazim person:nuri" cert="medium" resp="#edition-annotate">Kâzım Bey</persName>
<placeName ref="place:kars">Kars</placeName>’ta kaldı,<note place="foot" n="1" xml:id="n1">Bkz. <ref type="citation" target="work:agaoglu-1920">Ağaoğlu</ref>;
<date when-custom="1336-03-05" calendar="#rumi" when="1920-03-05" cert="medium">5 Mart 1336</date>.</note> <orgName ref="org:sura">Şûra</orgName> dağıldı.</p>
<p xml:id="p2">Bir <name type="event" ref="event:gorusme">görüşme</name> oldu; <persName cert="unknown">bir subay</persName> geldi. <date from="1918-10-30" to="1918-11-13">Ekim
sonu</date> ile <date notBefore="1919" notAfter="1920">sonraki yıllar</date> arasında <persName ref="person:eski-kazim">Kâzım</persName> yoktu.</p>
<list type="ordered"><item xml:id="i1">bir <hi rend="bold">iki</hi></item><item xml:id="i2">* üç_dört</item></list>
<quote xml:id="q1">Yol uzun &amp; taşlı.</quote></div>
<div type="translation" xml:lang="en" xml:id="l1-en"><p xml:id="p1-en" corresp="#p1">I wrote to <persName ref="person:cicerin">Chicherin</persName>.</p></div>"""

SECOND = """<div xml:id="l2"><p xml:id="p3">Yine <placeName ref="place:kars">Kars</placeName>. <date when="1922">1922</date> yılı; <date when="-0043-03-15">Mart
ortası</date>; <placeName ref="place:ada">Ada</placeName>.</p>
<list><head>Liste başı</head><item>tek</item></list><p>Çizelge: <table><head>Çizelge</head><row><cell>a</cell><cell>b</cell></row></table></p>
<castList><head>Oynayanlar</head><castGroup><castItem><role>Rol</role></castItem></castGroup></castList>
<sp><speaker>Rol</speaker><l>Dize bir</l><stage>çıkar</stage></sp><figure><graphic url="x.png"/><head>Resim</head></figure>
<lg><l>Dize iki,<lb/>devamı</l></lg><q>söz</q><cit><quote>Alıntı</quote><bibl>Kaynak</bibl></cit></div>"""

PERSONS = """<listPerson>
      <person xml:id="cicerin" role="diplomat">
        <persName xml:lang="tr" type="main">Georgi Çiçerin</persName>
        <persName xml:lang="en" type="main">Georgy Chicherin</persName>
        <persName xml:lang="ru" type="variant">Георгий Чичерин</persName>
        <birth when="1872-11-24"/>
        <death when="1936-07-07"/>
        <occupation xml:lang="en">commissar</occupation>
        <note type="description" xml:lang="tr" source="article:first">Halk komiseri; “dışişleri”, 1918–1930.</note>
        <idno type="GND">118520490</idno>
      </person>
      <person xml:id="kazim">
        <persName xml:lang="tr" type="main">=Kâzım | Paşa</persName>
        <persName xml:lang="tr" type="alias">-1+Ali</persName>
        <idno type="former-key">eski-kazim</idno>
      </person>
      <person xml:id="nuri"><persName xml:lang="tr" type="main">'Nuri</persName></person>
      <person xml:id="unseen"><persName xml:lang="tr" type="main">Iğdırlı İsmail</persName></person>
    </listPerson>
    <listRelation><relation name="uncle-of" active="person:kazim" passive="person:nuri" source="article:first"/></listRelation>"""

PLACES = """<listPlace>
      <place xml:id="kars" type="city">
        <placeName xml:lang="tr" type="main">Kars</placeName>
        <placeName xml:lang="en" type="main">Kars</placeName>
        <placeName xml:lang="az" type="variant">Qars</placeName>
        <location><geo>40.5983 43.0855</geo></location>
        <note type="description" xml:lang="en">Fortress town.</note>
        <idno type="GeoNames">743952</idno>
      </place>
      <place xml:id="ada" type="island">
        <placeName xml:lang="tr" type="main">Ada</placeName>
        <location cert="medium"><geo>-12.5 -30.25</geo></location>
        <state type="existence" from="1918" to="1920"><p>ada</p></state>
      </place>
      <place xml:id="diyar" type="region"><placeName xml:lang="tr" type="main">Diyar</placeName></place>
    </listPlace>
    <listRelation><relation name="part-of" active="place:kars" passive="place:diyar"/></listRelation>"""

OTHERS = """<listOrg><org xml:id="sura" type="party"><orgName xml:lang="tr" type="main">Kars Şûrası</orgName>
      <state type="existence" from="1918-11" to="1919-04"><p>şûra</p></state></org></listOrg>
    <listEvent><event xml:id="gorusme" type="congress" when="1921-03-16"><eventName xml:lang="tr" type="main">Görüşme</eventName></event>
      <event xml:id="uzun" from="1920-09-01" to="1920-09-08"><eventName xml:lang="tr" type="main">Kurultay</eventName></event></listEvent>
    <listBibl><biblStruct xml:id="agaoglu-1920" type="book"><monogr><author><persName><surname>Ağaoğlu</surname>, <forename>Ahmet</forename></persName></author>
      <title level="m">Üç &amp; “Medeniyet” {%}</title><imprint><pubPlace>İstanbul</pubPlace><publisher>Matbaa</publisher><date when="1920">1920</date></imprint></monogr></biblStruct>
      <biblStruct xml:id="dergi" type="article"><analytic><author>Dışişleri Bakanlığı ve Ortakları</author><title level="a">Öğüt</title></analytic><monogr><title level="j">Dergi</title><imprint><date when="1925-05">1925</date><biblScope unit="volume">3</biblScope><biblScope unit="page">12–34</biblScope></imprint></monogr></biblStruct></listBibl>"""


def tei(id_: str, body: str, revision: str = "") -> str:
    head = HEAD.format(title=f"Mektup {id_}", revision=revision)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id_}" xml:lang="tr">{head}<text><body>{body}</body></text></TEI>\n'


def register(id_: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id_}" xml:lang="tr">\n  <standOff>\n    {inside}\n  </standOff>\n</TEI>\n'


def png(width: int, height: int) -> bytes:
    """A grey picture."""
    out = BytesIO()
    Image.new("L", (width, height), 200).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def letters(tmp_path: Path) -> Project:
    root = tmp_path / "letters"
    changed = '<revisionDesc><change when="2026-05-01">a</change><change when="2026-06-02">b</change></revisionDesc>'
    files = {
        "edition.toml": TOML,
        "tei/articles/first.xml": tei("first", FIRST, changed),
        "tei/articles/second.xml": tei("second", SECOND),
        "tei/registers/persons.xml": register("persons", PERSONS),
        "tei/registers/places.xml": register("places", PLACES),
        "tei/registers/others.xml": register("others", OTHERS),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "tei/images").mkdir()
    (root / "tei/images/page1.png").write_bytes(png(600, 800))
    return read_project(root)


@pytest.fixture
def export(letters: Project, command: Callable[..., object], tmp_path: Path) -> Callable[..., Path]:
    """Run `edition export KIND --format FORMAT …` over the small edition and give the file."""

    def run(kind: str, form: str, *options: str) -> Path:
        path = tmp_path / f"out.{kind}.{form}"
        command("export", kind, "--format", form, "-o", str(path), *options, folder=letters.root)
        assert path.exists()
        return path

    return run
