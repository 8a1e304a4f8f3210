"""What is learned as plain counts: how often a form meant whom, how sure that is, which words are looked at."""

from __future__ import annotations

import math

import pytest

from edition.annotate.learned.links import Links, MentionSetting, links_of
from edition.annotate.learned.looks import afar, beside, of_word, shape, together
from edition.annotate.learned.memory import Memory, joined, memory_of
from edition.annotate.learned.signs import Seen, signs_of, windows
from edition.annotate.learned.worth import Trial, Worth, evidence_of, kept, least_share, worth_of
from edition.annotate.tokens import tokenise


def setting(*with_: str, year: int | None = None, company: tuple[str, ...] = ()) -> MentionSetting:
    return MentionSetting(frozenset(with_), year, frozenset(company))


def weight(links: Links, form: str, key: str, where: MentionSetting) -> float:
    return links.weigh(form, ("p1", "p2", "p3"), where)[key]


@pytest.fixture
def links() -> Links:
    first = [("paul", "p1", setting("anna", year=1900, company=("p1", "ida")))] * 8
    return links_of([*first, *[("paul", "p2", setting("otto", year=1920))] * 8])


@pytest.mark.parametrize(
    ("where", "likelier"),
    [
        (setting("anna"), "p1"),
        (setting("otto"), "p2"),
        (setting(year=1901), "p1"),
        (setting(year=1919), "p2"),
        (setting(company=("ida",)), "p1"),
    ],
)
def test_who_wrote_when_and_beside_whom_tells_who_is_meant(links: Links, where: MentionSetting, likelier: str) -> None:
    other = "p2" if likelier == "p1" else "p1"
    assert weight(links, "paul", likelier, where) > weight(links, "paul", other, where)


@pytest.mark.parametrize("where", [setting(), setting("nobody"), setting(year=1700), setting(company=("nobody",))])
def test_what_was_never_met_speaks_for_nobody(links: Links, where: MentionSetting) -> None:
    plain = weight(links, "paul", "p1", setting())
    assert weight(links, "paul", "p1", where) == weight(links, "paul", "p2", where) == plain


def test_company_speaks_for_an_entry_and_never_against_it(links: Links) -> None:
    assert weight(links, "paul", "p2", setting(company=("ida",))) == weight(links, "paul", "p2", setting())
    assert "p1" not in links.company["p1"]
    assert weight(links, "paul", "p1", setting(company=("ida",))) > weight(links, "paul", "p1", setting())


def test_an_entry_that_was_never_meant_is_weighed_by_its_form_alone(links: Links) -> None:
    assert weight(links, "paul", "p3", setting("anna", year=1900)) == weight(links, "paul", "p3", setting())
    assert dict(links.keys("paul")) == {"p1": 8, "p2": 8}
    assert links.keys("else") == {}


def test_a_form_with_an_ending_is_counted_with_those_of_its_stem() -> None:
    links = links_of([("bahrs", "p1", setting())] * 3 + [("bahr", "p2", setting())])
    assert weight(links, "bahrs", "p1", setting()) > weight(links, "bahrs", "p2", setting())
    assert weight(links, "bahr’s", "p1", setting()) > weight(links, "bahr’s", "p2", setting())
    assert dict(links.of_stem("bahr")) == {"p1": 3, "p2": 1}


def test_a_form_that_was_never_met_means_rather_one_who_was_named_otherwise() -> None:
    links = links_of([("anna", "p2", setting())] * 5)
    assert weight(links, "bauer", "p2", setting()) > weight(links, "bauer", "p1", setting())


def test_memory_counts_words_in_mentions_and_elsewhere() -> None:
    memory = memory_of([("wien", "place"), ("wien", "place"), ("wien", ""), ("der", ""), *[("rot", "")] * 5])
    assert [memory.sign(word) for word in ("wien", "der", "rot", "neu")] == ["place:2", "never", "never:often", "new"]
    assert memory.names == {"wien"}
    assert memory.plain == {"rot"}
    assert joined([memory, memory]).sign("wien") == "place:2+"


def test_a_document_does_not_remember_itself() -> None:
    own = memory_of([("wien", "place"), ("ulm", "place")])
    all_ = joined([own, memory_of([("wien", "person"), ("wien", "")])])
    assert all_.sign("ulm", own) == "new"
    assert all_.sign("wien", own) == "person:2"
    assert all_.sign("wien") == "person:1"


def test_odds_are_those_of_the_word_that_is_most_of_a_name() -> None:
    memory = Memory({("wien", "place"): 3, ("in", "place"): 1}, {"wien": 3, "in": 9})
    assert memory.odds(["in", "wien"], "place") == math.log(3.5 / 0.5)
    assert memory.odds([], "place") == 0.0
    assert memory.odds(["neu"], "place") == 0.0


def seen(text: str, is_open: bool = True) -> Seen:
    tokens = tokenise(text)
    return Seen(tokens, [], "de", [()] * len(tokens), [is_open] * len(tokens))


@pytest.mark.parametrize(
    ("text", "looked_at"),
    [
        ("da war sie und er und Wien und so kam es", [(5, 8)]),
        ("Wien war sie", [(0, 2)]),
        ("da war Wien", [(1, 3)]),
        ("da Wien und Ulm war es", [(0, 5)]),
        ("da Wien und so war Ulm es", [(0, 3), (4, 7)]),
        ("da war sie so", []),
        ("ein wort ist es", [(0, 3)]),
    ],
)
def test_only_words_that_may_be_of_a_name_are_looked_at(text: str, looked_at: list[tuple[int, int]]) -> None:
    memory = Memory({("wort", "org"): 1}, {"wort": 2})
    assert windows(seen(text), memory) == looked_at
    assert windows(seen(text, is_open=False), memory) == []


