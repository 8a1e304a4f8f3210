"""Everything about one document: is it XML, does the grammar hold, do the assertions hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Label, Span, sort_diagnostics
from edition.markup import XML_ID, Document, Source, parse
from edition.markup.codes import MALFORMED
from edition.relaxng import Schema, SchemaError, Violation, ViolationKind, load_schema
from edition.validate.codes import BAD_SCHEMA, DUPLICATE_ID, PARSER_DISAGREES
from edition.validate.purposes import Purposes
from edition.validate.suppress import suppress

if TYPE_CHECKING:  # Saxon is loaded only where there is Schematron
    from edition.validate.grammar import Places
    from edition.validate.schematron import Schematron, Schematrons

_NOT_XML: Final = (
    ViolationKind.MALFORMED,
    ViolationKind.REFUSED_ENTITY,
    ViolationKind.REFUSED_DTD,
    ViolationKind.REFUSED_DEPTH,
    ViolationKind.REFUSED_SIZE,
)
_REPORT: Final = "mend what is named here; if the file is fine, please report it together with this message"


@dataclass(frozen=True)
class Checker:
    """A grammar and assertions, ready; made once a process, used for every document."""

    schema: Schema | None
    schematron: Schematron | Schematrons | None = None
    purposes: Purposes = field(default_factory=Purposes)
    fixes: bool = True  # without, what is wrong is told sooner

    def check(
        self, source: Source, *, parsed: bool = True, advised: bool = True
    ) -> tuple[list[Diagnostic], Document | None]:
        """Findings of the document, and the document where it could be parsed.

        The grammar needs no tree: without assertions and without `parsed`, a file that it finds right is not parsed.
        What is not XML is told in the parser's words, and nothing else of that file. What is not `advised` lacks help
        and fix.
        """
        violations = [] if self.schema is None else self.schema.validate(source.data)
        if not (violations or parsed or self.schematron or self.schema is None or b"<!DOCTYPE" in source.data):
            return [], None
        try:
            document = parse(source)
        except EditionError as error:
            return _refused(error.diagnostics, violations, asked=self.schema is not None), None
        places = None if advised else frozenset[tuple[int, int]]()
        found = self._of_grammar(source, violations, places) if violations else self._beside_grammar(document)
        if self.schematron is not None:
            found += self.schematron.check(document, fixes=advised and self.fixes)
        return sort_diagnostics([*found, *_disagreement(found)]), document

    def _of_grammar(self, source: Source, violations: list[Violation], places: Places | None) -> list[Diagnostic]:
        from edition.validate.grammar import tell  # late: files without a violation are the rule

        assert self.schema is not None
        return tell(source, self.schema, violations, self.purposes, places, fixes=self.fixes)

    def _beside_grammar(self, document: Document) -> list[Diagnostic]:
        """What XML itself demands, where no grammar asks for it."""
        return doubled_ids(document) if self.schema is None else []

    def advise(self, source: Source, places: Places | None = None) -> list[Diagnostic]:
        """What the grammar finds, those at the given places (all, where none are given) with help and fix."""
        if self.schema is None:
            return []
        from edition.validate.grammar import tell

        return tell(source, self.schema, self.schema.validate(source.data), self.purposes, places)

    def quick_fixes(self, source: Source) -> list[Diagnostic]:
        """What the assertions find, with their quick fixes."""
        if self.schematron is None or not self.schematron.has_fixes:
            return []
        try:
            return self.schematron.check(parse(source))
        except EditionError:
            return []  # told by the check itself


def doubled_ids(document: Document) -> list[Diagnostic]:
    """What XML itself demands of `@xml:id` where no grammar asks for it: each stands once."""
    seen: dict[str, etree._Element] = {}
    found = []
    for element in document.root.iter(etree.Element):
        id_ = element.get(XML_ID)
        if id_ and seen.setdefault(id_, element) is not element:
            labels = (Label(document.attribute_span(seen[id_], "xml:id"), "first here"),)
            message, span = f"the identifier “{id_}” is used twice", document.attribute_span(element, "xml:id")
            found.append(Diagnostic(DUPLICATE_ID, message, span, labels, help="give one of the two another xml:id"))
    return found


def _refused(refused: Sequence[Diagnostic], violations: Sequence[Violation], *, asked: bool) -> list[Diagnostic]:
    """What the parser says of a file that it refuses, and whether the grammar's own reader thinks otherwise."""
    if not asked or any(d.code is not MALFORMED for d in refused) or any(v.kind in _NOT_XML for v in violations):
        return list(refused)
    message = "the grammar's own reader takes this file for XML; assertions and references need the parser"
    return [*refused, Diagnostic(PARSER_DISAGREES, message, refused[0].primary, help=_REPORT)]


def _disagreement(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The parser took a file that the grammar's reader refuses: the latter decides, and that is said."""
    for diagnostic in found:
        if diagnostic.code is MALFORMED:
            message = "the XML parser takes this file; the verdict of the grammar's own reader counts"
            return [Diagnostic(PARSER_DISAGREES, message, diagnostic.primary, help=_REPORT)]
    return []


def load_grammar(path: Path, cache: Path | None = None) -> Schema:
    """Load a RELAX NG schema; one that cannot be used is a wrong call."""
    try:
        return load_schema(path, cache=cache)
    except (SchemaError, OSError) as error:
        raise bad_schema(str(path), str(error)) from error


def bad_schema(path: str, why: str) -> EditionError:
    """The wrong call of a schema that cannot be used."""
    help_text = "give a RELAX NG schema in XML (.rng) or compact syntax (.rnc)"
    message = f"the schema {path} cannot be used: {why}"
    return EditionError(Diagnostic(BAD_SCHEMA, message, Span(path, 0, 1), help=help_text))


def settle(
    document: Document | None,
    found: list[Diagnostic],
    known: Mapping[str, Code],
    ignored: Mapping[str, str],
    *,
    complete: bool,
) -> list[Diagnostic]:
    """Take away what the edition or the document allows, and put the rest in order."""
    left = [d for d in found if d.code.id not in ignored and d.code.name not in ignored]
    if document is not None:
        left = suppress(document, left, known, complete=complete)
    return sort_diagnostics(left)
