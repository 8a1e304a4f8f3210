"""`edition import` as people call it."""

from __future__ import annotations

import json
import os
import re

import pytest

from edition.__main__ import main

SAMPLE = """Limanın Hikâyesi

Ayşe Yalçın

Öz: Bu deneme küçük bir limanı anlatır ve biter.

Giriş

Liman, kasabanın doğusunda yer alır ve rüzgâra karşı uzun bir burunla korunur1. Balıkçılar burada
ağlarını onarır, tüccarlar mallarını satar ve çocuklar kıyıda oynardı.

__RULE__
1 Burun, eski haritalarda başka bir adla geçer ve kayalıktır.
""".replace("__RULE__", " " * 50)


def test_one_bad_file_does_not_stop_the_others(call, tmp_path):
    (tmp_path / "good.txt").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"a\x00b")
    code, printed = call("bad.txt", "good.txt", "--into", "out")
    assert code == 1
    assert "I102" in printed
    assert (tmp_path / "out/good.xml").is_file()
    assert not (tmp_path / "out/bad.xml").exists()


def test_nothing_is_overwritten_unasked_and_an_editors_work_never(call, tmp_path):
    (tmp_path / "a.txt").write_text(SAMPLE, encoding="utf-8")
    assert call("a.txt", "--into", "out")[0] == 0
    target = tmp_path / "out/a.xml"
    first = target.read_bytes()
    assert call("a.txt", "--into", "out")[0] == 0, "the same source again changes nothing"
    (tmp_path / "a.txt").write_text(SAMPLE + "\nSon bir satır daha eklendi.\n", encoding="utf-8")
    code, printed = call("a.txt", "--into", "out")
    assert (code, "I109" in printed, target.read_bytes()) == (1, True, first)
    assert call("a.txt", "--into", "out", "--force")[0] == 0
    target.write_bytes(target.read_bytes().replace("kasabanın".encode(), b"<hi>k</hi>asaban\xc4\xb1n"))
    edited = target.read_bytes()
    (tmp_path / "a.txt").write_text(SAMPLE, encoding="utf-8")
    code, printed = call("a.txt", "--into", "out", "--force")
    assert (code, "I110" in printed, target.read_bytes()) == (1, True, edited)


def test_two_sources_of_one_name_do_not_overwrite_each_other(call, tmp_path):
    (tmp_path / "a.txt").write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "a.md").write_text("# Liman\n\nLiman doluydu.\n", encoding="utf-8")
    code, printed = call("a.txt", "a.md", "--into", "out", "--force")
    assert (code, "1 of 2 imported" in printed) == (1, True)
    assert "a.xml has just been made from a.txt" in printed
    assert "Balıkçılar" in (tmp_path / "out/a.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: os.mkfifo(path)])
def test_what_is_no_ordinary_file_is_refused(call, tmp_path, make):
    make(tmp_path / "odd.txt")
    code, printed = call("odd.txt", "--into", "out")
    assert (code, "V302" in printed) == (1, True)


def test_one_source_is_verified_at_a_time(call, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SAMPLE, encoding="utf-8")
    call("a.txt", "--into", "out")
    code, printed = call("--verify", "out/a.xml", "a.txt", "b.txt")
    assert (code, "one SOURCE" in printed) == (2, True)


def test_the_account_as_json(call, tmp_path):
    (tmp_path / "a.txt").write_text(SAMPLE, encoding="utf-8")
    code, printed = call("a.txt", "--into", "out", "--format", "json")
    (entry,) = json.loads(printed)
    account = entry["account"]
    assert code == 0
    parts = ("text", "furniture", "note-numbers", "hyphens", "space")
    assert sum(account[name] for name in parts) == account["source"] == len(SAMPLE)


def test_the_balance_is_proved_later(call, tmp_path):
    (tmp_path / "a.txt").write_text(SAMPLE, encoding="utf-8")
    call("a.txt", "--into", "out")
    assert call("--verify", "out/a.xml", "a.txt")[0] == 0
    target = tmp_path / "out/a.xml"
    target.write_text(target.read_text(encoding="utf-8").replace("Balıkçılar", "Balıkçı"), encoding="utf-8")
    code, printed = call("--verify", "out/a.xml", "a.txt")
    assert (code, "I125" in printed) == (1, True)
    (tmp_path / "b.txt").write_text(SAMPLE + " ", encoding="utf-8")
    assert "I124" in call("--verify", "out/a.xml", "b.txt")[1]


@pytest.fixture
def edition(tmp_path, monkeypatch, capsys):
    """Run commands in a new edition."""

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.chdir(tmp_path / "liman")
        monkeypatch.setattr("sys.argv", ["edition", *words])
        with pytest.raises(SystemExit) as caught:
            main()
        printed = capsys.readouterr()
        return int(caught.value.code or 0), printed.out + printed.err

    monkeypatch.setattr("sys.argv", ["edition", "new", str(tmp_path / "liman")])
    with pytest.raises(SystemExit):
        main()
    (tmp_path / "a.txt").write_text(SAMPLE, encoding="utf-8")
    return run


@pytest.mark.parametrize("folder", ["tei/articles", "tei/articles/1920/ocak", "yeni"])
def test_links_lead_to_schema_and_registers_from_any_folder_of_an_edition(edition, tmp_path, folder):
    edition("import", "../a.txt", "--into", folder)
    target = tmp_path / "liman" / folder / "a.xml"
    text = target.read_text(encoding="utf-8")
    ways = re.findall(r'<\?xml-model href="([^"]+)"', text) + re.findall(r'replacementPattern="([^"#]+)#', text)
    assert len(ways) == 7
    for way in ways:
        assert (target.parent / way).parent.resolve().is_dir()
    assert all((target.parent / way).is_file() for way in ways[:2])
    (article,) = re.findall(r'ident="article"[^>]*replacementPattern="([^"]+)/\$1.xml"', text)
    assert (target.parent / article).resolve() == tmp_path / "liman/tei/articles"


def test_outside_of_an_edition_there_are_no_links(call, tmp_path):
    (tmp_path / "a.txt").write_text(SAMPLE, encoding="utf-8")
    call("a.txt", "--into", "out")
    assert b"xml-model" not in (tmp_path / "out/a.xml").read_bytes()


def test_what_only_annotate_has_changed_is_replaced_and_what_an_editor_has_is_not(edition, tmp_path):
    target = tmp_path / "liman/tei/articles/a.xml"
    register = tmp_path / "liman/tei/registers/places.xml"
    register.write_text(
        register.read_text(encoding="utf-8").replace(
            "<listPlace",
            '<listPlace><place xml:id="liman"><placeName>Liman</placeName></place></listPlace><listPlace',
            1,
        ),
        encoding="utf-8",
    )
    edition("import", "../a.txt")
    first = target.read_bytes()
    edition("annotate")
    assert target.read_bytes() != first, "annotate has marked something"
    assert edition("import", "../a.txt")[0] == 1, "not without --force"
    assert edition("import", "../a.txt", "--force")[0] == 0
    assert target.read_bytes() == first
    edition("annotate")
    target.write_bytes(target.read_bytes().replace(b"Yal", b"YAL", 1))
    mine = target.read_bytes()
    code, printed = edition("import", "../a.txt", "--force")
    assert (code, target.read_bytes()) == (1, mine)
    assert "I110" in printed
