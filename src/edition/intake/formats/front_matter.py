"""The lines between `---` that many put before a Markdown text: title, subtitle, authors, keywords.

Takes a text, gives the text with these lines blank, and what they tell. Other keys, and what is nested, are left alone.
"""

from __future__ import annotations

import re
from typing import Final

from edition.intake.signs.people import Person
from edition.intake.tei.header import Meta, Spare

_MATTER: Final = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY: Final = re.compile(r"^(\w+):[ \t]*(.*)$")
_ENTRY: Final = re.compile(r"^\s*-\s+(?:name:\s*)?(.+)$")


def read_front_matter(text: str) -> tuple[str, Meta]:
    """The text without its front matter, line numbers kept, and what that tells.

    >>> read_front_matter("---\\ntitle: Of salt\\n---\\nWords.")[1].titles
    (('Of salt', 'und'),)
    """
    found = _MATTER.match(text)
    told = _told(found.group(1)) if found else {}
    if found is None or not told:
        return text, Meta()
    title = " ".join(told.get("title", ()))
    people = tuple(Person(name) for name in (*told.get("author", ()), *told.get("authors", ())))
    titles = ((title, (*told.get("lang", ()), "und")[0]),) if title else ()
    spare = Spare(keywords=tuple(told.get("keywords", ())))
    rest = "\n" * found.group().count("\n") + text[found.end() :]
    return rest, Meta(titles, people, subtitle=" ".join(told.get("subtitle", ())), spare=spare)


def _told(matter: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    key = ""
    for line in matter.split("\n"):
        if named := _KEY.match(line):
            key = named.group(1).lower()
            told[key] = _values(named.group(2), key)
        elif key and (entry := _ENTRY.match(line)):
            told[key].append(_bare(entry.group(1)))
    return told


def _values(text: str, key: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_bare(part) for part in text[1:-1].split(",") if part.strip()]
    if key == "keywords":
        return [_bare(part) for part in text.split(",") if part.strip()]
    return [_bare(text)] if text else []


def _bare(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
