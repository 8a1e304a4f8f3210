"""Annotations read back with json, conllu, spaCy (where it is installed) and rdflib."""

from __future__ import annotations

import csv
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import conllu
import pytest
from lxml import html

from edition.project import Project


def mentions(export: Callable[..., Path]) -> list[dict[str, str]]:
    with export("mentions", "csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def blocks(export: Callable[..., Path]) -> dict[tuple[str, str], str]:
    found = json.loads(export("texts", "json").read_text())
    return {(b["article"], b["id"]): b["text"] for b in found}


def test_web_annotations_select_position_and_quotation(export: Callable[..., Path]) -> None:
    found = json.loads(export("mentions", "jsonld").read_text())
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld" and found["type"] == "AnnotationPage"
    texts = blocks(export)
    expected = [(m["article"], m["paragraph"], m["text"]) for m in mentions(export)]
    seen = []
    for item in found["items"]:
        article = item["target"]["source"].removeprefix("https://letters.example/articles/").removesuffix(".html")
        selector, element = item["target"]["selector"]
        assert item["id"] == f"{item['target']['source']}#{element['value']}"
        position, quotation = selector["refinedBy"]
        text = texts[(article, selector["value"])]
        assert text[position["start"] : position["end"]] == quotation["exact"]
        assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] in text
        seen.append((article, selector["value"], quotation["exact"]))
    assert seen == expected
    bodies = found["items"][2]["body"]
    assert [b["source"] for b in bodies if b["type"] == "SpecificResource"] == [
        "https://letters.example/persons/kazim.html",
        "https://letters.example/persons/nuri.html",
    ]
    assert found["items"][0]["creator"] == {"type": "Software", "name": "edition"}


def test_web_annotations_lead_to_their_place_on_the_page(
    letters: Project, export: Callable[..., Path], command: Callable[..., Any]
) -> None:
    assert command("build", folder=letters.root).code in (0, 1)
    found = json.loads(export("mentions", "jsonld").read_text())
    for item in found["items"]:
        page = item["target"]["source"].removeprefix("https://letters.example/")
        root = html.parse(letters.root / "output/site" / page).getroot()
        block, element = item["target"]["selector"]
        position, quotation = block["refinedBy"]
        paragraph, mention = (root.get_element_by_id(s["value"]) for s in (block, element))
        for other in paragraph.xpath(".//*[@role='note' or contains(concat(' ', @class, ' '), ' made ')]"):
            other.drop_tree()  # what the page adds, and the notes, which are paragraphs of their own
        text = " ".join(paragraph.text_content().split())
        assert text[position["start"] : position["end"]] == quotation["exact"]
        assert " ".join(mention.text_content().split()) == quotation["exact"]
    assert found["id"] == "https://letters.example/exports/mentions.jsonld"


def test_standoff_offsets_find_their_text(export: Callable[..., Path]) -> None:
    number = 0
    for article in json.loads(export("mentions", "json").read_text()):
        for block in article["blocks"]:
            for mention in block["mentions"]:
                number += 1
                assert block["text"][mention["start"] : mention["end"]] == mention["text"]
    assert number == len(mentions(export))


def test_iob_tags_give_the_mentions_back(export: Callable[..., Path]) -> None:
    found = []
    fields = ["id", "form", "ner", "key"]
    for sentence in conllu.parse(export("mentions", "conll").read_text(encoding="utf-8"), fields=fields):
        words: list[Any] = []
        for token in sentence:
            if token["ner"].startswith("B-"):
                words = [token["form"]]
                found.append((token["ner"][2:], words))
            elif token["ner"].startswith("I-"):
                words.append(token["form"])
    tags = {"person": "PER", "place": "LOC", "org": "ORG", "event": "EVENT", "date": "DATE"}
    expected = [(tags[m["kind"]], m["text"].replace(" ", "")) for m in mentions(export)]
    assert [(tag, "".join(words)) for tag, words in found] == expected


def test_spacy_documents_have_words_and_entities_in_place(export: Callable[..., Path]) -> None:
    found = json.loads(export("mentions", "spacy").read_text())
    total = 0
    for document in found:
        starts = {t["start"] for t in document["tokens"]}
        ends = {t["end"] for t in document["tokens"]}
        for entity in document["ents"]:
            total += 1
            assert entity["start"] in starts and entity["end"] in ends
    assert total == len(mentions(export))


def test_spacy_reads_them(export: Callable[..., Path]) -> None:
    spacy = pytest.importorskip("spacy")
    for record in json.loads(export("mentions", "spacy").read_text()):
        record.pop("_")
        document = spacy.tokens.Doc(spacy.blank("tr").vocab).from_json(record)
        assert [e.text for e in document.ents] == [record["text"][e["start"] : e["end"]] for e in record["ents"]]


def test_the_validator_of_universal_dependencies_accepts_it(export: Callable[..., Path]) -> None:
    """Its first level is the form of the file; the others are about syntax, which an edition says nothing of."""
    if importlib.util.find_spec("udtools") is None:
        pytest.skip("the validator of Universal Dependencies is not here: pip install udtools")
    command = [sys.executable, "-c", "from udtools.cli import main; main()", "--level", "1", "--lang", "ud"]
    run = subprocess.run([*command, str(export("mentions", "conllu"))], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_conllu_has_the_form_that_universal_dependencies_want(export: Callable[..., Path]) -> None:
    text = export("mentions", "conllu").read_text(encoding="utf-8")
    assert text.endswith("\n\n") and not text.startswith("\n") and "\n\n\n" not in text and "\r" not in text
    sentences = conllu.parse(text)
    ids = [sentence.metadata["sent_id"] for sentence in sentences]
    assert len(ids) == len(set(ids)) > 5
    assert [s.metadata["newdoc id"] for s in sentences if "newdoc id" in s.metadata] == ["first", "second"]
    for sentence in sentences:
        assert [word["id"] for word in sentence] == list(range(1, len(sentence) + 1))
        spaces = ["" if (word["misc"] or {}).get("SpaceAfter") == "No" else " " for word in sentence]
        joined = "".join(word["form"] + space for word, space in zip(sentence, spaces, strict=True))
        assert joined.rstrip(" ") == sentence.metadata["text"]
    for line in text.splitlines():
        columns = line.split("\t")
        assert not line or line.startswith("#") or (len(columns) == 10 and all(columns) and " " not in "".join(columns))
        misc = columns[-1].split("|") if len(columns) == 10 else []
        assert misc == sorted(misc, key=str.lower)
    tagged = [
        (w["form"], w["misc"]["NER"], w["misc"].get("Key")) for s in sentences for w in s if "NER" in (w["misc"] or {})
    ]
    assert tagged[0] == ("Çiçerin", "B-PER", "cicerin")
