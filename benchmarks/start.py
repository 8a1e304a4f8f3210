"""How long a call takes to begin, beside `import lxml` and jing, and how much lies on the disk without the extras.

`--help` should be there no later than the findings of one file. The size is that of all packages of `runtime.lock` as
they are installed here, with their compiled modules (.pyc) left out, and of the program itself.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from benchmarks.figures import Figures, best, edition_command, jing_command, process

ROOT: Final = Path(__file__).resolve().parents[1]
ARTICLES: Final = ROOT / "tei/articles"
OWN: Final = ROOT / "schema/edition.rng"
MEGABYTE: Final = 1_000_000


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object."""
    figures = Figures("start: calls beside each other, and the size of an installation without extras")
    rounds = 2 if short else 5
    article = sorted(ARTICLES.glob("*.xml"))[0]
    calls = {
        "import lxml": process([sys.executable, "-c", "import lxml.etree"]),
        "edition --version": process(edition_command("--version")),
        "edition --help": process(edition_command("--help"), ROOT),
        "edition validate, one file": process(edition_command("validate", article), ROOT),
        "jing, one file": process([*jing_command(OWN), article]),
    }
    seconds = {}
    for what, call in calls.items():
        call()  # what is kept between calls is there, and the disk has been asked
        seconds[what] = best(call, rounds)
        figures.add(f"{what}: seconds", seconds[what])
    figures.add("--help beside one file", seconds["edition --help"] / seconds["edition validate, one file"], 1.0)
    size = sum(map(_size, _packages())) + _program()
    figures.add("the program and all it stands on, without extras: MB", size / MEGABYTE, 260)
    return figures.result()


def _packages() -> list[Distribution]:
    """The packages of the runtime's lock that this system needs."""
    names = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "runtime.lock").read_text("utf-8"), re.MULTILINE)
    found = []
    for name in dict.fromkeys(names):  # some stand there once a version of Python
        try:
            found.append(distribution(name))
        except PackageNotFoundError:  # of another system
            continue
    return found


def _size(package: Distribution) -> int:
    paths = [Path(str(package.locate_file(file))) for file in package.files or () if file.suffix != ".pyc"]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _program() -> int:
    folders = (ROOT / "src", ROOT / "xslt", ROOT / "schema")
    return sum(p.stat().st_size for folder in folders for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")


if __name__ == "__main__":
    main()
