"""The edition's own pictures on their way to the site: copied, and those of pages made in smaller sizes.

What was made of a picture that is as it was is not made again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.building.rendering import Written, write_pages
from edition.diagnostics import Diagnostic, counted
from edition.facts.facsimile.files import Pictures
from edition.jobs.mapping import Item, Workers, digest_of
from edition.publish.codes import BROKEN_PICTURE, PICTURES_ELSEWHERE
from edition.publish.facsimile import WIDTHS, host_of, sized, sized_path
from edition.publish.renderer import Page


@dataclass(frozen=True)
class PictureJob:
    """Make the smaller sizes of a picture; one that cannot be read has none."""

    @property
    def digest(self) -> str:
        """What sizes are made."""
        return digest_of("pictures", repr(WIDTHS))

    def prepare(self) -> Callable[[Item], Written]:
        """Nothing to load."""

        def make(item: Item) -> Written:
            place = _place(item.path)
            try:
                pages = tuple(Page(sized_path(place, width), data) for width, data in sized(item.data))
            except (OSError, ValueError, SyntaxError):
                return Written((place,), (), (broken(place),))
            return Written((place, *(page.path for page in pages)), pages)

        return make

    def failed(self, item: Item, fault: Diagnostic) -> Written:
        """A picture that we failed on is named, and copied as it is."""
        return Written((_place(item.path),), (), (fault,))


@dataclass(frozen=True)
class Wanted:
    """A picture whose files are to be made, and the hash of what they are made from."""

    item: Item
    digest: str


def wanted_pictures(
    pictures: Pictures,
    of_pages: Iterable[str],
    output: Path,
    claim: Callable[[str, Sequence[str]], bool],
    is_made: Callable[[str, str], bool],
) -> Iterator[tuple[Wanted, bool]]:
    """The pictures that are not what they were, copied already; and whether smaller sizes are to be made of them."""
    sizes, job = frozenset(of_pages), PictureJob().digest
    for place, path in pictures.paths.items():
        owner, has_sizes = f"picture:{place}", place in sizes
        files = [place, *(sized_path(place, width) for width in WIDTHS if has_sizes)]
        state = path.stat()
        digest = digest_of(job, str(has_sizes), str(state.st_size), str(state.st_mtime_ns))
        if claim(owner, files) and not is_made(owner, digest):
            data = path.read_bytes()
            write_pages(output, [Page(place, data)])
            yield Wanted(Item(owner, data), digest), has_sizes


def make_pictures(
    pictures: Pictures,
    links: Iterable[tuple[str, str]],
    output: Path,
    workers: Workers,
    claim: Callable[[str, Sequence[str]], bool],
    is_made: Callable[[str, str], bool],
) -> Iterator[tuple[str, str, Written]]:
    """Copy the pictures that are not what they were, and make smaller ones of those that show pages (`links` tell)."""
    of_pages = {place for name, target in links if name == "page" and (place := pictures.find(target))}
    digests: dict[str, str] = {}
    copied: list[tuple[str, str, Written]] = []

    def items() -> Iterator[Item]:
        for wanted, has_sizes in wanted_pictures(pictures, of_pages, output, claim, is_made):
            digests[wanted.item.path] = wanted.digest
            if has_sizes:
                yield wanted.item
            else:
                copied.append((wanted.item.path, wanted.digest, Written((_place(wanted.item.path),))))

    for owner, written in workers.map(PictureJob(), items()):
        yield owner, digests[owner], written
    yield from copied


def elsewhere(links: Iterable[tuple[str, str]], hosts: Iterable[str]) -> Iterator[Diagnostic]:
    """The hosts of pictures of pages that the settings do not name, each once."""
    found = Counter(host for name, target in links if name == "page" and (host := host_of(target)))
    for host, number in sorted(found.items()):
        if host not in hosts:
            message = f"{host} has {counted(number, 'picture')} of pages: the site links to them, and shows none"
            help_text = f'to show them beside the text, write below [facsimile]: hosts = ["{host}"]'
            yield Diagnostic(PICTURES_ELSEWHERE, message, help=help_text)


def broken(place: str) -> Diagnostic:
    """A picture that cannot be read."""
    help_text = "replace it by one that opens in a browser; it is copied as it is, and shown by a link"
    return Diagnostic(BROKEN_PICTURE, f"the picture `{place.removeprefix('images/')}` cannot be read", help=help_text)


def _place(owner: str) -> str:
    return owner.partition(":")[2]
