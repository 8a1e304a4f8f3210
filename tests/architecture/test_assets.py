"""What pages take from npm is what `make assets` made of the pinned packages, with licences, and without addresses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from assets.fresh import stale


def test_the_bundles_are_fresh() -> None:
    assert stale() == [], "run: make assets"


@pytest.fixture
def here(root: Path, tmp_path: Path) -> Path:
    """A copy of the folder, and of what was made of it."""
    shutil.copytree(root / "assets", tmp_path / "assets", ignore=shutil.ignore_patterns("node_modules"))
    for name in json.loads((root / "assets/digests.json").read_text())["made"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, tmp_path / name)
    return tmp_path / "assets"


@pytest.mark.parametrize("name", ["package-lock.json", "make.js", "codemirror.js"])
def test_a_change_without_bundling_is_told(here: Path, name: str) -> None:
    with (here / name).open("a") as file:
        file.write("\n")
    assert stale(here) == [f"{name} was changed since"]


def test_a_bundle_written_by_hand_is_told(here: Path) -> None:
    name = "src/edition/desk/assets/bundles/codemirror.js"
    with (here.parent / name).open("a") as file:
        file.write("alert(1)")
    assert stale(here) == [f"{name} is not as it was made"]


def test_a_bundle_that_was_never_made_is_told(here: Path) -> None:
    bundles = json.loads((here / "bundles.json").read_text())
    (here / "bundles.json").write_text(json.dumps([*bundles, {"entry": "more.js", "folder": "src"}]))
    assert stale(here) == ["more.js is not bundled yet", "bundles.json was changed since"]


def test_every_version_is_pinned_and_no_registry_is_named(root: Path) -> None:
    asked = json.loads((root / "assets/package.json").read_text())
    versions = [*asked["dependencies"].values(), *asked["devDependencies"].values()]
    assert [v for v in versions if not v[:1].isdigit()] == []
    lock = (root / "assets/package-lock.json").read_text()
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert [name for name, one in packages.items() if name and not one.get("integrity")] == []


def test_licences_stand_beside_the_bundles(root: Path) -> None:
    made = json.loads((root / "assets/digests.json").read_text())["made"]
    for name in made:
        if name.endswith(".js"):
            told = (root / name.replace(".js", ".licences.txt")).read_text()
            assert "ermission is hereby granted" in told or "Redistribution" in told, name
    assert "@codemirror/view" in (root / "src/edition/desk/assets/bundles/codemirror.licences.txt").read_text()
