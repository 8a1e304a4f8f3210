"""The site's own files: style sheet, scripts, typeface, icon. Ours, or from packages that are free to use."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from edition.project.settings import FACETS

STYLES: Final = ("assets/site.css",)
SCRIPTS: Final = ("assets/site.js",)
SEARCH_SCRIPTS: Final = ("assets/search.js", "assets/search-page.js")
LIST_SCRIPTS: Final = ("assets/lists.js",)
FACSIMILE_SCRIPTS: Final = ("assets/facsimile.js",)

WITNESS_STYLES: Final = ("assets/witnesses.css",)
MOST_WITNESSES: Final = 150  # as in witnesses.xsl

_HERE: Final = Path(__file__).parent
_NOTE: Final = re.compile(rb"^ */\*[^*]*\*/$", re.MULTILINE)  # for who writes styles, not for who reads pages
# the labels that scripts use; they travel in one small file a language
_IN_SCRIPTS: Final = (
    "mentions.all", "mentions.all.one", "or", "machine.mark", "cert.medium", "cert.low", "cert.unknown", "copy",
    "copied", "facsimile.larger", "facsimile.smaller", "facsimile.whole", "facsimile.screen",
    "lists.filter", "lists.sort", "lists.sort.date", "lists.sort.title", "lists.any", "lists.found", "lists.found.one",
    "lists.more", "lists.none",
    *(f"lists.{name}" for name in FACETS),
    "facsimile.before", "facsimile.after", "facsimile.turn",
    "theme.auto", "theme.light", "theme.dark", "section.chronology", "close", "pin", "pin.short", "pinned", "same-day",
    "search.all", "search.entries", "search.texts", "search.none", "map.apart",
)  # fmt: skip


def asset_files(*, has_pictures: bool = True) -> list[tuple[str, bytes]]:
    """Path and bytes of each file that all languages share; what shows pictures of pages only where there are some."""
    css = _NOTE.sub(b"", _joined(_HERE / "css", ""))
    css = b"\n".join(line for line in map(bytes.strip, css.splitlines()) if line)
    everywhere, drawings = (_joined(_HERE / "js", numbers) for numbers in ("[1-3]", "[4-9]"))
    out = [
        ("assets/site.css", css),
        ("assets/site.js", everywhere),
        ("assets/drawings.js", drawings),
        ("assets/theme.js", (_HERE / "js/theme.js").read_bytes()),
        ("assets/search.js", (_HERE / "js/search.js").read_bytes()),
        ("assets/lists.js", (_HERE / "js/lists.js").read_bytes()),
        ("assets/search-page.js", (_HERE / "js/search-page.js").read_bytes()),
        *((path, witness_rules()) for path in WITNESS_STYLES),
        ("assets/icon.png", icon()),
    ]
    if has_pictures:
        viewer = (_HERE / "js/facsimile.js", *sorted((_HERE / "bundles").iterdir()))
        out += [(f"assets/{path.name}", path.read_bytes()) for path in viewer]
    return out + [(f"assets/fonts/{path.name}", path.read_bytes()) for path in sorted((_HERE / "fonts").iterdir())]


def _joined(folder: Path, beginning: str) -> bytes:
    """The files whose names begin so, in the order of their numbers."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.glob(f"{beginning}*.*")))


def witness_rules() -> bytes:
    """While the text of a witness is chosen, the readings that it does not have are not shown."""
    return "".join(
        f':root:has(#witness-{n}:checked) .text [data-witness]:not([data-witness~="{n}"]) {{ display: none; }}\n'
        for n in range(1, MOST_WITNESSES + 1)
    ).encode()


def label_script(lang: str, prefix: str, labels: dict[str, str]) -> tuple[str, bytes]:
    """The labels that scripts need, as a script (the file system has no other way to load them); where the language's
    pages begin."""
    wanted = {key: labels[key] for key in _IN_SCRIPTS if key in labels}
    return label_path(lang), (_assigned("editionLabels", wanted) + _assigned("editionPrefix", prefix)).encode()


def label_path(lang: str) -> str:
    """Where the labels of a language lie."""
    return f"assets/labels.{lang}.js"


def counts_script(
    counts: Iterable[tuple[str, int]], coast: tuple[float, float, float, float] | None
) -> tuple[str, bytes]:
    """How often each entity is mentioned in the whole edition, and what the picture of the coast shows: loaded by the
    first card that opens, so that the pages of articles need not change when another article does."""
    return "data/counts.js", (_assigned("editionCounts", dict(counts)) + _assigned("editionCoast", coast)).encode()


def days_script(articles: Sequence[Mapping[str, object]], days: Mapping[str, object]) -> tuple[str, bytes]:
    """The days that several articles tell of: each with the numbers of the articles and the places in them."""
    return "data/days.js", _assigned("editionDays", {"articles": articles, "days": days}).encode()


def names_script(lang: str, names: Mapping[str, object]) -> tuple[str, bytes]:
    """The entries and titles that the search shows while one types."""
    return f"data/names.{lang}.js", _assigned("editionNames", names).encode()


def texts_script(lang: str, texts: object) -> tuple[str, bytes]:
    """The texts for a search without an index: from the file system, or where Pagefind is not installed."""
    return f"data/passages.{lang}.js", _assigned("editionPassages", texts).encode()


def _assigned(name: str, value: object) -> str:
    return f"window.{name}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def icon(size: int = 32) -> bytes:
    """The page icon: a pilcrow's bowl and stems, as PNG."""
    ink, paper = b"\x7b\x2d\x1b", b"\xfb\xfa\xf6"

    def is_ink(x: float, y: float) -> bool:
        bowl = (x - 13) ** 2 + (y - 11) ** 2 <= 49 and x <= 15
        return bowl or (5 <= y <= 27 and (15 <= x <= 17 or 21 <= x <= 23)) or (4 <= y <= 6 and 12 <= x <= 25)

    rows = b"".join(
        b"\0" + b"".join(ink if is_ink(x + 0.5, y + 0.5) else paper for x in range(size)) for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
