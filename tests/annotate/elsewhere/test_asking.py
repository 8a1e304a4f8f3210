"""`edition annotate --elsewhere`: who is asked about what, what is kept, and what becomes of what was found."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.annotate.conftest import REGISTER, TEI, make_document, make_registers, without_own_tags
from tests.remote.servers import Handler, Server, server

from edition.annotate import Annotator, write_mentions
from edition.annotate.elsewhere.asking import ALL, DOCUMENT, STRETCH, Inquiry
from edition.annotate.elsewhere.offers import Claim, OfferedName
from edition.annotate.elsewhere.source import NoAnswerError
from edition.markup import parse
from edition.markup.source import as_source

__all__ = ["server"]
Command = Callable[..., Any]
ARTICLE = f"""<TEI {TEI} xml:id="yazi" xml:lang="tr"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
</fileDesc></teiHeader><text><body><p xml:id="p1">dün zarbay geldi, ama <hi>kerim</hi> sustu</p>
<p xml:id="p2">bugün <persName ref="person:velizade">zarbay</persName> konuştu (bkz. <bibl>zarbay</bibl>)</p></body></text></TEI>"""
PROGRAM = """
import json, sys
open("begun", "a").write("x")
for line in sys.stdin:
    asked = json.loads(line)
    words = [w for w in ("zarbay", "kerim", "elsewhere") if w in asked["text"] or w == "elsewhere"]
    print(json.dumps({"id": asked["id"], "names": [{"text": w, "kind": "person"} for w in words]}), flush=True)
