"""The look of an edition: labels by language, the style sheets, and what its folder `theme/` puts in their place.

A theme may hold `labels/LANG.xml` (single labels, or a language of its own), `theme.css` (loaded after ours),
`modules/NAME.xsl` (instead of the module of that name), `templates.xsl` (templates that go before all others), and
`assets/…` (files copied beside ours). Anything else in it is an error, because a misspelt name would do nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError
from edition.jobs.program import program_digest
from edition.markup import all_text, parse, read_source
from edition.paths import real
from edition.project import Project, data_dir
from edition.project.folder import leads_outside, no_file
from edition.publish.codes import WRONG_THEME
from edition.publish.theme.doors import doors_of

_FALLBACK: Final = "en"


@dataclass(frozen=True)
class SiteLanguage:
    """A language of the interface; its pages lie below `prefix`, the first language's at the root."""

    code: str
    name: str
    prefix: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Theme:
    """What the edition's theme folder holds."""

    folder: Path
    modules: Mapping[str, Path] = field(default_factory=dict)
    templates: Path | None = None
    css: Path | None = None
    assets: tuple[Path, ...] = ()

    @property
    def has_stylesheets(self) -> bool:
        """Whether it brings templates of its own."""
        return bool(self.modules or self.templates)

    @property
    def static(self) -> dict[str, object]:
        """The static parameter of the stylesheet."""
        out: dict[str, object] = {"modules": {name: path.as_uri() for name, path in self.modules.items()}}
        if self.templates:
            out["templates"] = self.templates.as_uri()
        return out

    def stylesheets(self) -> dict[str, bytes]:
        """Its stylesheets by their paths in the folder, for machines that do not have it."""
        found = [*self.modules.values(), *([self.templates] if self.templates else [])]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def unpacked(self, stylesheets: Mapping[str, bytes], folder: Path) -> Theme:
        """The same theme with its stylesheets in another folder."""
        for name, data in stylesheets.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        modules = {name: folder / path.relative_to(self.folder) for name, path in self.modules.items()}
        return Theme(folder, modules, folder / self.templates.name if self.templates else None)


def read_theme(project: Project) -> Theme:
    """Look into the theme folder; it need not exist."""
    folder = real(project.path(project.settings.files.theme))
    if not folder.is_dir():
        return Theme(folder)
    known = {path.stem for path in (data_dir() / "xslt/site/modules").glob("*.xsl")}
    wrong: list[Diagnostic] = []
    by_role: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if not path.is_file():
            wrong += [no_file(project.shown(path), path)] * _is_odd(path, relative, known)
        elif not real(path).is_relative_to(folder):
            wrong.append(leads_outside(project.shown(project.path(project.settings.files.theme) / relative)))
        elif role := _role(relative, known):
            by_role[role].append(path)
        else:
            wrong.append(_wrong(project, path, known))
    for path in (*by_role["module"], *by_role["templates"]):
        wrong += doors_of(path, folder, project.shown(path))
    if wrong:
        raise EditionError(*wrong)
    modules = {path.stem: path for path in by_role["module"]}
    templates, css = (next(iter(by_role[role]), None) for role in ("templates", "css"))
    return Theme(folder, modules, templates, css, tuple(by_role["asset"]))


def _is_odd(path: Path, relative: Path, known: Container[str]) -> bool:
    """Whether something is no file that should be one: a link that leads nowhere, a pipe, a folder named as a file."""
    is_label = relative.parts[0] == "labels" and relative.suffix == ".xml"
    return not path.is_dir() or is_label or _role(relative, known) in ("css", "templates", "module")


def _role(path: Path, modules: Container[str]) -> str:
    """What a file of a theme is for; the empty word where it stands for nothing."""
    if path.name.startswith(".") or path.suffix == ".md" or path.parts[0] == "labels":
        return "aside"
    if path.parts[0] == "assets":
        return "asset"
    if path.parent == Path("modules") and path.stem in modules:
        return "module"
    return {"theme.css": "css", "templates.xsl": "templates"}.get(path.as_posix(), "")


def _wrong(project: Project, path: Path, known: set[str]) -> Diagnostic:
    return Diagnostic(
        WRONG_THEME,
        f"{project.shown(path)} stands for nothing in the site",
        help=f"modules are: {', '.join(sorted(known))}; else theme.css, templates.xsl, labels/LANG.xml, assets/…",
    )


def site_languages(project: Project) -> tuple[SiteLanguage, ...]:
    """The interface's languages: those of the edition that labels exist for, else English."""
    folders = (data_dir() / "xslt/lib/labels", project.path(project.settings.files.theme) / "labels")
    wanted = [
        code for code in project.settings.edition.languages if any((f / f"{code}.xml").is_file() for f in folders)
    ]
    wanted = list(dict.fromkeys(wanted)) or [_FALLBACK]
    return tuple(_language(code, "" if i == 0 else f"{code}/", folders) for i, code in enumerate(wanted))


def _language(code: str, prefix: str, folders: tuple[Path, Path]) -> SiteLanguage:
    labels: dict[str, str] = {}
    name = code
    # a language that a theme adds may leave labels out: they stay English
    for path in (folders[0] / f"{_FALLBACK}.xml", *(folder / f"{code}.xml" for folder in folders)):
        if path.is_file():
            root = parse(read_source(path)).root
            name = root.get("name", name)
            labels |= {str(label.get("key")): all_text(label) for label in root.iter("label")}
    return SiteLanguage(code, name, prefix, labels)


def theme_digest(theme: Theme, languages: tuple[SiteLanguage, ...]) -> str:
    """A hash of everything that the pages' look depends on: the program, theme, labels."""
    hasher = hashlib.blake2b(digest_size=16)
    hasher.update(program_digest().encode())
    for path in [*theme.modules.values(), *([theme.templates] if theme.templates else [])]:
        hasher.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for language in languages:
        hasher.update(repr((language.code, language.prefix, sorted(language.labels.items()))).encode())
    hasher.update(b"css" if theme.css else b"")
    return hasher.hexdigest()
