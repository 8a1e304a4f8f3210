"""`edition new`: lay out a new edition that builds and validates at once."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Final

import typer

from edition.cli.output import folder_of
from edition.diagnostics import Diagnostic, EditionError
from edition.markup import write_file
from edition.project import FILE_NAME, FOLDER_IN_USE, data_dir

app = typer.Typer(add_completion=False)
_SCHEMA: Final = ("edition.rng", "edition.sch")


@app.command()
def new(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new edition's folder; it is made if needed.")],
) -> None:
    """Lay out a new edition with one small sample article."""
    root = folder_of(ctx) / folder
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = f"{folder} is not an empty folder"
        raise EditionError(Diagnostic(FOLDER_IN_USE, message, help="name a new or empty folder; nothing was written"))
    template = files("edition") / "templates" / "new"
    for path, data in _files(template, Path()):
        write_file(root / path, data)
    for name in _SCHEMA:
        write_file(root / "schema" / name, (data_dir() / "schema" / name).read_bytes())
    typer.echo(
        f"{folder}/{FILE_NAME} and a sample article are ready.\n\n  cd {folder}\n  edition validate\n  edition build"
    )


def _files(folder: Traversable, at: Path) -> list[tuple[Path, bytes]]:
    out: list[tuple[Path, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            out += _files(entry, at / entry.name)
        else:
            # a file `.gitignore` in the source tree would act on the source tree itself
            out.append((at / (".gitignore" if entry.name == "gitignore" else entry.name), entry.read_bytes()))
    return out
