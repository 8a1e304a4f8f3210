"""Importing from a string or from bytes, and looking at what comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.__main__ import main
from edition.intake import Imported, ImportOptions, import_bytes
from edition.markup import NS, reading_text

SAMPLE = """Öz: Bu deneme küçük bir limanın yüz yıllık hikâyesini ele almakta ve gemilerin bu limana
niçin uğradığını sormaktadır.
Anahtar Kelimeler: liman, gemi, ticaret.

Giriş

Liman, kasabanın doğusunda yer alır ve rüzgâra karşı uzun bir burunla korunur1. Balıkçılar burada
ağlarını onarır, tüccarlar mallarını satar ve çocuklar kıyıda oynardı (Yalçın, 2004: 12; Demir, 2010).

İlk iskele taştan yapılmıştı. Sonraki yıllarda ahşap bir iskele de eklendi ve gemiler artık kıyıya
kadar yanaşabildi2. Kasaba halkı bu işi “büyük bir bayram gibi” kutladı.

__RULE__
1 Burun, eski haritalarda başka bir adla geçer ve kayalıktır.
2 A. Yalçın, Taş İskele, s. 14.
""".replace("__RULE__", " " * 50)


class Result:
    """An import's outcome with the few questions that tests ask."""

    def __init__(self, imported: Imported) -> None:
        self.imported = imported
        self.root = etree.fromstring(imported.data)

    def texts(self, path: str) -> list[str]:
        found = self.root.xpath(path, namespaces=NS)
        return [reading_text(el) if el.tag is not None else "" for el in found]

    def values(self, path: str) -> list[str]:
        return [str(value) for value in self.root.xpath(path, namespaces=NS)]

    @property
    def codes(self) -> set[str]:
        return {d.code.id for d in self.imported.findings}


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Result]:
    """Import a text or bytes under a name; `corrections` is written beside it."""

    def make(
        content: str | bytes, name: str = "liman.txt", corrections: str = "", options: ImportOptions | None = None
    ) -> Result:
        path = tmp_path / name
        data = content.encode() if isinstance(content, str) else content
        if corrections:
            path.with_name(path.name + ".intake.toml").write_text(corrections, encoding="utf-8")
        return Result(import_bytes(path, data, options or ImportOptions()))

    return make


@pytest.fixture
def sample() -> str:
    return SAMPLE


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Run `edition import` in a folder without an edition; gives exit code and what was printed."""

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.argv", ["edition", "import", *words])
        with pytest.raises(SystemExit) as caught:
            main()
        printed = capsys.readouterr()
        return int(caught.value.code or 0), printed.out + printed.err

    return run
