"""What is said of a grammar in the compact syntax that holds rules of Schematron: they are not run.

Takes the grammar's path; gives one remark at the first rule, in it or in a grammar that it includes from its folder. A
grammar that cannot be read is told where it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, Span
from edition.paths import real
from edition.validate.codes import RULES_NOT_RUN

_SCHEMATRON: Final = rb"http://purl.oclc.org/dsdl/schematron"
_PASSED_OVER: Final = rb"#[^\n\r]*|\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\n\r]*\"|'[^'\n\r]*'"
_PREFIX: Final = re.compile(rb"\bnamespace\s+([\w.-]+)\s*=\s*[\"']" + re.escape(_SCHEMATRON) + rb"[\"']")
_INCLUDED: Final = re.compile(rb"\b(?:include|external)\s+[\"']([^\"'\n]+\.rnc)[\"']")


def rules_not_run(grammar: Path, shown: Callable[[Path], str] = str) -> tuple[Diagnostic, ...]:
    """One remark where a grammar in the compact syntax holds rules."""
    if grammar.suffix != ".rnc":
        return ()
    for path, data in _modules(grammar):
        if rule := _first_rule(data):
            message = "the rules of Schematron in this grammar are not run: it is in the compact syntax"
            advice = "write the grammar in XML syntax (.rng), or the rules in a file of their own (--schematron)"
            return (Diagnostic(RULES_NOT_RUN, message, Span(shown(path), *rule), help=advice),)
    return ()


def _modules(grammar: Path) -> Iterator[tuple[Path, bytes]]:
    """A grammar and those that it includes from its folder, each once."""
    folder, waiting, seen = real(grammar.parent), [grammar], {real(grammar)}
    while waiting:
        path = waiting.pop(0)
        try:
            data = path.read_bytes()
        except OSError:
            continue
        yield path, data
        for href in _INCLUDED.findall(data):
            target = path.parent / href.decode("utf-8", "replace")
            if real(target) not in seen and real(target).is_relative_to(folder):
                seen.add(real(target))
                waiting.append(target)


def _first_rule(data: bytes) -> tuple[int, int] | None:
    """Where the first pattern or rule begins and ends, comments and literals passed over."""
    prefixes = b"|".join(map(re.escape, dict.fromkeys(_PREFIX.findall(data))))
    if not prefixes:
        return None
    words = re.compile(_PASSED_OVER + rb"|(?<![\w.:-])((?:" + prefixes + rb"):(?:pattern|rule))\s*\[", re.DOTALL)
    return next((m.span(1) for m in words.finditer(data) if m[1]), None)
