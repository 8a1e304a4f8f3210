"""Print an ODD as encoding guidelines: HTML pages that need nothing but the stylesheet beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import read_source, tei
from edition.odd.codes import NO_SCHEMA
from edition.odd.compile import read_schema
from edition.odd.resolved import resolved
from edition.odd.sources import Places, own_odd
from edition.project import data_dir

if TYPE_CHECKING:
    from edition.saxon import Stylesheet

_CSS: Final = "guidelines.css"


@cache
def _stylesheet() -> Stylesheet:
    from edition.saxon import Stylesheet  # late: it is slow to load, and a schema is compiled without

    return Stylesheet.from_file(data_dir() / "xslt" / "odd" / "guidelines.xsl")


def make_guidelines(path: Path, places: Places | None = None) -> dict[str, str]:
    """File name to text of the pages and their style; without chapters, a customisation of ours shows ours."""
    from edition.saxon import SaxonError

    read = read_schema(path, places)
    odd = read.odd.document
    has_prose = any(div.find(tei("p")) is not None for div in odd.root.iter(tei("div")))
    prose = read_source(own_odd()).data if read.schema.own and not has_prose else odd.source.data
    try:
        pages = _stylesheet().transform(resolved(read.schema), {"odd": prose}).documents
    except SaxonError as error:
        message = "the guidelines cannot be made of the ODD"
        advice = "take out of its chapters what the note speaks of"
        notes = (error.message,)
        raise EditionError(Diagnostic(NO_SCHEMA, message, odd.span(odd.root), notes=notes, help=advice)) from error
    css = (data_dir() / "xslt" / "odd" / _CSS).read_text("utf-8")
    return {**dict(sorted(pages.items())), _CSS: css}
