"""The editor's corrections beside a source: `<source>.intake.toml`, obeyed by every later import.

    [[hyphen]]            # what becomes of a hyphen at a line's end
    line = 110            # the line of the source
    text = "герoем-"      # how the line ends, so that a correction never strikes another place
    keep = true

    [[block]]             # what begins at a line
    line = 34
    text = "The first words"
    begins = "p"          # p, head, quote, item, or "continues" for no new block

    [[furniture]]         # a line that is furniture (header, footer, pageNum, link, rule), or text
    line = 12
    text = "Journal of"
    type = "header"       # or "text"

    [[note]]              # a line that begins a note, or does not ("text")
    line = 77
    text = "2 28 Mayıs"
    n = "2"

A correction whose text is not at its line is reported and not obeyed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from edition.diagnostics import Diagnostic, Span
from edition.intake.codes import STALE_CORRECTION, WRONG_CORRECTION
from edition.intake.page.furniture import Furniture, Pages
from edition.intake.page.notes import NoteLines
from edition.intake.signs.lines import Line
from edition.intake.signs.numbers import NoteLabel

SUFFIX: Final = ".intake.toml"
_KEYS: Final[dict[str, tuple[str, type]]] = {
    "hyphen": ("keep", bool),
    "block": ("begins", str),
    "furniture": ("type", str),
    "note": ("n", str),
}
_KNOWN: Final = {
    "block": ("continues", "head", "item", "p", "quote"),
    "furniture": ("text", *(f.value for f in Furniture)),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of the editor: its kind, the line, the words that must stand there, and the value."""

    kind: str
    line: int
    text: str
    value: str | bool


@dataclass
class Corrections:
    """What an editor has decided; remembers which decisions found their place."""

    found: Mapping[tuple[str, int], Correction] = field(default_factory=dict)
    file: str = ""
    used: set[tuple[str, int]] = field(default_factory=set)

    def of_hyphen(self, line: Line) -> bool | None:
        """Whether the hyphen at a line's end is kept, as the editor has it."""
        wanted = self._at("hyphen", line, ends=True)
        return bool(wanted.value) if wanted else None

    def of_block(self, line: Line) -> str | None:
        """What begins at a line, as the editor has it."""
        wanted = self._at("block", line)
        return str(wanted.value) if wanted else None

    def of_note(self, line: Line) -> str | None:
        """The number of the note that a line begins, or "text" where it begins none, as the editor has it."""
        wanted = self._at("note", line)
        return str(wanted.value) if wanted else None

    def of_edge(self, line: Line) -> str | None:
        """What a line at a page's edge is, as the editor has it."""
        wanted = self._at("furniture", line)
        return str(wanted.value) if wanted else None

    def of_furniture(self, lines: Sequence[Line], pages: Pages) -> Pages:
        """The furniture with the editor's decisions."""
        furniture = dict(pages.furniture)
        for i, line in enumerate(lines):
            wanted = self._at("furniture", line)
            if wanted and wanted.value == "text":
                furniture.pop(i, None)
            elif wanted:
                furniture[i] = Furniture(str(wanted.value))
        return replace(pages, furniture=furniture)

    def of_notes(self, lines: Sequence[Line], notes: Sequence[NoteLines]) -> list[NoteLines]:
        """The notes with the editor's decisions: a line begins a note of this number, or is no note."""
        done = list(notes)
        for i, line in enumerate(lines):
            wanted = self.of_note(line)
            if wanted == "text":
                done = [note for note in done if note.lines[0] != i]
            elif wanted and line.text.startswith(wanted):
                done = _begin_note(done, i, wanted)
        return [note for note in done if note.lines]

    def decided(self, kind: str, line: int) -> bool:
        """Whether the editor has decided what was doubtful at a line."""
        return any((name, line) in self.used for name in (("hyphen",) if kind == "hyphen" else ("block", "note")))

    def stale(self) -> list[Diagnostic]:
        """The corrections that no line answered to."""
        return [
            Diagnostic(
                STALE_CORRECTION,
                f"line {c.line} of the source does not have “{c.text}”, so this correction was not obeyed",
                Span(self.file, 0, 0),
                help="correct the line number or the text, or remove the correction",
            )
            for key, c in self.found.items()
            if key not in self.used
        ]

    def _at(self, kind: str, line: Line, *, ends: bool = False) -> Correction | None:
        key = kind, line.number
        wanted = self.found.get(key)
        if wanted is None:
            return None
        text = line.text
        if not (text.endswith(wanted.text) if ends else text.startswith(wanted.text)):
            return None
        self.used.add(key)
        return wanted


def _begin_note(notes: Sequence[NoteLines], i: int, sign: str) -> list[NoteLines]:
    """Let a note begin at a line; what the note before it had from there on goes with it."""
    rest = next((tuple(j for j in n.lines if j >= i) for n in notes if i in n.lines), (i,))
    cut = [replace(n, lines=tuple(j for j in n.lines if j not in rest)) for n in notes]
    added = [*(n for n in cut if n.lines), NoteLines(NoteLabel(sign, len(sign)), rest)]
    return sorted(added, key=lambda n: n.lines[0])


def corrections_path(source: Path) -> Path:
    """The corrections file of a source."""
    return source.with_name(source.name + SUFFIX)


def read_corrections(source: Path) -> tuple[Corrections, list[Diagnostic]]:
    """Read the corrections beside a source; a file that says something unknown is reported and obeyed in the rest."""
    path = corrections_path(source)
    try:
        data = path.read_text(encoding="utf-8")
        table = tomllib.loads(data)
    except FileNotFoundError:
        return Corrections(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Corrections(), [_wrong(path, f"the corrections cannot be read: {error}")]
    found: dict[tuple[str, int], Correction] = {}
    wrong: list[Diagnostic] = []
    for kind, entries in table.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            made = _correction(kind, entry)
            if isinstance(made, Correction):
                found[kind, made.line] = made
            else:
                wrong.append(_wrong(path, made))
    return Corrections(found, str(path)), wrong


def misnamed(source: Path) -> list[Diagnostic]:
    """A file of corrections that is named for the source without its suffix, and so is not read."""
    other, right = source.with_name(source.stem + SUFFIX), corrections_path(source)
    if other == right or not other.is_file():
        return []
    message = f"{other.name} is not read: the corrections of {source.name} are looked for in {right.name}"
    return [Diagnostic(STALE_CORRECTION, message, Span(str(other), 0, 0), help=f"rename it to {right.name}")]


def _correction(kind: str, entry: Any) -> Correction | str:
    if kind not in _KEYS:
        return f"there is no kind of correction “{kind}”; known: {', '.join(_KEYS)}"
    name, type_ = _KEYS[kind]
    if not isinstance(entry, dict) or not isinstance(entry.get("line"), int) or not isinstance(entry.get("text"), str):
        return f"a correction of kind “{kind}” needs a line (a number) and a text"
    value: Any = entry.get(name)
    if not isinstance(value, type_):
        return f"a correction of kind “{kind}” needs `{name}`"
    known = _KNOWN.get(kind)
    if known and value not in known:
        return f"`{name}` is “{value}”; known: {', '.join(known)}"
    return Correction(kind, entry["line"], entry["text"].strip(), value if isinstance(value, bool) else str(value))


def _wrong(path: Path, message: str) -> Diagnostic:
    return Diagnostic(WRONG_CORRECTION, message, Span(str(path), 0, 0), help="see docs/import.md for the four kinds")
