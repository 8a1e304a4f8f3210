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
from edition.intake.signs.history import read_history
from edition.markup import XML_LANG, tei
from edition.project import data_dir

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


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Received: 3 March 2020 · Accepted: May 14, 2020", {"received": "2020-03-03", "accepted": "2020-05-14"}),
        ("Geliş Tarihi: 03.03.2020 Kabul Tarihi: 14.05.2020", {"received": "2020-03-03", "accepted": "2020-05-14"}),
        (
            "Eingereicht am 3. März 2020, angenommen am 14. Mai 2020",
            {"received": "2020-03-03", "accepted": "2020-05-14"},
        ),
        ("Recibido: 3 de marzo de 2020. Publicado: 2020-06-01", {"received": "2020-03-03", "published": "2020-06-01"}),
        ("Поступила в редакцию 3 марта 2020", {"received": "2020-03-03"}),
        ("Published 13/06/2020", {"published": "2020-06-13"}),
        ("Published 05/06/2020", {}),
        ("Received 31.02.2020", {}),
        ("The letters were received with joy. 3 March 2020 was a Tuesday.", {}),
    ],
)
def test_when_an_article_came_and_was_published(line, dates):
    assert read_history([line]) == dates


def test_running_heads_tell_journal_and_dates(take):
    body = ["Kaptan limanda durdu ve gemiye baktı.", "Akşam oldu, herkes evine döndü, deniz sakindi."]
    pages = [
        f"Kıyı Dergisi, Cilt 4, Sayı 7, 2020\n\n{' '.join(body * k)}\nSonra {k}. gün de geçti ve liman yine doldu."
        for k in range(3, 7)
    ]
    pages[0] = "Limanın Hikâyesi\n\nAyşe Yalçın\n\nGeliş Tarihi: 03.03.2020\n\n" + pages[0]
    result = take("\f".join(pages))
    assert result.values("//tei:date[@type='received']/@when") == ["2020-03-03"]
    assert result.texts("//tei:monogr//tei:biblScope[@unit='volume']") == ["4"]
    rng = etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))
    assert rng.validate(result.root.getroottree()), rng.error_log
