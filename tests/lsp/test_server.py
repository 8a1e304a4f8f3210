"""An editor opens files of the sample edition, types into them, and asks."""

from __future__ import annotations

import re

import pytest
from lsprotocol import types
from tests.lsp.conftest import ARTICLE, PERSONS, Editor

from edition.lsp.protocol.session import Session
from edition.project import Project

WORKS = "tei/registers/works.xml"

BOYS = "Boys already"


def errors(found: list[types.Diagnostic]) -> list[types.Diagnostic]:
    return [one for one in found if one.severity == types.DiagnosticSeverity.Error]


async def completions(editor: Editor, file: str, text: str, further: int) -> list[types.CompletionItem]:
    params = types.CompletionParams(editor.document(file), editor.position(file, text, further))
    found = await editor.client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    return list(found.items)


def typed(item: types.CompletionItem) -> str:
    assert isinstance(item.text_edit, types.TextEdit)
    return item.text_edit.new_text


@pytest.mark.asyncio
async def test_what_is_wrong_is_told_where_it_stands_while_somebody_types(editor: Editor) -> None:
    assert errors(await editor.open(ARTICLE)) == []
    found = errors(await editor.replace(ARTICLE, BOYS, "<persname>Boys</persname> already"))
    assert [(d.code, editor.text_at(ARTICLE, d.range)) for d in found] == [("V310", "persname")]
    assert "persName" in found[0].message and found[0].source == "edition"
    found = errors(await editor.replace(ARTICLE, "<persname>Boys</persname>", "Boys"))
    assert found == []


@pytest.mark.asyncio
async def test_references_are_checked_against_registers_as_they_are_typed(editor: Editor) -> None:
    found = await editor.open(
        ARTICLE, (editor.root / ARTICLE).read_text("utf-8").replace("evliya-celebi", "evliya-c", 1)
    )
    assert [editor.text_at(ARTICLE, d.range) for d in errors(found)] == [
        '<persName ref="person:evliya-c">Evliya Çelebi</persName>'
    ]
    text = (editor.root / PERSONS).read_text("utf-8").replace('xml:id="evliya-celebi"', 'xml:id="evliya-c"')
    editor.forget(ARTICLE)
    await editor.open(PERSONS, text)
    assert errors(await editor.told(ARTICLE)) == []


@pytest.mark.asyncio
async def test_places_are_counted_in_units_of_utf16(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8")
    found = errors(await editor.open(ARTICLE, text.replace(BOYS, "\U0001d11e\U00010330ş <persname>Boys</persname>")))
    assert [editor.text_at(ARTICLE, d.range) for d in found] == ["persname"]
    items = await completions(editor, ARTICLE, "<persname", len("<pers"))
    assert "persName" in [item.label for item in items]


@pytest.mark.asyncio
async def test_an_editor_that_asks_for_findings_is_not_told_them_twice(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, "<persname>Boys</persname>")
    told = await editor.open(ARTICLE, text)
    report = await editor.client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(editor.document(ARTICLE))
    )
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert list(report.items) == told and len(told) == 1
    assert list(editor.client.diagnostics[editor.uri(ARTICLE)]) == []


@pytest.mark.asyncio
async def test_elements_attributes_and_values_come_from_the_grammar(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, '<persName cert="" ></')
    await editor.open(ARTICLE, text)
    names = [item.label for item in await completions(editor, ARTICLE, "<persName cert", 1)]
    assert {"persName", "placeName", "date"} <= {*names} and "body" not in names
    names = [item.label for item in await completions(editor, ARTICLE, 'cert="" ', 8)]
    assert "ref" in names and "cert" not in names
    values = [item.label for item in await completions(editor, ARTICLE, 'cert=""', 6)]
    assert {"high", "low"} <= {*values}
    assert [typed(item) for item in await completions(editor, ARTICLE, '"" ></', 6)] == ["persName>"]


