"""A spaCy pipeline as a further source of candidates: trained here, loaded as a user's would be."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from edition.annotate import Annotator
from edition.annotate.pipelines import load_pipeline
from edition.diagnostics import EditionError
from edition.registers import Registers

from .conftest import make_document


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


def test_a_trained_pipeline_adds_candidates(tmp_path: Path, registers: Registers) -> None:
    train(tmp_path / "model")
    source = load_pipeline("model", tmp_path)
    document = make_document("<p>dün zarbay geldi</p>")
    assert Annotator(registers).find(document).mentions == ()
    (found,) = Annotator(registers, source=source).find(document).mentions_only()
    assert (found.kind, found.text, found.rule, found.cert) == ("person", "zarbay", "spacy", "unknown")


def test_a_pipeline_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as raised:
        load_pipeline("no-such-pipeline", tmp_path)
    assert raised.value.diagnostics[0].code.id == "A204"


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
                if word in text
            ]
        )

    return SimpleNamespace(load=load), asked


def test_candidates_of_a_pipeline_fill_what_the_rules_leave(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, registers: Registers
) -> None:
    found = {"zarbay": "PER", "limanda": "gpe", "meclis": "ORG", "dün": "DATE", "Karasu": "PERSON", "kitap": "LOC"}
    monkeypatch.setitem(sys.modules, "spacy", stand_in(found)[0])
    annotator = Annotator(registers, source=load_pipeline("any", tmp_path))
    text = "<p>dün zarbay limanda idi, Karasu’da meclis ve <bibl>kitap</bibl> vardı</p>"
    assert [(m.kind, m.text, m.rule) for m in annotator.find(make_document(text)).mentions_only()] == [
        ("person", "zarbay", "spacy"),
        ("place", "limanda", "spacy"),
        ("place", "Karasu", "register"),
        ("org", "meclis", "spacy"),
    ]


def test_a_folder_of_the_edition_goes_before_an_installed_pipeline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spacy, asked = stand_in({"a": "PER"})
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    (tmp_path / "ours").mkdir()
    load_pipeline("ours", tmp_path)
    load_pipeline("xx_ent", tmp_path)
    assert asked == [tmp_path / "ours", "xx_ent"]


def test_why_a_pipeline_cannot_be_loaded_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "spacy", stand_in({})[0])
    with pytest.raises(EditionError, match=r"spaCy cannot load the pipeline `x`: no such pipeline\Z"):
        load_pipeline("x", tmp_path)
