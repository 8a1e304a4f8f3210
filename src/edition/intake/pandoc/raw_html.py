"""Blocks of HTML that stand in texts of other formats: headings, figures and quotations between raw tags.

Takes pandoc's blocks, gives them with what stands between such tags put into the block that they mean; other tags go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

Tree = dict[str, Any]

_TAG: Final = re.compile(r"<(/?)([a-z]+\d?)\b([^>]*)>", re.IGNORECASE)
_SOURCE: Final = re.compile(r"""\bsrc\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_MEANT: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "blockquote"})
_ATTRIBUTES: Final = ["", [], []]


def with_meant(blocks: Sequence[Tree]) -> list[Tree]:
    """The blocks with what raw tags mean."""
    done, rest = _until(list(blocks), "")
    return done + rest


def _until(blocks: list[Tree], closing: str) -> tuple[list[Tree], list[Tree]]:
    """The blocks before a closing tag, and those behind it."""
    done: list[Tree] = []
    while blocks:
        block = blocks.pop(0)
        name, ends = _tag(block)
        if ends and name == closing:
            return done, blocks
        if name in _MEANT and not ends:
            inside, blocks = _until(blocks, name)
            done.append(_meant(name, inside))
        elif name != "":
            done += _pictures(block)
        else:
            done.append(block)
    return done, blocks


def _tag(block: Tree) -> tuple[str, bool]:
    """The tag that a raw block is, and whether it closes."""
    if block["t"] != "RawBlock":
        return "", False
    found = _TAG.match(block["c"][1].strip())
    return (found.group(2).lower(), bool(found.group(1))) if found else ("?", False)


def _meant(name: str, inside: list[Tree]) -> Tree:
    if name[0] == "h":
        return {"t": "Header", "c": [int(name[1]), _ATTRIBUTES, _inlines(inside)]}
    if name == "blockquote":
        return {"t": "BlockQuote", "c": inside}
    if name == "figcaption":
        return {"t": "Div", "c": [["", ["figcaption"], []], inside]}
    caption = [block for block in inside if _is_caption(block)]
    held = [block for each in caption for block in each["c"][1]]
    content = [_with_pictures(block) for block in inside if not _is_caption(block)]
    return {"t": "Figure", "c": [_ATTRIBUTES, [None, held], content]}


def _is_caption(block: Tree) -> bool:
    return block["t"] == "Div" and "figcaption" in block["c"][0][1]


def _inlines(blocks: Sequence[Tree]) -> list[Tree]:
    found: list[Tree] = []
    for block in blocks:
        if block["t"] in ("Plain", "Para"):
            found += [*([{"t": "Space"}] if found else []), *block["c"]]
    return found


def _with_pictures(block: Tree) -> Tree:
    """A paragraph whose raw tags of pictures are pictures."""
    if block["t"] not in ("Plain", "Para"):
        return block
    return {"t": block["t"], "c": [made for each in block["c"] for made in _picture(each)]}


def _picture(inline: Tree) -> Iterator[Tree]:
    found = _SOURCE.search(inline["c"][1]) if inline["t"] == "RawInline" else None
    yield {"t": "Image", "c": [_ATTRIBUTES, [], [found.group(1), ""]]} if found else inline


def _pictures(block: Tree) -> list[Tree]:
    found = _SOURCE.findall(block["c"][1])
    return (
        [{"t": "Plain", "c": [{"t": "Image", "c": [_ATTRIBUTES, [], [each, ""]]} for each in found]}] if found else []
    )
