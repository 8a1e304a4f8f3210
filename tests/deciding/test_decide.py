"""What a decision makes of the bytes: the tags that are meant, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.deciding.conftest import M

from edition.annotate import Annotator, read_decisions, write_mentions
from edition.deciding import Article, Store, Wish, decide, find_place
from edition.deciding.carry import again, carry_out, open_article
from edition.deciding.places import place_at
from edition.diagnostics import EditionError, apply_edits
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import Project
from edition.registers import Registers


def after(article: Article, registers: Registers, wish: Wish, *, new: bool = False, **place: object) -> str:
    place = {"block": "p1", **place}
    found = find_place(article, new=new, **place)  # type: ignore[arg-type]
    data = article.document.source.data
    return apply_edits(data, decide(article, found, wish, registers).edits).decode()


def text_of(data: bytes) -> str:
    root = parse(as_source("a.xml", data)).root
    return "".join(str(t) for t in root.find("{*}text").itertext())  # type: ignore[union-attr]


CASES = {
    "accept": ({"text": "Kars"}, Wish("accept"), f'<placeName ref="place:kars" cert="high" {M}>Kars', '<placeName ref="place:kars">Kars'),
    "accept the first of several": ({"text": "Halil", "occurrence": 1}, Wish("accept"), f'<persName ref="person:halil-kut person:halil-ince" cert="low" {M}>', '<persName ref="person:halil-kut">'),
    "accept what no register has": ({"text": "Vakur Bey"}, Wish("accept"), f'<persName cert="unknown" {M}>', "<persName>"),
    "reject": ({"text": "Vakur Bey"}, Wish("reject"), f'<persName cert="unknown" {M}>Vakur Bey</persName>', "Vakur Bey"),
    "link": ({"text": "Vakur Bey"}, Wish("link", key="halil-kut"), f'<persName cert="unknown" {M}>', '<persName ref="person:halil-kut">'),
    "link to an entry of another kind": ({"text": "Vakur Bey"}, Wish("link", key="kars"), f'<persName cert="unknown" {M}>Vakur Bey</persName>', '<placeName ref="place:kars">Vakur Bey</placeName>'),
    "kind": ({"text": "Spring", "block": "p2"}, Wish("kind", kind="event"), f'<orgName cert="unknown" {M}>Spring</orgName>', '<name type="event">Spring</name>'),
    "date": ({"text": "16 March 1921"}, Wish("date", date="1921-03-17"), f'<date when="1921-03-16" cert="high" {M}>', '<date when="1921-03-17">'),
    "range": ({"text": "16 March 1921"}, Wish("date", date="1921-03/1921-05?"), f'<date when="1921-03-16" cert="high" {M}>', '<date from="1921-03" to="1921-05" cert="low">'),
    "extent": ({"text": "Halil", "occurrence": 1}, Wish("extent", extent="Halil met"), f'person:halil-ince" cert="low" {M}>Halil</persName> met', 'person:halil-ince">Halil met</persName>'),
    "extent across an element": ({"text": "Halil", "occurrence": 2}, Wish("extent", extent="Halil & Ali Bey"), f' cert="medium" {M}>Halil</persName> &amp; <hi>Ali</hi> Bey', ">Halil &amp; <hi>Ali</hi> Bey</persName>"),
    "a smaller extent": ({"text": "Vakur Bey"}, Wish("extent", extent="Vakur"), f'<persName cert="unknown" {M}>Vakur Bey</persName>', "<persName>Vakur</persName> Bey"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_a_decision_changes(name: str, article: Article, registers: Registers) -> None:
    place, wish, old, new = CASES[name]
    before = article.document.source.data.decode()
    assert before.count(old) == 1
    assert after(article, registers, wish, **place) == before.replace(old, new)


def test_references_are_written_as_the_article_writes_them(project: Project, registers: Registers) -> None:
    path = project.root / "tei/articles/letter.xml"
    path.write_text(path.read_text("utf-8").replace('ref="place:kars">', 'ref="#kars">'), encoding="utf-8")
    article = open_article(project, "letter")
    linked = after(article, registers, Wish("link", key="halil-kut"), text="Vakur Bey")
    assert '<persName ref="#halil-kut">Vakur Bey<' in linked
    missed = after(article, registers, Wish("add", kind="person", key="halil-kut"), new=True, text="Ali Bey")
    assert '<persName ref="#halil-kut"><hi>Ali</hi> Bey<' in missed
    kind = after(article, registers, Wish("kind", kind="place", key="kars"), text="Vakur Bey")
    assert '<placeName ref="#kars">Vakur Bey<' in kind
    line = decide(article, find_place(article, block="p1", text="Vakur Bey"), Wish("link", key="halil-kut"), registers)
    assert line.line.ref == "person:halil-kut"  # decisions tell keys with their kind


def test_what_was_missed(article: Article, registers: Registers) -> None:
    before = article.document.source.data.decode()
    told = after(article, registers, Wish("add", kind="person", key="halil-kut"), new=True, text="Ali Bey")
    assert told == before.replace("<hi>Ali</hi> Bey", '<persName ref="person:halil-kut"><hi>Ali</hi> Bey</persName>')
    told = after(article, registers, Wish("add", date="rumi:1337-03-16"), new=True, text="later", block="n1")
    assert '<date when="1921-03-16" calendar="#rumi" when-custom="1337-03-16" datingMethod="#rumi">later</date>' in told
    assert '<calendar xml:id="rumi">' in told


def test_the_editor_answers_for_it(article: Article, registers: Registers, project: Project) -> None:
    told = after(article, registers, Wish("accept", by="Ada Çelik"), text="Kars")
    assert '<placeName ref="place:kars" resp="#editor-ada-celik">Kars</placeName>' in told
    assert '<respStmt xml:id="editor-ada-celik">' in told
    second = again(project, article, told.encode())
    told = after(second, registers, Wish("accept", by="Ada Çelik"), text="Halil", occurrence=1)
    assert told.count("<respStmt") == 1


REFUSED = {
    "no such words": ("S760", {"text": "Lenin"}, Wish("accept")),
    "no mention": ("S760", {"text": "Ali Bey"}, Wish("accept")),
    "several": ("S761", {"text": "Halil"}, Wish("accept")),
    "no such mention": ("S760", {"block": "", "id_": "p9.x"}, Wish("accept")),
    "no third": ("S760", {"text": "Halil", "occurrence": 3}, Wish("accept")),
    "no such entry": ("S762", {"text": "Kars"}, Wish("link", key="lenni")),
    "no date": ("S762", {"text": "16 March 1921"}, Wish("date", date="yesterday")),
    "no day": ("S762", {"text": "16 March 1921"}, Wish("date", date="1921-02-30")),
    "crossing": ("S762", {"text": "Vakur Bey"}, Wish("extent", extent="Vakur Bey on 16 March")),
    "elsewhere": ("S760", {"text": "Vakur Bey"}, Wish("extent", extent="left Kars")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, article: Article, registers: Registers) -> None:
    code, place, wish = REFUSED[name]
    with pytest.raises(EditionError) as caught:
        after(article, registers, wish, **place)
    assert [d.code.id for d in caught.value.diagnostics] == [code]


def test_a_word_is_found_by_what_a_page_shows(article: Article) -> None:
    for mark in article.marks:
        place = place_at(article, mark.fact.block, mark.fact.start, mark.fact.end)
        assert (place.flow, place.start, place.end) == (mark.flow, mark.start, mark.end)


def test_ids_stay(article: Article, registers: Registers, project: Project) -> None:
    told = after(article, registers, Wish("reject"), text="Halil", occurrence=1)
    left = again(project, article, told.encode())
    assert {m.id for m in left.marks} == {m.id for m in article.marks} - {article.marks[1].id}


wishes = st.sampled_from([
    Wish("accept"), Wish("reject"), Wish("link", key="kars"), Wish("link", key="halil-ince", by="Ada"),
    Wish("kind", kind="org"), Wish("date", date="julian:1917-10-25"), Wish("kind", kind="event"),
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 6), wishes), max_size=6))
def test_the_text_stays_letter_for_letter_and_all_can_be_taken_back(
    steps: list[tuple[int, Wish]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from tests.deciding.conftest import make_edition, registers_of

    project = make_edition(tmp_path_factory.mktemp("edition"))
    registers, store = registers_of(project), Store.of(project.root)
    article = open_article(project, "letter")
    first = article.document.source.data
    done = 0
    for number, wish in steps:
        if number < len(article.marks):
            place = find_place(article, article.marks[number].id)
            data = carry_out(project, store, article, [(place, wish)], registers).data
            assert text_of(data) == text_of(first)
            article = open_article(project, "letter")
            assert article.document.source.data == data
            done += 1
    for _ in range(done):
        store.take_back(0, "", "")
    assert open_article(project, "letter").document.source.data == first
    assert not (project.root / "tei/decisions.tsv").exists()  # it goes as it came


def test_the_annotator_obeys_and_leaves_alone(
    article: Article, registers: Registers, project: Project, store: Store
) -> None:
    """A decided mention is the editor's; a rejected one is not made again; equal ones after it keep their numbers."""
    for place, wish in [({"text": "Halil", "occurrence": 1}, Wish("reject")), ({"text": "Halil"}, Wish("accept")),
                        ({"text": "Kars"}, Wish("accept"))]:  # fmt: skip
        article = open_article(project, "letter")
        carry_out(project, store, article, [(find_place(article, block="p1", **place), wish)], registers)  # type: ignore[arg-type]
    lines = store.read("tei/decisions.tsv").decode().splitlines()
    assert [line.split("\t")[2:6] for line in lines[1:]] == [
        ["Halil", "1", "person", "reject"], ["Halil", "2", "person", "accept"], ["Kars", "1", "place", "accept"],
    ]  # fmt: skip
    decisions, wrong = read_decisions("d", store.read("tei/decisions.tsv"))
    assert wrong == []
    annotated = Annotator(registers, decisions=decisions).find(open_article(project, "letter").document)
    text = write_mentions(annotated).decode()
    assert "> Halil met" in text.replace("</placeName>", ">").replace(">>", ">")
    assert '<persName ref="person:halil-kut">Halil</persName> &amp;' in text


NEW_DECISIONS = "letter\tp1\tVakur Bey\t1\tperson\textent\tVakur\tAda\t2026\nletter\tp2\tTreaty\t1\tevent\tadd\t\tAda\t2026\nletter\tp1\tKars\t1\tplace\tkind\torg\tAda\t2026\n"  # fmt: skip


def test_decisions_about_a_fresh_text_are_carried_out(article: Article, registers: Registers) -> None:
    """The same article imported anew, without any mark: what was decided is made again."""
    import re

    bare = re.sub(rb"</?(persName|placeName|orgName|date)[^>]*>", b"", article.document.source.data)
    decisions, _ = read_decisions("d", NEW_DECISIONS.encode())
    annotated = Annotator(registers, decisions=decisions).find(parse(as_source("a.xml", bare)))
    text = write_mentions(annotated).decode()
    assert f'<name type="event" cert="high" {M}>Treaty</name>' in text
    assert re.search("<orgName[^>]*>Kars</orgName> ", text)
    assert re.search("<persName[^>]*>Vakur</persName> Bey", text)
