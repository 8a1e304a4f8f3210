"""Whom a name means that has no key of its own: that of the element around it, and of the speech that it opens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.facts import read_article
from edition.markup import Document

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
CAST = "<castList><castItem><role xml:id='ghost'>Ghost</role></castItem></castList>"


@pytest.mark.parametrize(
    ("inside", "mentions"),
    [
        ("<p><said who='person:ada'>Come!</said></p>", [("person", ("ada",))]),
        ("<p><said who='org:office person:ada'>Come!</said></p>", [("org", ("office", "ada"))]),
        ("<p><said>Come!</said></p>", []),
        ("<u who='org:office'>Come!</u>", [("org", ("office",))]),
        (f"{CAST}<sp who='#ghost'><speaker>Ghost</speaker><p>Come!</p></sp>", []),
        (f"{CAST}<sp who='#ghost person:ada'><speaker>Both</speaker><p>Come!</p></sp>", [("person", ("ada",))]),
        ("<sp who='person:ada'><speaker>Ada</speaker><p>Come!</p></sp>", [("person", ("ada",))]),
        ("<p><bibl><author ref='person:ada'><persName>Ada</persName></author></bibl></p>", [("person", ("ada",))]),
        ("<p><bibl><author ref='person:ada'><placeName>Kars</placeName></author></bibl></p>", [("place", ())]),
        ("<p><seg ref='person:ada'><persName>Ada</persName></seg></p>", [("person", ())]),
        ("<p><name ref='place:kars'>Kars</name></p>", [("place", ("kars",))]),
        ("<p><name type='persName' ref='#nobody'>Ada</name></p>", [("person", ("nobody",))]),
        ("<p><name type='persName'>Ada</name></p>", []),
    ],
)
def test_whom_a_name_means(
    inside: str, mentions: list[tuple[str, tuple[str, ...]]], document: Callable[..., Document]
) -> None:
    found = read_article(document(f"<TEI {NS}><text><body>{inside}</body></text></TEI>")).facts.mentions
    assert [(mention.kind, mention.keys) for mention in found] == mentions


def test_a_list_without_ids_in_the_back_is_text(document: Callable[..., Document]) -> None:
    def texts(person: str) -> list[str]:
        back = f"<back><listPerson>{person}</listPerson></back>"
        made = document(f"<TEI {NS}><text><body><p>Sea</p></body>{back}</text></TEI>")
        return [block.text for block in read_article(made).facts.blocks]

    assert texts("<person xml:id='a'><p>Ada</p></person>") == ["Sea"]
    assert texts("<person><p>Ada</p></person>") == ["Sea", "Ada"]
    assert texts("<head xml:id='h'>People</head><person><p>Ada</p></person>") == ["Sea", "People", "Ada"]


def test_a_parted_word_in_a_note_is_the_note_s(document: Callable[..., Document]) -> None:
    made = document("<p>One<note n='1'>two<space/>three</note>four</p>")
    assert [block.text for block in read_article(made).facts.blocks] == ["Onefour", "two three"]


def test_of_titles_with_types_of_its_own_the_first_counts(document: Callable[..., Document]) -> None:
    titles = "<title type='x' xml:lang='en'>A</title><title type='y' xml:lang='de'>B</title>"
    header = f"<teiHeader><fileDesc><titleStmt>{titles}</titleStmt></fileDesc></teiHeader>"
    assert read_article(document(f"<TEI {NS}>{header}<text/></TEI>")).facts.metadata.titles == {"en": "A"}
