"""What the annotator finds at the marks of an article, asked once for each state of its words."""

from __future__ import annotations

from edition.annotate import Annotator, Mention
from edition.deciding import Article, Mark
from edition.diagnostics import EditionError
from edition.markup import squeeze
from edition.markup.standoff import Flow
from edition.registers import Registers


class Asked:
    """The annotator's answers about articles; a text's answers hold as long as its words do."""

    def __init__(self) -> None:
        self._annotator: Annotator | None = None
        self._found: dict[tuple[str, int], dict[tuple[str, int, str], Mention]] = {}

    def of(self, article: Article, mark: Mark, registers: Registers) -> Mention | None:
        """What the annotator finds at a mark."""
        if self._annotator is None or self._annotator.registers is not registers:
            self._annotator = Annotator(registers)
            self._found.clear()
        key = article.id, hash(tuple(article.texts.values()))
        if key not in self._found:
            try:
                found = self._annotator.find(article.document).mentions
            except EditionError:  # it is too long to ask again: what is marked is shown without reasons
                found = ()
            self._found[key] = {_place(one.flow, one.mention.text, one.mention.start): one.mention for one in found}
        words = mark.flow.text[mark.start : mark.end]
        return self._found[key].get(_place(mark.flow, words, mark.start))


def _place(flow: Flow, words: str, start: int) -> tuple[str, int, str]:
    """What names a place whatever is marked around it."""
    return flow.id, flow.text.count(words, 0, start), squeeze(words)
