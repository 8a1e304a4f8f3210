"""Papers with known structure: what stands in them, and how they are set on pages."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.intake.papers.typesetter import GUTTER, HEIGHT, MARGIN, WIDTH, Canvas, Run

WORDS = {
    "en": "the old harbour lies below a town of stone where ships from many shores came with cloth and grain in summer",
    "de": "der alte hafen liegt unter einer stadt aus stein wo schiffe von vielen ufern mit tuch und korn im sommer kamen",
    "tr": "eski liman taştan bir kasabanın altında yer alır ve gemiler birçok kıyıdan kumaş ile tahıl getirirdi yazın",
    "ru": "старая гавань лежит под городом из камня куда корабли со многих берегов приходили с тканью и зерном летом",
    "kk": "ескі айлақ тастан салынған қаланың астында жатыр және кемелер көп жағалаудан мата мен астық әкелетін жазда",
}
HEADS = {
    "en": ("Introduction", "Ships and Cargo", "Pilots", "Conclusion", "References", "Notes", "Figure", "Table"),
    "de": ("Einleitung", "Schiffe und Fracht", "Lotsen", "Schluss", "Literatur", "Anmerkungen", "Abbildung", "Tabelle"),
    "tr": ("Giriş", "Gemiler ve Yük", "Kılavuzlar", "Sonuç", "Kaynakça", "Notlar", "Şekil", "Tablo"),
    "ru": ("Введение", "Суда и грузы", "Лоцманы", "Заключение", "Литература", "Примечания", "Рис.", "Таблица"),
    "kk": ("Кіріспе", "Кемелер мен жүк", "Лоцмандар", "Қорытынды", "Әдебиеттер", "Ескертпелер", "Сурет", "Кесте"),
}


@dataclass(frozen=True)
class Layout:
    """How a paper is set."""

    lang: str
    columns: int = 2
    notes: str = "end"  # end, foot or none
    indented: bool = True
    table: str = ""  # ruled, aligned or none
    figure: bool = False
    items: bool = False
    head: bool = True
    size: float = 10.0


@dataclass
class Known:
    """What the paper has."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    headings: list[tuple[str, int]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    italics: list[str] = field(default_factory=list)


class Paper:
    """Sets one paper; `known` is what must be read back."""

    def __init__(self, layout: Layout, seed: int) -> None:
        self.layout, self.known, self.canvas = layout, Known(), Canvas()
        self.random = random.Random(seed)
        self.words = WORDS[layout.lang].split()
        self.width = (WIDTH - 2 * MARGIN - GUTTER * (layout.columns - 1)) / layout.columns
        self.column, self.top = layout.columns, 0.0
        self.feet: list[list[Run]] = []
        self.full = True
        self.floor = MARGIN

    def sentence(self, words: int) -> str:
        chosen = [self.random.choice(self.words) for _ in range(words)]
        return " ".join(chosen).capitalize() + "."

    def passage(self, sentences: int) -> str:
        return " ".join(self.sentence(self.random.randint(6, 14)) for _ in range(sentences))

    @property
    def left(self) -> float:
        return MARGIN + self.column * (self.width + GUTTER)

    def room(self, height: float) -> None:
        """Go to the next column or page where the height does not fit."""
        if self.column < self.layout.columns and self.y - height >= self.floor:
            return
        self._end_column()
        self.column += 1
        if self.column >= self.layout.columns:
            self.column, self.top = 0, HEIGHT - MARGIN
            self.canvas.page()
            if self.layout.head:
                number = len(self.canvas.pages)
                self.canvas.text(MARGIN, HEIGHT - 34, [Run("Annals of Harbours 2021", "i", 8)])
                self.canvas.text(WIDTH - MARGIN - 12, HEIGHT - 34, [Run(str(40 + number), "r", 8)])
        self.y, self.floor = self.top, MARGIN

    def _end_column(self) -> None:
        if not self.feet:
            return
        y = MARGIN + 9 * len(self.feet)
        self.canvas.rule(self.left, y + 8, 60)
        for line in self.feet:
            self.canvas.text(self.left, y, line)
            y -= 9
        self.feet = []

    def line(self, runs: list[Run], leading: float, indent: float = 0.0) -> None:
        self.room(leading)
        self.y -= leading
        self.canvas.text(self.left + indent, self.y, runs)

    def block(self, runs: list[Run], first: float = 0.0, rest: float = 0.0, gap: float = 0.0) -> None:
        """Runs broken into lines."""
        size = max(run.size for run in runs)
        if gap and self.column < self.layout.columns and self.y < self.top:
            self.y -= gap
        for n, line in enumerate(broken(runs, self.width, first, rest)):
            self.line(line, 1.2 * size, rest if n else first)

    def heading(self, text: str, level: int) -> None:
        self.known.headings.append((text, level))
        self.room(60)
        self.block([Run(text, "b", self.layout.size + (4.0, 2.0)[level - 1])], gap=14)
        self.y -= 5

    def paragraph(self, sentences: int, italic: str = "", note: str = "") -> None:
        size = self.layout.size
        text = self.passage(sentences)
        runs = [Run(text, "r", size)]
        if italic:
            more = self.passage(1)
            runs += [Run(" ", "r", size), Run(italic, "i", size), Run(" " + more, "r", size)]
            text = f"{text} {italic} {more}"
            self.known.italics.append(italic)
        if note:
            number = str(len(self.known.notes) + 1)
            self.known.notes.append((number, note))
            runs.append(Run(number, "r", 0.6 * size, 0.35 * size))
            if self.layout.notes == "foot":
                # note and call stand on one page
                lines = broken([Run(f"{number} {note}", "r", 7.5)], self.width, 0, 0)
                self.room(1.2 * size * (len(broken(runs, self.width, 12, 0)) + 1) + 9 * len(lines) + 30)
                self.feet += lines
                self.floor = MARGIN + 9 * len(self.feet) + 22
        self.known.paragraphs.append(text)
        self.block(runs, first=12.0 if self.layout.indented else 0.0, gap=0 if self.layout.indented else 7)

    def pdf(self) -> bytes:
        self._end_column()
        return self.canvas.pdf()


