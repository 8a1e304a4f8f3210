"""How long an import takes at 1, 10 and 100 times the length of an article, beside the start of the process.

    python benchmarks/intake.py [--length 80000]

Prints processor seconds (the best of several runs, but for the longest text) and the ratio to the step before; a cost
that grows linearly has ratios of about 10.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import time
from pathlib import Path

from edition.intake import ImportOptions, import_bytes

SENTENCES = (
    "Kasabanın eski limanı rüzgâra kapalı bir koyda kuruldu ve uzun yıllar boyunca balıkçılara hizmet etti.",
    "Tüccarlar buraya tuz, zeytin ve kereste getirir, dönüşte kumaş ile baharat yüklerlerdi (Yalçın, 2004: 12).",
    "Kaptanların defterlerinde “fırtınalı bir gece” diye anılan olay bugün de anlatılır.",
)
WIDTH = 78


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=80_000)
    length: int = parser.parse_args().length
    print(f"process start            {_start():8.2f} s")
    import_bytes(Path("warm.txt"), make_text(2_000).encode(), ImportOptions())
    before = 0.0
    for factor in (1, 10, 100):
        data = make_text(length * factor).encode()
        took = min(_once(data) for _ in range(5 if factor < 100 else 1))
        ratio = f"  ratio {took / before:5.1f}" if before else ""
        print(f"{len(data):>11,} bytes        {took:8.2f} s{ratio}")
        before = took


def _once(data: bytes) -> float:
    """Processor seconds, since what else the machine does is no part of the cost."""
    gc.collect()
    began = time.process_time()
    import_bytes(Path("long.txt"), data, ImportOptions())
    return time.process_time() - began


def _start() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import edition.intake"], check=True)
    return time.perf_counter() - began


def make_text(length: int) -> str:
    """A text of about this length: pages with a running head, paragraphs, and a footnote on every page."""
    pages: list[str] = []
    size = note = 0
    while size < length:
        note += 1
        lines = [f"Liman Yazıları {note}", ""]
        for paragraph in range(5):
            text = " ".join(SENTENCES[(note + paragraph + i) % 3] for i in range(6))
            if paragraph == 2:
                text += f" Bunu herkes bilirdi{note}."
            lines += [*_fill(text), ""]
        page = "\n".join([*lines, " " * 40, f"{note} A. Yalçın, Taş İskele, s. {note % 300 + 1}.", ""])
        pages.append(page)
        size += len(page)
    return "\f".join(pages)


def _fill(text: str) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        if len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


if __name__ == "__main__":
    main()
