"""The edition's own pictures: which file an address in a text means, where it lies in the site, how large it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from edition.project import Project

IMAGES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
_TURNED: Final = (5, 6, 7, 8)  # values of a photograph's orientation that swap its sides
_ORIENTATION: Final = 0x0112


def image_files(project: Project) -> list[Path]:
    """The edition's pictures: those of its folder, and those beside an article that bear its name, as imports make
    them (`X-1.png` of `X.xml`). SVG may hold scripts, so it is not among them.
    """
    folder = project.path(project.settings.files.images)
    found = {p for p in folder.rglob("*") if _is_picture(project, p)} if folder.is_dir() else set()
    stems: dict[Path, set[str]] = defaultdict(set)
    for article in project.article_paths():
        stems[article.parent].add(article.stem)
    for beside, names in stems.items():
        found |= {p for p in beside.iterdir() if _bears(p.stem, names) and _is_picture(project, p)}
    return sorted(found)


def _is_picture(project: Project, path: Path) -> bool:
    return path.suffix.lower() in IMAGES and path.is_file() and project.holds(path)


def _bears(stem: str, names: Container[str]) -> bool:
    """Whether a file's name is that of an article, a hyphen, and more.

    >>> _bears("a-road-p1", {"a-road"}), _bears("road-1", {"a-road"})
    (True, False)
    """
    return any(stem[:at] in names for at, sign in enumerate(stem) if sign == "-")


def image_size(path: Path) -> tuple[int, int] | None:
    """Width and height as the picture is seen; None where it cannot be read."""
    from PIL import Image

    try:
        with Image.open(path) as image:
            width, height = image.size
            turned = image.format == "JPEG" and image.getexif().get(_ORIENTATION) in _TURNED
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (height, width) if turned else (width, height)


class Pictures:
    """The pictures of an edition, found by the addresses that texts have for them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._folder = project.path(project.settings.files.images)
        self._sizes: dict[str, tuple[int, int] | None] = {}

    @cached_property
    def paths(self) -> dict[str, Path]:
        """All of them by their place in the site, from the site's root."""
        return {f"images/{self._step(p)}": p for p in image_files(self._project)}

    def _step(self, path: Path) -> str:
        """The way to a picture from the folder of pictures; to one beside an article from the edition's folder."""
        above = self._folder if path.is_relative_to(self._folder) else self._project.root
        return path.relative_to(above).as_posix()

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for place in self.paths:
            out[PurePosixPath(place).name].append(place)
        return dict(out)

    def find(self, address: str) -> str:
        """The picture that an address means, by its place in the site; empty where there is none.

        Texts name pictures from where they lie, or by name alone: that whose last steps agree longest is meant.
        """
        if "://" in address:
            return ""
        steps = PurePosixPath(unquote(address)).parts
        found = self._by_name.get(steps[-1] if steps else "", [])
        return max(found, key=lambda place: (_agreeing(steps, PurePosixPath(place).parts), place), default="")

    def size(self, place: str) -> tuple[int, int] | None:
        """Width and height; None where the picture cannot be read."""
        if place not in self._sizes:
            self._sizes[place] = image_size(self.paths[place])
        return self._sizes[place]


def _agreeing(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many of the last steps are the same."""
    pairs = list(zip(reversed(one), reversed(other), strict=False))
    return next((n for n, (a, b) in enumerate(pairs) if a != b), len(pairs))
