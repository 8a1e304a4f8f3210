"""The RELAX NG engine beside jing and libxml2, in one run; all figures are ratios to what they are measured against.

jing runs as one process for all files; "after loading" takes off what it needs for a single small file.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lxml import etree

from benchmarks.figures import Figures, best, jing_command, process
from edition.relaxng import Schema, load_schema

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared"
TEI_ALL: Final = SHARED / "schema/tei_all.rng"
OWN: Final = ROOT / "schema/edition.rng"
_OWN_PROCESS: Final = """
import sys
from pathlib import Path
from edition.relaxng import load_schema
schema = load_schema(sys.argv[1], cache=Path(sys.argv[2]))
names = Path(sys.argv[3]).read_text(encoding="utf-8").splitlines()
print(sum(bool(schema.validate(Path(name).read_bytes())) for name in names))
"""


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object. Short: a part of the corpus, once."""
    rounds = 1 if short else 3
    figures = Figures("relaxng: the engine beside jing and libxml2")
    articles = sorted((ROOT / "tei/articles").glob("*.xml"))
    _project_schema(figures, articles, 100 if short else 1_000, rounds)
    _growth(figures, articles[0])
    if not TEI_ALL.is_file():
        print("  ../shared/schema/tei_all.rng is not here: nothing is measured with it")
        return figures.result()
    schema = load_schema(TEI_ALL)
    _persons(figures, schema)
    # listplace.xml is one of the lists on which libxml2 is cubic: it would flatter us
    corpus = [file for file in sorted((SHARED / "corpora").rglob("*.xml")) if file.name != "listplace.xml"]
    corpus = corpus[:: max(1, len(corpus) // 150)] if short else corpus
    if corpus:
        _beside_libxml2(figures, schema, corpus, rounds)
        _beside_jing(figures, schema, corpus, 5e6 if short else 80e6)
    return figures.result()


def _project_schema(figures: Figures, articles: list[Path], many: int, rounds: int) -> None:
    """Whole processes with the edition's own schema: one article, and all of them over and over."""
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        folder = Path(name)
        repeated = (articles * (many // len(articles) + 1))[:many]
        for label, files, bar in (("one file", articles[:1], 0.4), (f"{many:,} files", repeated, 0.7)):
            names = folder / "names"
            names.write_text("\n".join(map(str, files)), encoding="utf-8")
            ours_call = process([sys.executable, "-c", _OWN_PROCESS, OWN, folder / "cache", names])
            ours_call()  # the first call with a schema keeps what it read
            ours, jing = best(ours_call, rounds), best(process([*jing_command(OWN), *files]), rounds)
            detail = f"{ours:.2f} s; jing {jing:.2f} s"
            figures.add(f"{label}, project schema: process beside jing's", ours / jing, bar, detail)


def _growth(figures: Figures, article: Path) -> None:
    """Ten times the text of an article."""
    data = article.read_bytes()
    begin, end = data.index(b">", data.index(b"<body")) + 1, data.index(b"</body>")
    # identifiers must stay apart from each other
    longer = b"".join(data[begin:end].replace(b'xml:id="', b'xml:id="r%d' % number) for number in range(10))
    large = data[:begin] + longer + data[end:]
    schema = load_schema(OWN)
    schema.validate(large)
    factor = best(lambda: schema.validate(large), 10) / best(lambda: schema.validate(data), 10)
    figures.add("ten times the text of an article", factor, 11, f"{len(large) / 1e6:.1f} MB")


def _persons(figures: Figures, schema: Schema) -> None:
    """Long lists, which libxml2 validates in cubic time as the schema stands."""
    small, large = persons(1_000), persons(10_000)
    schema.validate(small)
    factor = best(lambda: schema.validate(large), 10) / best(lambda: schema.validate(small), 10)
    figures.add("a list of 10,000 persons beside one of 1,000, tei_all", factor, 11, f"{len(large) / 1e6:.1f} MB")


def persons(count: int) -> bytes:
    """A document with a list of that many persons."""
    head = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt>'
        b"<p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>"
    )
    entry = b'<person xml:id="p%d"><persName>Name</persName><birth when="1881"/></person>\n'
    body = b"".join(entry % number for number in range(count))
    return head + body + b"</listPerson></standOff></TEI>"


def _beside_libxml2(figures: Figures, schema: Schema, corpus: list[Path], rounds: int) -> None:
    """Our engine, which reads the bytes, beside libxml2's on trees that are parsed already."""
    _validate(schema, corpus)
    ours = best(lambda: _validate(schema, corpus), rounds)
    trees = [etree.parse(file, etree.XMLParser(collect_ids=False, huge_tree=True)) for file in corpus]
    relaxng = etree.RelaxNG(file=str(TEI_ALL))
    theirs = best(lambda: [relaxng.validate(tree) for tree in trees], 1)
    megabytes = _megabytes(corpus)
    speeds = f"{megabytes / ours:.0f} and {megabytes / theirs:.0f} MB/s"
    figures.add("corpus, tei_all: time beside libxml2's, without its parsing", ours / theirs, 10, speeds)


def _beside_jing(figures: Figures, schema: Schema, corpus: list[Path], size: float) -> None:
    """A corpus of a given size in bytes, after loading."""
    many = corpus * max(1, round(size / 1e6 / _megabytes(corpus)))
    alone = best(process([*jing_command(TEI_ALL), corpus[0]]), 3)
    rest = best(process([*jing_command(TEI_ALL), *many]), 1) - alone
    ours = best(lambda: _validate(schema, many), 1)
    megabytes = _megabytes(many)
    speeds = f"{megabytes / ours:.0f} and {megabytes / rest:.0f} MB/s"
    figures.add("large corpus, tei_all: time beside jing's, after loading", ours / rest, 1.3, speeds)


def _validate(schema: Schema, files: Iterable[Path]) -> None:
    for file in files:
        schema.validate(file.read_bytes())


def _megabytes(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files) / 1e6


if __name__ == "__main__":
    main("--short" in sys.argv)
