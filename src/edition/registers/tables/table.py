"""Register entries as rows of a table, and back: the same columns for export and import.

A row holds text only. A cell that a spreadsheet could run as a formula gets an apostrophe in front, and so does one
that begins with an apostrophe; taking one apostrophe away from the front of a cell always gives the text back.
Several values in a cell are parted by ` | ` (`\\|` and `\\\\` stand for the characters themselves).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edition.diagnostics import Span
from edition.registers.dates import DateValue
from edition.registers.keys import plain_key
from edition.registers.model import Entity, Name, Note

_ACTIVE: Final = frozenset("=+-@\t\r\n＝＋－＠'")
_PARTS: Final = re.compile(r"(?<!\\)((?:\\\\)*)(?:(?<!\s)\s++)?\|\s*+")
_BETWEEN: Final = re.compile(r"\[([^.\]]*)\.\.([^.\]]*)\]\Z")
# columns by language, then what stands in them
BY_LANGUAGE: Final = ("name", "occupation", "description")
PLAIN: Final = ("key", "kind", "type", "role", "names", "sex", "birth", "death", "existence", "latitude", "longitude",
                "coordinates_cert", "identifiers")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read, and where it stands in its file."""

    cells: Mapping[str, str]
    span: Span


def columns(languages: Iterable[str]) -> list[str]:
    """The columns of a table in their order."""
    languages = list(languages)
    named = {base: [column(base, lang) for lang in languages] for base in BY_LANGUAGE}
    return [
        *("key", "kind", "type", "role", *named["name"], "names", "sex", "birth", "death", "existence"),
        *(*named["occupation"], *named["description"], "latitude", "longitude", "coordinates_cert", "identifiers"),
    ]


def column(base: str, lang: str) -> str:
    """The column of a language.

    >>> column("name", "tr"), column("name", "")
    ('name_tr', 'name')
    """
    return f"{base}_{lang}" if lang else base


def row_of(entity: Entity, languages: Iterable[str]) -> dict[str, str]:
    """The cells of an entity."""
    geo = entity.geo or ("", "")
    row = {
        "key": plain_key(entity.key),
        "kind": entity.kind,
        "type": entity.type,
        "role": entity.role,
        "names": join_values(_other_names(entity)),
        "sex": entity.sex,
        "birth": date_text(entity.birth),
        "death": date_text(entity.death),
        "existence": date_text(entity.existence),
        "latitude": str(geo[0]),
        "longitude": str(geo[1]),
        "coordinates_cert": entity.geo_cert,
        "identifiers": join_values(f"{i.type}={i.value}" for i in entity.idnos),
    }
    for lang in languages:
        main = main_name(entity, lang)
        row[column("name", lang)] = main.text if main else ""
        row[column("occupation", lang)] = _first(entity.occupations, lang)
        row[column("description", lang)] = _first(descriptions(entity), lang)
    return row


def main_name(entity: Entity, lang: str) -> Name | None:
    """The preferred name in a language and in no other."""
    return next((n for n in entity.names if n.type in ("main", "") and n.lang == lang), None)


def descriptions(entity: Entity) -> list[Note]:
    """The notes that describe an entity."""
    return [n for n in entity.notes if n.type in ("description", "")]


def name_value(name: Name) -> str:
    """A name with its language and, where it is no plain variant, its type.

    >>> name_value(Name("Ali", "tr", "alias")), name_value(Name("Anwar Pasha", "en", "variant"))
    ('tr/alias=Ali', 'en=Anwar Pasha')
    """
    kind = "" if name.type == "variant" else f"/{name.type}"
    return f"{name.lang}{kind}={name.text}"


def value_name(value: str) -> Name:
    """The inverse of `name_value`.

    >>> value_name("tr/alias=Ali").type, value_name("Ali").type
    ('alias', 'variant')
    """
    head, equals, text = value.partition("=")
    if not equals:
        return Name(value.strip(), "", "variant")
    lang, slash, type_ = head.partition("/")
    return Name(text.strip(), lang.strip(), type_.strip() if slash else "variant")


def date_text(date: DateValue) -> str:
    """A date as a cell: `1921-03-16`, `1918/1923` for a stretch, `[1918..1920]` for limits.

    >>> date_text(DateValue(from_="1918")), date_text(DateValue(not_before="1918", not_after="1920"))
    ('1918/', '[1918..1920]')
    """
    if date.when:
        return date.when
    if date.from_ or date.to:
        return f"{date.from_ or ''}/{date.to or ''}"
    return f"[{date.not_before or ''}..{date.not_after or ''}]" if date else ""


def text_date(text: str) -> DateValue:
    """The inverse of `date_text`."""
    text = text.strip()
    if match := _BETWEEN.match(text):
        return DateValue(not_before=match[1] or None, not_after=match[2] or None)
    if "/" in text:
        first, _, last = text.partition("/")
        return DateValue(from_=first or None, to=last or None)
    return DateValue(when=text or None)


def join_values(values: Iterable[str]) -> str:
    """Several values in one cell.

    >>> split_values(join_values(["a|b", "c"]))
    ['a|b', 'c']
    """
    return " | ".join(v.replace("\\", "\\\\").replace("|", "\\|") for v in values)


def split_values(cell: str) -> list[str]:
    """The values of a cell."""
    marked = _PARTS.sub(lambda m: m[1] + "\0", cell)
    return [re.sub(r"\\(.)", r"\1", part).strip() for part in marked.split("\0") if part.strip()]


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs.

    >>> neutral("=1+1"), plain(neutral("=1+1")), plain(neutral("'Abd")), plain("Kars")
    ("'=1+1", '=1+1', "'Abd", 'Kars')
    """
    return f"'{cell}" if cell[:1] in _ACTIVE else cell


def plain(cell: str) -> str:
    """The text that `neutral` was given."""
    return cell.removeprefix("'")


def read_rows(path: str, data: bytes) -> tuple[list[str], list[Row]]:
    """The header and the rows of a CSV or TSV file as spreadsheets save it: with or without a mark, `,`, `;` or tab."""
    text = data.decode("utf-8-sig")
    offset = len(data) - len(text.encode())
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines = _Lines(text, offset)
    reader = csv.reader(lines, delimiter=delimiter)
    header: list[str] = []
    rows = []
    start = offset
    for record in reader:
        if not header:
            header = [plain(cell).strip() for cell in record]
        elif any(record):
            cells = {name: plain(cell).strip() for name, cell in zip(header, record, strict=False)}
            rows.append(Row(cells, Span(path, start, max(start, lines.at - lines.line_end))))
        start = lines.at
    return header, rows


class _Lines:
    """The lines of a text with the byte offset that has been reached."""

    def __init__(self, text: str, offset: int) -> None:
        self._lines = io.StringIO(text, newline="")
        self.at = offset
        self.line_end = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.at += len(line.encode())
            self.line_end = len(line) - len(line.rstrip("\r\n"))
            yield line


def _other_names(entity: Entity) -> Iterator[str]:
    """The names that have no column of their own."""
    mains = {id(main_name(entity, lang)) for lang in {n.lang for n in entity.names}}
    return (name_value(n) for n in entity.names if id(n) not in mains)


def _first(notes: Sequence[Note], lang: str) -> str:
    return next((n.text for n in notes if n.lang == lang), "")
