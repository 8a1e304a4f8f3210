"""The review file: candidates for people to look at, and what they accepted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

from edition.diagnostics import Diagnostic, Label
from edition.reconcile.codes import BAD_REVIEW
from edition.reconcile.queries import AuthorityCandidate, Question
from edition.registers.tables.table import Row, join_values, neutral, read_rows

COLUMNS: Final = ("accept", "key", "name", "dates", "candidate", "candidate_name", "description", "types", "score",
                  "match", "address", "idno", "kind")  # fmt: skip
_NEEDED: Final = frozenset({"accept", "key", "candidate", "idno", "kind"})
_REFUSED: Final = frozenset({"", "0", "n", "no", "-", "false"})
# identifier spaces of well-known services -> the type of `idno`
_SPACES: Final = {"wikidata.org": "Wikidata", "d-nb.info": "GND", "geonames.org": "GeoNames", "viaf.org": "VIAF",
                  "vocab.getty.edu/tgn": "TGN", "orcid.org": "ORCID"}  # fmt: skip


def idno_type(manifest: Mapping[str, Any]) -> str:
    """The type of `idno` for what a service gives.

    >>> idno_type({"identifierSpace": "http://www.wikidata.org/entity/", "name": "Wikidata (en)"})
    'Wikidata'
    """
    space = str(manifest.get("identifierSpace") or "")
    return next((name for part, name in _SPACES.items() if part in space), str(manifest.get("name") or "authority"))


def write_review(
    found: Iterable[tuple[Question, list[AuthorityCandidate]]], manifest: Mapping[str, Any], kind: str, idno: str
) -> bytes:
    """The review file as TSV: a row for each candidate, the best first, and one for an entry without any."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    view = manifest.get("view")
    view = view if isinstance(view, dict) else {}
    template = str(view.get("url") or "") if isinstance(view, dict) else ""
    for question, candidates in found:
        ordered = sorted(candidates, key=lambda c: (-c.score, c.id)) or [AuthorityCandidate("", "", 0)]
        for candidate in ordered:
            writer.writerow([neutral(cell) for cell in _cells(question, candidate, template, idno, kind)])
    return stream.getvalue().encode()


def _cells(question: Question, candidate: AuthorityCandidate, template: str, idno: str, kind: str) -> list[str]:
    return [
        "",
        question.key,
        question.name,
        question.dates,
        candidate.id,
        candidate.name,
        " ".join(candidate.description.split()),
        "; ".join(candidate.types),
        f"{candidate.score:g}" if candidate.id else "",
        "yes" if candidate.match else "",
        template.replace("{{id}}", candidate.id) if candidate.id else "",
        idno,
        kind,
    ]


def accepted_rows(path: str, data: bytes) -> tuple[list[Row], list[Diagnostic]]:
    """The accepted candidates of a review file as rows for the registers, and what is wrong with the file."""
    header, rows = read_rows(path, data)
    missing = _NEEDED - set(header)
    if missing:
        message = f"the review file has no column {', '.join(sorted(missing))}"
        return [], [Diagnostic(BAD_REVIEW, message, help="use the file that edition reconcile wrote")]
    chosen: dict[str, Row] = {}
    doubled: dict[str, Diagnostic] = {}
    for row in rows:
        if row.cells["accept"].lower() in _REFUSED or not row.cells["candidate"]:
            continue
        key = row.cells["key"]
        if key in chosen:
            label = Label(chosen[key].span, "the first")
            message = f"two candidates are accepted for `{key}`"
            doubled[key] = Diagnostic(BAD_REVIEW, message, row.span, (label,), help="accept one")
        chosen.setdefault(key, row)
    return [_register_row(row) for key, row in chosen.items() if key not in doubled], list(doubled.values())


def _register_row(row: Row) -> Row:
    cells = row.cells
    identifier = join_values([f"{cells['idno']}={cells['candidate']}"])
    return Row({"key": cells["key"], "kind": cells["kind"], "identifiers": identifier}, row.span)
