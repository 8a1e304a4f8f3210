"""What was learned, as one value and one file: weights, counts, which kinds it judges, what its chances are worth.

The file is MessagePack read into declared types: nothing in it can run or point elsewhere. One that is damaged, made by
another version or for another edition is refused with a reason.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from edition.annotate.codes import UNFIT_MODEL
from edition.annotate.learned.chain import Chain
from edition.annotate.learned.links import Links
from edition.annotate.learned.memory import Memory
from edition.annotate.learned.signs import VERSION
from edition.annotate.learned.worth import SIGNS, Worth
from edition.diagnostics import Diagnostic, EditionError

FORMAT: Final = 3
MOST_BYTES: Final = 1_000_000
_MOST_READ: Final = 8 * MOST_BYTES
_DIGITS: Final = 2
_LEAST_WEIGHTS: Final = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0)
_NAMES: Final = ("person", "place", "org", "event")


@dataclass(frozen=True)
class Model:
    """What an edition has taught. `judged` are the kinds of which it knows more than registers and rules."""

    edition: str
    chain: Chain
    memory: Memory
    links: Links
    judged: tuple[str, ...]
    worth: Worth
    least: float
    documents: int
    marks: int
    limits: Mapping[str, str] = field(default_factory=dict)  # what kinds that it does not judge may be called at most

    def digest(self) -> str:
        """A short name of exactly this model."""
        return hashlib.sha256(to_bytes(self)).hexdigest()[:12]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    signs: int
    edition: str
    documents: int
    marks: int
    judged: list[str]
    limits: dict[str, str]
    worth: tuple[list[float], float, float]
    least: float
    labels: list[str]
    steps: list[list[float]]
    weights: dict[str, list[tuple[int, float]]]
    marked: dict[str, dict[str, int]]
    seen: dict[str, int]
    forms: dict[str, dict[str, int]]
    uses: dict[str, int]
    partners: dict[str, dict[str, int]]
    years: dict[str, dict[str, int]]
    company: dict[str, dict[str, int]]


def to_bytes(model: Model) -> bytes:
    """The file, a megabyte at most: what weighs least is left out until it fits."""
    data = b""
    for step, least in enumerate(_LEAST_WEIGHTS):
        data = msgspec.msgpack.encode(_as_file(model, least, step), order="sorted")
        if len(data) <= MOST_BYTES:
            break
    return data


def from_bytes(data: bytes, path: str, edition: str) -> Model:
    """Read the file back; refused with a reason where it does not fit this program and this edition."""
    if len(data) > _MOST_READ:
        raise _unfit(path, f"it has {len(data):,} bytes")
    try:
        found = msgspec.msgpack.decode(data, type=_File)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _unfit(path, "it is damaged, or no such file") from error
    if (found.format, found.signs) != (FORMAT, VERSION):
        raise _unfit(path, "another version of the program made it")
    if found.edition != edition:
        raise _unfit(path, f"it was made for the edition `{found.edition}`, not for `{edition}`")
    if not _is_sound(found):
        raise _unfit(path, "its parts do not fit each other")
    return _as_model(found)


def _unfit(path: str, reason: str) -> EditionError:
    message = f"the learned model {path} is not used: {reason}"
    return EditionError(Diagnostic(UNFIT_MODEL, message, help="make it anew with: edition learn"))


def _as_file(model: Model, least: float, step: int) -> _File:
    """The model with rounded numbers; with each step more of what tells little is left out."""
    kept = step + 1 if step else 0
    weights = {
        sign: [(n, round(w, _DIGITS)) for n, w in enumerate(row) if abs(round(w, _DIGITS)) > least]
        for sign, row in model.chain.weights.items()
    }
    marked: dict[str, dict[str, int]] = {}
    for (word, kind), times in model.memory.marked.items():
        marked.setdefault(word, {})[kind] = times
    links = model.links
    return _File(
        FORMAT,
        VERSION,
        model.edition,
        model.documents,
        model.marks,
        list(model.judged),
        dict(model.limits),
        (list(model.worth.weights), model.worth.high, model.worth.medium),
        model.least,
        list(model.chain.labels),
        [[round(w, _DIGITS) for w in row] for row in model.chain.steps],
        {sign: row for sign, row in weights.items() if row},
        marked,
        {word: n for word, n in model.memory.seen.items() if word in marked or n > kept},
        _plain(links.forms, kept),
        dict(links.uses),
        _plain(links.partners, kept),
        {key: {str(y): n for y, n in row.items()} for key, row in links.years.items()},
        _plain(links.company, 1 + 2 * kept),
    )


def _plain(table: Mapping[str, Mapping[str, int]], least: int) -> dict[str, dict[str, int]]:
    rows = ((key, {name: n for name, n in row.items() if n > least}) for key, row in table.items())
    return {key: row for key, row in rows if row}


def _is_sound(found: _File) -> bool:
    """Whether weights and labels fit each other, and every number is one."""
    known = {"O", *(f"{part}-{kind}" for part in "BI" for kind in _NAMES)}
    fits = "O" in found.labels and known.issuperset(found.labels) and len(found.worth[0]) in (0, SIGNS)
    return fits and _fit_labels(found) and _are_numbers(found) and _are_years(found)


def _fit_labels(found: _File) -> bool:
    size = len(found.labels)
    has_steps = len(found.steps) == size and all(len(row) == size for row in found.steps)
    return has_steps and all(0 <= n < size for row in found.weights.values() for n, _ in row)


def _are_numbers(found: _File) -> bool:
    """Whether weights are near nought, and counts are counts."""
    weights = [w for row in found.steps for w in row] + [w for row in found.weights.values() for _, w in row]
    counts = [*found.worth[1:], found.least, *found.uses.values(), *found.seen.values()]
    are_small = all(math.isfinite(w) and abs(w) < 100 for w in [*weights, *found.worth[0]])
    return are_small and all(math.isfinite(n) and n >= 0 for n in counts)


def _are_years(found: _File) -> bool:
    return all(y.isdecimal() and y.isascii() and len(y) < 5 for row in found.years.values() for y in row)


def _as_model(found: _File) -> Model:
    size = len(found.labels)
    weights = {}
    for sign, pairs in found.weights.items():
        row = [0.0] * size
        for n, weight in pairs:
            row[n] = weight
        weights[sign] = tuple(row)
    chain = Chain(tuple(found.labels), weights, tuple(tuple(row) for row in found.steps))
    marked = {(word, kind): n for word, kinds in found.marked.items() for kind, n in kinds.items()}
    years = {key: {int(year): n for year, n in row.items()} for key, row in found.years.items()}
    links = Links(found.forms, found.uses, found.partners, years, found.company)
    return Model(
        found.edition,
        chain,
        Memory(marked, found.seen),
        links,
        tuple(found.judged),
        Worth(tuple(found.worth[0]), *found.worth[1:]),
        found.least,
        found.documents,
        found.marks,
        dict(found.limits),
    )


def settled(model: Model) -> Model:
    """The model as it is when it was written and read again, so that learning and annotating see the same."""
    return _as_model(msgspec.msgpack.decode(to_bytes(model), type=_File))
