"""What stands in a repository: the workflow of an edition, the action, the hook and the container of the project."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.cli.output import ReportFormat
from edition.cli.root import COMMANDS
from edition.version import __version__

CALL = re.compile(r"edition ((?:-C \S+ )?)([a-z-]+)(?: --format (\w+))?")


def commands_of(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if found := CALL.match(line.strip()):
            yield found[2], found[3] or "text"


@pytest.fixture
def workflow(command: Callable[..., Any], tmp_path: Path) -> dict[str, Any]:
    given = ("--title", "Bridges", "--author", "Ada Stern", "--publisher", "Bridge Press", "--language", "en")
    assert command("new", "letters", "--github", *given, folder=tmp_path).code == 0
    text = (tmp_path / "letters/.github/workflows/edition.yml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return read


def test_the_workflow_calls_commands_that_there_are(workflow: dict[str, Any]) -> None:
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    called = [call for step in steps for call in commands_of(step.get("run", ""))]
    assert called == [
        ("validate", "sarif"), ("validate", "github"), ("cite", "text"), ("score", "text"), ("build", "text"),
    ]  # fmt: skip
    assert {name for name, _ in called} <= set(COMMANDS)
    assert all(re.search(r"@v\d+$", step["uses"]) for step in steps if "uses" in step)


def test_gold_is_scored_only_where_there_is_some(workflow: dict[str, Any]) -> None:
    (step,) = [s for s in workflow["jobs"]["validate"]["steps"] if s.get("run") == "edition score gold"]
    assert step["if"] == "hashFiles('gold/**') != ''"


@pytest.mark.skipif(shutil.which("actionlint") is None, reason="actionlint is not installed")
def test_actionlint_finds_nothing_in_the_workflow(workflow: dict[str, Any], tmp_path: Path) -> None:
    assert workflow
    call = ["actionlint", str(tmp_path / "letters/.github/workflows/edition.yml")]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_workflow_pins_the_program_and_names_no_package_of_an_index(workflow: dict[str, Any]) -> None:
    assert workflow["env"]["EDITION_SOURCE"].endswith(f"'tools/edition-{__version__}-py3-none-any.whl' }}}}")
    jobs = workflow["jobs"].values()
    installs = [s["run"] for job in jobs for s in job["steps"] if "pip install" in s.get("run", "")]
    assert installs == ['python -m pip install "$EDITION_SOURCE"'] * 2


def test_the_workflow_may_write_only_what_its_jobs_are_for(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["validate"]["permissions"] == {"contents": "read", "security-events": "write"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["jobs"]["publish"]["needs"] == "build"
    assert workflow["jobs"]["build"]["needs"] == "validate"


def test_what_builds_the_site_has_the_whole_history(
    workflow: dict[str, Any], command: Callable[..., Any], tmp_path: Path
) -> None:
    (checkout,) = [s for s in workflow["jobs"]["build"]["steps"] if s.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"] == {"fetch-depth": "0"}  # else every page would name the newest commit
    assert command("new", "others", "--gitlab", folder=tmp_path).code == 0
    pipeline = yaml.safe_load((tmp_path / "others/.gitlab-ci.yml").read_text("utf-8"))
    assert pipeline["pages"]["variables"] == {"GIT_DEPTH": 0}


def test_without_the_option_there_is_no_workflow(command: Callable[..., Any], tmp_path: Path) -> None:
    assert command("new", "letters", folder=tmp_path).code == 0
    assert not any((tmp_path / "letters" / name).exists() for name in (".github", ".gitlab-ci.yml", ".devcontainer"))


def test_a_person_is_asked_for_all_that_stands_on_every_page(
    command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"Title of the edition": "Bridges", "Who edits it": "Ada Stern", "Who publishes it": "A Press"}
    monkeypatch.setattr("edition.cli.new._asked", lambda _, question, otherwise: given.get(question, otherwise))
    assert command("new", "letters", folder=tmp_path).code == 0
    settings = (tmp_path / "letters/edition.toml").read_text("utf-8")
    assert all(f'"{answer}"' in settings for answer in given.values())


def test_gitlab_and_a_container_for_editors_install_what_the_settings_say(
    command: Callable[..., Any], tmp_path: Path
) -> None:
    done = command("new", "letters", "--gitlab", "--devcontainer", folder=tmp_path)
    assert done.code == 0 and ".gitlab-ci.yml installs the program from" in done.out
    pipeline = yaml.safe_load((tmp_path / "letters/.gitlab-ci.yml").read_text("utf-8"))
    container = json.loads((tmp_path / "letters/.devcontainer/devcontainer.json").read_text("utf-8"))
    (install,) = pipeline[".program"]["before_script"]
    assert install == container["postCreateCommand"]
    assert install == f'python -m pip install "${{EDITION_SOURCE:-tools/edition-{__version__}-py3-none-any.whl}}"'
    jobs = [job for job in pipeline.values() if isinstance(job, dict) and "script" in job]
    assert all(job["extends"] == ".program" and job["stage"] in pipeline["stages"] for job in jobs)
    called = [call for job in jobs for call in commands_of("\n".join(job["script"]))]
    assert called == [("validate", "junit"), ("cite", "text"), ("build", "text")]
    assert pipeline["pages"]["artifacts"]["paths"] == ["public"]


def test_the_action_hands_inputs_over_as_variables_and_calls_what_there_is(root: Path) -> None:
    action = yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    assert all("${{" not in step["run"] for step in steps)  # an input in a script would be run as script
    called = [call for step in steps for call in commands_of(step["run"])]
    assert called == [("validate", "github")] * 2
    assert all(default["default"] is not None for default in action["inputs"].values())


def test_the_hook_calls_what_there_is(root: Path) -> None:
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    ((name, form),) = commands_of(hook["entry"])
    assert name in COMMANDS
    assert form in set(ReportFormat)
    assert hook["language"] == "python"


def test_the_container_copies_what_there_is_and_is_not_run_by_root(root: Path) -> None:
    lines = (root / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    allowed = {line[1:] for line in (root / ".containerignore").read_text().splitlines() if line.startswith("!")}
    assert {name for names in copied for name in names} == allowed
    assert all((root / name).exists() for name in allowed)
    assert lines.index("USER editor") < lines.index('ENTRYPOINT ["edition"]')
