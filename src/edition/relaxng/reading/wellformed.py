"""The first pass: is this well-formed XML that we are willing to read?

expat reads the whole document, namespaces included, at some 150 MB/s. External entities and DTDs are never fetched,
entities may not explode, and no single tag or comment may grow without bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from edition.relaxng.model import Limits, Related, Stretch, Violation, ViolationKind
from edition.relaxng.reading.places import OpenElements

_BLOCK = 1 << 20
_BOMB = 43  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH, which pyexpat does not name
_MISMATCH, _UNFINISHED = 7, 3


@dataclass
class Prolog:
    """What the first pass learnt: where content begins, the encoding, and the document's own entities."""

    content_start: int = 0
    encoding: str = "utf-8"
    entities: dict[str, str] = field(default_factory=dict)
    unparsed: list[str] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    fatal: bool = False


class _Reader:
    """One pass of expat with handlers for the document type only, so that content passes at full speed."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.data = data
        self.limits = limits
        self.prolog = Prolog()
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EndDoctypeDeclHandler = self.end_doctype
        parser.EntityDeclHandler = self.entity
        parser.ExternalEntityRefHandler = self.external
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.doctype_at = 0

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding:
            self.prolog.encoding = encoding.lower()

    def doctype(self, name: str, system_id: str | None, public_id: str | None, has_internal: bool) -> None:
        self.doctype_at = self.parser.CurrentByteIndex
        if system_id is not None:
            self.note(
                ViolationKind.REFUSED_DTD, f"the document type names the external file {system_id!r}; it is not read"
            )

    def end_doctype(self) -> None:
        self.prolog.content_start = self.parser.CurrentByteIndex

    def entity(
        self, name: str, is_parameter: bool, value: str | None, _: str | None, system_id: str | None, *rest: str | None
    ) -> None:
        if rest[-1] is not None:  # of a notation: named by attributes only, and never read
            self.prolog.unparsed.append(name)
        elif value is None:
            self.note(
                ViolationKind.REFUSED_ENTITY, f"the entity {name} is the external file {system_id!r}; it is not read"
            )
        elif not is_parameter and name not in self.prolog.entities:
            self.prolog.entities[name] = value

    def external(self, *_: object) -> int:
        return 1  # noted where it was declared

    def note(self, kind: ViolationKind, message: str) -> None:
        start = max(self.parser.CurrentByteIndex, 0)
        end = self.data.find(b">", start) + 1 or len(self.data)
        self.prolog.violations.append(Violation(kind, Stretch(start, end), message))

    def run(self) -> Prolog:
        view = memoryview(self.data)
        try:
            for begin in range(0, len(view), _BLOCK):
                self.parser.Parse(view[begin : begin + _BLOCK], False)
                at = max(self.parser.CurrentByteIndex, 0)
                if begin + _BLOCK - at > self.limits.token:
                    return self.fail(
                        ViolationKind.REFUSED_SIZE, at, f"one piece of markup is longer than {self.limits.token} bytes"
                    )
            self.parser.Parse(b"", True)
        except expat.ExpatError as problem:
            return self.malformed(problem)
        except (
            LookupError,
            ValueError,
        ):  # the codec that the XML declaration names: none, or one that expat cannot use
            return self.unreadable()
        return self.prolog

    def unreadable(self) -> Prolog:
        name = self.prolog.encoding
        at = max(self.data.lower().find(name.encode(), 0, 300), 0)
        message = f"the encoding {name} is not one that can be read; save the file as UTF-8"
        self.prolog.violations.append(Violation(ViolationKind.MALFORMED, Stretch(at, at + len(name)), message))
        self.prolog.fatal = True
        return self.prolog

    def fail(self, kind: ViolationKind, at: int, message: str, related: tuple[Related, ...] = ()) -> Prolog:
        self.prolog.violations.append(Violation(kind, _around(self.data, at), message, related=related))
        self.prolog.fatal = True
        return self.prolog

    def malformed(self, problem: expat.ExpatError) -> Prolog:
        at = min(max(self.parser.ErrorByteIndex, 0), len(self.data))
        if problem.code == _BOMB:
            return self.fail(ViolationKind.REFUSED_ENTITY, self.doctype_at, "entities expand without bound")
        if problem.code in (_MISMATCH, _UNFINISHED) and not self.prolog.entities:
            return self.unbalanced(problem.code, at)
        return self.fail(ViolationKind.MALFORMED, at, expat.ErrorString(problem.code) or "not well-formed")

    def unbalanced(self, code: int, at: int) -> Prolog:
        """Show both places of a tag that does not match."""
        if code == _MISMATCH:
            at = self.data.rfind(b"<", 0, at + 1)  # expat points behind the "</"
        opened = OpenElements(self.data, self.prolog.content_start)
        opened.advance(at)
        if not opened.starts:
            message = "there is no element" if code == _UNFINISHED else "the end tag has no start tag"
            return self.fail(ViolationKind.MALFORMED, at, message)
        tag = opened.tag(opened.starts[-1])
        name = opened.raw_name(opened.starts[-1]).decode("utf-8", "replace")
        related = (Related(tag, "opened-here"),)
        if code == _UNFINISHED:
            return self.fail(ViolationKind.MALFORMED, at, f"the document ends before <{name}> is closed", related)
        closing = opened.raw_name(at + 1).decode("utf-8", "replace")
        return self.fail(ViolationKind.MALFORMED, at, f"</{closing}> stands where <{name}> should be closed", related)


def _around(data: bytes, at: int) -> Stretch:
    """Underline a whole tag, or one byte where there is none."""
    if data[at : at + 1] == b"<":
        end = data.find(b">", at)
        if end >= 0:
            return Stretch(at, end + 1)
    return Stretch(at, min(at + 1, len(data)))


def read_prolog(data: bytes, limits: Limits) -> Prolog:
    """Read a whole document for well-formedness; ``fatal`` means that nothing more can be said."""
    prolog = _Reader(data, limits).run()
    if any(violation.kind is ViolationKind.REFUSED_ENTITY for violation in prolog.violations):
        prolog.fatal = True
    return prolog
