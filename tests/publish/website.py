"""A built site as tests look at it: pages as trees, links with their targets, text without what the site adds."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml import etree

from edition.building import BuildOptions, Outcome, build
from edition.project import read_project

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TOML = """[edition]
title = {{ tr = "Küçük", en = "Small" }}
languages = [{languages}]
base-url = "https://small.example/site"
"""
HEAD = """<teiHeader><fileDesc><titleStmt><title xml:lang="en">{title}</title><author>Ada Nehir</author></titleStmt>
<publicationStmt><publisher>P</publisher></publicationStmt><sourceDesc><bibl>B <date when="1930">1930</date></bibl></sourceDesc></fileDesc></teiHeader>"""


@dataclass(frozen=True)
class Website:
    """The folder of a site, read once."""

    folder: Path
    outcome: Outcome = field(default_factory=Outcome)

    @cached_property
    def pages(self) -> dict[str, lxml.html.HtmlElement]:
        return {
            path.relative_to(self.folder).as_posix(): lxml.html.document_fromstring(path.read_bytes())
            for path in sorted(self.folder.rglob("*.html"))
        }

    def page(self, path: str) -> lxml.html.HtmlElement:
        return self.pages[path] if "pages" in self.__dict__ else lxml.html.document_fromstring(self.bytes(path))

    def bytes(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        return {path: frozenset(page.xpath("//@id")) for path, page in self.pages.items()}

    @property
    def files(self) -> dict[str, bytes]:
        return {p.relative_to(self.folder).as_posix(): p.read_bytes() for p in self.folder.rglob("*") if p.is_file()}


def target_of(path: str, address: str) -> tuple[str, str] | None:
    """Path and fragment of a link within the site; nothing for one that leads out.

    >>> target_of("en/persons/a.html", "../articles/b.html#c%C3%A7")
    ('en/articles/b.html', 'cç')
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
    return joined, unquote(parts.fragment)


def own_text(element: Any) -> str:
    """The text of an HTML element without what the site adds to the source (class `made`)."""
    return "".join(_own(element))


def _own(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str) and "made" not in (element.get("class") or "").split():
        yield element.text or ""
        for child in element:
            yield from _own(child)
            yield child.tail or ""


def tei_text(element: Any) -> str:
    """The text of a TEI element, without comments; in `choice` and its like only the elements have text."""
    return "".join(_tei(element))


def _tei(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    joint = element.tag in {f"{TEI}choice", f"{TEI}subst", f"{TEI}app"}
    yield "" if joint else element.text or ""
    for child in element:
        yield from _tei(child)
        yield "" if joint else child.tail or ""


def letters(text: str) -> str:
    """The same without blanks, which stand differently between blocks.

    >>> letters(" a b\\n")
    'ab'
    """
    return "".join(text.split())


def article(id_: str, body: str, *, title: str = "A title", lang: str = "en") -> str:
    head = HEAD.format(title=title)
    return f'<TEI {NS} xml:id="{id_}" xml:lang="{lang}">{head}<text><body>{body}</body></text></TEI>'


def register(inside: str) -> str:
    return f'<TEI {NS} xml:lang="en"><standOff>{inside}</standOff></TEI>'


def make_site(
    folder: Path,
    articles: Mapping[str, str],
    registers: str = "",
    *,
    languages: tuple[str, ...] = ("en",),
    files: Mapping[str, str | bytes] | None = None,
) -> Website:
    """A site of bodies of articles by their id."""
    written: dict[str, str | bytes] = {
        "edition.toml": TOML.format(languages=", ".join(f'"{code}"' for code in languages)),
        **{f"tei/articles/{id_}.xml": article(id_, body) for id_, body in articles.items()},
        **(files or {}),
    }
    if registers:
        written["tei/registers/all.xml"] = register(registers)
    for name, data in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return build_site(folder)


def build_site(folder: Path, *, preview: bool = False) -> Website:
    output = folder / "output/site"
    options = BuildOptions(output, jobs=1, search=False, guidelines=False, preview=preview)
    return Website(folder / "output/site", build(read_project(folder), options))


def copy_edition(root: Path, target: Path) -> Path:
    """The shipped edition, with an address on the web."""
    shutil.copytree(root / "tei", target / "tei")
    settings = (root / "edition.toml").read_text("utf-8")
    settings = re.sub('\nbase-url = ".*"', '\nbase-url = "https://edition.example/e"', settings)
    (target / "edition.toml").write_text(settings, "utf-8")
    return target


def read_tei(path: Path) -> Any:
    return etree.fromstring(path.read_bytes(), etree.XMLParser(remove_pis=True))
