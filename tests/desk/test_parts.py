"""A block that is made alone is the block that the whole page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from tests.deciding.conftest import make_edition

from edition.deciding.carry import read_article_file
from edition.desk.state.part import part_of
from edition.desk.state.reading import Renderings
from edition.project import Project, read_project
from edition.registers.files import load_registers

ROOT = Path(__file__).resolve().parents[2]

_TO = re.compile(r' data-to="[^"]*"')  # where a name leads, told at its first places in a section of the whole page


@pytest.mark.parametrize("shipped", [False, True])
def test_every_block(shipped: bool, tmp_path: Path) -> None:
    project: Project = read_project(ROOT) if shipped else make_edition(tmp_path)
    registers = load_registers(project).registers
    renderings = Renderings(project)
    seen = 0
    for path in project.article_paths()[:2]:
        article = read_article_file(project, path)
        whole = html.fragment_fromstring(renderings.whole(article, registers), create_parent="div")
        nodes = {node.get("id"): node for node in whole.iter() if node.get("id")}
        for block in list(article.texts)[:: 1 if not shipped else 5]:
            part = part_of(article, block, project.settings.mentions)
            assert part is not None, block
            made = renderings.block(part, registers)
            if part.id not in nodes:
                assert made is None
                continue
            shown = html.tostring(nodes[part.id], encoding="unicode", with_tail=False)
            assert made is not None
            assert _TO.sub("", made) == _TO.sub("", shown), block
            known = {m.id for b in part.blocks for m in article.by_block.get(b, ())}
            assert {m.id for m in part.article.marks} == known
            seen += 1
    assert seen > 2
