"""Diagnostics as text for people, and as JSON, SARIF, GitHub annotations and build servers' reports for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from edition.diagnostics.model import Diagnostic, Fix, Span
from edition.diagnostics.places import Sources
from edition.diagnostics.reports import checkstyle, junit

_SHOWN = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"},
    **dict.fromkeys((0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
}
_MAX_LINE = 120  # a source line is cut to about this many characters around the caret


def render(diagnostics: Iterable[Diagnostic], form: str, sources: Sources | None = None) -> str:
    """Render in one of `FORMATS`; the result ends with a line break unless it is empty."""
    return FORMATS[form](list(diagnostics), sources or Sources())


def _text(diagnostics: list[Diagnostic], sources: Sources) -> str:
    return printable("".join(f"{_one(d, sources)}\n\n" for d in diagnostics))


def _one(d: Diagnostic, sources: Sources) -> str:
    lines = [f"{d.severity}[{d.code.id}] {d.code.name}: {d.message}"]
    if d.primary:
        lines += _excerpt(d.primary, "", sources)
    for label in d.labels:
        lines += _excerpt(label.span, label.text, sources)
    if d.expected:
        lines.append(f"  expected: {', '.join(d.expected)}")
    lines += [f"  note: {note}" for note in d.notes]
    if d.help:
        lines.append(f"  help: {d.help}")
    lines += [f"  fix ({fix.safety}): {fix.title}" for fix in d.fixes]
    return "\n".join(lines)


def _excerpt(span: Span, text: str, sources: Sources) -> list[str]:
    start, end = sources.range(span)
    head = [f"  --> {span.file}:{start.line}:{start.column}"]
    index = sources.lines(span.file)
    if index is None:
        return head + ([f"   = {text}"] if text else [])
    shown, column = _cut(index.text(start.line), start.column)
    last = end.column if end.line == start.line else start.column + len(shown)
    carets = "^" * max(1, min(last - start.column, len(shown) - column + 1))
    gutter = " " * len(str(start.line))
    return [
        *head,
        f" {gutter} |",
        f" {start.line} | {shown}",
        f" {gutter} | {' ' * (column - 1)}{carets}{' ' + text if text else ''}",
    ]


def _cut(line: str, column: int) -> tuple[str, int]:
    """Keep about `_MAX_LINE` characters of a long line around the column."""
    line = line.replace("\t", " ")
    if len(line) <= _MAX_LINE:
        return line, column
    first = max(0, min(column - 1 - _MAX_LINE // 3, len(line) - _MAX_LINE))
    shown = line[first : first + _MAX_LINE]
    mark = "…" if first else ""
    return f"{mark}{shown}{'…' if first + _MAX_LINE < len(line) else ''}", column - first + len(mark)


def _concise(diagnostics: list[Diagnostic], sources: Sources) -> str:
    out = []
    for d in diagnostics:
        place = ""
        if d.primary:
            start, _ = sources.range(d.primary)
            place = f"{d.primary.file}:{start.line}:{start.column}: "
        out.append(f"{place}{d.severity}[{d.code.id}] {d.message}\n")
    return printable("".join(out))


def printable(text: str) -> str:
    """Text from a source, for a terminal: characters that steer one, or turn the direction of what follows, are shown.

    >>> printable("a\\x1b[2Jb")
    'a␛[2Jb'
    """
    return text.translate(_SHOWN)


def as_object(d: Diagnostic, sources: Sources) -> dict[str, Any]:
    """The JSON object of one diagnostic."""
    start = end = None
    if d.primary:
        start, end = sources.range(d.primary)
    return {
        "code": d.code.id,
        "name": d.code.name,
        "severity": str(d.severity),
        "message": d.message,
        "file": d.primary and d.primary.file,
        "line": start and start.line,
        "column": start and start.column,
        "end_line": end and end.line,
        "end_column": end and end.column,
        "help": d.help,
        "expected": list(d.expected),
        "notes": [*d.notes, *(_label_note(label.span, label.text, sources) for label in d.labels)],
        "fix": d.fix and _fix(d.fix),
        "other_fixes": [_fix(fix) for fix in d.other_fixes],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safety": str(fix.safety),
        "edits": [{"start": e.start, "end": e.end, "new": e.new.decode("utf-8")} for e in fix.edits],
    }


def _label_note(span: Span, text: str, sources: Sources) -> str:
    start, _ = sources.range(span)
    return f"{span.file}:{start.line}:{start.column}: {text}"


def _json(diagnostics: list[Diagnostic], sources: Sources) -> str:
    return json.dumps([as_object(d, sources) for d in diagnostics], ensure_ascii=False, indent=1) + "\n"


def _github(diagnostics: list[Diagnostic], sources: Sources) -> str:
    out = []
    for d in diagnostics:
        o = as_object(d, sources)
        level = {"error": "error", "warning": "warning"}.get(o["severity"], "notice")
        place = ""
        if d.primary:
            place = (
                f"file={_property(o['file'])},line={o['line']},col={o['column']}"
                f",endLine={o['end_line']},endColumn={o['end_column']},"
            )
        text = d.message + (f"\n{d.help}" if d.help else "")
        out.append(f"::{level} {place}title={_property(f'{d.code.id} {d.code.name}')}::{_data(text)}\n")
    return "".join(out)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(diagnostics: list[Diagnostic], sources: Sources) -> str:
    codes = sorted({d.code for d in diagnostics}, key=lambda c: c.id)
    rules = [
        {
            "id": c.id,
            "name": c.name,
            "shortDescription": {"text": c.name},
            "fullDescription": {"text": c.explanation.strip()},
            "defaultConfiguration": {"level": _sarif_level(str(c.severity))},
        }
        for c in codes
    ]
    run = {
        "tool": {"driver": {"name": "edition", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, sources) for d in diagnostics],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _sarif_level(severity: str) -> str:
    return {"error": "error", "warning": "warning"}.get(severity, "note")


def _sarif_result(d: Diagnostic, sources: Sources) -> dict[str, Any]:
    message = d.message + (f" ({d.help})" if d.help else "")
    result: dict[str, Any] = {
        "ruleId": d.code.id,
        "level": _sarif_level(str(d.severity)),
        "message": {"text": message},
    }
    if d.primary:
        result["locations"] = [{"physicalLocation": _sarif_place(d.primary, sources)}]
    if d.labels:
        result["relatedLocations"] = [
            {"physicalLocation": _sarif_place(label.span, sources), "message": {"text": label.text}}
            for label in d.labels
        ]
    if d.primary and (fixes := [fix for fix in d.fixes if fix.edits]):
        result["fixes"] = [_sarif_fix(fix, d.primary.file, sources) for fix in fixes]
    return result


def _sarif_fix(fix: Fix, file: str, sources: Sources) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _sarif_place(Span(file, edit.start, edit.end), sources)["region"],
            "insertedContent": {"text": edit.new.decode("utf-8")},
        }
        for edit in fix.edits
    ]
    changes = {"artifactLocation": {"uri": Path(file).as_posix()}, "replacements": replacements}
    return {"description": {"text": f"{fix.title} ({fix.safety})"}, "artifactChanges": [changes]}


def _sarif_place(span: Span, sources: Sources) -> dict[str, Any]:
    start, end = sources.range(span)
    uri = Path(span.file).as_posix()
    return {
        "artifactLocation": {"uri": uri},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "byteOffset": span.start,
            "byteLength": span.end - span.start,
        },
    }


FORMATS: dict[str, Callable[[list[Diagnostic], Sources], str]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "junit": junit,
    "checkstyle": checkstyle,
}
