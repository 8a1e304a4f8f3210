"""Findings that an editor has looked at and lets stand: suppressions in the document, and a baseline file.

`<?edition-allow V343 so he is called in the family?>` allows V343 (or `unexplained-mention`) in the element that
follows it; before the document element it stands for the whole file. A reason is required; one that suppresses nothing
is reported. A baseline lets an old edition start clean: the findings of a day are written down and left out later, as
long as the line they stand in stays as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Sources, Span
from edition.markup import Document, scan_instructions
from edition.validate.codes import BAD_SUPPRESSION, UNUSED_SUPPRESSION

_TARGET = "edition-allow"


@dataclass(frozen=True, slots=True)
class _Suppression:
    code: str
    area: Span
    place: Span


def suppress(
    document: Document, diagnostics: Iterable[Diagnostic], known: Mapping[str, Code], *, complete: bool = True
) -> list[Diagnostic]:
    """Take away what the document allows; report suppressions that are wrong or (where all checks ran) unused."""
    suppressions, out = _read(document, known)
    used: set[_Suppression] = set()
    for diagnostic in diagnostics:
        fitting = [s for s in suppressions if _covers(s, diagnostic)]
        used.update(fitting)
        if not fitting:
            out.append(diagnostic)
    for unused in suppressions if complete else []:
        if unused not in used:
            message = f"nothing here is reported as {unused.code}"
            out.append(Diagnostic(UNUSED_SUPPRESSION, message, unused.place, help="take the instruction away"))
    return out


def has_suppressions(data: bytes) -> bool:
    """Whether a file may hold suppressions; a quick look that spares most files a second parse."""
    return f"<?{_TARGET}".encode() in data


def _covers(suppression: _Suppression, diagnostic: Diagnostic) -> bool:
    place, area = diagnostic.primary, suppression.area
    if place is None or suppression.code not in (diagnostic.code.id, diagnostic.code.name):
        return False
    return area.start <= place.start and place.end <= area.end


def _read(document: Document, known: Mapping[str, Code]) -> tuple[list[_Suppression], list[Diagnostic]]:
    found: list[_Suppression] = []
    wrong: list[Diagnostic] = []
    if not has_suppressions(document.source.data):
        return found, wrong
    names = {*known, *(c.name for c in known.values())}
    places = scan_instructions(document.source.data, _TARGET)
    for instruction, (start, end) in zip(_instructions(document.root), places, strict=True):
        place = document.source.span(start, end)
        code, _, reason = (instruction.text or "").strip().partition(" ")
        if not reason.strip():
            help_text = f"write a reason behind the code: <?{_TARGET} {code or 'V343'} because …?>"
            wrong.append(Diagnostic(BAD_SUPPRESSION, "a suppression without a reason", place, help=help_text))
        elif code not in names and not code.startswith("sch-") and code.upper() == code:
            wrong.append(
                Diagnostic(BAD_SUPPRESSION, f"there is no code `{code}`", place, help="see edition explain --all")
            )
        else:
            found.append(_Suppression(code, _area(document, instruction), place))
    return found, wrong


def _instructions(root: etree._Element) -> Iterator[etree._ProcessingInstruction]:
    """In document order, those before and behind the document element too."""
    around = [*reversed(list(root.itersiblings(preceding=True))), *root.iter(), *root.itersiblings()]
    for node in around:
        if isinstance(node, etree._ProcessingInstruction) and node.target == _TARGET:
            yield node


def _area(document: Document, instruction: etree._ProcessingInstruction) -> Span:
    if instruction.getparent() is None:
        return document.source.span(0, len(document.source.data))
    following = instruction.getnext()
    while following is not None and not isinstance(following.tag, str):
        following = following.getnext()
    parent = instruction.getparent()
    assert parent is not None
    return document.whole_span(following if following is not None else parent)


class Baseline:
    """Findings that were there when the baseline was written, by file, code and the line they stand in."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = Counter(counts)

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], sources: Sources) -> Baseline:
        """The baseline of findings."""
        return cls(Counter(_fingerprint(d, sources) for d in diagnostics))

    @classmethod
    def read(cls, path: str, data: bytes) -> Baseline:
        """Read a baseline file; anything else is refused."""
        try:
            counts = json.loads(data)["findings"]
            if not all(isinstance(k, str) and isinstance(v, int) for k, v in counts.items()):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            message = f"{path} is not a baseline file"
            help_text = "write one with: edition validate --write-baseline FILE"
            raise EditionError(Diagnostic(BAD_SUPPRESSION, message, Span(path, 0, 1), help=help_text)) from error
        return cls(counts)

    def write(self) -> bytes:
        """The file: one line a finding, in a stable order."""
        return (json.dumps({"findings": dict(sorted(self._counts.items()))}, indent=1) + "\n").encode()

    def new(self, diagnostics: Iterable[Diagnostic], sources: Sources) -> list[Diagnostic]:
        """The findings that the baseline does not have."""
        left = Counter(self._counts)
        out = []
        for diagnostic in diagnostics:
            key = _fingerprint(diagnostic, sources)
            if left[key] > 0:
                left[key] -= 1
            else:
                out.append(diagnostic)
        return out


def is_baseline(data: bytes) -> bool:
    """Whether a file is a baseline, which may be written anew."""
    try:
        Baseline.read("", data)
    except EditionError:
        return False
    return True


def _fingerprint(diagnostic: Diagnostic, sources: Sources) -> str:
    place = diagnostic.primary
    if place is None:
        return f"{diagnostic.code.id} {diagnostic.message}"
    lines = sources.lines(place.file)
    text = lines.text(lines.position(place.start).line).strip() if lines else ""
    digest = hashlib.blake2b(f"{diagnostic.message}\n{text}".encode(), digest_size=8).hexdigest()
    return f"{place.file} {diagnostic.code.id} {digest}"
