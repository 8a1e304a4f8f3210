"""`edition validate` as people call it, beside jing (one JVM for all files) and lxml's RELAX NG, in one run.

With the edition's own schema whole processes are compared, on documents that are made at random from the schema. With
tei_all, whose loading is the greater part of a small call, the time after loading is compared: a call on many files
less a call on one, over `../shared/corpora/tagebuch` repeated with new ids.
"""

from __future__ import annotations

import importlib
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lxml import etree

from benchmarks.figures import Figures, best, edition_command, given_up, jing_command, process
from edition.markup import Source
from edition.validate import Checker, load_grammar
from edition.validate.schematron import Schematron

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared"
CORPUS: Final = SHARED / "corpora" / "tagebuch" / "editions"
TEI_ALL: Final = SHARED / "schema" / "tei_all.rng"
REGISTER: Final = ROOT / "tei" / "registers" / "persons.xml"
OWN: Final = ROOT / "schema" / "edition.rng"
_ID: Final = re.compile(rb'xml:id="[^"]*"')
_INVALID: Final = 200
_START_TAG: Final = re.compile(rb"(<(?!TEI)[A-Za-z]+)([^<>]*>)")
_LXML: Final = """
import sys
from pathlib import Path
from lxml import etree
parser = etree.XMLParser(collect_ids=False, huge_tree=True)
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
for path in sys.argv[2:]:
    schema.validate(etree.parse(path, parser))
"""
_PERSON: Final = (
    '<person xml:id="p{0}"><persName type="main" xml:lang="tr">Ad {0}</persName><birth when="1881"/></person>'
)


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object."""
    rounds = 1 if short else 5
    figures = Figures("validate: `edition validate` beside jing and lxml")
    _start(figures, rounds)
    _own_schema(figures, 100 if short else 1_000, rounds, patience=2 if short else 10)
    _invalid(figures, rounds)
    _growth(figures, rounds)
    if not CORPUS.is_dir() or not TEI_ALL.is_file():
        print("  the corpus ../shared/corpora/tagebuch is not here: nothing is measured with tei_all")
        return figures.result()
    for size in [200] if short else [2_000, 16_000]:
        _tei_all(figures, size, 1)
    return figures.result()


def _start(figures: Figures, rounds: int) -> None:
    ours = best(process(edition_command("--version")), rounds * 2)
    theirs = best(process([sys.executable, "-c", "from lxml import etree"]), rounds * 2)
    figures.add("edition --version, beside importing lxml", ours / theirs, 4)


def _own_schema(figures: Figures, size: int, rounds: int, patience: float = 10) -> None:
    """Whole processes with the edition's schema."""
    with _generated(size) as folder:
        files = sorted(folder.glob("*.xml"))
        middle = sorted(files, key=lambda f: f.stat().st_size)[size // 2]
        for label, given, paths, target in (
            (f"{size:,} files, project schema: whole process beside jing", folder, files, 0.7),
            ("one file, project schema: whole process beside jing", middle, [middle], 0.4),
        ):
            ours_call = process(edition_command("validate", given, "--schema", OWN))
            ours_call()  # the first call with a schema keeps what it read
            times = rounds if given is folder else rounds * 3
            ours, jing = best(ours_call, times), best(process([*jing_command(OWN), *paths]), times)
            libxml = given_up([sys.executable, "-c", _LXML, OWN, *paths], patience)
            figures.add(label, ours / jing, target, f"{ours:.2f} s; jing {jing:.2f} s, lxml {libxml}")


def _invalid(figures: Figures, rounds: int) -> None:
    """Two hundred files with one to three mistakes each, as people see them: what helps is told with each."""
    schemas = [("project schema", OWN)] + ([("tei_all", TEI_ALL)] if CORPUS.is_dir() and TEI_ALL.is_file() else [])
    for label, schema in schemas:
        with _generated(_INVALID) if schema is OWN else _corpus(_INVALID) as folder:
            chance = random.Random(1)
            files = sorted(folder.glob("*.xml"))
            for path in files:
                path.write_bytes(spoiled(path.read_bytes(), chance))
            ours_call = process(edition_command("validate", folder, "--schema", schema, "--no-embedded"))
            ours_call()
            ours, jing = best(ours_call, rounds), best(process([*jing_command(schema), *files]), rounds)
            detail = f"{ours:.2f} s; jing {jing:.2f} s"
            figures.add(f"{_INVALID} invalid files, {label}: process beside jing", ours / jing, 1.5, detail)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """A document with one to three mistakes that people make."""
    for _ in range(chance.randint(1, 3)):
        tag = chance.choice(list(_START_TAG.finditer(data)))
        mistakes = (
            tag[1] + b' wen="1921"' + tag[2],
            b"<persname>Nino</persname>" + tag[0],
            b"stray words " + tag[0],
            b"<head>Title</head>" + tag[0],
            b'<date when="16.03.1921">16 March</date>' + tag[0],
            b"<list/>" + tag[0],
        )
        data = data[: tag.start()] + chance.choice(mistakes) + data[tag.end() :]
    return data


@contextmanager
def _generated(size: int) -> Iterator[Path]:
    """A folder of valid documents: forty made from the schema, repeated with new ids."""
    sys.path.insert(0, str(ROOT / "tests" / "schema"))
    generator = importlib.import_module("generate").Generator.of(OWN, seed=1)
    made = []
    for _ in range(40):
        document = generator.document()
        document.set("xmlns", "http://www.tei-c.org/ns/1.0")
        made.append(etree.tostring(document, encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        for number in range(size):
            data = _ID.sub(f'xml:id="n{number}"'.encode(), made[number % len(made)], count=1)
            Path(name, f"{number:05}.xml").write_bytes(data)
        yield Path(name)


def _growth(figures: Figures, rounds: int) -> None:
    """Ten times the file, with grammar and assertions."""
    checker = Checker(load_grammar(OWN), Schematron(OWN.with_suffix(".sch")))
    small, large = (_persons(n) for n in (1_000, 10_000))
    checker.check(small)
    factor = best(lambda: checker.check(large), rounds) / best(lambda: checker.check(small), rounds)
    figures.add("a register of 10,000 persons beside one of 1,000, with assertions", factor, 11)


def _persons(count: int) -> Source:
    entries = "\n".join(_PERSON.format(number) for number in range(count))
    head = REGISTER.read_text(encoding="utf-8").partition("<standOff>")[0]
    return Source("persons.xml", f"{head}<standOff><listPerson>{entries}</listPerson></standOff></TEI>".encode())


def _tei_all(figures: Figures, size: int, rounds: int) -> None:
    """What many files of a corpus cost after loading."""
    with _corpus(size) as folder:
        files = sorted(p.name for p in folder.glob("*.xml"))

        def ours(*given: str) -> Callable[[], None]:
            return process(edition_command("validate", *given, "--schema", TEI_ALL, "--no-embedded"), folder)

        def jing(given: Sequence[str]) -> Callable[[], None]:
            return process([*jing_command(TEI_ALL), *given], folder)

        ours_loads, ours_all, alone = (
            best(ours(files[0]), 3),
            best(ours("."), rounds),
            best(ours(".", "--jobs", "1"), rounds),
        )
        jing_loads, jing_all = best(jing(files[:1]), 3), best(jing(files), rounds)
        ratio = (ours_all - ours_loads) / (jing_all - jing_loads)
        detail = f"{ours_all - ours_loads:.1f} s; jing {jing_all - jing_loads:.1f} s"
        figures.add(f"{size:,} files, tei_all: after loading beside jing", ratio, 1.3, detail)
        whole = f"{ours_all:.1f} s; jing {jing_all:.1f} s"
        figures.add(f"{size:,} files, tei_all: whole process beside jing", ours_all / jing_all, None, whole)
        if size >= 2_000:  # fewer are not worth a second process
            figures.add(f"{size:,} files, tei_all: two processes beside one", ours_all / alone, 0.65)


@contextmanager
def _corpus(size: int) -> Iterator[Path]:
    sources = [(p.stem, p.read_bytes()) for p in sorted(CORPUS.glob("*.xml"))]
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        for number in range(size):
            stem, data = sources[number % len(sources)]
            id_ = f"{stem}-{number // len(sources)}"
            Path(name, f"{id_}.xml").write_bytes(_ID.sub(f'xml:id="{id_}"'.encode(), data, count=1))
        yield Path(name)


if __name__ == "__main__":
    main("--short" in sys.argv)