@pytest.mark.asyncio
async def test_elements_come_with_what_they_need(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8")
    await editor.open(ARTICLE, text.replace(BOYS, "<ta and more"))
    items = {item.label: item for item in await completions(editor, ARTICLE, "<ta and", 3)}
    whole = items["table …"]
    assert whole.insert_text_format is types.InsertTextFormat.Snippet
    assert typed(whole) == "table>\n\t<row>\n\t\t<cell>$1</cell>\n\t</row>\n</table>$0"
    assert typed(items["table"]) == "table" and "p …" not in items
    assert typed(items["ptr …"]) == 'ptr target="$1"/>$0'
    await editor.open(ARTICLE, text.replace(BOYS, '<ta rend="x">'))
    assert "table …" not in [item.label for item in await completions(editor, ARTICLE, "<ta rend", 3)]


@pytest.mark.asyncio
async def test_entries_are_offered_by_name(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, '<persName ref="çeleb">Boys</persName>')
    await editor.open(ARTICLE, text)
    items = await completions(editor, ARTICLE, 'ref="çeleb', len('ref="çeleb'))
    assert [typed(item) for item in items] == ["person:evliya-celebi"]
    assert items[0].label.startswith("Evliya Çelebi (1611")


@pytest.mark.asyncio
async def test_entries_are_offered_as_the_file_refers_to_them(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, '<persName ref="#çeleb">Boys</persName>')
    await editor.open(ARTICLE, re.sub('ref="(?:person|place):', 'ref="#', text))
    items = await completions(editor, ARTICLE, 'ref="#çeleb', len('ref="#çeleb'))
    assert [typed(item) for item in items] == ["#evliya-celebi"]


@pytest.mark.asyncio
async def test_hover_tells_of_elements_and_entries(editor: Editor) -> None:
    await editor.open(ARTICLE)
    for text, expected in (
        ("<placeName", "place"),
        ("person:evliya", "Evliya Çelebi"),
        (" when=", "a day, a month or a year"),
    ):
        params = types.HoverParams(editor.document(ARTICLE), editor.position(ARTICLE, text, 4))
        found = await editor.client.text_document_hover_async(params)
        assert found and isinstance(found.contents, types.MarkupContent) and expected in found.contents.value


@pytest.mark.asyncio
async def test_references_lead_to_their_entries_and_back(editor: Editor) -> None:
    await editor.open(ARTICLE)
    await editor.open(PERSONS)
    here = editor.position(ARTICLE, "person:evliya-celebi", 9)
    found = await editor.client.text_document_definition_async(types.DefinitionParams(editor.document(ARTICLE), here))
    assert isinstance(found, types.Location) and found.uri == editor.uri(PERSONS)
    assert editor.text_at(PERSONS, found.range) == "evliya-celebi"
    params = types.ReferenceParams(types.ReferenceContext(True), editor.document(PERSONS), found.range.start)
    places = await editor.client.text_document_references_async(params)
    assert places and {place.uri for place in places} == {editor.uri(file) for file in (PERSONS, ARTICLE, WORKS)}


@pytest.mark.asyncio
async def test_an_entry_is_renamed_everywhere(editor: Editor) -> None:
    await editor.open(ARTICLE)
    here = editor.position(ARTICLE, "person:evliya-celebi", 9)
    found = await editor.client.text_document_rename_async(
        types.RenameParams(text_document=editor.document(ARTICLE), position=here, new_name="evliya")
    )
    assert found and found.changes
    assert {*found.changes} == {editor.uri(file) for file in (PERSONS, ARTICLE, WORKS)}
    article = "".join(edit.new_text for edit in found.changes[editor.uri(ARTICLE)])
    assert 'person:evliya"' in article and "evliya-celebi" not in article
    with pytest.raises(Exception, match="is not a key"):
        await editor.client.text_document_rename_async(
            types.RenameParams(text_document=editor.document(ARTICLE), position=here, new_name="E V")
        )


@pytest.mark.asyncio
async def test_fixes_are_offered_for_findings(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, "<persname>Boys</persname>")
    found = await editor.open(ARTICLE, text)
    params = types.CodeActionParams(editor.document(ARTICLE), found[0].range, types.CodeActionContext(found))
    actions = await editor.client.text_document_code_action_async(params)
    assert actions and isinstance(actions[0], types.CodeAction)
    assert actions[0].is_preferred and actions[0].edit and actions[0].edit.changes
    edits = actions[0].edit.changes[editor.uri(ARTICLE)]
    assert [(editor.text_at(ARTICLE, edit.range), edit.new_text) for edit in edits] == [("persname", "persName")] * 2


def test_what_helps_is_worked_out_when_it_is_asked_for(sample: Project) -> None:
    session = Session()
    path = sample.root / ARTICLE
    text = path.read_text("utf-8").replace(BOYS, "<persname>Boys</persname>").replace("</head>", "<i>x</i></head>", 1)
    session.put(path.as_uri(), text)
    told = session.check_at_once(path)
    assert not any(ours.fix for ours, _ in session.known(path)) and len(told) == 2
    at = session.checks.texts.data(path).index(b"<persname>")
    session.advise(path, at, at + 5)
    assert [bool(ours.fix) for ours, _ in session.known(path)] == [False, True]


@pytest.mark.asyncio
async def test_the_outline_names_divisions_and_entries(editor: Editor) -> None:
    await editor.open(ARTICLE)
    params = types.DocumentSymbolParams(editor.document(ARTICLE))
    found = await editor.client.text_document_document_symbol_async(params)
    assert found and isinstance(found[0], types.DocumentSymbol)
    body = found[0].children[1].children[0]  # type: ignore[index]
    assert [part.name for part in body.children or ()] == ["Arrival", "Fall and return"]
    folds = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(editor.document(ARTICLE)))
    assert folds and folds[0].end_line > folds[0].start_line


