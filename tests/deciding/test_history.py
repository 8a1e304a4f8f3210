"""Undo, redo, taking back any change, and what a crash or another program may do in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.deciding import Article, Store, Wish, find_place
from edition.deciding.carry import carry_out, open_article
from edition.deciding.history.journal import Hunk, difference
from edition.diagnostics import EditionError
from edition.markup import write_file
from edition.project import Project
from edition.registers import Registers

PATH = "tei/articles/letter.xml"
Doing = Callable[[Wish, str], int]


@pytest.fixture
def do(project: Project, store: Store, registers: Registers) -> Doing:
    def run(wish: Wish, text: str) -> int:
        article = open_article(project, "letter")
        place = find_place(article, block="p1", text=text, occurrence=1)
        return carry_out(project, store, article, [(place, wish)], registers)[0].number

    return run


def test_undo_and_redo_give_the_same_bytes(store: Store, do: Doing) -> None:
    first = store.read(PATH)
    do(Wish("accept"), "Kars")
    second = store.read(PATH)
    do(Wish("reject", by="Ada"), "Vakur Bey")
    third, lines = store.read(PATH), store.read("tei/decisions.tsv")
    store.take_back(0, "", "")
    assert store.read(PATH) == second
    store.take_back(0, "", "")
    assert store.read(PATH) == first
    store.repeat(0, "", "")
    store.repeat(0, "", "")
    assert (store.read(PATH), store.read("tei/decisions.tsv")) == (third, lines)
    with pytest.raises(EditionError, match="S763"):
        store.repeat(0, "", "")


def test_after_a_restart(project: Project, store: Store, do: Doing) -> None:
    first = store.read(PATH)
    do(Wish("accept", by="Ada"), "Kars")
    other = Store.of(project.root)
    assert [(r.action, r.by, r.text) for r in other.journal.records] == [("accept", "Ada", "Kars")]
    other.take_back(0, "", "")
    assert store.read(PATH) == first
    store.repeat(1, "", "")  # the first one has read the journal again
    assert store.read(PATH) != first


def test_one_takes_back_what_oneself_did_unless_told_otherwise(project: Project, store: Store, do: Doing) -> None:
    """Two desks on one edition: what the one did last is nothing that undo of the other means."""
    mine = do(Wish("accept", by="Ada"), "Kars")
    other = Store.of(project.root)
    assert store.journal.own_changes("Ada") == ([mine], [])
    assert other.journal.own_changes("Bob") == ([], [])
    assert other.journal.own_changes("Ada") == ([mine], [])  # as after a restart
    article = open_article(project, "letter")
    place = find_place(article, block="p1", text="Vakur Bey", occurrence=1)
    theirs = carry_out(project, other, article, [(place, Wish("reject", by="Ada"))], Registers({}))[0].number
    assert store.take_back(0, "Ada", "")[0].of == mine
    with pytest.raises(EditionError, match="S763"):
        store.take_back(0, "Ada", "")
    with pytest.raises(EditionError, match="S763"):
        other.repeat(0, "Ada", "")
    assert store.take_back(theirs, "Ada", "")[0].of == theirs  # one that is named is anybody's


def test_an_earlier_change_is_taken_back_alone(store: Store, do: Doing) -> None:
    number = do(Wish("accept"), "Kars")
    do(Wish("reject"), "Vakur Bey")
    store.take_back(number, "", "")
    text = store.read(PATH).decode()
    assert 'cert="high" resp="#edition-annotate">Kars' in text
    assert ">Vakur Bey<" not in text
    assert b"Kars" not in store.read("tei/decisions.tsv")


def test_a_change_that_was_built_upon_is_not_taken_back(store: Store, do: Doing) -> None:
    number = do(Wish("accept"), "Vakur Bey")
    do(Wish("reject"), "Vakur Bey")
    now = store.read(PATH)
    with pytest.raises(EditionError, match="S763"):
        store.take_back(number, "", "")
    assert store.read(PATH) == now


def test_after_a_change_from_outside_elsewhere_in_the_file(store: Store, do: Doing) -> None:
    do(Wish("accept"), "Kars")
    data = store.read(PATH)
    write_file(store.root / PATH, data.replace(b"A word", b"Many a word").replace(b"Letters", b"Letters and more"))
    store.take_back(0, "", "")
    assert b'cert="high" resp="#edition-annotate">Kars' in store.read(PATH)
    assert b"Many a word" in store.read(PATH)


def test_a_file_changed_meanwhile_is_left_alone(
    project: Project, store: Store, registers: Registers, article: Article
) -> None:
    other = article.document.source.data.replace(b"fell later", b"fell soon")
    write_file(store.root / PATH, other)
    with pytest.raises(EditionError, match="V304"):
        carry_out(project, store, article, [(find_place(article, block="p1", text="Kars"), Wish("accept"))], registers)
    assert store.read(PATH) == other
    assert store.read("tei/decisions.tsv") == b""
    assert store.journal.records == []


def test_a_change_that_was_noted_and_not_made_is_forgotten(
    project: Project, store: Store, do: Doing, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(Wish("accept"), "Kars")
    now = store.read(PATH)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("edition.markup.changes.whole.write_journal", killed)
    with pytest.raises(KeyboardInterrupt):
        do(Wish("reject"), "Vakur Bey")
    monkeypatch.undo()
    fresh = Store.of(project.root)
    assert [r.action for r in fresh.journal.records] == ["accept"]
    assert fresh.read(PATH) == now
    fresh.take_back(0, "", "")


def test_a_line_cut_off_is_no_change(project: Project, store: Store, do: Doing) -> None:
    do(Wish("accept"), "Kars")
    path = project.root / ".edition/changes.jsonl"
    path.write_bytes(path.read_bytes() + b'{"action": "rej')
    assert [r.action for r in Store.of(project.root).journal.records] == ["accept"]


@pytest.mark.parametrize(("old", "new"), [
    (b"", b"a"), (b"a", b""), (b"a\nb\nc\n", b"a\nc\n"), (b"x\ny\nz", b"x1\ny\nz2"), (b"abc", b"abc"),
    ("é\nü\n".encode(), "è\nu\n".encode()), (b"a\n" * 5, b"b\na\n" * 5),
])  # fmt: skip
def test_a_difference_is_the_difference(old: bytes, new: bytes) -> None:
    out, at = b"", 0
    for hunk in difference(old, new):
        assert isinstance(hunk, Hunk)
        assert old[hunk.start : hunk.start + len(hunk.old)] == hunk.old
        out += old[at : hunk.start] + hunk.new
        at = hunk.start + len(hunk.old)
    assert out + old[at:] == new
