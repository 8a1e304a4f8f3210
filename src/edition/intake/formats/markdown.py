"""Markdown as pandoc wants it: the forms of front matter that Hugo writes, and what templates put into a text.

Takes a text, gives a text: front matter in TOML or JSON becomes YAML, figures of templates become pictures with
captions, other marks of templates go.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Final

_TOML: Final = re.compile(r"\A\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_JSON: Final = re.compile(r"\A\{\n.*?\n\}[ \t]*(?:\n|\Z)", re.DOTALL)
_MARK: Final = re.compile(r"\{%-?.*?-?%\}|\{\{[<%].*?[%>]\}\}")
_LIST: Final = re.compile(r"^[ \t]*\{:.*?\}[ \t]*$|\{:[^}\n]*\}", re.MULTILINE)
_VALUE: Final = re.compile(r"(\w+)\s*=\s*\"([^\"]*)\"")
_CODE: Final = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$", re.MULTILINE | re.DOTALL)


def pandoc_markdown(text: str) -> str:
    """A text in the form that pandoc reads.

    >>> pandoc_markdown('{% include figure.html filename="a.png" caption="A ship" %}')
    '![A ship](a.png)'
    """
    text = _yaml(text)
    pieces = _CODE.split(text)
    kept = _CODE.findall(text)
    done = [_LIST.sub("", _MARK.sub(_figure, piece)) for piece in pieces]
    return "".join(piece for pair in zip(done, [*kept, ""], strict=True) for piece in pair)


def _figure(found: re.Match[str]) -> str:
    values = dict(_VALUE.findall(found.group()))
    source = next((values[name] for name in ("filename", "src", "url") if name in values), "")
    caption = next((values[name] for name in ("caption", "title") if values.get(name)), "")
    return f"![{caption}]({source})" if source and "figure" in found.group() else ""


def _yaml(text: str) -> str:
    """The text with its front matter in YAML."""
    for form, read in ((_TOML, tomllib.loads), (_JSON, json.loads)):
        found = form.match(text)
        try:
            told: dict[str, Any] = read(found.group(1) if form is _TOML else found.group()) if found else {}
        except ValueError:
            continue
        if found and told:
            return f"---\n{json.dumps(told, ensure_ascii=False, default=str)}\n---\n{text[found.end() :]}"
    return text
