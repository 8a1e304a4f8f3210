"""The shipped edition and the sample, built once for all tests of this folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.publish.website import Website, build_site, copy_edition


@pytest.fixture(scope="session")
def shipped(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Website:
    """The edition that comes with the program."""
    return build_site(copy_edition(root, tmp_path_factory.mktemp("shipped")))


@pytest.fixture(scope="session")
def first_sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Website:
    """The edition that `edition new` lays out."""
    folder = tmp_path_factory.mktemp("sample") / "sample"
    shutil.copytree(root / "src/edition/templates/new", folder)
    shutil.copytree(root / "schema", folder / "schema")
    return build_site(folder)