@pytest.mark.asyncio
async def test_a_file_outside_of_an_edition_is_checked_by_its_models(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, "<persname>Boys</persname>")
    (editor.root / "edition.toml").unlink()
    assert "V310" in [d.code for d in await editor.open(ARTICLE, text)]
    away = text.replace("../../schema/edition.rng", "https://example.org/a.rng")
    assert "V310" not in [d.code for d in await editor.replace(ARTICLE, text, away)]


@pytest.mark.asyncio
async def test_half_a_tag_is_told_and_breaks_nothing(editor: Editor) -> None:
    await editor.open(ARTICLE)
    found = errors(await editor.replace(ARTICLE, BOYS, "<p"))
    assert [d.code for d in found] == ["V300"]


@pytest.mark.asyncio
async def test_words_are_wrapped_in_what_may_stand_there(editor: Editor) -> None:
    await editor.open(ARTICLE)
    words = types.Range(editor.position(ARTICLE, BOYS), editor.position(ARTICLE, BOYS, 4))
    params = types.CodeActionParams(editor.document(ARTICLE), words, types.CodeActionContext([]))
    actions = await editor.client.text_document_code_action_async(params)
    assert actions and {"wrap in <persName>", "wrap in <date>"} <= {action.title for action in actions}
    first = next(a for a in actions if a.title == "wrap in <persName>")
    assert isinstance(first, types.CodeAction) and first.edit and first.edit.changes
    edits = first.edit.changes[editor.uri(ARTICLE)]
    assert [(e.range.start, e.new_text) for e in edits] == [(words.start, "<persName>"), (words.end, "</persName>")]


@pytest.mark.asyncio
async def test_hints_tell_who_is_meant_where_the_text_says_less(editor: Editor) -> None:
    text = (
        (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, '<persName ref="person:evliya-celebi">He</persName>')
    )
    await editor.open(ARTICLE, text)
    whole = types.Range(types.Position(0, 0), types.Position(9999, 0))
    found = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(editor.document(ARTICLE), whole))
    assert (
        found and [hint.label for hint in found if str(hint.label).startswith("Evliya")][-1] == "Evliya Çelebi, 1611–"
    )
    assert editor.position(ARTICLE, ">He<", 3) in [hint.position for hint in found]


@pytest.mark.asyncio
async def test_a_text_without_a_file_is_checked_as_xml(editor: Editor) -> None:
    uri = "untitled:Untitled-1"
    for text, codes in (("<a><b></a>\n\ud800", ["V300"]), ("", ["V300"])):
        item = types.TextDocumentItem(uri, "xml", 1, text.encode("utf-8", "replace").decode())
        editor.client.diagnostics.pop(uri, None)
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        while uri not in editor.client.diagnostics:
            await editor.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        assert [d.code for d in editor.client.diagnostics[uri]] == codes
    here = types.TextDocumentIdentifier(uri)
    start = types.Position(0, 0)
    assert await editor.client.text_document_hover_async(types.HoverParams(here, start)) is None
    assert not await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(here))
    assert not await editor.client.text_document_definition_async(types.DefinitionParams(here, start))


@pytest.mark.asyncio
async def test_settings_that_are_wrong_are_told_in_the_text_that_they_hold_for(editor: Editor) -> None:
    (editor.root / "edition.toml").write_text("[edition\n", encoding="utf-8")
    found = await editor.open(ARTICLE)
    assert [d.range.start for d in found] == [types.Position(0, 0)] and "edition.toml" in found[0].message


