"""Print an ODD as encoding guidelines: HTML pages that need nothing but the stylesheet beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import XML_LANG, parse, read_source, tei
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


def make_guidelines(path: Path, places: Places | None = None, lang: str = "en") -> dict[str, str]:
    """File name to text of the pages and their style, in English where the chapters do not speak the language.

    Without chapters, a customisation of ours shows ours.
    """
    (pages,) = guidelines_in(path, (lang,), places).values()
    return pages


def guidelines_in(path: Path, languages: Sequence[str], places: Places | None = None) -> dict[str, dict[str, str]]:
    """The guidelines for the first language, and for each of the others that the chapters speak and none before it has.

    The keys are the languages that the pages are written in.
    """
    from edition.saxon import SaxonError

    read = read_schema(path, places)
    odd = read.odd.document
    has_prose = any(div.find(tei("p")) is not None for div in odd.root.iter(tei("div")))
    prose = read_source(own_odd()) if read.schema.own and not has_prose else odd.source
    spoken = {"en", *(div.get(XML_LANG) for div in parse(prose).root.iter(tei("div")))}
    written = dict.fromkeys((languages[0] if languages[0] in spoken else "en", *(x for x in languages if x in spoken)))
    schema = resolved(read.schema)
    try:
        made = {x: _stylesheet().transform(schema, {"odd": prose.data, "lang": x}).documents for x in written}
    except SaxonError as error:
        message = "the guidelines cannot be made of the ODD"
        advice = "take out of its chapters what the note speaks of"
        notes = (error.message,)
        raise EditionError(Diagnostic(NO_SCHEMA, message, odd.span(odd.root), notes=notes, help=advice)) from error
    css = (data_dir() / "xslt" / "odd" / _CSS).read_text("utf-8")
    return {lang: {**dict(sorted(pages.items())), _CSS: css} for lang, pages in made.items()}
