"""A small typesetter: papers with known structure become PDFs, in any alphabet, with one to three columns.

It knows nothing of the reader that is tested: letters are half an em wide, lines are ragged, and each font maps its codes to
letters by a ToUnicode table, as fonts in real PDFs do.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

# "s" has raised figures of its own, which say nothing of it but by their look; "t" names no letters of its codes
FACES = {"r": "Times-Roman", "b": "Times-Bold", "i": "Times-Italic", "s": "Times-Roman", "t": "Times-Roman"}
DIGITS = "0123456789"
RAISED = {"1": 0xB9, "2": 0xB2, "3": 0xB3}
WIDTH, HEIGHT, MARGIN, GUTTER = 595.0, 842.0, 60.0, 24.0


@dataclass
class Font:
    """A face with the codes that its letters got."""

    face: str
    codes: dict[str, int] = field(default_factory=dict)

    def code(self, letter: str) -> int:
        """A figure has its own code, so that it looks like one; letters have what follows."""
        if self.face == "t":
            return ord(letter)
        return self.codes.setdefault(letter, ord(letter) if letter in DIGITS else len(self.codes) + 58)


@dataclass
class Run:
    """Letters of one face and size; `rise` lifts them above the line."""

    text: str
    face: str = "r"
    size: float = 10.0
    rise: float = 0.0

    @property
    def width(self) -> float:
        return 0.5 * self.size * len(self.text)


def together(runs: list[Run]) -> list[Run]:
    """Neighbours of one face and size as one run."""
    done: list[Run] = []
    for run in runs:
        if done and (done[-1].face, done[-1].size, done[-1].rise) == (run.face, run.size, run.rise):
            done[-1] = Run(done[-1].text + run.text, run.face, run.size, run.rise)
        else:
            done.append(run)
    return done


@dataclass
class Element:
    """An element of the file's tags: its name, its own entries, the number of the one that it is in, its marks."""

    name: str
    entries: str = ""
    above: int | None = None
    places: list[tuple[int, int]] = field(default_factory=list)


