"""Images and other files that the text shows must be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.validate.codes import MISSING_FILE
from edition.validate.rules.context import Context, nearest

_FILE: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report addresses of local files that do not exist or lie outside the edition."""
    folder = (context.root / article.path).parent
    root = context.root.resolve()
    for link in article.links:
        if link.attribute not in ("url", "facs") or link.target.startswith("#") or urlsplit(link.target).scheme:
            continue
        may_be_id = link.attribute == "facs" or not context.is_house
        if may_be_id and not _FILE.search(link.target.split("#")[0]):
            continue  # an id of a picture, not its file
        path = (folder / unquote(link.target.split("#")[0])).resolve()
        if path.is_file() and path.is_relative_to(root):
            continue
        where = "lies outside the edition" if path.is_file() else "does not exist"
        near = nearest(path.name, (p.name for p in path.parent.iterdir())) if path.parent.is_dir() else None
        advice = f"did you mean `{near}`?" if near else "put the file there, or correct the address"
        yield Diagnostic(MISSING_FILE, f"the file `{link.target}` {where}", link.span, help=advice)
