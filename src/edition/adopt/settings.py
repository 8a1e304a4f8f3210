"""`edition.toml` for a corpus that was looked at: only what differs from what holds anyway."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from edition.adopt.survey import Survey


def settings_text(found: Survey, languages: Iterable[str]) -> str:
    """The file's text; `languages` are those of the site.

    >>> print(settings_text(Survey("Letters", ("a/*.xml",)), ["de"]))
    [edition]
    title = "Letters"
    languages = ["de"]
    <BLANKLINE>
    [files]
    articles = ["a/*.xml"]
    registers = []
    <BLANKLINE>
    [validate]
    profile = "reference"
    <BLANKLINE>
    """
    parts = [
        f"[edition]\ntitle = {_text(found.title)}\nlanguages = {_list(languages)}"
        + (f"\nlicence = {_text(found.licence)}" if found.licence else ""),
        f"[files]\narticles = {_list(found.articles)}\nregisters = {_list(found.registers)}",
    ]
    if schemas := [f"{name} = {_text(path)}" for name, path in (("rng", found.rng), ("sch", found.sch)) if path]:
        parts.append("\n".join(["[schema]", *schemas]))
    if found.mentions:
        parts.append("\n".join(["[mentions]", *(f"{kind} = {_list(e)}" for kind, e in found.mentions.items())]))
    if found.keys:
        parts.append(f"[keys]\npatterns = {_table(found.keys)}")
    if found.levels:
        parts.append(f"[elements]\ninline = {_list(found.levels[:1])}\nhide = {_list(found.levels[1:])}")
    parts.append('[validate]\nprofile = "reference"')
    return "\n\n".join(parts) + "\n"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _table(values: Mapping[str, str]) -> str:
    return "{ " + ", ".join(f"{_text(key)} = {_text(value)}" for key, value in values.items()) + " }"


def _text(value: str) -> str:
    """A basic string of TOML; its escapes are those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
