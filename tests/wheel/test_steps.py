"""What the pipelines of a repository do, done: in a clean clone, with a fresh environment, every command of every step."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from tests.wheel.conftest import run

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
NEW = ("new", "letters", "--github", "--gitlab", "--devcontainer", "--title", "Letters", "--author", "Ada Stern")
SCHEMAS = {".gitlab-ci.yml": "gitlab-ci", ".github/workflows/edition.yml": "github-workflows", "CITATION.cff": "citation-file-format"}  # fmt: skip


def laid_out(folder: Path) -> Path:
    run(sys.executable, "-m", "edition", *NEW, "--publisher", "P", "--language", "en", folder=folder)
    return folder / "letters"


@pytest.fixture
def clone(wheel: Path, tmp_path: Path) -> Path:
    """A clean clone of a repository with a new edition, the wheel in it, and a passage annotated by hand."""
    letters = laid_out(tmp_path)
    (letters / "tools").mkdir()
    (letters / "gold").mkdir()
    shutil.copy(wheel, letters / "tools")
    shutil.copy(letters / "tei/articles/a-bridge-at-mostar.xml", letters / "gold")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "all")):
        run(*GIT, *arguments, folder=letters)
    run("git", "clone", "-q", letters, tmp_path / "clone", folder=tmp_path)
    return tmp_path / "clone"


def of_github(clone: Path) -> Iterator[tuple[str, dict[str, str], bool]]:
    """Each step that runs something: the script, what is set for it, whether it may fail."""
    workflow = yaml.safe_load((clone / ".github/workflows/edition.yml").read_text("utf-8"))
    (source,) = re.findall(r"\|\| '([^']+)'", workflow["env"]["EDITION_SOURCE"])
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                yield step["run"], {"EDITION_SOURCE": source}, bool(step.get("continue-on-error"))


def of_gitlab(clone: Path) -> Iterator[tuple[str, dict[str, str], bool]]:
    pipeline: dict[str, Any] = yaml.safe_load((clone / ".gitlab-ci.yml").read_text("utf-8"))
    for name in ("validate", "pages"):
        for script in (*pipeline[pipeline[name]["extends"]]["before_script"], *pipeline[name]["script"]):
            yield script, {}, False


def of_others(clone: Path, root: Path) -> Iterator[tuple[str, dict[str, str], bool]]:
    """The container for editors, the hook, and the action as another repository uses it."""
    yield json.loads((clone / ".devcontainer/devcontainer.json").read_text("utf-8"))["postCreateCommand"], {}, False
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    yield hook["entry"], {}, False
    (wheel,) = (clone / "tools").iterdir()
    for step in yaml.safe_load((root / "action.yml").read_text("utf-8"))["runs"]["steps"]:
        yield step["run"], {"SOURCE": str(wheel), "DIRECTORY": str(clone), "STRICT": "true"}, False


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None or shutil.which("git") is None, reason="needs bash and git")
def test_every_command_of_every_step_does_what_it_is_for(clone: Path, root: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "EDITION_SOURCE")}
    environment["PATH"] = f"{tmp_path / 'env/bin'}{os.pathsep}{environment['PATH']}"
    for script, given, may_fail in (*of_github(clone), *of_gitlab(clone), *of_others(clone, root)):
        call = ["bash", "-e", "-o", "pipefail", "-c", script]
        done = subprocess.run(call, cwd=clone, env=environment | given, capture_output=True, text=True, check=False)
        assert may_fail or done.returncode == 0, (script, done.stdout, done.stderr)
    assert json.loads((clone / "findings.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert etree.parse(clone / "findings.xml").getroot().tag == "testsuites"
    assert (clone / "public/index.html").is_file()


def test_what_is_written_follows_the_published_schemas(tmp_path: Path) -> None:
    if importlib.util.find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema, which carries the schemas, is not installed")
    letters = laid_out(tmp_path)
    for name, schema in SCHEMAS.items():
        run(
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            f"vendor.{schema}",
            letters / name,
            folder=tmp_path,
        )
