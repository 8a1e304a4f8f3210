"""Articles of our own in several languages: their parts and languages are known by the words of the language files.

A case is `cases/languages/<code>.txt`, and beside it what is found, `<code>.parts`: the language of the article, its
divisions with their languages, its keywords.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from edition.intake import ImportOptions, import_bytes
from edition.markup import XML_LANG, tei

CASES = Path(__file__).parent / "cases/languages"


def parts(path: Path) -> Iterator[str]:
    root = etree.fromstring(import_bytes(path, path.read_bytes(), ImportOptions()).data)
    yield root.get(XML_LANG, "")
    for keywords in root.iter(tei("keywords")):
        yield f"keywords {keywords.get(XML_LANG)}: {'; '.join(term.text or '' for term in keywords.iter(tei('term')))}"
    for division in root.iter(tei("div")):
        if kind := division.get("type"):
            yield f"{kind} {division.get(XML_LANG, '')}".strip()


@pytest.mark.parametrize("code", sorted(path.stem for path in CASES.glob("*.txt")))
def test_the_parts_of_an_article_are_known_in_its_language(code: str) -> None:
    found = list(parts(CASES / f"{code}.txt"))
    assert found == (CASES / f"{code}.parts").read_text(encoding="utf-8").splitlines()
