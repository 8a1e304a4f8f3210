"""Customisations of others compiled here and by TEI's Stylesheets: jing's verdicts with either grammar, and the time.

``python -m benchmarks.odds [ODD or FOLDER ...] [--stylesheets FOLDER] [--tei FILE] [--documents FOLDER] [--mutants N]``

The other grammar is ``NAME.expected.rng`` beside ``NAME.odd``, or what the stylesheets (a checkout of TEIC/Stylesheets)
make of it in saxonche; only with them there is a time to compare. Without names the eight of ``../shared/suites/odd``
are taken. Compared are verdicts and the places of all errors, on the documents and on as many mutants of them. Exit 1
where an ODD does not compile here, though it does there, where jing finds a difference, or where ours takes more
than half of the time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.agree import SHARED, mutants, run_jing

SUITE: Final = SHARED / "suites" / "odd"
_SHARE: Final = 0.5
_LARGEST: Final = 120_000
_SHOWN: Final = 3
_OURS: Final = """
import json, sys, time
from pathlib import Path
from edition.diagnostics import EditionError, Severity
from edition.odd import Places, compile_odd
odd, tei, out = map(Path, sys.argv[1:])
began = time.process_time()
try:
    made, told = compile_odd(odd, Places(tei)), ""
    out.write_text(made.rng, encoding="utf-8")
except EditionError as error:
    told = next((d for d in error.diagnostics if d.severity is Severity.ERROR), error.diagnostics[0]).message
print(json.dumps([time.process_time() - began, told]))
"""
_THEIRS: Final = """
import json, sys, time
from saxonche import PySaxonProcessor
odd, tei, out, styles = sys.argv[1:]
began = time.process_time()
try:
    with PySaxonProcessor(license=False) as saxon:
        compiler = saxon.new_xslt30_processor()
        flat = compiler.compile_stylesheet(stylesheet_file=f"{styles}/odds/odd2odd.xsl")
        relax = compiler.compile_stylesheet(stylesheet_file=f"{styles}/odds/odd2relax.xsl")
        flat.set_parameter("defaultSource", saxon.make_string_value(tei))
        for step in (flat, relax):
            step.set_save_xsl_message(True)
        whole = flat.transform_to_string(source_file=odd)
        grammar, told = relax.transform_to_string(xdm_node=saxon.parse_xml(xml_text=whole)), ""
        open(out, "w", encoding="utf-8").write(grammar or "")
except Exception as error:
    told = " ".join(str(error).split())[:200] or "nothing is made"
print(json.dumps([time.process_time() - began, told]))
"""


@dataclass(frozen=True)
class Made:
    """A grammar, the processor time that it took, and what was said where there is none."""

    path: Path
    seconds: float = 0.0
    told: str = ""


@dataclass(frozen=True)
class Compared:
    """How many documents there are, how many verdicts differ, and in how many the places of errors do."""

    files: int
    verdicts: list[str]
    places: list[str]


def _run(script: str, out: Path, *arguments: Path) -> Made:
    call = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        return Made(out, 0.0, f"it ends with {done.returncode}: {done.stderr[-200:]}")
    seconds, told = json.loads(lines[-1])
    return Made(out, seconds, told if told or out.is_file() else "nothing is made")


def by_stylesheets(odd: Path, tei: Path, out: Path, styles: Path) -> Made:
    """The grammar that the stylesheets make."""
    return _run(_THEIRS, out, odd, tei, out, styles)


def by_edition(odd: Path, tei: Path, out: Path) -> Made:
    """The grammar that is made here."""
    return _run(_OURS, out, odd, tei, out)


def compare(ours: Path, theirs: Path, files: list[Path]) -> Compared:
    """What jing says with either grammar."""
    mine, other = run_jing(ours, files), run_jing(theirs, files)
    verdicts, places = [], []
    for file in files:
        one, two = ({(line, column) for line, column, _ in found[file]} for found in (mine, other))
        if bool(one) != bool(two):
            verdicts.append(f"{file.name}: here {mine[file][:1] or 'valid'}, there {other[file][:1] or 'valid'}")
        elif one != two:
            line, column = min(one ^ two)
            told = next(m for at, by, m in (*mine[file], *other[file]) if (at, by) == (line, column))
            places.append(
                f"{file.name}:{line}:{column} only {'here' if (line, column) in one else 'there'}: {told[:120]}"
            )
    return Compared(len(files), verdicts, places)


def odds(named: list[Path]) -> Iterator[Path]:
    """The ODDs of files and folders."""
    for path in named:
        yield from [path] if path.is_file() else sorted(path.glob("*.odd"))


def judge(odd: Path, tei: Path, styles: Path | None, files: list[Path], folder: Path) -> bool:
    """Compile one ODD both ways, compare, print."""
    ours = by_edition(odd, tei, folder / "ours.rng")
    beside = odd.with_name(f"{odd.stem}.expected.rng")
    theirs = by_stylesheets(odd, tei, folder / "theirs.rng", styles) if styles else Made(beside)
    if ours.told or theirs.told:
        print(f"{odd.stem:<28} here: {ours.told or 'made'}; there: {theirs.told or 'made'}", flush=True)
        return not ours.told or bool(theirs.told)
    found = compare(ours.path, beside if beside.is_file() else theirs.path, files)
    share = ours.seconds / theirs.seconds if styles else 0.0
    time = f"  {ours.seconds:.2f} s of {theirs.seconds:.2f} s ({share:.2f})" if styles else ""
    counts = f"{found.files} files, verdicts that differ {len(found.verdicts)}, places {len(found.places)}"
    print(f"{odd.stem:<28} {counts}{time}", flush=True)
    for line in (found.verdicts + found.places)[:_SHOWN]:
        print(f"    {line}")
    return not found.verdicts and not found.places and share <= _SHARE


def main() -> int:
    """Judge all that are named; 1 if the bars are missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("odds", type=Path, nargs="*", default=[SUITE])
    parser.add_argument("--stylesheets", type=Path)
    parser.add_argument("--tei", type=Path, default=SUITE / "p5subset.xml")
    parser.add_argument("--documents", type=Path, default=SHARED / "corpora")
    parser.add_argument("--mutants", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    named, documents = list(odds(options.odds)), sorted(options.documents.rglob("*.xml"))
    if not named or not documents:
        print("nothing to compare: there are no ODDs, or no documents")
        return 0
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = [f for f in documents if f.stat().st_size <= _LARGEST] or documents
        files = [*documents, *mutants(small, options.mutants, options.seed, folder)]
        for odd in named:
            with tempfile.TemporaryDirectory(dir=folder) as inside:
                good &= judge(odd, options.tei, options.stylesheets, files, Path(inside))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
