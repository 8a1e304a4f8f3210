"""The edition's own pictures: which file an address means, how large it is; and how surfaces and zones are measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.facts.facsimile.files import Pictures, image_files, image_size
from edition.project import Project, find_project

from .test_facsimile import pages

PIL = pytest.importorskip("PIL.Image")


def draw(path: Path, size: tuple[int, int], orientation: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = PIL.new("RGB", size)
    exif = PIL.Exif()
    if orientation:
        exif[0x0112] = orientation
    image.save(path, exif=exif)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n[files]\nimages = "img"\n', encoding="utf-8")
    return find_project(tmp_path)


def test_pictures_are_all_files_of_the_folder_that_are_some(project: Project, tmp_path: Path) -> None:
    assert image_files(project) == []
    for name in ("b.PNG", "deep/er/a.jpeg", "a.gif", "x.webp"):
        draw(project.root / "img" / name, (3, 2))
    (project.root / "img/note.txt").write_text("x", encoding="utf-8")
    (project.root / "img/drawing.svg").write_text("<svg/>", encoding="utf-8")
    (project.root / "img/folder.png").mkdir()
    found = [path.relative_to(project.root / "img").as_posix() for path in image_files(project)]
    assert found == ["a.gif", "b.PNG", "deep/er/a.jpeg", "x.webp"]


@pytest.mark.parametrize(
    ("name", "orientation", "size"),
    [
        *(("a.jpg", n, (30, 20) if n < 5 else (20, 30)) for n in range(9)),
        ("a.png", 6, (30, 20)),
    ],
)
def test_a_picture_is_as_large_as_it_is_seen(
    tmp_path: Path, name: str, orientation: int, size: tuple[int, int]
) -> None:
    draw(tmp_path / name, (30, 20), orientation)
    assert image_size(tmp_path / name) == size


def test_what_is_no_picture_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    assert image_size(tmp_path / "a.jpg") is None
    assert image_size(tmp_path / "b.jpg") is None


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("1.jpg", "images/b/1.jpg"),
        ("a/1.jpg", "images/a/1.jpg"),
        ("../img/a/1.jpg", "images/a/1.jpg"),
        ("b/1.jpg", "images/b/1.jpg"),
        ("c/1.jpg", "images/b/1.jpg"),
        ("two%20words.png", "images/two words.png"),
        ("https://pictures.example/a/1.jpg", ""),
        ("2.jpg", ""),
        ("", ""),
    ],
)
def test_an_address_means_the_picture_whose_last_steps_agree_longest(
    project: Project, address: str, place: str
) -> None:
    for name in ("a/1.jpg", "b/1.jpg", "two words.png"):
        draw(project.root / "img" / name, (3, 2))
    pictures = Pictures(project)
    assert pictures.find(address) == place
    assert not place or pictures.size(place) == (3, 2)


def test_a_size_is_read_once(project: Project) -> None:
    draw(project.root / "img/1.png", (3, 2))
    pictures = Pictures(project)
    assert pictures.size("images/1.png") == (3, 2)
    (project.root / "img/1.png").unlink()
    assert pictures.size("images/1.png") == (3, 2)


@pytest.mark.parametrize(
    ("where", "box"),
    [
        ('ulx="1" uly="2" lrx="11.5" lry="22"', (1, 2, 10.5, 20)),
        ('ulx="1" uly="2" lrx="1" lry="22"', None),
        ('ulx="1" uly="2" lrx="11" lry="2"', None),
        ('ulx="1" uly="2" lrx="11"', None),
        ('ulx="1" points="5,5 25,15"', (5, 5, 20, 10)),
        ('points="-5 5, 25 15 0,40"', (-5, 5, 30, 35)),
        ('points="5,5"', None),
        ('points="5,5 5,9"', None),
        ('points="1.2.3,5 5,9"', None),
        ('points="1.2.3,5 5,9 7,11"', (5, 9, 2, 2)),
    ],
)
def test_the_rectangle_of_a_zone(where: str, box: tuple[float, ...] | None) -> None:
    facsimile = f'<facsimile><surface><graphic url="1.jpg"/><zone xml:id="z" {where}/></surface></facsimile>'
    (page,) = pages(f'{facsimile}<text><body><p><lb facs="#z"/>a</p></body></text>')
    assert [region.box for region in page.regions] == ([box] if box else [])


def test_pictures_and_zones_are_those_of_their_own_surface() -> None:
    inner = '<surface xml:id="s2"><graphic url="2.jpg"/><zone xml:id="z2" ulx="0" uly="0" lrx="1" lry="1"/></surface>'
    outer = (
        f'<facsimile><graphic url="0.jpg" height="20.5px" width="7in"/><surface xml:id="s1" n="one">{inner}'
        '<zone xml:id="z1" ulx="0" uly="0" lrx="2" lry="2"><graphic url="1.jpg"/></zone></surface></facsimile>'
    )
    found = pages(
        f'{outer}<text><body><p facs="#z1">a</p><p facs="#s2">b <lb facs="#z2"/></p><p facs="#gone">c</p></body></text>'
    )
    assert [(p.url, p.n, p.width, p.height) for p in found] == [
        ("0.jpg", "", 0, 20), ("1.jpg", "one", 0, 0), ("2.jpg", "", 0, 0)
    ]  # fmt: skip
    assert [[region.id for region in page.regions] for page in found] == [[], ["z1"], ["z2"]]


def test_the_text_comes_to_a_picture_where_it_changes() -> None:
    found = pages(
        '<text><body><div facs="a/1.jpg"><p facs="a/1.jpg">x</p><pb facs="a/1.jpg"/><p facs="word">y</p></div></body></text>'
    )
    assert [(p.url, p.at) for p in found] == [("a/1.jpg", "picture-1")]
    facsimile = '<facsimile><surface start="#p1"><graphic url="1.jpg"/></surface></facsimile>'
    (page,) = pages(f'{facsimile}<text><body><p xml:id="p1" facs="2.xml#z">x</p></body></text>')
    assert (page.url, page.at) == ("1.jpg", "")
