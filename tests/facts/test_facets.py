"""What texts are grouped by, as headers tell it."""

from __future__ import annotations

from edition.facts import read_article
from edition.facts.letters import Party
from edition.markup import parse
from edition.markup.source import as_source

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def facets(source: str = "", profile: str = "", before: str = "") -> dict[str, list[str]]:
    document = (
        f"<TEI {NS}><teiHeader><fileDesc><sourceDesc>{source}</sourceDesc></fileDesc>{before}"
        f"<profileDesc>{profile}</profileDesc></teiHeader><text><body><p>x</p></body></text></TEI>"
    )
    found = read_article(parse(as_source("a.xml", document.encode()))).facts.metadata.facets
    return {name: [party.name for party in parties] for name, parties in found.items()}


def test_a_category_is_called_what_the_taxonomy_calls_it() -> None:
    taxonomy = '<encodingDesc><classDecl><taxonomy><category xml:id="c1"><catDesc>Sermon</catDesc></category></taxonomy></classDecl></encodingDesc>'
    found = facets(
        profile='<textClass><catRef target="#c1"/><catRef target="#epic_poem"/></textClass>', before=taxonomy
    )
    assert found == {"genre": ["Sermon", "epic poem"]}


def test_keywords_of_a_scheme_of_genres_are_genres() -> None:
    words = '<keywords scheme="#genres"><term>letter</term></keywords><keywords><term>sea</term><term type="genre">ode</term></keywords>'
    assert facets(profile=f"<textClass>{words}</textClass>") == {"genre": ["letter", "ode"], "keyword": ["sea"]}


def test_the_description_of_an_object_tells_material_kind_hand_keeper_and_origin() -> None:
    source = (
        "<msDesc><msIdentifier><repository>Museum</repository></msIdentifier><physDesc><objectDesc><supportDesc><support>a "
        "<objectType>stele</objectType> of <material>marble</material></support></supportDesc></objectDesc><handDesc><handNote>"
        "<persName>Ada</persName> writes small</handNote></handDesc></physDesc><history><origin><origPlace><settlement>Kos</settlement>, "
        "<region>the islands</region></origPlace></origin></history></msDesc>"
    )
    assert facets(source) == {"material": ["marble"], "object": ["stele"], "hand": ["Ada"], "repository": ["Museum"],
                              "place": ["Kos", "the islands"]}  # fmt: skip


def test_a_description_is_no_name() -> None:
    assert facets(f"<msDesc><physDesc><p><material>{'a long story ' * 20}</material></p></physDesc></msDesc>") == {}


def test_keys_travel_with_names() -> None:
    document = f'<TEI {NS}><teiHeader><profileDesc><creation><placeName ref="#p1">Baku</placeName></creation></profileDesc></teiHeader></TEI>'
    facts = read_article(parse(as_source("a.xml", document.encode()))).facts
    assert facts.metadata.facets["place"] == (Party("Baku", "p1", "place"),)
