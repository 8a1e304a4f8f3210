"""Libraries as sources: a spaCy pipeline that is trained here, a GLiNER model's stand-in, and what is not there."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from edition.annotate.elsewhere.libraries import Gliner, Pipeline
from edition.annotate.elsewhere.offers import UNTOLD, Claim
from edition.diagnostics import EditionError

EVER = 60.0


def train(folder: Path) -> None:
    """A pipeline that has learnt a handful of sentences."""
    spacy: Any = pytest.importorskip("spacy")
    example: Any = importlib.import_module("spacy.training").Example
    texts = ["dün zarbay geldi", "sonra zarbay gitti", "yine zarbay sustu", "bugün zarbay konuştu", "dün masa geldi"]
    pipeline = spacy.blank("tr")
    pipeline.add_pipe("ner").add_label("PER")
    examples = [
        example.from_dict(
            pipeline.make_doc(t),
            {"entities": [(t.index("zarbay"), t.index("zarbay") + 6, "PER")] if "zarbay" in t else []},
        )
        for t in texts
    ]
    random.seed(0)
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(40):
        pipeline.update(examples, sgd=optimizer)
    pipeline.to_disk(folder)


def test_a_trained_pipeline_finds_names(tmp_path: Path) -> None:
    train(tmp_path / "model")
    source = Pipeline("model", tmp_path)
    assert source.ask("dün zarbay geldi", "tr", EVER) == [Claim("person", "", 4, 10)]
    before = source.digest
    (tmp_path / "model" / "more").write_text("x", encoding="utf-8")
    assert Pipeline("model", tmp_path).digest != before


def test_a_gliner_model_finds_names_with_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[tuple[str, dict[str, Any]]] = []

    def predict(text: str, labels: list[str]) -> list[dict[str, Any]]:
        assert labels == ["person", "place", "org", "event"]
        at = text.index("Ulm")
        found = {"start": at, "end": at + 3, "text": "Ulm", "label": "place", "score": 0.75}
        return [found, found | {"label": "animal"}, found | {"score": 7}]

    def load(name: str, **options: Any) -> Any:
        loaded.append((name, options))
        return SimpleNamespace(predict_entities=predict)

    library = ModuleType("gliner")
    library.GLiNER = SimpleNamespace(from_pretrained=load)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", library)
    (tmp_path / "model").mkdir()
    source = Gliner("model", tmp_path)
    assert source.ask("nach Ulm", "de", EVER) == [Claim("place", "", 5, 8, 0.75), Claim("place", "", 5, 8, UNTOLD)]
    source.ask("nach Ulm", "de", EVER)
    assert loaded == [(str(tmp_path / "model"), {"local_files_only": True})]  # once, and nothing is fetched


@pytest.mark.parametrize("source", [Pipeline, Gliner])
def test_a_library_that_is_not_installed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: type[Pipeline] | type[Gliner]
) -> None:
    for name in ("spacy", "gliner"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(EditionError, match=r"A204.*not installed"):
        source("model", tmp_path).ask("nach Ulm", "de", EVER)


def test_a_pipeline_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    with pytest.raises(EditionError, match=r"A204.*cannot load"):
        Pipeline("no-such-pipeline", tmp_path).ask("nach Ulm", "de", EVER)


def stand_in(found: dict[str, str]) -> tuple[SimpleNamespace, list[object]]:
    """A spaCy that finds words under labels, and what it was asked to load."""
    asked: list[object] = []

    def load(name: object) -> Callable[[str], SimpleNamespace]:
        asked.append(name)
        if not found:
            raise OSError("no such pipeline\nlook there")
        return lambda text: SimpleNamespace(
            ents=[
                SimpleNamespace(label_=label, start_char=text.index(word), end_char=text.index(word) + len(word))
                for word, label in found.items()
            ]
        )

    return SimpleNamespace(load=load), asked


def test_labels_of_common_schemes_are_our_kinds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = {"zarbay": "PER", "limanda": "gpe", "meclis": "ORG", "dün": "DATE", "savaş": "EVENT", "kitap": "WORK"}
    monkeypatch.setitem(sys.modules, "spacy", stand_in(found)[0])
    told = Pipeline("any", tmp_path).ask(" ".join(found), "tr", EVER)
    assert [one.kind for one in told] == ["person", "place", "org", "event"]


def test_a_folder_of_the_edition_goes_before_an_installed_pipeline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spacy, asked = stand_in({"a": "PER"})
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    (tmp_path / "ours").mkdir()
    for name in ("ours", "xx_ent"):
        Pipeline(name, tmp_path).ask("a", "tr", EVER)
    assert asked == [tmp_path / "ours", "xx_ent"]


def test_why_a_pipeline_cannot_be_loaded_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "spacy", stand_in({})[0])
    with pytest.raises(EditionError) as raised:
        Pipeline("x", tmp_path).ask("a", "tr", EVER)
    (found,) = raised.value.diagnostics
    assert (found.code.id, found.message) == ("A204", "spaCy cannot load `x`: no such pipeline")
