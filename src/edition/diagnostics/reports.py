"""Diagnostics as reports for build servers: JUnit, which shows findings as tests, and Checkstyle.

Takes the same diagnostics and sources as `render`, gives XML without characters that XML refuses. A file with
findings is a suite in JUnit; without a finding there is one test that has passed, as servers refuse an empty report.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from edition.diagnostics.codes import Severity
from edition.diagnostics.model import Diagnostic
from edition.diagnostics.places import Position, Sources

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_FILE: Final = "edition"
# as `xml.sax.saxutils` does it, which loads an HTTP client with it
_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE: Final = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def junit(diagnostics: list[Diagnostic], sources: Sources) -> str:
    """Errors as tests that failed, warnings as tests that passed and say why one should look."""
    suites = [_suite(file, found, sources) for file, found in _by_file(diagnostics)]
    failed = sum(d.severity is Severity.ERROR for d in diagnostics)
    if not suites:
        suites = ['<testsuite name="edition" tests="1" failures="0"><testcase classname="edition" name="no findings"/>'
                  "</testsuite>\n"]  # fmt: skip
    counts = _attributes(name="edition", tests=str(len(diagnostics) or 1), failures=str(failed))
    return f"{_HEAD}<testsuites{counts}>\n{''.join(suites)}</testsuites>\n"


def checkstyle(diagnostics: list[Diagnostic], sources: Sources) -> str:
    """One element a file, one a finding, with line and column."""
    files = []
    for file, found in _by_file(diagnostics):
        lines = "".join(f"  <error{_checkstyle_error(d, sources)}/>\n" for d in found)
        files.append(f" <file{_attributes(name=file)}>\n{lines} </file>\n")
    return f'{_HEAD}<checkstyle version="8.0">\n{"".join(files)}</checkstyle>\n'


def _by_file(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, list[Diagnostic]]]:
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for d in diagnostics:
        found[d.primary.file if d.primary else _NO_FILE].append(d)
    return list(found.items())


def _suite(file: str, found: list[Diagnostic], sources: Sources) -> str:
    failed = sum(d.severity is Severity.ERROR for d in found)
    head = _attributes(name=file, tests=str(len(found)), failures=str(failed))
    return f"<testsuite{head}>\n{''.join(_case(file, d, sources) for d in found)}</testsuite>\n"


def _case(file: str, d: Diagnostic, sources: Sources) -> str:
    start = _start(d, sources)
    place = f"{file}:{start.line}:{start.column}"
    name = _attributes(classname=file, name=f"{d.code.id} {d.code.name} ({place})", file=file, line=str(start.line))
    text = "\n".join([f"{place}: {d.message}", *([d.help] if d.help else [])])
    if d.severity is Severity.ERROR:
        kind = _attributes(message=d.message, type=d.code.id)
        return f" <testcase{name}><failure{kind}>{_text(text)}</failure></testcase>\n"
    return f" <testcase{name}><system-out>{_text(f'{d.severity}: {text}')}</system-out></testcase>\n"


def _checkstyle_error(d: Diagnostic, sources: Sources) -> str:
    start = _start(d, sources)
    message = d.message + (f" ({d.help})" if d.help else "")
    source = f"edition.{d.code.id}.{d.code.name}"
    return _attributes(
        line=str(start.line), column=str(start.column), severity=str(d.severity), message=message, source=source
    )


def _start(d: Diagnostic, sources: Sources) -> Position:
    return sources.range(d.primary)[0] if d.primary else Position(1, 1)


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{_allowed(value).translate(_VALUE)}"' for name, value in values.items())


def _text(text: str) -> str:
    return _allowed(text).translate(_TEXT)


def _allowed(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
