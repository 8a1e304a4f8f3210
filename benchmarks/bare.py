"""A stylesheet over the documents of a folder in two processes, with nothing around it: what others' work is told by.

    python -m benchmarks.bare STYLESHEET FOLDER OUTPUT

Saxon is asked directly, since the site's own door to it lets no stylesheet read other files, and others' do.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

_PROCESSES = 2


def main(stylesheet: Path, folder: Path, output: Path) -> None:
    """One page a document."""
    paths = sorted(folder.glob("*.xml"))
    context = multiprocessing.get_context("spawn")
    shares = [(stylesheet, paths[number::_PROCESSES], output) for number in range(_PROCESSES)]
    with context.Pool(_PROCESSES) as pool:
        pool.map(_pages, shares, chunksize=1)


def _pages(share: tuple[Path, list[Path], Path]) -> None:
    from saxonche import PySaxonProcessor

    stylesheet, paths, output = share
    processor = PySaxonProcessor(license=False)
    sheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(stylesheet))
    for path in paths:
        page = sheet.clone().transform_to_string(xdm_node=processor.parse_xml(xml_text=path.read_text("utf-8")))
        (output / f"{path.stem}.html").write_text(page or "", "utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
