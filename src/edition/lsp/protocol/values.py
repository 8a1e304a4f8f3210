"""Our values as values of the protocol: findings, offers, fixes, parts, edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import count
from typing import Final

from lsprotocol import types

from edition.diagnostics import Diagnostic, Edit, Safety, Severity, Span
from edition.lsp.outline import OutlinePart as Section
from edition.lsp.protocol.lines import Lines
from edition.relaxng.advice.model import Skeleton
from edition.relaxng.reading.cursor import TagPart
from edition.writing.hovers import Hover
from edition.writing.offers import Offer

_KEPT: Final = 2_000  # snippets, which do not change while somebody types
_SEVERITIES: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_ITEMS: Final = {
    TagPart.NAME: types.CompletionItemKind.Class,
    TagPart.ATTRIBUTE: types.CompletionItemKind.Property,
    TagPart.VALUE: types.CompletionItemKind.Value,
    TagPart.END: types.CompletionItemKind.Class,
}
_SYMBOLS: Final = {
    "TEI": types.SymbolKind.File,
    "teiHeader": types.SymbolKind.Module,
    "person": types.SymbolKind.Object,
    "place": types.SymbolKind.Object,
    "org": types.SymbolKind.Object,
    "event": types.SymbolKind.Event,
    "bibl": types.SymbolKind.Object,
    "biblStruct": types.SymbolKind.Object,
    "note": types.SymbolKind.String,
}
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")
Locate = Callable[[Span], types.Location | None]


def finding(diagnostic: Diagnostic, shown: str, lines: Lines, locate: Locate) -> types.Diagnostic:
    """A finding in an open file; one that is about another file stands at its beginning."""
    place = diagnostic.primary
    is_here = place is not None and place.file == shown
    told = diagnostic.message if is_here or place is None else f"{place.file}: {diagnostic.message}"
    related = [
        types.DiagnosticRelatedInformation(location, label.text)
        for label in diagnostic.labels
        if (location := locate(label.span))
    ]
    return types.Diagnostic(
        range=lines.range_of(place) if place and is_here else lines.range(0, 0),
        message="\n".join([told, *_more(diagnostic)]),
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code.id,
        source="edition",
        related_information=related or None,
    )


def _more(diagnostic: Diagnostic) -> Iterable[str]:
    if diagnostic.expected:
        yield f"expected: {', '.join(diagnostic.expected)}"
    yield from diagnostic.notes
    if diagnostic.help:
        yield diagnostic.help


def completions(offers: Sequence[Offer], data: bytes, lines: Lines, *, snippets: bool) -> types.CompletionList:
    """Offers as a list; one with references is asked for anew with each letter, for we look into names.

    Where the editor takes snippets, an element that needs attributes or elements is offered with them, too.
    """
    items: list[types.CompletionItem] = []
    place = cache(lines.range)  # nearly all stand at one
    for offer in offers:
        items.append(_item(len(items), offer, data, place(offer.start, offer.end)))
        if snippets and offer.skeleton is not None and (offer.skeleton.attributes or offer.skeleton.parts):
            items.append(_snippet(items[-1], offer, offer.skeleton))
    return types.CompletionList(is_incomplete=any(offer.is_reference for offer in offers), items=items)


def _snippet(plain: types.CompletionItem, offer: Offer, skeleton: Skeleton) -> types.CompletionItem:
    assert isinstance(plain.text_edit, types.TextEdit)
    text, detail = _written(skeleton)
    return types.CompletionItem(
        label=f"{offer.text} …",
        kind=types.CompletionItemKind.Snippet,
        detail=detail,
        documentation=plain.documentation,
        sort_text=f"{plain.sort_text}a",
        filter_text=plain.filter_text,
        insert_text_format=types.InsertTextFormat.Snippet,
        text_edit=types.TextEdit(plain.text_edit.range, text),
    )


@lru_cache(_KEPT)
def _written(skeleton: Skeleton) -> tuple[str, str]:
    """The snippet behind the bracket that is typed already, and what it holds."""
    held = [*(f"@{name}" for name in skeleton.attributes), *(f"<{part.name}>" for part in skeleton.parts)]
    return f"{snippet_of(skeleton, count(1)).removeprefix('<')}$0", f"with {', '.join(held)}"


def snippet_of(skeleton: Skeleton, stops: Iterator[int], indent: str = "") -> str:
    """An element as a snippet, with a stop wherever something is to be written.

    >>> snippet_of(Skeleton("list", (), (Skeleton("item"),)), count(1))
    '<list>\\n\\t<item>$1</item>\\n</list>'
    >>> snippet_of(Skeleton("ptr", ("target",), is_empty=True), count(1))
    '<ptr target="$1"/>'
    """
    tag = "".join([skeleton.name, *(f' {name}="${next(stops)}"' for name in skeleton.attributes)])
    if skeleton.is_empty:
        return f"<{tag}/>"
    deeper = f"{indent}\t"
    inside = "".join(f"\n{deeper}{snippet_of(part, stops, deeper)}" for part in skeleton.parts)
    return f"<{tag}>{f'{inside}{chr(10)}{indent}' if inside else f'${next(stops)}'}</{skeleton.name}>"


def _item(number: int, offer: Offer, data: bytes, place: types.Range) -> types.CompletionItem:
    typed = data[offer.start : offer.end].decode("utf-8", "replace")
    closing = ">" if offer.part is TagPart.END and data[offer.end : offer.end + 1] != b">" else ""
    about = types.MarkupContent(types.MarkupKind.PlainText, offer.about) if offer.about else None
    return types.CompletionItem(
        label=offer.label or offer.text,
        kind=types.CompletionItemKind.Reference if offer.is_reference else _ITEMS[offer.part],
        detail=offer.detail or None,
        documentation=about,
        sort_text=f"{number:04}",
        filter_text=typed if offer.is_reference else offer.text,
        text_edit=types.TextEdit(place, offer.text + closing),
    )


def hover(found: Hover, lines: Lines) -> types.Hover:
    """What is shown over a word, as Markdown."""
    head = f"**{plain(found.head)}**" + (f" ({found.beside})" if found.beside else "")
    key = [f"`{found.reference}`"] if found.reference else []
    example = [f"````xml\n{found.example}\n````"] if found.example else []
    text = "\n\n".join([head, *map(plain, found.about), *example, *key])
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), lines.range_of(found.word))


def plain(text: str) -> str:
    """Text that Markdown leaves as it is.

    >>> plain("<p> is *the* element")
    '\\\\<p\\\\> is \\\\*the\\\\* element'
    """
    return _MARKS.sub(r"\\\1", text)


def text_edits(edits: Iterable[Edit], lines: Lines) -> list[types.TextEdit]:
    """Edits of one text."""
    return [types.TextEdit(lines.range(e.start, e.end), e.new.decode("utf-8", "replace")) for e in edits]


def quick_fixes(diagnostic: Diagnostic, told: types.Diagnostic, uri: str, lines: Lines) -> list[types.CodeAction]:
    """The fixes of a finding; one that keeps the meaning is preferred."""
    return [
        types.CodeAction(
            title=fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[told],
            is_preferred=fix.safety is Safety.SAFE,
            edit=types.WorkspaceEdit(changes={uri: text_edits(fix.edits, lines)}),
        )
        for fix in diagnostic.fixes
        if fix.edits and fix.safety is not Safety.DISPLAY
    ]


def wrap(name: str, start: int, end: int, uri: str, lines: Lines) -> types.CodeAction:
    """The change that puts an element around a stretch."""
    edits = [Edit(start, start, f"<{name}>".encode()), Edit(end, end, f"</{name}>".encode())]
    return types.CodeAction(
        title=f"wrap in <{name}>",
        kind=types.CodeActionKind.RefactorRewrite,
        edit=types.WorkspaceEdit(changes={uri: text_edits(edits, lines)}),
    )


def decision(title: str, changes: types.WorkspaceEdit) -> types.CodeAction:
    """The changes that a decision makes."""
    return types.CodeAction(title=title, kind=types.CodeActionKind.RefactorRewrite, edit=changes)


def symbols(sections: Iterable[Section], lines: Lines) -> list[types.DocumentSymbol]:
    """The outline of a document."""
    return [
        types.DocumentSymbol(
            name=section.name,
            kind=_SYMBOLS.get(section.element, types.SymbolKind.Namespace),
            range=lines.range_of(section.whole),
            selection_range=lines.range_of(section.place),
            detail=section.element,
            children=symbols(section.parts, lines),
        )
        for section in sections
    ]


def folding(stretches: Iterable[tuple[int, int]], lines: Lines) -> list[types.FoldingRange]:
    """What can be folded: from the line where an element begins to the one before its end tag."""
    found = ((lines.position(start).line, lines.position(end).line - 1) for start, end in stretches)
    return [types.FoldingRange(first, last) for first, last in found if last > first]
