"""What annotating costs: against parsing and serialising the same files, by length of text, by size of registers, with
what was learned and without.

    .venv/bin/python -m benchmarks --only annotate

Prints ratios, since seconds differ between machines. Uses ../shared/corpora where it is there, else made-up text.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from benchmarks import editions
from benchmarks.figures import best
from edition.annotate import Annotator, write_mentions
from edition.annotate.learned.lessons import take_out
from edition.markup import Source, parse
from edition.registers import Registers, read_registers

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SYLLABLES = ("ka", "ri", "mol", "ten", "su", "dar", "bel", "oz", "lin", "mer", "gu", "san")


def seconds(action: Callable[[], object], times: int = 3) -> float:
    """The processor time of the best of some runs: other work on the machine does not count."""
    return best(action, times, time.process_time)


def made_up_registers(number: int) -> Registers:
    """So many persons with two names each."""
    rnd = random.Random(1)
    names = ("".join(rnd.choices(SYLLABLES, k=4)).capitalize() for _ in range(number))
    persons = "".join(
        f'<person xml:id="p{i}"><persName>{name} Ada{i}</persName><persName>{name}{i % 97}</persName></person>'
        for i, name in enumerate(names)
    )
    xml = f"<TEI {TEI}><standOff><listPerson>{persons}</listPerson></standOff></TEI>"
    return read_registers([parse(Source("r.xml", xml.encode()))])[0]


def made_up_text(paragraphs: int) -> bytes:
    """A Turkish text of so many paragraphs."""
    rnd = random.Random(2)
    words = (
        "gitti",
        "Ankara’ya",
        "12 Mart 1921’de",
        "Mustafa Bey",
        "ve",
        "sonra",
        "heyet",
        "Karasu Hükümeti",
        "ile",
        "yol",
    )
    body = "".join(f'<p xml:id="p{i}">{" ".join(rnd.choices(words, k=80))}.</p>' for i in range(paragraphs))
    return f'<TEI {TEI} xml:id="t" xml:lang="tr"><text><body>{body}</body></text></TEI>'.encode()


def corpus() -> list[bytes]:
    """TEI files by others."""
    found = sorted(CORPORA.glob("plays/*.xml")) + sorted(CORPORA.glob("tagebuch/editions/*.xml"))[:60]
    return [f.read_bytes() for f in found] or [made_up_text(2000)]


def annotate_all(annotator: Annotator, files: list[bytes]) -> None:
    """Annotate files from bytes to bytes."""
    for data in files:
        write_mentions(annotator.find(parse(Source("f.xml", data))))


def learned_ratio() -> float:
    """How much longer annotating letters takes with what every second of them taught; 0 where there are none."""
    letters = sorted((CORPORA / "letters" / "editions").glob("*.xml"))
    if not letters:
        return 0.0
    documents = editions.read(letters)
    indices = editions.read(sorted((CORPORA / "letters" / "indices").glob("*.xml")))
    plain = Annotator(read_registers([*indices, *documents])[0], default_language="de")
    files = [take_out(one, plain.habits(one)).document.source.data for one in documents[1::2]]
    with_model = editions.learned(plain, documents[::2])
    costs = [seconds(lambda a=a: annotate_all(a, files)) for a in (plain, with_model)]  # type: ignore[misc]
    return costs[1] / costs[0]


def parse_and_serialise(files: list[bytes]) -> None:
    """What any tool must do: to a tree with known places, and back."""
    for data in files:
        document = parse(Source("f.xml", data))
        document.element_span(document.root)
        etree.tostring(document.root, encoding="utf-8")


def main() -> None:
    """Print the ratios."""
    files = corpus()
    megabytes = sum(map(len, files)) / 1e6
    small, large = Annotator(made_up_registers(250)), Annotator(made_up_registers(50_000))
    build = [seconds(lambda a=a: type(a)(a.registers).index, 1) for a in (small, large)]  # type: ignore[misc]
    base = seconds(lambda: parse_and_serialise(files))
    cost = [seconds(lambda a=a: annotate_all(a, files)) for a in (small, large)]  # type: ignore[misc]
    turkish = [seconds(lambda n=n: annotate_all(small, [made_up_text(n)])) for n in (500, 2000)]  # type: ignore[misc]
    print(f"parse and serialise       {base / megabytes:8.3f} s/MB ({megabytes:.1f} MB)")
    print(f"annotate, 250 names       {cost[0] / megabytes:8.3f} s/MB   ratio to that {cost[0] / base:5.1f}")
    print(f"annotate, 50,000 names    {cost[1] / megabytes:8.3f} s/MB   ratio to 250 names {cost[1] / cost[0]:5.2f}")
    print(f"four times the text       {turkish[1]:8.3f} s      ratio {turkish[1] / turkish[0]:5.2f} (linear: 4)")
    print(f"annotate, learned         ratio to registers alone {learned_ratio():5.2f} (at most 1.5)")
    print(f"building the index        {build[0]:8.3f} s and {build[1]:.3f} s, once a run")


if __name__ == "__main__":
    main()