def test_a_capital_that_never_was_a_name_is_passed_over() -> None:
    assert windows(seen("da war Abend nun"), Memory({}, {"abend": 5})) == []
    assert windows(seen("da war Abend nun"), Memory({}, {"abend": 4})) == [(1, 4)]


def test_the_signs_of_a_word() -> None:
    assert of_word("Wiens") == (
        "w=wiens", "s=Xx", "p2=wi", "p3=wie", "p4=wien", "e1=s", "e2=ns", "e3=ens", "e4=iens", "e5=wiens", "len=5",
    )  # fmt: skip
    assert of_word("Donaudampfschiff")[-1] == "len=12"
    assert afar("in", "Graz") == ("-2w=in", "+2w=graz")
    assert beside("Graz", "+1") == ("+1w=graz", "+1s=Xx", "+1e3=raz")
    assert [shape(word) for word in ("Ulm", "Wien", "1", "123456", "AB", "ABCD", "ab")] == [
        "Xy", "Xx", "d1", "d5", "XX", "XXX", "x",
    ]  # fmt: skip


def evidence(chance: float, odds: float = 0.5) -> tuple[float, ...]:
    return evidence_of((chance, 1.0, 1.0), (3, 0), odds, (True, False, True, False, False, False, False, True))


def test_evidence_tells_chances_counts_and_traits_in_their_order() -> None:
    found = evidence(0.5)
    assert (found[0], round(found[1], 6)) == (1.0, 0.0)
    assert found[2] == found[3] == pytest.approx(math.log((1 - 1e-4) / 1e-4))
    assert found[5:] == (math.log1p(3), 0.0, 0.5, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0)


def parts(tested: list[Trial]) -> list[list[list[Trial]]]:
    """The same, as if of four sets of documents with one mention each."""
    return [[[one] for one in tested[n::4]] for n in range(4)]


def test_each_part_is_judged_by_the_others_alone() -> None:
    """What is true of one part only is no reason to call anything sure."""
    once = [Trial(evidence(0.9, odds=6.0), True)] * 300
    others = [[Trial(evidence(0.9, odds=6.0), n % 4 > 0) for n in range(100)] for _ in range(3)]
    assert kept([[once], *([other] for other in others)])["high"] == (0, 0.0)
    assert kept([[once]] * 4)["high"] == (1200, 1.0)


def test_certainty_is_what_the_tested_ones_bear_out() -> None:
    tested = [Trial(evidence(0.99), True)] * 300 + [Trial(evidence(0.7), n % 10 > 0) for n in range(300)]
    tested += [Trial(evidence(0.2), n % 2 > 0) for n in range(100)]
    worth = worth_of(parts(tested))
    assert [worth.cert(evidence(chance)) for chance in (0.99, 0.7, 0.2)] == ["high", "medium", "low"]
    assert worth.chance(evidence(0.99)) > worth.chance(evidence(0.7)) > worth.chance(evidence(0.2))


def test_few_tested_ones_bear_nothing_out() -> None:
    worth = worth_of([[[Trial(evidence(0.99), True)] * 20]])
    assert worth == Worth()
    assert worth.cert(evidence(0.99)) == "low"
    assert worth.chance(evidence(0.99)) == 0.0


def test_the_least_share_grows_with_what_was_seen() -> None:
    assert least_share(10, 10) < least_share(100, 100) < 1
    assert least_share(0, 10) == pytest.approx(0)


def test_a_word_is_judged_by_itself_its_neighbours_and_what_is_remembered() -> None:
    groups = signs_of(seen("da war Wien nun"), (1, 3), Memory({("wien", "place"): 3}, {"wien": 3}))
    assert len(groups) == 2
    word, before, after, far, company, remembered, at, told, around, told_beside, elsewhere = groups[1]
    assert word == of_word("Wien")
    assert before == beside("war", "-1")
    assert after == beside("nun", "+1")
    assert far == afar("da", "")
    assert company == together("war", "Wien", "nun")
    assert remembered == ("m=place:4", "m,c=place:4,no")
    assert (at, told, around) == ((), ("no",), ("c3=no,no,no",))
    assert told_beside == ("-1w,c=war,no", "+1w,c=nun,no")
    assert elsewhere == ("low=False", "rep=1")
    first = signs_of(seen("Wien war"), (0, 2), Memory())[0]
    assert first[1] == beside("", "-1")
    assert first[5] == ("m=new", "m,c=new,no", "first")


def test_a_text_tells_how_it_writes_a_word_elsewhere() -> None:
    text = seen("Der Abend am Abend war abend wie Abend und Wien")
    assert [text.elsewhere(word) for word in ("Abend", "Wien", "war")] == [
        ("low=True", "rep=3"), ("low=False", "rep=1"), (),
    ]  # fmt: skip


def test_mentions_that_are_wrong_together_promise_less() -> None:
    """Of 1,600 mentions in documents of ten 40 are wrong: one in each of 40, or all those of four documents."""
    yes, no = Trial(evidence(0.99), True), Trial(evidence(0.99), False)
    scattered = [[[yes] * 9 + [no]] * 10 + [[yes] * 10] * 30 for _ in range(4)]
    assert kept(scattered)["high"] == (1600, 0.975)
    crowded = [[[yes if n else no] * 10 for n in range(40)] for _ in range(4)]
    assert sum(one.is_right for part in crowded for document in part for one in document) == 1560
    assert kept(crowded)["high"] == (0, 0.0)
