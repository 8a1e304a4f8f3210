"""That stylesheets ask for the keys that the program gives, by the one list of them: a misspelt key would be empty in silence."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
LISTED = {
    name: set(keys.split())
    for name, keys in tomllib.loads((ROOT / "xslt/site/keys.toml").read_text(encoding="utf-8")).items()
}
ASKED = re.compile(r"(?:\$(\w[\w-]*))?\?([a-z][a-z0-9-]*)")
MADE = re.compile(r"'([a-z][a-z0-9-]*)'\s*:")
# keys of tables and files that are no values of a page
ELSEWHERE = {
    "building/manifest.py": "what the program keeps of the last build",
    "publish/lists/script.py": "what the filter of the list looks through",
    "publish/renderer.py": "the parameters themselves",
    "publish/theme/read.py": "the static parameter of a theme",
    "publish/theme/__init__.py": "where a theme's part goes",
    "publish/paths.py": "folders by kind of entry",
    "publish/finding/pagefind.py": "what Pagefind is told",
    "publish/assets/__init__.py": "what scripts read",
    "publish/pages/surveys/__init__.py": "the surveys by their folders",
    "publish/map/coast.py": "the drawing of the coast, which is made once",
    "publish/map/derive.py": "the drawing of the coast, which is made once",
    "publish/map/layers.py": "the drawing of the coast, which is made once",
}
TABLES = {"geonames", "gnd", "isni", "orcid", "viaf", "wikidata"}  # services by the type of an identifier
SIDES = {"labels", "end", "middle"}  # where the names of the map stand
LABELS = {"letters.from", "letters.to"}  # words of the interface
SCRIPTS = {"", "titles"}  # titles by language, which the chronology's filter reads


def stylesheets() -> Iterator[tuple[str, str]]:
    """Every place of a stylesheet that may hold an expression."""
    for folder in ("xslt/site", "xslt/lib"):
        for path in sorted((ROOT / folder).rglob("*.xsl")):
            for element in etree.parse(path).iter(etree.Element):
                yield from ((path.name, value) for value in element.attrib.values())
                yield from ((path.name, text) for text in (element.text, *(c.tail for c in element)) if text)


def asked(variable: str) -> set[str]:
    return {key for _, text in stylesheets() for of, key in ASKED.findall(text) if of == variable}


def asked_within() -> set[str]:
    found = {key for _, text in stylesheets() for of, key in ASKED.findall(text) if of not in ("site", "page")}
    made = {key for _, text in stylesheets() if "map {" in text for key in MADE.findall(text)}
    return {key for key in found if key in LISTED["within"] or key not in made}


def given(folder: str) -> dict[str, set[str]]:
    """The keys of dictionaries that are written out, or filled, in the rooms that make pages, with their files."""
    out: dict[str, set[str]] = {}
    for path in sorted((ROOT / "src/edition" / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else []
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                keys = [node.slice]
            for key in keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    out.setdefault(key.value, set()).add(path.relative_to(ROOT / "src/edition").as_posix())
    return out


@pytest.fixture(scope="module")
def all_given() -> dict[str, set[str]]:
    both = given("publish")
    for key, files in given("building").items():
        both.setdefault(key, set()).update(files)
    return both


@pytest.mark.parametrize("variable", ["site", "page"])
def test_what_stylesheets_ask_of_a_parameter_is_listed(variable: str) -> None:
    assert asked(variable) == LISTED[variable]


def test_what_stylesheets_ask_of_values_is_listed() -> None:
    assert asked_within() == LISTED["within"]


def test_what_is_listed_is_given(all_given: dict[str, set[str]]) -> None:
    assert set.union(*LISTED.values()) - set(all_given) == set()


def test_what_is_given_is_listed(all_given: dict[str, set[str]]) -> None:
    handed = {key for key, files in all_given.items() if not files <= set(ELSEWHERE)}
    assert handed - set.union(*LISTED.values()) - TABLES - SIDES - LABELS - SCRIPTS == set()
