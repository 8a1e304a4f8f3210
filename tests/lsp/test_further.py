"""What is asked less often: ids across files, calendars, examples, rules and house rules, stretches of lines, what a server may write."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types
from tests.lsp.conftest import ARTICLE, PERSONS, Editor

from edition.lsp.protocol.server import server, shutdown
from edition.project import Project

BOYS = "Boys already"


def texts_of(editor: Editor) -> str:
    return (editor.root / ARTICLE).read_text("utf-8")


async def offered(editor: Editor, text: str) -> list[str]:
    """What completion would write behind a text."""
    place = editor.position(ARTICLE, text, len(text))
    found = await editor.client.text_document_completion_async(types.CompletionParams(editor.document(ARTICLE), place))
    assert isinstance(found, types.CompletionList)
    return [item.text_edit.new_text for item in found.items if isinstance(item.text_edit, types.TextEdit)]


@pytest.mark.asyncio
async def test_ids_lead_to_their_elements_and_back_across_files(editor: Editor) -> None:
    other = "tei/articles/other.xml"
    text = texts_of(editor).replace('xml:id="a-bridge-at-mostar"', 'xml:id="other"')
    pointer = '<ref target="a-bridge-at-mostar.xml#fall-1">Boys</ref> already'
    (editor.root / other).write_text(text.replace(BOYS, pointer), "utf-8")
    await editor.open(ARTICLE)
    await editor.open(other)
    here = editor.position(other, "xml#fall-1", 6)
    found = await editor.client.text_document_definition_async(types.DefinitionParams(editor.document(other), here))
    assert isinstance(found, types.Location)
    assert (found.uri, editor.text_at(ARTICLE, found.range)) == (editor.uri(ARTICLE), "fall-1")
    at = editor.position(ARTICLE, "fall-1", 2)
    params = types.ReferenceParams(types.ReferenceContext(False), editor.document(ARTICLE), at)
    places = await editor.client.text_document_references_async(params)
    assert places and editor.uri(other) in {place.uri for place in places}


@pytest.mark.asyncio
async def test_calendars_and_ids_are_offered(editor: Editor) -> None:
    calendars = '<calendarDesc><calendar xml:id="hijri"><p>h</p></calendar></calendarDesc></profileDesc>'
    dated = '<date calendar="#h" when="1920">Boys</date> <ref target="#arr"/>'
    await editor.open(ARTICLE, texts_of(editor).replace("</profileDesc>", calendars).replace("Boys", dated, 1))
    assert await offered(editor, 'calendar="#h') == ["#hijri"]
    assert await offered(editor, 'target="#arr') == ["#arrival", "#arrival-head", "#arrival-1", "#arrival-2"]


@pytest.mark.asyncio
async def test_hover_shows_an_example_of_the_odd(editor: Editor) -> None:
    await editor.open(ARTICLE)
    params = types.HoverParams(editor.document(ARTICLE), editor.position(ARTICLE, "<persName ref", 3))
    found = await editor.client.text_document_hover_async(params)
    assert found and isinstance(found.contents, types.MarkupContent)
    about, example, _ = found.contents.value.split("````")
    assert "**<persName>**" in about.replace("\\", "") and example.startswith("xml\n<p xml:id=")
    assert "<persName ref=" in example and "xmlns" not in example


@pytest.mark.asyncio
async def test_rules_of_the_schema_and_of_the_house_are_told_as_references_are(editor: Editor) -> None:
    text = texts_of(editor).replace('<p xml:id="arrival-2">', "<p>").replace('when="1993-11-09"', 'when="1994-11-09"')
    assert {one.code for one in await editor.open(ARTICLE, text)} == {"block-id", "V344"}


@pytest.mark.asyncio
async def test_what_can_be_renamed_is_told_before(editor: Editor) -> None:
    await editor.open(ARTICLE)
    document = editor.document(ARTICLE)
    here = editor.position(ARTICLE, "person:evliya-celebi", 9)
    found = await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(document, here))
    assert isinstance(found, types.PrepareRenamePlaceholder) and found.placeholder == "evliya-celebi"
    here = editor.position(ARTICLE, BOYS, 2)
    assert await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(document, here)) is None


@pytest.mark.asyncio
async def test_only_the_lines_that_are_chosen_are_put_in_order(editor: Editor) -> None:
    text = texts_of(editor).replace("    <fileDesc>\n      <titleStmt>", "<fileDesc>  <titleStmt>")
    await editor.open(ARTICLE, text.replace("<profileDesc>\n      <langUsage>", "<profileDesc> <langUsage>"))
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    lines = types.Range(editor.position(ARTICLE, "<profileDesc>"), editor.position(ARTICLE, "<langUsage>", 3))
    params = types.DocumentRangeFormattingParams(editor.document(ARTICLE), lines, options)
    edits = await editor.client.text_document_range_formatting_async(params)
    assert [edit.new_text for edit in edits or ()] == ["\n      "]


@pytest.mark.asyncio
async def test_findings_go_when_a_file_is_closed(editor: Editor) -> None:
    assert await editor.open(ARTICLE, texts_of(editor).replace("evliya-celebi", "nobody", 1))
    editor.forget(ARTICLE)
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(editor.document(ARTICLE)))
    assert await editor.told(ARTICLE) == []


@pytest.mark.asyncio
async def test_a_register_that_is_not_saved_is_known_to_its_articles(editor: Editor) -> None:
    await editor.open(PERSONS)
    text = texts_of(editor).replace("person:evliya-celebi", "person:new-one", 1)
    assert "V340" in {one.code for one in await editor.open(ARTICLE, text)}
    editor.forget(ARTICLE)
    await editor.replace(PERSONS, 'xml:id="evliya-celebi"', 'xml:id="new-one"')
    assert "new-one" not in str([one.message for one in await editor.told(ARTICLE)])


@pytest.mark.asyncio
async def test_what_others_change_is_told_in_the_files_that_are_open(editor: Editor) -> None:
    assert await editor.open(ARTICLE) == []
    register = editor.root / PERSONS
    register.write_bytes(register.read_bytes().replace(b'xml:id="evliya-celebi"', b'xml:id="another"'))
    editor.forget(ARTICLE)
    changed = types.FileEvent(editor.uri(PERSONS), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
    assert "V340" in {one.code for one in await editor.told(ARTICLE)}


@pytest.mark.asyncio
async def test_an_address_that_no_file_can_have_is_asked_in_vain(editor: Editor) -> None:
    named = types.TextDocumentIdentifier("file:///a%00b.xml")
    assert await editor.client.text_document_hover_async(types.HoverParams(named, types.Position(0, 0))) is None


def test_standard_output_carries_the_protocol_only(sample: Project) -> None:
    (sample.root / "edition.toml").write_text("[edition\n", "utf-8")  # there is something to say
    said = message(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}) + message(
        2, "shutdown", None
    )
    said += message(None, "exit", None)
    call = [sys.executable, "-m", "edition", "-v", "lsp"]
    done = subprocess.run(call, input=said, capture_output=True, cwd=sample.root, timeout=60, check=False)
    rest = done.stdout
    read = 0
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        length = int(dict(line.split(b": ") for line in head.split(b"\r\n"))[b"Content-Length"])
        assert json.loads(rest[:length])["jsonrpc"] == "2.0"
        rest, read = rest[length:], read + 1
    assert read >= 2


def message(number: int | None, method: str, params: object) -> bytes:
    told = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": number} if number else {})
    body = json.dumps(told).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_no_other_command_loads_the_protocol(sample: Project) -> None:
    for call in (["--help"], ["validate"], ["annotate", "--dry-run"]):
        code = f"import sys; sys.argv = ['edition', *{call}]\nfrom edition.__main__ import main\ntry: main()\nexcept SystemExit: pass\nprint('pygls' in sys.modules, file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", code], cwd=sample.root, capture_output=True, text=True, check=True)
        assert done.stderr.splitlines()[-1] == "False", call


def test_the_edition_is_found_from_the_file(sample: Project, tmp_path: Path) -> None:
    from edition.writing.home import Homes

    path = sample.article_paths()[0]
    found = Homes().of(path, path.read_bytes())
    assert found.project is not None and found.project.root == sample.root and found.examples["persName"]


def test_who_shuts_down_does_not_wait_for_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = list[bool]()
    monkeypatch.setattr(server.session.apart, "close", lambda: closed.append(True))
    shutdown(server, None)
    assert closed == [True]