@pytest.mark.asyncio
async def test_addresses_can_be_opened(editor: Editor) -> None:
    await editor.open(ARTICLE)
    found = await editor.client.text_document_document_link_async(types.DocumentLinkParams(editor.document(ARTICLE)))
    assert found and [link.target for link in found] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert editor.text_at(ARTICLE, found[0].range) == found[0].target


@pytest.mark.asyncio
async def test_mentions_of_the_machine_are_accepted_and_rejected_where_they_stand(editor: Editor) -> None:
    mention = '<persName ref="person:evliya-celebi" cert="low" resp="#edition-annotate">Boys</persName>'
    text = (editor.root / ARTICLE).read_text("utf-8").replace("Boys", mention, 1)
    await editor.open(ARTICLE, text)
    place = editor.position(ARTICLE, "Boys</persName>", 2)
    params = types.CodeActionParams(editor.document(ARTICLE), types.Range(place, place), types.CodeActionContext([]))
    actions = await editor.client.text_document_code_action_async(params)
    found = {action.title: action for action in actions or () if isinstance(action, types.CodeAction)}
    accepted, rejected = found["accept “Boys”"].edit, found["reject “Boys”"].edit
    assert accepted and accepted.document_changes and rejected and rejected.document_changes
    created, article, lines = accepted.document_changes
    assert isinstance(created, types.CreateFile) and created.uri == editor.uri("tei/decisions.tsv")
    assert isinstance(article, types.TextDocumentEdit) and isinstance(lines, types.TextDocumentEdit)
    changed = [edit.new_text for edit in article.edits if isinstance(edit, types.TextEdit)]
    assert changed == ['<persName ref="person:evliya-celebi">']
    line = lines.edits[0]
    assert isinstance(line, types.TextEdit) and "\taccept\tperson:evliya-celebi\t" in line.new_text
    assert isinstance(rejected.document_changes[1], types.TextDocumentEdit)
    assert [edit.new_text for edit in rejected.document_changes[1].edits if isinstance(edit, types.TextEdit)] == [
        "",
        "",
    ]


@pytest.mark.asyncio
async def test_white_space_is_put_in_order_where_it_means_nothing(editor: Editor) -> None:
    text = (editor.root / ARTICLE).read_text("utf-8")
    await editor.open(ARTICLE, text.replace("    <fileDesc>\n      <titleStmt>", "<fileDesc>  <titleStmt>"))
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    params = types.DocumentFormattingParams(editor.document(ARTICLE), options)
    edits = await editor.client.text_document_formatting_async(params)
    assert [edit.new_text for edit in edits or ()] == ["\n    ", "\n      "]


QUICK = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  queryBinding="xslt3"><ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="tei:hi"><report test="true()"
  sqf:fix="name drop">highlighted</report><sqf:fix id="name"><sqf:replace node-type="element" target="tei:emph" select="node()"/></sqf:fix>
  <sqf:fix id="drop"><sqf:replace select="node()"/></sqf:fix></rule></pattern></schema>"""


@pytest.mark.asyncio
async def test_quick_fixes_of_a_schematron_are_offered_side_by_side(editor: Editor) -> None:
    settings = editor.root / "edition.toml"
    (editor.root / "own.sch").write_text(QUICK, "utf-8")
    listed = 'sch = ["schema/edition.sch", "own.sch"]'
    settings.write_text(settings.read_text("utf-8").replace('sch = "schema/edition.sch"', listed), "utf-8")
    text = (editor.root / ARTICLE).read_text("utf-8").replace(BOYS, "<hi>Boys</hi> already")
    found = [d for d in await editor.open(ARTICLE, text) if d.message.startswith("highlighted")]
    params = types.CodeActionParams(editor.document(ARTICLE), found[0].range, types.CodeActionContext(found))
    actions = await editor.client.text_document_code_action_async(params)
    offered = {a.title: a for a in actions or () if isinstance(a, types.CodeAction)}
    assert not offered["name"].is_preferred
    drop = offered["drop"].edit
    assert drop and drop.changes
    assert [(editor.text_at(ARTICLE, e.range), e.new_text) for e in drop.changes[editor.uri(ARTICLE)]] == [
        ("<hi>", ""), ("</hi>", ""),
    ]  # fmt: skip
