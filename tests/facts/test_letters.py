"""Letters without `correspDesc`: who, to whom, from where and when, as opener, closer and header tell."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.facts.letters import Letter, read_letter

NS = "http://www.tei-c.org/ns/1.0"


def read(body: str, statement: str = "", profile: str = "", attributes: str = "") -> Letter | None:
    head = f"<teiHeader><fileDesc><titleStmt>{statement}</titleStmt></fileDesc><profileDesc>{profile}</profileDesc></teiHeader>"
    return read_letter(etree.fromstring(f"<TEI xmlns='{NS}'>{head}<text{attributes}><body>{body}</body></text></TEI>"))


OPENER = """<opener><dateline><placeName ref="#kars">Kars</placeName>, <date when="1920-03-01">1 March</date></dateline>
<salute>Dear <persName ref="#bo">Bo</persName> and <persName>all</persName>,</salute></opener>"""


def test_opener_and_closer_tell_the_way() -> None:
    letter = read(f"<div>{OPENER}<p>a</p><closer><signed><persName ref='#ada'>Ada</persName></signed></closer></div>")
    assert letter is not None
    assert [(p.name, p.key) for p in letter.senders] == [("Ada", "ada")]
    assert [p.key for p in letter.receivers] == ["bo"]
    assert [(p.key, p.kind) for p in letter.sent_from] == [("kars", "place")]
    assert (letter.date.when, letter.date_text) == ("1920-03-01", "1 March")


def test_the_header_tells_what_the_text_does_not() -> None:
    statement = "<author ref='#ada'>Ada Nehir</author><title><persName type='addressee' ref='#cy'>Cy</persName></title>"
    creation = "<creation><date when='1921'>1921</date><placeName>Ani</placeName></creation>"
    letter = read(
        f"{OPENER.replace('<dateline>', '<p>').replace('</dateline>', '</p>')}<closer>Yours</closer>",
        statement,
        creation,
    )
    assert letter is not None
    assert [(p.name, p.key) for p in letter.senders] == [("Ada Nehir", "ada")]
    assert [p.key for p in letter.receivers] == ["cy"]
    assert [p.name for p in letter.sent_from] == ["Ani"]


@pytest.mark.parametrize(
    ("body", "attributes"),
    [
        (f"<div>{OPENER}<closer/></div><div>{OPENER}<closer/></div>", ""),
        (f"<div><p>He wrote:</p><floatingText><body>{OPENER}<closer/></body></floatingText></div>", ""),
        ("<div><p>A chapter by <persName ref='#ada'>Ada</persName>.</p></div>", ""),
        (f"<div>{OPENER}<p>no end</p></div>", ""),
        ("<div><opener/><closer/></div>", ""),
    ],
)
def test_what_is_no_letter_or_names_nobody_is_none(body: str, attributes: str) -> None:
    assert read(body, attributes=attributes) is None


def test_a_text_that_calls_itself_a_letter_needs_no_frame() -> None:
    letter = read("<p>a</p>", "<author>Ada</author>", attributes=" type='letter'")
    assert letter is not None and [p.name for p in letter.senders] == ["Ada"]


def test_the_description_of_the_header_goes_before_all() -> None:
    described = (
        "<correspDesc><correspAction type='sent'><persName ref='#zoe'>Zoe</persName></correspAction></correspDesc>"
    )
    letter = read(f"{OPENER}<closer><signed><persName ref='#ada'>A</persName></signed></closer>", profile=described)
    assert letter is not None and [p.key for p in letter.senders] == ["zoe"]
    assert (letter.date_text, [p.key for p in letter.sent_from]) == ("1 March", ["kars"])


def test_a_name_within_the_name_has_the_key_and_its_type_tells_what_it_is() -> None:
    described = """<correspDesc><correspAction type='sent'><orgName><rs type='org' ref='#post'>Post office</rs></orgName>
    <placeName><rs type='place' ref='#kars'>Kars</rs></placeName></correspAction><correspAction type='received'>
    <persName ref='#bo'>Bo of <placeName ref='#ani'>Ani</placeName></persName><name type='place' ref='#van'>Van</name></correspAction></correspDesc>"""
    letter = read("<p/>", profile=described)
    assert letter is not None
    assert [(p.kind, p.key) for p in letter.senders] == [("org", "post")]
    assert [(p.kind, p.key) for p in letter.sent_from] == [("place", "kars")]
    assert [(p.kind, p.key) for p in letter.receivers] == [("person", "bo")]
    assert [(p.kind, p.key) for p in letter.sent_to] == [("place", "ani"), ("place", "van")]