def words_of(runs: list[Run]) -> list[list[Run]]:
    """Runs cut at blanks; a word may have letters of several faces."""
    words: list[list[Run]] = [[]]
    for run in runs:
        for n, part in enumerate(run.text.split(" ")):
            if n:
                words.append([])
            if part:
                words[-1].append(Run(part, run.face, run.size, run.rise))
    return [word for word in words if word]


def broken(runs: list[Run], width: float, first: float, rest: float) -> list[list[Run]]:
    """Runs cut into lines at blanks."""
    lines: list[list[Run]] = []
    used = 0.0
    for word in words_of(runs):
        long = sum(part.width for part in word)
        blank = 0.5 * word[0].size
        if not lines or used + blank + long > width - (rest if len(lines) > 1 else first):
            lines.append(list(word))
            used = long
        else:
            lines[-1] += [Run(" " + word[0].text, word[0].face, word[0].size, word[0].rise), *word[1:]]
            used += blank + long
    return lines


def make_paper(layout: Layout, seed: int) -> tuple[bytes, Known]:
    """A paper as PDF, and what it has."""
    paper = Paper(layout, seed)
    known, names = paper.known, HEADS[layout.lang]
    paper.room(1e9)
    known.title = paper.sentence(7).rstrip(".")
    paper.block([Run(known.title, "b", 17)])
    for name, place in (("Ada Whitby", "Harbour College"), ("John Marr", "Museum of Ships")):
        known.authors.append(name)
        paper.block([Run(name, "b", layout.size + 1)], gap=12)
        paper.block([Run(f"{name.split()[1].lower()}@example.org", "r", layout.size)])
        paper.block([Run(f"{place}, University of the Sea", "r", layout.size)])
    paper.y -= 14
    for n, name in enumerate(names[:4]):
        paper.heading(name, 2 if n == 2 else 1)
        for k in range(3):
            noted = layout.notes != "none" and k == n % 3
            paper.paragraph(
                3 + k, italic=paper.sentence(3).rstrip(".") if k == 1 else "", note=paper.passage(2) if noted else ""
            )
        if n == 0 and layout.figure:
            _figure(paper, names[6])
        if n == 1 and layout.table:
            _table(paper, names[7])
        if n == 2 and layout.items:
            for _ in range(3):
                known.items.append(paper.sentence(12))
                paper.block([Run("• " + known.items[-1], "r", layout.size)], first=8, rest=18)
    if layout.notes == "end":
        paper.room(60)
        paper.block([Run(names[5], "b", layout.size + 4)], gap=14)
        paper.y -= 5
        for number, note in known.notes:
            paper.block([Run(f"{number}. {note}", "r", layout.size)])
    paper.room(60)
    paper.block([Run(names[4], "b", layout.size + 4)], gap=14)
    paper.y -= 5
    for year in (1987, 1994, 2003, 2011):
        work = f"{paper.sentence(2).rstrip('.')} ({year}): {paper.sentence(9)}"
        known.works.append(work)
        paper.block(
            [Run(work, "r", layout.size)], first=12.0 if layout.indented else 0.0, gap=0 if layout.indented else 7
        )
    return paper.pdf(), known


def _figure(paper: Paper, label: str) -> None:
    paper.room(150)
    paper.y -= 110
    paper.canvas.picture(paper.left + 10, paper.y, paper.width - 20, 100)
    caption = f"{label} 1: {paper.sentence(6)}"
    paper.known.captions.append(caption)
    paper.y -= 4
    paper.block([Run(caption, "i", 9)], first=10, rest=10)
    paper.y -= 14


def _table(paper: Paper, label: str) -> None:
    paper.room(190)
    caption = f"{label} 1: {paper.sentence(4)}"
    paper.known.captions.append(caption)
    paper.block([Run(caption, "i", 9)], gap=12)
    paper.y -= 8
    rows = [[paper.random.choice(paper.words), str(1880 + n), str(17 * n + 101)] for n in range(5)]
    paper.known.rows = rows
    cell = paper.width / 3
    top = paper.y
    for row in rows:
        paper.y -= 16
        for n, text in enumerate(row):
            paper.canvas.text(paper.left + n * cell + 4, paper.y + 4, [Run(text, "r", 8)])
    if paper.layout.table == "ruled":
        for n in range(len(rows) + 1):
            paper.canvas.rule(paper.left, top - 16 * n, paper.width)
        for n in range(4):
            paper.canvas.rule(paper.left + n * cell, paper.y, 0, top - paper.y)
    paper.y -= 16
