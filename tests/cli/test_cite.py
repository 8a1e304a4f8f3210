"""`edition cite`: three files that say what the settings say, and nothing over what an editor wrote."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml

from edition.project import Project
from edition.project.citing import citation_files, is_untouched
from edition.project.settings import EditionInfo, Editor

NAMES = ("CITATION.cff", ".zenodo.json", "codemeta.json")
INFO = EditionInfo(
    title={"tr": "Yolculuklar", "en": "Voyages: “a”"},
    editors=(
        Editor("Ada Example", orcid="https://orcid.org/0000-0002-1825-0097", affiliation="A House"),
        Editor("B: C"),
    ),
    publisher="A Press",
    languages=("tr", "en"),
    version="0.2.0",
    doi="10.5281/zenodo.123456",
    licence="https://creativecommons.org/licenses/by/4.0/",
)


def test_the_files_say_what_the_settings_say() -> None:
    cff, zenodo, codemeta = (citation_files(INFO)[name] for name in NAMES)
    told = yaml.safe_load(cff)
    assert told["title"] == "Yolculuklar" and told["license"] == "CC-BY-4.0" and told["doi"] == INFO.doi
    assert told["authors"] == [
        {"name": "Ada Example", "orcid": "https://orcid.org/0000-0002-1825-0097"},
        {"name": "B: C"},
    ]
    creators = json.loads(zenodo)["creators"]
    assert creators == [
        {"name": "Ada Example", "affiliation": "A House", "orcid": "0000-0002-1825-0097"},
        {"name": "B: C"},
    ]
    found = json.loads(codemeta)
    assert found["@id"] == "https://doi.org/10.5281/zenodo.123456" and found["inLanguage"] == ["tr", "en"]
    assert "description" not in found


def test_another_licence_is_told_by_its_address() -> None:
    told = yaml.safe_load(citation_files(replace(INFO, licence="https://example.org/mine"))["CITATION.cff"])
    assert told["license-url"] == "https://example.org/mine" and "license" not in told
    none = yaml.safe_load(citation_files(replace(INFO, licence=""))["CITATION.cff"])
    assert "license" not in none and "license-url" not in none


@pytest.mark.skipif(shutil.which("cffconvert") is None, reason="cffconvert is not installed")
def test_the_file_is_valid_citation_format(sample: Project) -> None:
    (sample.root / "CITATION.cff").write_bytes(citation_files(INFO)["CITATION.cff"])
    done = subprocess.run(["cffconvert", "--validate"], cwd=sample.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_files_follow_the_settings_until_somebody_changes_them(sample: Project, command: Callable[..., Any]) -> None:
    assert command("cite", folder=sample.root).code == 0
    assert command("cite", "--check", "--strict", folder=sample.root).code == 0
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace('version = "0.1.0"', 'version = "0.2.0"'), "utf-8")
    behind = command("cite", "--check", "--strict", folder=sample.root)
    assert behind.code == 1 and behind.out.count("is not what the settings say") == len(NAMES)
    own = '{"title": "mine"}\n'
    (sample.root / "codemeta.json").write_text(own, "utf-8")
    changed = command("cite", folder=sample.root)
    assert "codemeta.json is not what the settings say" in changed.out and "changed by hand" in changed.out
    assert (sample.root / "codemeta.json").read_text("utf-8") == own
    assert yaml.safe_load((sample.root / "CITATION.cff").read_text("utf-8"))["version"] == "0.2.0"
    assert command("cite", "--strict", folder=sample.root).code == 1


def test_a_file_saved_with_other_line_ends_is_still_ours() -> None:
    made = citation_files(INFO)
    saved = made["CITATION.cff"].replace(b"\n", b"\r\n")
    assert is_untouched(".zenodo.json", made[".zenodo.json"].replace(b"\n", b"\r\n"), saved)
    assert is_untouched("CITATION.cff", saved, saved)
    assert not is_untouched("CITATION.cff", saved.replace(b"Yolculuklar", b"Voyages"), saved)