class Canvas:
    """Pages of drawing operators, and the fonts and pictures that they use."""

    def __init__(self) -> None:
        self.fonts = {face: Font(face, dict(RAISED) if face == "s" else {}) for face in FACES}
        self.pages: list[list[str]] = []
        self.links: list[list[str]] = []
        self.elements: list[Element] = []
        self.marks: list[int] = []

    def element(self, name: str, entries: str = "", above: int | None = None) -> int:
        """Let what is set from now on be of a new element of the file's tags; without a name it is of none."""
        self.elements.append(Element(name, entries, above))
        return len(self.elements) - 1

    def page(self) -> None:
        self.pages.append([])
        self.links.append([])
        self.marks.append(0)

    def text(self, x: float, y: float, runs: list[Run]) -> None:
        tagged = self._mark()
        for run in together(runs):
            codes = "".join(f"{self.fonts[run.face].code(letter):02x}" for letter in run.text)
            place = f"1 0 0 1 {x:.2f} {y + run.rise:.2f} Tm"
            self.pages[-1].append(f"BT /{run.face} {run.size:g} Tf {place} <{codes}> Tj ET")
            x += run.width
        self._end(tagged)

    def _mark(self) -> bool:
        """Open a mark of the element that is set."""
        tagged = bool(self.elements and self.elements[-1].name)
        if tagged:
            self.elements[-1].places.append((len(self.pages) - 1, self.marks[-1]))
            self.pages[-1].append(f"/Span <</MCID {self.marks[-1]}>> BDC")
            self.marks[-1] += 1
        return tagged

    def _end(self, tagged: bool) -> None:
        self.pages[-1] += ["EMC"] if tagged else []

    def rule(self, x: float, y: float, width: float, height: float = 0.0) -> None:
        self.pages[-1].append(f"0.5 w {x:.2f} {y:.2f} m {x + width:.2f} {y + height:.2f} l S")

    def link(self, x: float, y: float, width: float, target: str) -> None:
        place = f"[{x:.2f} {y - 3:.2f} {x + width:.2f} {y + 9:.2f}]"
        self.links[-1].append(f"<</Type/Annot/Subtype/Link/Rect{place}/A<</S/URI/URI({target})>>>>")

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        tagged = self._mark()
        self.pages[-1].append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /Im Do Q")
        self._end(tagged)

    def pdf(self, title: str = "", lang: str = "", told: str = "") -> bytes:
        """The file; `told` are further entries of what it says of itself."""
        objects = [b"", b""]
        names = {face: len(objects) + 2 * n + 1 for n, face in enumerate(FACES)}
        for face, base in FACES.items():
            objects += _font(self.fonts[face], base, len(objects) + 2)
        objects.append(_stream(bytes([200, 40, 40, 40, 200, 40]), _IMAGE))
        used = " ".join(f"/{face} {number} 0 R" for face, number in names.items())
        resources = f"/Resources<</Font<<{used}>>/XObject<</Im {len(objects)} 0 R>>>>"
        kids = []
        for at, (operators, links) in enumerate(zip(self.pages, self.links, strict=True)):
            objects.append(_stream("\n".join(operators).encode()))
            there = f"/Contents {len(objects)} 0 R{resources}/Annots[{''.join(links)}]"
            page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/StructParents {at}{there}>>"
            objects.append(page.encode())
            kids.append(f"{len(objects)} 0 R")
        tree = self._tags(objects, kids)
        named = f"/Lang({lang})" if lang else ""
        objects[0] = f"<</Type/Catalog/Pages 2 0 R{named}{tree}>>".encode()
        objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
        objects.append(b"<</Title<feff" + title.encode("utf-16-be").hex().encode() + f">{told}>>".encode())
        return _file(objects)

    def _tags(self, objects: list[bytes], kids: list[str]) -> str:
        """The tree of tags, and which element each mark of a page belongs to."""
        if not any(element.places for element in self.elements):
            return ""
        root = len(objects) + 1
        owners = {place: root + 1 + n for n, element in enumerate(self.elements) for place in element.places}
        parents = "".join(
            f" {page} [{' '.join(f'{owners[page, mark]} 0 R' for mark in range(count))}]"
            for page, count in enumerate(self.marks)
        )
        objects.append(f"<</Type/StructTreeRoot/K[{self._below(None, root)}]/ParentTree<</Nums[{parents}]>>>>".encode())
        for at, element in enumerate(self.elements):
            marks = " ".join(f"<</Type/MCR/Pg {kids[page]}/MCID {mark}>>" for page, mark in element.places)
            above = root if element.above is None else root + 1 + element.above
            held = f"/S/{element.name or 'Artifact'}/P {above} 0 R{element.entries}/K[{marks} {self._below(at, root)}]"
            objects.append(f"<</Type/StructElem{held}>>".encode())
        return f"/MarkInfo<</Marked true>>/StructTreeRoot {root} 0 R"

    def _below(self, above: int | None, root: int) -> str:
        """What points to the elements in another one."""
        there = [n for n, element in enumerate(self.elements) if element.name and element.above == above]
        return " ".join(f"{root + 1 + n} 0 R" for n in there)


_IMAGE = "/Type/XObject/Subtype/Image/Width 2/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8"


def _font(font: Font, base: str, unicode: int) -> list[bytes]:
    widths = " ".join("500" for _ in range(33, 256))
    told = f"/ToUnicode {unicode} 0 R" if font.face != "t" else ""
    face = f"<</Type/Font/Subtype/Type1/BaseFont/{base}/Encoding/WinAnsiEncoding/FirstChar 33/LastChar 255/Widths[{widths}]{told}>>"
    lines = [f"<{code:02x}><{letter.encode('utf-16-be').hex()}>" for letter, code in font.codes.items()]
    table = f"begincmap 1 begincodespacerange <00><ff> endcodespacerange {len(lines)} beginbfchar {' '.join(lines)} endbfchar endcmap"
    return [face.encode(), _stream(table.encode())]


def _stream(data: bytes, head: str = "") -> bytes:
    return f"<<{head}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj".encode() + content + b"endobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010d} 00000 n \n".encode() for place in places))
    out.write(
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()
