"""A spaCy pipeline as a further source of candidates: trained here, loaded as a user's would be."""

from __future__ import annotations

import importlib
import random
from pathlib import Path
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
