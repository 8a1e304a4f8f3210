"""Why a mention is marked so, in the editor's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.deciding.conftest import make_edition

from edition.annotate.names.reasons import ENGLISH
from edition.annotate.rules import SUMMARIES
from edition.deciding.carry import read_article_file
from edition.desk.state.bench import Bench
from edition.desk.views.reasons import reasons
from edition.desk.web.words import LANGUAGES, words
from edition.project import read_project


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_is_told_in_each_language_of_the_desk(lang: str) -> None:
    told = {name: words(lang)(f"why.{name}") for name in SUMMARIES}
    assert not [name for name, text in told.items() if text == f"why.{name}"]
    assert (told == SUMMARIES) is (lang == "en")
    assert ({name: words(lang)(f"reason.{name}") for name in ENGLISH} == ENGLISH) is (lang == "en")
    for name, text in ENGLISH.items():
        assert set(re.findall(r"{\w+}", words(lang)(f"reason.{name}"))) == set(re.findall(r"{\w+}", text)), name


def test_the_reason_is_in_the_editors_language(tmp_path: Path) -> None:
    project = read_project(make_edition(tmp_path).root)
    bench = Bench(project)
    lines: list[str] = []
    for path in project.article_paths():
        article = read_article_file(project, path)
        for mark in article.marks:
            lines += reasons(bench, article, mark, bench.shelf.registers, words("de")).lines
    assert any(words("de")("why.register") in line for line in lines)
    assert not any(SUMMARIES["register"] in line for line in lines)


def test_what_speaks_for_a_candidate_is_told_too(tmp_path: Path) -> None:
    project = read_project(make_edition(tmp_path).root)
    bench = Bench(project)
    told = set()
    for path in project.article_paths():
        article = read_article_file(project, path)
        for mark in article.marks:
            told |= {why for _, why in reasons(bench, article, mark, bench.shelf.registers, words("tr")).candidates}
    assert any("ad biçimi: " in why for why in told)
    assert not any("form: " in why for why in told)
