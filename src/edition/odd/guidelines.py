"""Print an ODD as encoding guidelines: HTML pages that need nothing but the stylesheet beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import parse, read_source, tei
from edition.odd.codes import NO_SCHEMA
from edition.odd.compile import own_odd, resolve, stylesheet
from edition.project import data_dir
from edition.saxon import SaxonError

_CSS: Final = "guidelines.css"


def make_guidelines(path: Path) -> dict[str, str]:
    """File name to text of the guidelines' pages and their style; a customisation without chapters shows ours."""
    odd = parse(read_source(path))
    resolved = resolve(odd, path)
    has_prose = any(div.find(tei("p")) is not None for div in odd.root.iter(tei("div")))
    prose = odd.source.data if has_prose else read_source(own_odd()).data
    try:
        pages = stylesheet("guidelines").transform(resolved.encode(), {"odd": prose}).documents
    except SaxonError as error:
        message = "the guidelines cannot be made of the ODD"
        advice = "its chapters may hold div, head, p, list, gi, att, val, code, ref, emph and egXML"
        notes = (error.message,)
        raise EditionError(Diagnostic(NO_SCHEMA, message, odd.span(odd.root), notes=notes, help=advice)) from error
    css = (data_dir() / "xslt" / "odd" / _CSS).read_text("utf-8")
    return {**dict(sorted(pages.items())), _CSS: css}
