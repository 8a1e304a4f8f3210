"""How long the language server lets somebody wait, as multiples of one parse of the same file by lxml.

An article of 300 KB beside a register of 4 MB, in an edition with the shipped schema. Each figure is what the server
works (processor time, so that a busy machine says the same) from the change of the text to the answer; findings are
those of the grammar, which come first. What Schematron and references say comes later, from another process.
"""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Final, cast

from lsprotocol import types
from lxml import etree
from pygls.workspace import TextDocument

from benchmarks.figures import Figures
from edition.lsp.protocol.server import Server, completion, hover
from edition.lsp.protocol.session import Session

ROOT: Final = Path(__file__).resolve().parents[1]
TEMPLATE: Final = ROOT / "src/edition/templates/new"
ENTRIES: Final = 16_000
PARAGRAPHS: Final = 700
SYLLABLES: Final = ("ka", "ri", "mol", "ten", "su", "dar", "bel", "oz", "lin", "mer", "gu", "şan")
ARTICLE: Final = "tei/articles/long.xml"
PLACE: Final = "HERE"
TARGETS: Final = {
    "completion of an element": 2,
    "completion of a reference": 2,
    "hover": 2,
    "findings after a right key": 10,
    "findings after a wrong key": 10,
}


def made_up_edition(folder: Path) -> str:
    """An edition with a long article and a large register; gives the article."""
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "schema", folder / "schema")
    shutil.rmtree(folder / "tei/articles")
    rnd = random.Random(1)

    def word(count: int) -> str:
        return "".join(rnd.choices(SYLLABLES, k=count))

    names = [f"{word(2)} {word(3)}".title() for _ in range(ENTRIES)]
    register = folder / "tei/registers/persons.xml"
    entries = "\n".join(
        f'<person xml:id="p{number}"><persName type="main" xml:lang="en">{name}</persName>'
        f'<birth when="18{number % 90 + 10}"/>'
        f"<note>{' '.join(word(3) for _ in range(14))}</note></person>"
        for number, name in enumerate(names)
    )
    text = register.read_text("utf-8")
    register.write_text(text.replace("</listPerson>", f"{entries}</listPerson>", 1), encoding="utf-8")
    example = next((TEMPLATE / "tei/articles").glob("*.xml")).read_text("utf-8")
    head, rest = example.split("<body>")[0], example.partition("</body>")[2]
    paragraphs = []
    for number in range(PARAGRAPHS):
        entry = rnd.randrange(ENTRIES)
        mention = f'<persName ref="person:p{entry}">{names[entry]}</persName>'
        words = " ".join(word(rnd.choice((1, 2, 3))) for _ in range(50))
        paragraphs.append(f'<p xml:id="b{number}">{words} {mention} {" ".join(word(2) for _ in range(8))}.</p>')
    paragraphs[-30] = f'<p xml:id="here">{PLACE} and there.</p>'
    long = f"{head}<body>{chr(10).join(paragraphs)}</body>{rest}"
    (folder / ARTICLE).parent.mkdir(parents=True)
    (folder / ARTICLE).write_text(long, encoding="utf-8")
    return long


def main(short: bool = False) -> dict[str, object]:
    """Measure and print; the figures as one object."""
    figures = Figures("lsp: work before the editor is answered, beside one lxml parse of the article (medians)")
    with tempfile.TemporaryDirectory(prefix="edition-bench-") as name:
        folder = Path(name).resolve()
        times = _measure(folder, made_up_edition(folder), 7 if short else 31)
    parse = statistics.median(times.pop("parse"))
    for what, seconds in times.items():
        median = statistics.median(seconds)
        detail = f"{median * 1000:.1f} ms; lxml {parse * 1000:.1f} ms"
        figures.add(what, median / parse, TARGETS[what], detail)
    return figures.result()


class Editor:
    """A session with the article open, and the place where somebody types."""

    def __init__(self, folder: Path, text: str) -> None:
        self.session = Session()
        self.uri = (folder / ARTICLE).as_uri()
        self.path = self.session.put(self.uri, text)
        self._document = TextDocument(self.uri, text)
        self._line = text[: text.index(PLACE)].count("\n")
        self._start = text.split("\n")[self._line].index(PLACE)
        self._shown = PLACE

    def type(self, new: str) -> None:
        """Write something else at the place."""
        stretch = types.Range(self._at(0), self._at(len(self._shown)))
        self._document.apply_change(types.TextDocumentContentChangePartial(stretch, new))
        self.session.put(self.uri, self._document.source)
        self._shown = new

    def place(self, behind: str) -> types.TextDocumentPositionParams:
        """Behind some letters of what was written."""
        at = self._at(self._shown.index(behind) + len(behind))
        return types.TextDocumentPositionParams(types.TextDocumentIdentifier(self.uri), at)

    def _at(self, further: int) -> types.Position:
        return types.Position(self._line, self._start + further)


def _measure(folder: Path, text: str, rounds: int) -> dict[str, list[float]]:
    editor, data = Editor(folder, text), text.encode()
    snippets = types.ClientCompletionItemOptions(snippet_support=True)
    takes = types.CompletionClientCapabilities(completion_item=snippets)
    able = types.ClientCapabilities(text_document=types.TextDocumentClientCapabilities(completion=takes))
    server = cast("Server", SimpleNamespace(session=editor.session, client_capabilities=able))
    times: dict[str, list[float]] = {what: [] for what in ("parse", *TARGETS)}

    def clocked(what: str, action: Callable[[], object]) -> None:
        begin = time.process_time()
        assert action()
        times[what].append(time.process_time() - begin)

    def completed(new: str, behind: str) -> object:
        editor.type(new)
        place = editor.place(behind)
        return completion(server, types.CompletionParams(place.text_document, place.position)).items

    def hovered(new: str, behind: str) -> object:
        editor.type(new)
        place = editor.place(behind)
        return hover(server, types.HoverParams(place.text_document, place.position))

    def found(new: str, count: int) -> bool:
        editor.type(new)
        return len(editor.session.check_at_once(editor.path)) == count

    def parsed(data: bytes) -> bool:
        return etree.fromstring(data) is not None

    for n in range(rounds + 1):
        clocked("parse", partial(parsed, data))
        clocked("completion of an element", partial(completed, f"{n}<pers", "<pers"))
        reference = f'{n}<persName ref="p{n}">x</persName>'
        clocked("completion of a reference", partial(completed, reference, f"p{n}"))
        clocked("hover", partial(hovered, f"{reference} ", f"p{n}"))
        clocked("findings after a right key", partial(found, f"{n} words", 0))
        clocked("findings after a wrong key", partial(found, f"{n}<persname>x</persname>", 1))
    return {what: seconds[1:] for what, seconds in times.items()}


if __name__ == "__main__":
    main()
