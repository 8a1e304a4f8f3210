"""`edition new`: lay out a new edition that builds and validates at once."""

from __future__ import annotations

import json
import re
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Final

import typer

from edition.cli.output import folder_of, say
from edition.diagnostics import Diagnostic, EditionError
from edition.markup.changes.laying import finish, lay_out
from edition.paths import real
from edition.project import FILE_NAME, FOLDER_IN_USE, data_dir, read_settings
from edition.project.checks import wrong_value
from edition.project.citing import citation_files
from edition.project.placeholders import EDITOR, PUBLISHER, TITLE
from edition.version import __version__

app = typer.Typer(add_completion=False)
_SCHEMA: Final = ("edition.rng", "edition.sch")
# what a repository may have beside the edition: the file, and what it is made from
_GITHUB: Final = (".github/workflows/edition.yml", "github/edition.yml")
_GITLAB: Final = (".gitlab-ci.yml", "gitlab/gitlab-ci.yml")
_DEVCONTAINER: Final = (".devcontainer/devcontainer.json", "devcontainer/devcontainer.json")


@app.command()
def new(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new edition's folder; it is made if needed.")],
    title: Annotated[str, typer.Option("--title", help="The edition's title.")] = "",
    author: Annotated[str, typer.Option("--author", help="Who edits it.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes it.")] = "",
    language: Annotated[str, typer.Option("--language", metavar="CODE", help="Its language: en, tr, de …")] = "",
    github: Annotated[bool, typer.Option("--github", help="Also a workflow: validate, build, publish.")] = False,
    gitlab: Annotated[bool, typer.Option("--gitlab", help="The same for GitLab.")] = False,
    devcontainer: Annotated[bool, typer.Option("--devcontainer", help="Also a container for editors.")] = False,
) -> None:
    """Lay out a new edition with one small sample article and the five registers."""
    root = folder_of(ctx) / folder
    if finish(root):
        say(f"{folder} was begun before, and is finished now.")
        return
    _refuse_used(root, folder)
    title = _asked(title, "Title of the edition", TITLE)
    author = _asked(author, "Who edits it", EDITOR)
    publisher = _asked(publisher, "Who publishes it", PUBLISHER)
    language = _asked(language, "Language (a code such as en, tr, de)", "en")
    if wrong := wrong_value("edition", "languages", (language,)):
        raise typer.BadParameter(f"{wrong[0]}: {wrong[1]}")
    made = dict(_files(files("edition") / "templates" / "new", Path()))
    settings = made[Path(FILE_NAME)].decode()
    made[Path(FILE_NAME)] = _settings(settings, real(root).name, title, author, publisher, language).encode()
    made |= {Path("schema", name): (data_dir() / "schema" / name).read_bytes() for name in _SCHEMA}
    wanted = [
        extra for extra, is_wanted in ((_GITHUB, github), (_GITLAB, gitlab), (_DEVCONTAINER, devcontainer)) if is_wanted
    ]
    made |= {Path(name): _versioned(template) for name, template in wanted}
    info = read_settings(FILE_NAME, made[Path(FILE_NAME)]).edition
    made |= {Path(name): data for name, data in citation_files(info).items()}
    lay_out(root, made)
    say(
        f"{folder}/{FILE_NAME}, a sample article and the registers are ready.\n\n"
        f"  cd {folder}\n  edition validate\n  edition build"
        + "".join(f"\n\n{name} installs the program from $EDITION_SOURCE, or from tools/." for name, _ in wanted)
    )


def _refuse_used(root: Path, folder: Path) -> None:
    """A folder that holds anything is somebody's."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = f"{folder} is not an empty folder"
        raise EditionError(Diagnostic(FOLDER_IN_USE, message, help="name a new or empty folder; nothing was written"))


def _versioned(template: str) -> bytes:
    """A template with the version of this program, so that another is used only when somebody says so."""
    text = files("edition").joinpath("templates", template).read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__).encode()


def _asked(given: str, question: str, otherwise: str) -> str:
    """What a call says, or else a person who is asked; a script is not asked."""
    if given:
        return given
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return otherwise
    answer: str = typer.prompt(question, default=otherwise)
    return answer.strip() or otherwise


def _settings(text: str, name: str, title: str, author: str, publisher: str, language: str) -> str:
    """The settings of the template with the values that are known."""
    known = {
        'id = "my-edition"': f"id = {_quoted(_id(name))}",
        f'title = {{ en = "{TITLE}" }}': f"title = {{ {language} = {_quoted(title)} }}",
        "description = { en = ": f"description = {{ {language} = ",  # a comment that shows how
        f'"{EDITOR}"': _quoted(author),
        f'"{PUBLISHER}"': _quoted(publisher),
        'languages = ["en"]': f"languages = [{_quoted(language)}]",
    }
    for old, value in known.items():
        text = text.replace(old, value)
    return text


def _quoted(text: str) -> str:
    """A text as TOML writes it; JSON's strings are TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _id(name: str) -> str:
    """A folder's name as an id."""
    made = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return made if made and made[0].isalpha() else "my-edition"


def _files(folder: Traversable, at: Path) -> list[tuple[Path, bytes]]:
    out: list[tuple[Path, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            out += _files(entry, at / entry.name)
        else:
            # a file `.gitignore` in the source tree would act on the source tree itself
            out.append((at / (".gitignore" if entry.name == "gitignore" else entry.name), entry.read_bytes()))
    return out
