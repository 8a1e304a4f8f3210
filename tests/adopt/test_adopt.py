"""Taking over TEI that others made: the settings that follow, and that nothing else is written."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def tei(text: str, *, lang: str = "en", title: str = "T", before: str = "", profile: str = "") -> str:
    return (
        f'{before}<TEI {NS} xml:lang="{lang}"><teiHeader><fileDesc><titleStmt><title level="s">Letters</title>'
        f'<title level="a">{title}</title></titleStmt></fileDesc>{profile}</teiHeader>{text}</TEI>'
    )


def corpus(folder: Path, files: dict[str, str]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(data, encoding="utf-8")
    return folder


PERSONS = (
    "<text><body><listPerson><person xml:id='P1'><persName>Ada</persName></person><person xml:id='P2'><persName>B</persName>"
    "</person><person xml:id='P3'><persName>C</persName></person></listPerson></body></text>"
)
LETTER = "<text><body><p>Dear <rs type='pers' key='{}'>Ada</rs>, <g>x</g></p></body></text>"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    texts = {f"texts/{year}/{n}.xml": tei(LETTER.format(n), title=f"{n}") for year in (1, 2) for n in (1, 2, 3)}
    return corpus(tmp_path / "letters", {**texts, "lists/persons.xml": tei(PERSONS), "meta/other.xml": "<a/>"})


def settings(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "edition.toml").read_text(encoding="utf-8"))


def test_settings_follow_from_what_is_seen_and_nothing_else_is_written(
    letters: Path, command: Callable[..., Any]
) -> None:
    before = set(letters.rglob("*"))
    done = command("adopt", str(letters))
    assert done.code == 0
    assert set(letters.rglob("*")) - before == {letters / "edition.toml"}
    found = settings(letters)
    assert found["edition"] == {"title": "Letters", "languages": ["en"]}
    assert found["files"] == {"articles": ["texts/1/*.xml", "texts/2/*.xml"], "registers": ["lists/*.xml"]}
    assert found["mentions"]["person"][-1] == "rs[@type='pers']"
    assert found["keys"] == {"patterns": {r"(\d+)": "P$1"}}
    assert found["validate"] == {"profile": "reference"}
    assert "6 with" in done.out
    assert "1 XML file without a TEI text" in done.out


def test_an_edition_that_is_there_is_left_alone(letters: Path, command: Callable[..., Any]) -> None:
    (letters / "edition.toml").write_text("mine")
    done = command("adopt", str(letters))
    assert (done.code, (letters / "edition.toml").read_text()) == (2, "mine")


@pytest.mark.parametrize("files", [{}, {"a.xml": "<a/>"}, {"a.txt": "x"}])
def test_a_folder_without_tei_is_refused(tmp_path: Path, files: dict[str, str], command: Callable[..., Any]) -> None:
    done = command("adopt", str(corpus(tmp_path, files)))
    assert (done.code, (tmp_path / "edition.toml").exists()) == (2, False)
    assert "S714" in done.err


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, command: Callable[..., Any]) -> None:
    assert command("adopt", str(tmp_path / "no")).code == 2


def test_faults_are_told_and_the_call_is_well(tmp_path: Path, command: Callable[..., Any]) -> None:
    body = "<text><body><p><ref target='#no'>1</ref></p></body></text>"
    done = command("adopt", str(corpus(tmp_path, {"a.xml": tei(body), "b.xml": "<TEI"})))
    assert done.code == 0
    assert "1 × broken-pointer in 1 file" in done.out


def test_a_grammar_in_the_folder_is_taken_and_an_address_never_fetched(
    tmp_path: Path, command: Callable[..., Any]
) -> None:
    link = '<?xml-model href="{}" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    rng = (
        '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore>'
        "<ref name='any'/></zeroOrMore></element>"
    )
    body = "<text><body><p>a</p></body></text>"
    here = corpus(tmp_path / "a", {"x/a.xml": tei(body, before=link.format("../odd/a.rng")), "odd/a.rng": rng})
    command("adopt", str(here))
    assert settings(here)["schema"] == {"rng": "odd/a.rng"}
    there = corpus(tmp_path / "b", {"a.xml": tei(body, before=link.format("https://example.org/a.rng"))})
    done = command("adopt", str(there))
    assert "schema" not in settings(there)
    assert "https://example.org/a.rng, is not in the edition's folder, and is not fetched" in done.out


def test_a_document_that_is_a_surface_has_a_page(tmp_path: Path, command: Callable[..., Any]) -> None:
    surface = f"<surface {NS}><zone><line>one</line><line>two</line></zone></surface>"
    folder = corpus(tmp_path, {"a.xml": surface})
    assert command("adopt", str(folder)).code == 0
    assert command("build", "--no-search", folder=folder).code == 0
    assert "one" in (folder / "output/site/articles/a.html").read_text()


def test_a_corpus_that_is_only_a_header_is_no_text(letters: Path, command: Callable[..., Any]) -> None:
    (letters / "corpus.xml").write_text(f"<teiCorpus {NS}><teiHeader><fileDesc/></teiHeader></teiCorpus>", "utf-8")
    command("adopt", str(letters))
    assert "corpus" not in (letters / "edition.toml").read_text("utf-8")


def test_a_corpus_that_includes_its_texts_gives_its_persons_alone(letters: Path, command: Callable[..., Any]) -> None:
    person = '<particDesc><listPerson><person xml:id="ada"><persName>Ada</persName></person></listPerson></particDesc>'
    included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="letters/1.xml"/>'
    header = f"<teiHeader><fileDesc/><profileDesc>{person}</profileDesc></teiHeader>"
    (letters / "corpus.xml").write_text(f"<teiCorpus {NS}>{header}{included}</teiCorpus>", "utf-8")
    command("adopt", str(letters))
    files = settings(letters)["files"]
    assert "*.xml" not in files["articles"]
    assert "*.xml" in files["registers"]


def test_the_words_of_all_texts_of_a_corpus_count(tmp_path: Path, command: Callable[..., Any]) -> None:
    text = "<TEI><teiHeader/><text><body><p>one two</p></body></text></TEI>"
    folder = corpus(tmp_path, {"a.xml": f"<teiCorpus {NS}><teiHeader/>{text * 2}</teiCorpus>"})
    assert "with 4 words" in command("adopt", str(folder)).out


def test_our_own_rules_do_not_hold_for_what_is_adopted(letters: Path, command: Callable[..., Any]) -> None:
    command("adopt", str(letters))
    done = command("validate", folder=letters)
    assert done.code == 0
    assert [line.split(": ")[0] for line in done.out.splitlines()] == ["1 × without-grammar"]


def test_the_corpora_validate_with_a_line_a_kind(shared: Path, tmp_path: Path, command: Callable[..., Any]) -> None:
    import shutil

    for name in ("epidoc", "plays", "apparatus"):
        if not (shared / "corpora" / name).is_dir():
            pytest.skip("the corpora are not here")
        shutil.copytree(shared / "corpora" / name, tmp_path / name)
        assert command("adopt", str(tmp_path / name)).code == 0
        kinds = [
            line.split(" × ")[1].split(" in ")[0]
            for line in command("validate", folder=tmp_path / name).out.splitlines()
        ]
        assert len(kinds) == len(set(kinds))


STONE = """<text><body><div type="edition"><ab>D M</ab></div><div type="bibliography"><listBibl><bibl xml:id="b1">A book</bibl>
<bibl xml:id="b2">Another</bibl></listBibl></div></body></text>"""
WHO = "<profileDesc><particDesc><listPerson><person xml:id='stone'><persName>Stone</persName></person></listPerson></particDesc></profileDesc>"


def test_a_short_inscription_with_a_bibliography_is_a_text(tmp_path: Path, command: Callable[..., Any]) -> None:
    folder = corpus(tmp_path / "stones", {"stone.xml": tei(STONE).replace("</teiHeader>", WHO + "</teiHeader>")})
    done = command("adopt", str(folder))
    assert settings(folder)["files"] == {"articles": ["*.xml"], "registers": []}
    # the file is called as the person whose stone it is
    assert "V342" not in done.out + done.err


@pytest.mark.parametrize("others", ["https://creativecommons.org/licenses/by-nc/4.0/", "https://example.org/other", ""])
def test_the_licence_is_that_of_all_texts_or_none(others: str, tmp_path: Path, command: Callable[..., Any]) -> None:
    ours = "https://creativecommons.org/licenses/by-nc/4.0/"
    told = "<publicationStmt><availability><licence target='{}'/></availability></publicationStmt>"
    text = tei("<text><body><p>Sea.</p></body></text>")
    files = {
        f"{n}.xml": text.replace("</titleStmt>", f"</titleStmt>{told.format(address)}")
        for n, address in enumerate((ours, others))
    }
    folder = corpus(tmp_path / "c", files)
    assert command("adopt", str(folder)).code == 0
    assert settings(folder)["edition"].get("licence", "") == (ours if others == ours else "")
    assert command("build", folder=folder).code == 0
    page = (folder / "output/site/about.html").read_text(encoding="utf-8")
    assert ("by-nc/4.0" in page) is (others == ours)
    assert "licenses/by/4.0" not in page


def test_only_keys_of_mentions_become_entries(tmp_path: Path, command: Callable[..., Any]) -> None:
    body = "<text><body><p><persName key='ada'>Ada</persName> <rs type='bibl' ref='zotero:1'>Ada 1821</rs></p></body></text>"
    done = command("adopt", str(corpus(tmp_path, {"a.xml": tei(body)})))
    assert "1 without an entry" in done.out


def test_an_id_that_stands_twice_is_told_and_the_page_has_it_once(tmp_path: Path, command: Callable[..., Any]) -> None:
    body = "<text><body><p xml:id='p1'>a</p><p xml:id='p1'>b</p></body></text>"
    folder = corpus(tmp_path, {"a.xml": tei(body)})
    assert "1 × duplicate-id in 1 file" in command("adopt", str(folder)).out
    command("build", "--no-search", folder=folder)
    assert (folder / "output/site/articles/a.html").read_text().count('id="p1"') == 1


ENTRIES = (
    "<listPerson>"
    + "".join(f"<person xml:id='p{n}'><persName>Ada {n} Nehir</persName></person>" for n in range(400))
    + "</listPerson>"
)
PLACES = "<listPlace><place xml:id='kars'><placeName>Kars</placeName></place></listPlace>"
EMPTY = "<text><body><p/></body></text>"


@pytest.mark.parametrize(
    "register",
    [
        pytest.param(tei(f"<standOff>{ENTRIES}{PLACES}</standOff>"), id="standOff"),
        pytest.param(f"<standOff {NS}>{ENTRIES}{PLACES}</standOff>", id="a standOff alone"),
        pytest.param(f"<listPlace {NS}>{PLACES.removeprefix('<listPlace>')}", id="a list alone"),
        pytest.param(
            tei(EMPTY, profile=f"<profileDesc><settingDesc>{PLACES}</settingDesc></profileDesc>"), id="the header"
        ),
        pytest.param(tei(f"<text><body><p>{'word ' * 200}</p>{ENTRIES}{PLACES}</body></text>"), id="an introduction"),
    ],
)
def test_a_register_is_found_wherever_its_entries_stand(
    register: str, tmp_path: Path, command: Callable[..., Any]
) -> None:
    letter = tei("<text><body><p>Seen in <placeName ref='#kars'>the town</placeName>.</p></body></text>")
    folder = corpus(tmp_path / "c", {"texts/a.xml": letter, "indices/listplace.xml": register})
    done = command("adopt", str(folder))
    assert settings(folder)["files"] == {"articles": ["texts/*.xml"], "registers": ["indices/*.xml"]}
    assert "V340" not in done.out
    assert "kars,place,,Kars," in command("export", "places", "-f", "csv", "-o", "-", folder=folder).out


@pytest.mark.parametrize(
    "text",
    [
        "<text><body><pb facs='1.jpg'/></body></text>",
        f"<text><body><p>{'word ' * 200}</p>{PLACES}</body></text>",
        "<text><body><p>Few words.</p></body></text>",
    ],
)
def test_a_text_that_has_entries_too_stays_a_text(text: str, tmp_path: Path, command: Callable[..., Any]) -> None:
    profile = f"<profileDesc><settingDesc>{PLACES}</settingDesc></profileDesc>"
    folder = corpus(tmp_path / "c", {"a.xml": tei(text, profile=profile)})
    assert command("adopt", str(folder)).code == 0
    assert settings(folder)["files"] == {"articles": ["*.xml"], "registers": []}


@pytest.mark.parametrize("place", ["texts/broken.xml", "apart/broken.xml"])
def test_a_file_that_cannot_be_read_is_told_wherever_it_lies(
    place: str, tmp_path: Path, command: Callable[..., Any]
) -> None:
    text = tei("<text><body><p>Sea.</p></body></text>")
    folder = corpus(tmp_path / "c", {"texts/a.xml": text, place: text.replace("</p>", "")})
    done = command("adopt", str(folder))
    assert done.code == 0
    assert done.out.count("V300") == 1
    assert "broken.xml" in done.out


def test_texts_that_have_the_same_id_have_a_page_each_and_are_in_the_exports(
    tmp_path: Path, command: Callable[..., Any]
) -> None:
    def letter(who: str) -> str:
        text = tei(f"<text><body><p><persName key='{who}'>Name</persName></p></body></text>", title=who)
        return text.replace("<TEI ", "<TEI xml:id='TEI_1' ").replace("TEI_1", "tei_1" if who == "ela" else "TEI_1")

    folder = corpus(
        tmp_path,
        {f"{who}.xml": letter(who) for who in ("ada", "ela")}
        | {"can.xml": tei("<text><body><p>Sea.</p></body></text>")},
    )
    assert "V342" not in command("adopt", str(folder)).out
    assert command("build", "--no-search", folder=folder).code == 0
    pages = {path.stem for path in (folder / "output/site/articles").glob("*.html") if ".tei" not in path.name}
    assert {"ada", "ela", "can"} <= pages
    rows = command("export", "persons", "-f", "csv", "-o", "-", folder=folder).out.splitlines()
    told = {row.split(",")[0]: row.split(",")[-2] for row in rows[1:]}
    assert told == {"ada": "ada", "ela": "ela"}
    texts = command("export", "texts", "-f", "txt", "-o", "-", folder=folder).out
    assert texts.count("Name") == 2


def test_a_folder_whose_files_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, command: Callable[..., Any]
) -> None:
    entities = '<!DOCTYPE TEI [<!ENTITY % all SYSTEM "https://signs.example/all.txt"> %all;]>'
    text = tei("<text><body><p>he&bar;</p></body></text>", before=entities)
    done = command("adopt", str(corpus(tmp_path, {f"{n}.xml": text for n in (1, 2, 3)})))
    assert done.code == 2
    assert "S714" in done.err
    assert done.err.count("error[") == 2
    assert "entit" in done.err


def test_texts_of_others_come_without_the_guidelines_of_our_schema(letters: Path, command: Callable[..., Any]) -> None:
    command("adopt", str(letters))
    assert command("build", "--no-search", folder=letters).code == 0
    assert not (letters / "output/site/guidelines").exists()


def test_of_the_levels_of_a_word_one_is_the_text(tmp_path: Path, command: Callable[..., Any]) -> None:
    word = "<w><me:facs>s&#x304;a</me:facs><me:dipl>s<ex>egi</ex>a</me:dipl><me:norm>segja</me:norm></w>"
    text = f"<text xmlns:me='http://www.menota.org/ns/1.0'><body><p>{word}</p></body></text>"
    folder = corpus(tmp_path, {"a.xml": tei(text)})
    assert "dipl of each word is shown; norm, facs not" in command("adopt", str(folder)).out
    assert settings(folder)["elements"] == {"inline": ["dipl"], "hide": ["norm", "facs"]}
    done = command("build", "--no-search", folder=folder)
    assert "P500" not in done.out + done.err
    page = (folder / "output/site/articles/a.html").read_text("utf-8")
    assert "segja" not in page
    assert "segia" in command("export", "texts", "-f", "txt", "-o", "-", folder=folder).out
