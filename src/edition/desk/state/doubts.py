"""What the import of an article doubted: read again from its source, where that lies in the edition's folder.

Takes an edition and an article; gives the doubts with their pages and the blocks that they became, and what an editor
decides as lines of the corrections file. To read a source takes its time: what was read is kept until a file changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition.deciding import Article
from edition.diagnostics import EditionError
from edition.intake.corrections import corrections_path, read_corrections
from edition.intake.doubts import Doubt, DoubtReason
from edition.intake.importer import read_source_text
from edition.intake.signs.lines import FORM_FEED
from edition.markup import Document, squeeze, tei
from edition.project import Project

_NUMBER: Final = re.compile(r"\d+")
_CUT: Final = "|"  # where a doubt about a hyphen shows the line's end; of a PDF a space does
_HYPHENS: Final = "-‐\u00ad"
_BEGINS: Final = {"heading": "head", "paragraph": "p", "quotation": "quote", "list": "item", "join": "continues",
                 "continues": "continues"}  # fmt: skip


@dataclass(frozen=True)
class Open:
    """A doubt: its name, what it is about, what was done and why, its page (0 where there is none) and its block."""

    name: str
    kind: str
    line: int
    text: str
    decision: str
    reason: DoubtReason
    page: int
    block: str

    @property
    def halves(self) -> tuple[str, str]:
        """A word that was cut at a line's end, without the hyphen."""
        before, _, behind = self.text.partition(_CUT if _CUT in self.text else " ")
        return before.rstrip(_HYPHENS), behind.strip()

    def is_kept(self, article: Article) -> bool:
        """Whether the word has its hyphen in the text now."""
        before, behind = self.halves
        return any(before + hyphen + behind in text for text in article.texts.values() for hyphen in _HYPHENS)


class Doubts:
    """The doubts of an edition's imports."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read: dict[Path, tuple[object, list[tuple[Doubt, int]]]] = {}

    def source_of(self, document: Document) -> Path | None:
        """The file that an article was imported from, by the name that its header keeps."""
        return self.find(document.source.path, source_name(document))

    def find(self, path: str, name: str) -> Path | None:
        """A source of that name beside an article, or in a folder of the edition."""
        if not name or Path(name).name != name:
            return None
        beside = (self._project.root / path).parent
        return next((f / name for f in (beside, *self._folders()) if (f / name).is_file()), None)

    def _folders(self) -> Iterator[Path]:
        root = self._project.root
        yield root
        yield from sorted(
            f for f in root.iterdir() if f.is_dir() and not f.name.startswith(".") and f != self._project.output
        )

    def of(self, article: Article) -> list[Open]:
        """The doubts that nobody has decided in the corrections file, in the order of the source."""
        path = self.source_of(article.document)
        found = self._of_source(path) if path else []
        texts = {block: squeeze(text) for block, text in article.texts.items()}
        return [_open(doubt, page, texts) for doubt, page in found]

    def names(self, path: Path) -> list[str] | None:
        """The names of the doubts about a source; None where it was not read yet."""
        known = self._read.get(path)
        return [_name(doubt) for doubt, _ in known[1]] if known else None

    def read(self, path: Path) -> None:
        """Read a source, so that it is known how much of it is doubtful; one that cannot be read has no doubts."""
        try:
            self._of_source(path)
        except (EditionError, OSError):
            self._read[path] = None, []

    def _of_source(self, path: Path) -> list[tuple[Doubt, int]]:
        stamp = _stamp(path), _stamp(corrections_path(path))
        if path not in self._read or self._read[path][0] != stamp:
            self._read[path] = stamp, list(_read(path))
        return self._read[path][1]


def source_name(document: Document) -> str:
    """The name of the file that an article was imported from, as its header keeps it."""
    return next((e.text or "" for e in document.root.iter(tei("idno")) if e.get("type") == "file"), "")


def correction(doubt: Open, action: str) -> bytes:
    """A decision as the corrections file has it; nothing where it knows no such kind.

    >>> doubt = Open("hyphen 3", "hyphen", 3, "Kara-|bakh", "keep", DoubtReason.SPLITS, 0, "")
    >>> print(correction(doubt, "join-hyphen").decode())
    <BLANKLINE>
    [[hyphen]]
    line = 3
    text = "Kara-"
    keep = false
    <BLANKLINE>
    """
    kind, text, value = _decided(doubt, action)
    if not value:
        return b""
    return f'\n[[{kind}]]\nline = {doubt.line}\ntext = "{_toml(text)}"\n{value}\n'.encode()


def _decided(doubt: Open, action: str) -> tuple[str, str, str]:
    """The kind, the words and the value of a line of corrections; no value where they know no such decision."""
    if doubt.kind == "hyphen" and action in ("keep-hyphen", "join-hyphen"):
        text = doubt.text.partition(_CUT if _CUT in doubt.text else " ")[0]
        return "hyphen", text, f"keep = {str(action == 'keep-hyphen').lower()}"
    if doubt.kind in ("block", "heading") and action in _BEGINS:
        return "block", doubt.text, f'begins = "{_BEGINS[action]}"'
    if doubt.kind == "note" and (number := _NUMBER.match(doubt.text)):
        return "note", doubt.text, f'n = "{number.group() if action == "note" else "text"}"'
    return "", "", ""


def _toml(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" if c in '"\\' or ord(c) < 32 or ord(c) == 127 else c for c in text)


def _read(path: Path) -> Iterator[tuple[Doubt, int]]:
    corrections, wrong = read_corrections(path)
    if wrong:
        raise EditionError(*wrong)
    reading = read_source_text(path, path.read_bytes(), corrections)
    for doubt in reading.doubts:
        if not corrections.decided(doubt.kind, doubt.line):
            yield doubt, reading.text.count(FORM_FEED, 0, doubt.start + 1) + 1 if reading.paged else 0


def _name(doubt: Doubt) -> str:
    return f"{doubt.kind} {doubt.line}"


def _open(doubt: Doubt, page: int, texts: dict[str, str]) -> Open:
    kind, line = doubt.kind, doubt.line
    found = Open(_name(doubt), kind, line, doubt.text, doubt.decision, doubt.reason, page, "")
    before, behind = found.halves
    likely = [before + sign + behind for sign in ("", *_HYPHENS)] if doubt.kind == "hyphen" else [squeeze(doubt.text)]
    if kind == "note":
        likely.append(_NUMBER.sub("", likely[0], count=1).lstrip(" .)"))  # a note has its number beside its text
    likely += [word.rstrip(_HYPHENS) for word in likely]  # a line that ends with a hyphen
    return replace(found, block=next((i for i, text in texts.items() if any(w and w in text for w in likely)), ""))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size
