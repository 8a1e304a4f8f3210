"""Letters: who wrote to whom over the text, the chain of a correspondence, a person's letters, and CMIF."""

from __future__ import annotations

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
        "Kars, 1920-01-01",
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
