"""A grammar or rules as text: one element a line, so that a change shows as what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from edition.odd.relax.patterns import GrammarElement

HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    "<!-- Made of the ODD by `edition schema build`: change the ODD, not this file. -->\n"
)
_GRAMMAR: Final = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"\n'
    '         xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"\n'
    '         ns="{}"\n'
    '         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">\n'
)
_STEP: Final = "   "
_WIDTH: Final = 80


def write_grammar(grammar: GrammarElement) -> str:
    """The grammar in the XML syntax of RELAX NG."""
    lines = (line for part in grammar.parts for line in _lines(part, _STEP))
    return "".join((HEAD, _GRAMMAR.format(quoted(grammar.at["ns"])), *lines, "</grammar>\n"))


def quoted(value: str) -> str:
    """The value of an attribute as it stands between quotation marks."""
    return escape(value, quote=False).replace('"', "&#34;").replace("\n", "&#xA;").replace("\t", "&#x9;")


def start_tag(name: str, at: Mapping[str, str], level: int) -> str:
    """A start tag without its end; attributes that are too long for one line stand below each other."""
    written = [f'{key}="{quoted(value)}"' for key, value in at.items()]
    is_long = sum(len(key) + len(value) + 8 for key, value in at.items()) > _WIDTH
    between = "\n" + " " * (len(_STEP) * level + len(name) + 2) if is_long else " "
    return f"<{name}{' ' if written else ''}{between.join(written)}"


def _lines(pattern: GrammarElement, indent: str) -> Iterator[str]:
    tag = indent + start_tag(pattern.name, pattern.at, len(indent) // len(_STEP))
    if pattern.text:
        yield f"{tag}>{escape(pattern.text, quote=False)}</{pattern.name}>\n"
    elif not pattern.parts and pattern.note is None:
        yield f"{tag}/>\n"
    else:
        yield f"{tag}>\n"
        if pattern.note is not None:
            yield f"{indent}{_STEP}{_documentation(pattern.note)}\n"
        for part in pattern.parts:
            yield from _lines(part, indent + _STEP)
        yield f"{indent}</{pattern.name}>\n"


def _documentation(note: str) -> str:
    text = escape(note, quote=False)
    return f"<a:documentation>{text}</a:documentation>" if text else "<a:documentation/>"