"""


def lay_out(folder: Path, settings: str, article: str = ARTICLE) -> Path:
    """A small edition; gives its article."""
    (folder / "tei/articles").mkdir(parents=True)
    (folder / "tei/registers").mkdir()
    text = f'[edition]\ntitle = "T"\nlanguages = ["tr"]\n[annotate]\n{settings}\n'
    (folder / "edition.toml").write_text(text, encoding="utf-8")
    (folder / "tei/articles/yazi.xml").write_text(article, encoding="utf-8")
    (folder / "tei/registers/all.xml").write_text(REGISTER, encoding="utf-8")
    (folder / "names.py").write_text(PROGRAM, encoding="utf-8")
    return folder / "tei/articles/yazi.xml"


PROGRAM_SET = f"command = [{json.dumps(sys.executable)}, 'names.py']"


def test_a_program_is_asked_once_and_only_when_the_call_says_so(tmp_path: Path, command: Command) -> None:
    article = lay_out(tmp_path, PROGRAM_SET)
    for call in (
        ["annotate"],
        ["annotate", "--dry-run", "--elsewhere"],
        ["annotate", "--explain", f"{article}:3"],
        ["learn"],
    ):
        told = command(*call, folder=tmp_path)
        assert ("A209" in told.out + told.err) == (call[0] == "annotate" and "--explain" not in call)
    assert not (tmp_path / "begun").exists()
    first = command("annotate", "--elsewhere", folder=tmp_path)
    assert (first.code, "A211" in first.out, "A210" in first.out, "A209" in first.out) == (0, True, True, False)
    once = article.read_bytes()
    assert (
        b'<persName source="#edition-annotate-command" cert="unknown" resp="#edition-annotate">zarbay</persName>'
        in once
    )
    assert once.count(b'source="#edition-annotate-command"') == 2  # neither what editors marked, nor what is cited
    assert re.search(
        rb'<application xml:id="edition-annotate-command"[^>]*><label>[^<]*</label><desc>the program ', once
    )
    for call in (["annotate", "--elsewhere"], ["annotate"]):
        told = command(*call, folder=tmp_path)
        assert (told.code, "A211" in told.out, "A209" in told.out) == (0, False, False)
        assert article.read_bytes() == once
    assert (tmp_path / "begun").read_text("utf-8") == "x"
    assert command("validate", folder=tmp_path).out.count("edition-annotate-command") == 0


def test_its_names_are_proposed(tmp_path: Path, command: Command) -> None:
    lay_out(tmp_path, PROGRAM_SET)
    command("annotate", "--elsewhere", folder=tmp_path)
    lines = [line.split("\t") for line in (tmp_path / "tei/proposals.tsv").read_text("utf-8").splitlines()]
    assert ("person", "zarbay", "command") in [(line[0], line[2], line[6]) for line in lines]


def test_only_a_text_that_changed_is_asked_about_again(tmp_path: Path, command: Command, server: Server) -> None:
    article = lay_out(tmp_path, f'endpoint = "{server.url}"\nendpoint-model = "small"')
    names = '{"names": [{"text": "zarbay", "kind": "person"}]}'
    server.body = json.dumps({"choices": [{"message": {"content": names}}]}).encode()
    told = command("annotate", "--elsewhere", folder=tmp_path)
    assert f"went to small at {server.url}" in told.out
    asked = len(server.sent)
    assert asked == 2
    article.write_text(article.read_text("utf-8").replace("geldi", "kaldı"), encoding="utf-8")
    command("annotate", "--elsewhere", folder=tmp_path)
    assert len(server.sent) == asked + 1
    assert "kaldı" in server.sent[-1].decode("unicode_escape")
    assert b"teiHeader" not in b"".join(server.sent)


def test_a_key_is_written_nowhere(
    tmp_path: Path, command: Command, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path, f'endpoint = "{server.url}"\nendpoint-model = "small"\nendpoint-key = "NAMES_KEY"')
    monkeypatch.setenv("NAMES_KEY", "sk-a-secret")
    server.status, server.reason = 401, "no sk-a-secret"
    told = command("annotate", "--elsewhere", folder=tmp_path)
    assert "A208" in told.out
    assert "sk-a-secret" not in told.out + told.err
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and b"sk-a-secret" in p.read_bytes()]


def test_a_server_that_fails_is_told_and_the_rest_is_annotated(
    tmp_path: Path, command: Command, server: Server
) -> None:
    paragraphs = "".join(f"<p>Karasu {n}. kez</p>" for n in range(9))
    article = lay_out(tmp_path, f'endpoint = "{server.url}"', ARTICLE.replace("<body>", f"<body>{paragraphs}"))

    def cut(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")

    server.acts = cut
    told = command("annotate", "--elsewhere", folder=tmp_path)
    assert (told.code, "A208" in told.out, "A209" in told.out) == (0, True, True)
    assert len(server.sent) == 3  # then it is asked no more
    assert article.read_bytes().count(b"place:karasu") == 9


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('command = ["no-such-program"]', "A204"),
        ('endpoint = "https://api.example.org/v1"', "A204"),
        ('endpoint = "http://127.0.0.1:9/v1"\nendpoint-key = "NO_SUCH_KEY"', "A204"),
        ('endpoint = "https://user:word@api.example.org/v1"', "S700"),
        ('endpoint = "127.0.0.1:9"', "S700"),
        ('endpoint-key = "sk-a-secret"', "S700"),
        ('hosts = ["api.example.org"]', "S700"),
        ('command = ["names", ""]', "S700"),
        ('spacy = "../elsewhere"', "S700"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    tmp_path: Path, command: Command, settings: str, code: str
) -> None:
    article = lay_out(tmp_path, settings)
    told = command("annotate", "--elsewhere", folder=tmp_path)
    assert (told.code, code in told.out + told.err) == (2, True), told
    assert article.read_text("utf-8") == ARTICLE


class Kept:
    """A store that only counts."""

    def __init__(self) -> None:
        self.puts = 0

    def put(self, key: str, offers: Sequence[OfferedName]) -> None:
        self.puts += 1


class Slow:
    """A source that takes its time, or fails; the time passes only for the clock of the test."""

    name, description, digest = "endpoint", "small", "digest"

    def __init__(self, seconds: float, fails: Iterator[bool] | None = None, names: int = 1) -> None:
        self.now, self.seconds, self.fails, self.names = 0.0, seconds, fails, names
        self.given: list[float] = []

    def ask(self, text: str, lang: str, seconds: float) -> list[Claim]:
        self.given.append(seconds)
        self.now += self.seconds
        if self.fails is not None and next(self.fails):
            raise NoAnswerError("it is tired")
        return [Claim("person", "Ida")] * self.names

    def close(self) -> None:
        """Nothing was begun."""


def inquiry(source: Slow) -> Inquiry:
    return Inquiry([source], {}, Kept(), clock=lambda: source.now)


def texts(*numbers: int) -> list[tuple[str, str]]:
    return [(f"Ida {n}", "de") for n in numbers]


def test_time_is_bounded_for_a_document_and_for_all() -> None:
    source = Slow(40.0)
    one = inquiry(source)
    one.ask(texts(*range(20)))
    assert len(source.given) == DOCUMENT // 40 + 1
    assert source.given[0] == STRETCH
    assert source.given[-1] == DOCUMENT % 40
    for n in range(1, 40):
        one.ask(texts(*range(20 * n, 20 * n + 20)))
    assert source.now <= ALL + 40
    assert [f.code.id for f in one.findings()] == ["A211", "A209"]


def test_a_source_that_fails_three_times_on_end_is_asked_no_more() -> None:
    source = Slow(1.0, iter([True, True, False, True, True, True]))
    one = inquiry(source)
    one.ask(texts(*range(9)))
    assert len(source.given) == 6
    assert [f.code.id for f in one.findings()] == ["A211", "A208", "A209"]


def test_more_names_than_a_text_can_have_are_no_answer() -> None:
    one = inquiry(Slow(1.0, names=501))
    one.ask(texts(1))
    assert (one.kept, [f.code.id for f in one.findings()]) == ({}, ["A211", "A208"])


def offering(*offers: OfferedName, text: str) -> Annotator:
    """An annotator to whom another program offered names of a text."""
    source = Slow(0.0)
    one = Inquiry([source], {}, Kept())
    one.meet([(text, "tr")])
    (key,) = one.used
    one.kept[key] = offers
    return Annotator(make_registers(), offers=one.offers())


@pytest.mark.parametrize(("score", "cert"), [(-1.0, "medium"), (0.9, "medium"), (0.4, "low")])
def test_without_a_model_an_entry_is_never_sure(score: float, cert: str) -> None:
    """What also stands without a capital is no name at the head of a sentence."""
    text = "Irak taştı. Bir ırak yer gördük."
    assert Annotator(make_registers()).find(make_document(f"<p>{text}</p>")).mentions == ()
    annotator = offering(OfferedName(0, 4, "place", "endpoint", score), text=text)
    (found,) = annotator.find(make_document(f"<p>{text}</p>")).mentions_only()
    assert (found.rule, found.keys, found.cert) == ("endpoint", ("irak",), cert)


def test_what_many_are_called_is_a_name_where_another_program_takes_it_for_one() -> None:
    text = "Dün Kerim geldi"
    assert Annotator(make_registers()).find(make_document(f"<p>{text}</p>")).mentions == ()
    annotator = offering(OfferedName(4, 9, "person", "endpoint"), text=text)
    (found,) = annotator.find(make_document(f"<p>{text}</p>")).mentions_only()
    assert (found.text, found.rule, found.cert) == ("Kerim", "endpoint", "unknown")


def test_where_the_rules_have_a_name_an_offer_changes_nothing() -> None:
    text = "Dün Karasu taştı"
    plain = Annotator(make_registers()).find(make_document(f"<p>{text}</p>"))
    offered = offering(OfferedName(0, 10, "person", "endpoint"), text=text).find(make_document(f"<p>{text}</p>"))
    assert tuple(plain.mentions_only()) == tuple(offered.mentions_only())


def test_no_letter_changes_and_a_name_that_is_offered_no_more_goes() -> None:
    text = "dün zarbay geldi"
    document = make_document(f"<p>{text}</p>")
    written = write_mentions(offering(OfferedName(4, 10, "person", "endpoint"), text=text).find(document))
    assert without_own_tags(written) == document.source.data
    again = parse(as_source("yazi.xml", written))
    assert write_mentions(Annotator(make_registers()).find(again)) == document.source.data
