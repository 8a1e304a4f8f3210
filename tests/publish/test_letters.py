"""Letters: who wrote to whom over the text, the chain of a correspondence, a person's letters, and CMIF."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.publish.website import TEI, Website, make_site

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def letter(id_: str, sender: str, receiver: str, date: str, body: str = "<p>a</p>") -> str:
    return (
        f'<TEI {NS} xml:id="{id_}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Letter {id_}</title></titleStmt></fileDesc>'
        f"<profileDesc><correspDesc><correspAction type='sent'><persName ref='#{sender}'>Name {sender}</persName>"
        f"<placeName ref='#kars'>Kars</placeName><date when='{date}'>{date}</date></correspAction><correspAction type='received'>"
        f"<persName ref='#{receiver}'>Name {receiver}</persName></correspAction></correspDesc></profileDesc></teiHeader>"
        f"<text><body>{body}</body></text></TEI>"
    )


LETTERS = {
    "l3": letter("l3", "ada", "bo", "1920-03-01"),
    "l1": letter("l1", "ada", "bo", "1920-01-01", "<p><persName ref='#cy'>Cy</persName></p>"),
    "l2": letter("l2", "bo", "ada", "1920-02-01"),
    "lx": letter("lx", "cy", "ada", "1920-01-15"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Website:
    files = {f"tei/articles/{name}.xml": data for name, data in LETTERS.items()}
    return make_site(tmp_path_factory.mktemp("letters"), {}, files=files)


def test_a_letter_tells_who_wrote_to_whom(site: Website) -> None:
    (way,) = site.page("articles/l1.html").find_class("letter-way")
    assert [" ".join(e.text_content().split()) for e in way] == [
        "From",
        "Name ada",
        "To",
        "Name bo",
        "Sent",
        "Kars, 1 January 1920",
    ]
    assert [a.get("href") for a in way.iter("a")] == [
        "../persons/ada.html",
        "../persons/bo.html",
        "../places/kars.html",
    ]


def test_the_chain_leads_through_one_correspondence_both_ways(site: Website) -> None:
    chain = {
        name: [
            a.get("href").rpartition("/")[2]
            for a in site.page(f"articles/{name}.html").xpath("//nav[contains(@class, 'chain')]/a")
        ]
        for name in LETTERS
    }
    assert chain == {"l1": ["l2.html"], "l2": ["l1.html", "l3.html"], "l3": ["l2.html"], "lx": []}


def test_a_persons_page_tells_letters_apart_from_mentions(site: Website) -> None:
    page = site.page("persons/ada.html")
    assert page.xpath("//section[@class='letters-of']/h2/text()") == ["Letters from Name ada", "Letters to Name ada"]
    assert [len(s.xpath(".//li")) for s in page.find_class("letters-of")] == [2, 2]
    assert page.xpath("//ul[@class='sentences']") == []
    assert site.page("persons/cy.html").xpath("count(//ul[@class='sentences']/li)") == 1


def test_letters_are_exported_as_cmif(site: Website, command: Callable[..., Any]) -> None:
    folder: Path = site.folder.parents[1]
    done = command("export", "letters", "-o", "-", folder=folder)
    root = etree.fromstring(done.out.encode())
    found = root.findall(f".//{TEI}correspDesc")
    assert [e.get("ref") for e in found] == [
        f"https://small.example/site/articles/{n}.html" for n in ("l1", "l2", "l3", "lx")
    ]
    source = root.find(f".//{TEI}bibl").get("{http://www.w3.org/XML/1998/namespace}id")
    assert {e.get("source") for e in found} == {f"#{source}"}
    sent = found[0].find(f"{TEI}correspAction[@type='sent']")
    assert [(etree.QName(e).localname, e.text) for e in sent] == [
        ("persName", "Name ada"), ("placeName", "Kars"), ("date", "1920-01-01"),
    ]  # fmt: skip
    assert sent[0].get("ref") == "https://small.example/site/persons/ada.html"
    assert command("export", "letters", "-o", "-", folder=folder).out == done.out


def test_cmif_tells_whom_a_letter_names_its_language_and_its_file(site: Website, command: Callable[..., Any]) -> None:
    root = etree.fromstring(command("export", "letters", "-o", "-", folder=site.folder.parents[1]).out.encode())
    notes = {
        d.get("ref").rpartition("/")[2]: [dict(r.attrib, text=r.text) for r in d.iter(f"{TEI}ref")]
        for d in root.iter(f"{TEI}correspDesc")
    }
    address = "https://small.example/site"
    assert notes["l1.html"] == [
        {"type": "cmif:mentionsPerson", "target": f"{address}/persons/cy.html", "text": "Cy"},
        {"type": "cmif:hasLanguage", "target": "en", "text": None},
        {"type": "cmif:isAvailableAsTEIfile", "target": f"{address}/articles/l1.xml", "text": None},
    ]
    assert [r["type"] for r in notes["l2.html"]] == ["cmif:hasLanguage", "cmif:isAvailableAsTEIfile"]


CMIF = Path(__file__).parents[1] / "export/cmif.rng"  # the format's own schema, of the TEI Correspondence SIG


def is_cmif(data: bytes) -> list[str]:
    """What schema and rules of the format say: both actions, a source that exists, dates that are dated."""
    root = etree.fromstring(data)
    schema = etree.RelaxNG(file=str(CMIF))
    said = [] if schema.validate(root) else [str(error.message) for error in schema.error_log]
    for description in root.iter(f"{TEI}correspDesc"):
        said += (
            []
            if {a.get("type") for a in description.iter(f"{TEI}correspAction")} == {"sent", "received"}
            else ["E0001"]
        )
        ids = root.xpath("//*[local-name()='bibl']/@xml:id")
        said += [] if description.get("source")[1:] in ids else ["E0003"]
    dates = list(root.iter(f"{TEI}date"))
    return said + [
        f"E0004 {d.text}" for d in dates if not {"when", "from", "to", "notBefore", "notAfter"} & {*d.attrib}
    ]


def test_cmif_is_valid_by_its_own_schema(site: Website, command: Callable[..., Any]) -> None:
    assert is_cmif(command("export", "letters", "-o", "-", folder=site.folder.parents[1]).out.encode()) == []


def test_cmif_of_a_bare_edition_is_valid_and_names_no_addresses(tmp_path: Path, command: Callable[..., Any]) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "L"\n[files]\narticles = ["*.xml"]\n')
    undated = letter("a", "ada", "bo", "").replace(" when=''", "")
    (tmp_path / "a.xml").write_text(
        undated.replace("<persName ref='#bo'>Name bo</persName>", "<placeName>Ani</placeName>")
    )
    done = command("export", "letters", "-o", "-", folder=tmp_path)
    assert is_cmif(done.out.encode()) == []
    assert "urn:" not in "".join(etree.fromstring(done.out.encode()).xpath("//@ref"))


def test_letters_of_others_are_valid_cmif(shared: Path, tmp_path: Path, command: Callable[..., Any]) -> None:
    source = shared / "corpora/letters"
    if not source.is_dir():
        pytest.skip("the corpora are not here")
    for path in sorted((source / "editions").glob("*.xml"))[::5]:
        shutil.copy(path, tmp_path)
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "L"\n[files]\narticles = ["*.xml"]\n')
    done = command("export", "letters", "-o", "-", folder=tmp_path)
    assert is_cmif(done.out.encode()) == []
    assert done.out.count("<correspDesc") == 30


PLACES = """<listPlace><place xml:id="kars"><placeName>Kars</placeName><location><geo>40.6 43.1</geo></location></place>
<place xml:id="baku"><placeName>Baku</placeName><location><geo>40.4 49.9</geo></location></place></listPlace>"""


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Website:
    """Letters with their places and days; one without a day, one without a date, one that is told by its text."""
    there = "</persName><placeName ref='#baku'>Baku</placeName></correspAction></correspDesc>"
    files = {n: data.replace("</persName></correspAction></correspDesc>", there) for n, data in LETTERS.items()}
    files["lm"] = letter("lm", "ada", "bo", "1920-03")
    files["ly"] = letter("ly", "ada", "bo", "").replace(" when=''", "")
    opener = """<opener><dateline><date when="1921-05-02">2 May</date></dateline><salute>Dear
    <persName ref="#bo">Bo</persName></salute></opener><p>a</p><closer><signed><persName ref="#ada">A.</persName></signed></closer>"""
    head = "<teiHeader><fileDesc><titleStmt><title>Letter lt</title></titleStmt></fileDesc></teiHeader>"
    files["lt"] = f'<TEI {NS} xml:id="lt" xml:lang="en">{head}<text><body>{opener}</body></text></TEI>'
    texts = {f"tei/articles/{name}.xml": data for name, data in files.items()}
    return make_site(tmp_path_factory.mktemp("dated"), {}, PLACES, files=texts)


def test_the_calendar_has_each_letter_at_its_day(dated: Website) -> None:
    page = dated.page("letters/index.html")
    told = {
        section.get("aria-labelledby"): [
            [
                " ".join(li.find_class("day")[0].text_content().split()),
                li.xpath("string(.//a/@href)").rpartition("/")[2],
            ]
            for li in section.xpath(".//li")
        ]
        for section in page.find_class("year-of-letters")
    }
    assert told == {
        "year-1920": [["1", "l1.html"], ["15", "lx.html"], ["1", "l2.html"], ["1", "l3.html"], ["", "lm.html"]],
        "year-1921": [["2", "lt.html"]],
        "year-undated": [["", "ly.html"]],
    }
    days = page.xpath("//div[@class='days']/a/@href")
    assert days == ["#d1920-01-01", "#d1920-01-15", "#d1920-02-01", "#d1920-03-01", "#d1921-05-02"]
    assert {d[1:] for d in days} <= set(page.xpath("//@id"))
    # the first of February 1920 was a Sunday, the seventh day of the week
    assert [len(m.xpath("./span[not(text())]")) for m in page.find_class("days")] == [3, 6, 0, 6]


def test_the_map_of_letters_tells_both_ends(dated: Website) -> None:
    page = dated.page("letters/index.html")
    listed = [" ".join(li.text_content().split()) for li in page.xpath("//ol[@class='map-list']/li")]
    assert listed == ["Kars 6 sent", "Baku 4 received"]
    assert page.xpath("//*[local-name()='path'][@data-route]/*/text()") == ["Kars → Baku: 4"]


def test_a_letter_without_a_description_tells_its_way_from_its_text(dated: Website) -> None:
    (way,) = dated.page("articles/lt.html").find_class("letter-way")
    assert [" ".join(e.text_content().split()) for e in way] == ["From", "A.", "To", "Bo", "Sent", "2 May"]
    assert "letters/index.html" in "".join(dated.page("index.html").xpath("//header//a/@href"))


def test_many_letters_are_shown_a_year_a_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("edition.publish.letters.calendar._MOST_ON_ONE_PAGE", 2)
    texts = {f"tei/articles/{name}.xml": data for name, data in LETTERS.items()}
    site = make_site(tmp_path, {}, files=texts)
    assert site.page("letters/index.html").xpath("//nav[@class='letters']//a/@href") == ["1920.html"]
    assert len(site.page("letters/1920.html").xpath("//section[@class='year-of-letters']//li")) == 4


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ('<date when="1920-01-15"/>', "15 January 1920"),
        ('<date notBefore-iso="1920-01-15T11:00:01+01:00" notAfter-iso="1920-01-15T12:00:00+01:00">1920-01-15T11:00:01+01:00</date>', "15 January 1920"),
        ('<date when="1920-01-15">a Thursday</date>', "a Thursday"),
        ('<date when="1920-01-15">15.1.20</date>', "15.1.20"),
    ],
)  # fmt: skip
def test_the_day_of_a_letter_is_told_in_words(date: str, told: str, tmp_path: Path) -> None:
    sent = f"<correspDesc><correspAction type='sent'><persName>Ada</persName>{date}</correspAction></correspDesc>"
    text = LETTERS["l1"]
    start, end = text.index("<correspDesc"), text.index("</correspDesc>") + len("</correspDesc>")
    site = make_site(tmp_path, {}, files={"tei/articles/l1.xml": text[:start] + sent + text[end:]})
    (way,) = site.page("articles/l1.html").find_class("letter-way")
    assert [" ".join(e.text_content().split()) for e in way][-2:] == ["Sent", told]
