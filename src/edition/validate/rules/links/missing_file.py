"""Images and other files that the text shows must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from edition.addresses import split_address
from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts, Link
from edition.paths import real
from edition.validate.codes import MISSING_FILE
from edition.validate.rules.context import Context

_FILE: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report addresses of local files that do not exist or lie outside the edition."""
    folder = (context.root / article.path).parent
    root = real(context.root)
    for link in article.links:
        if not _names_file(link, is_house=context.is_house):
            continue
        path = real(folder / unquote(link.target.split("#")[0]))
        if path.is_file() and path.is_relative_to(root):
            continue
        where = "lies outside the edition" if path.is_file() else "does not exist"
        near = context.nearest(path.name, [p.name for p in path.parent.iterdir()]) if path.parent.is_dir() else None
        advice = f"did you mean `{near}`?" if near else "put the file there, or correct the address"
        yield Diagnostic(MISSING_FILE, f"the file `{link.target}` {where}", link.span, help=advice)


def _names_file(link: Link, *, is_house: bool) -> bool:
    """Whether a link is the address of a file here, and not elsewhere; others give a picture's id in its place."""
    if link.attribute not in ("url", "facs") or link.target.startswith("#") or split_address(link.target).scheme:
        return False
    may_be_id = link.attribute == "facs" or not is_house
    return not may_be_id or bool(_FILE.search(link.target.split("#")[0]))
