"""Learning from lessons: weights by python-crfsuite, counts by counting, and by cross-validation what both are worth.

Takes `Lesson`s, gives a `Taught`: a model and what it was tested by. The same lessons give the same model.
"""

from __future__ import annotations

import importlib
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from edition.annotate.codes import NO_CRFSUITE
from edition.annotate.learned.chain import OUTSIDE, Chain
from edition.annotate.learned.judge import Judge, form_of
from edition.annotate.learned.lessons import Lesson, MarkedTokens, lesson_of
from edition.annotate.learned.links import Links, links_of
from edition.annotate.learned.memory import KINDS, Memory, joined
from edition.annotate.learned.model import Model, settled
from edition.annotate.learned.signs import Groups, signs_of, windows
from edition.annotate.learned.worth import HIGH, MEDIUM, Trial, Worth, kept, least_share, worth_of
from edition.annotate.model import Mention
from edition.annotate.names.index import NameIndex
from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Document

if TYPE_CHECKING:
    from edition.annotate.annotator import Annotator

LEAST_MARKS: Final = 30  # of a kind: fewer teach nothing
LEAST_DOCUMENTS: Final = 5
_FOLDS: Final = 4
TURNS: Final = _FOLDS + 2  # so often `teach` says that it goes on
_LEAST_CHANCE: Final = 0.4
_HIDDEN: Final = 10  # of a hundred entries that only one document names: a new document names some that none has
_SETTINGS: Final = {"c1": 0.2, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 1}
_LEAST_JUDGED: Final = 20


@dataclass(frozen=True)
class Score:
    """How mentions of a kind were found: marks, mentions found, those that meet a mark."""

    marks: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.marks + self.found)

    def plus(self, marks: int, found: int, right: int) -> Score:
        """With these, too."""
        return Score(self.marks + marks, self.found + found, self.right + right)


@dataclass(frozen=True)
class Tested:
    """Scores by kind, the links made and those of them that are right, and what spoke for each linked mention."""

    kinds: dict[str, Score] = field(default_factory=lambda: dict.fromkeys(KINDS, Score()))
    links: tuple[int, int] = (0, 0)
    linked: tuple[tuple[Trial, ...], ...] = ()  # of each document
    high: tuple[tuple[str, bool], ...] = ()  # the kinds of those called high, and whether they were right

    @property
    def linked_right(self) -> float:
        """The share of right links."""
        return self.links[1] / max(1, self.links[0])


@dataclass(frozen=True)
class Taught:
    """The model, and how registers and rules did without and with it on documents that it had not seen.

    `reliability` tells how many linked mentions would be called how sure, and which part of them is right.
    """

    model: Model
    without: Tested
    learned: Tested
    reliability: dict[str, tuple[int, float]] = field(default_factory=dict)


def learn_from(
    documents: Iterable[Document],
    annotator: Annotator,
    edition: str,
    advance: Callable[[], None] = lambda: None,
) -> Taught | None:
    """Learn from the documents in which an editor marked or decided something; None where these are too few."""
    lessons = [lesson for document in documents if (lesson := lesson_of(document, annotator))]
    return teach(lessons, annotator.index, edition, advance) if enough(lessons) else None


def enough(lessons: Sequence[Lesson]) -> bool:
    """Whether there is enough to learn from."""
    counts = Counter(mark.kind for lesson in lessons for marks in lesson.marks for mark in marks)
    return len(lessons) >= LEAST_DOCUMENTS and max(counts.values(), default=0) >= LEAST_MARKS


def teach(
    lessons: Sequence[Lesson], index: NameIndex, edition: str, advance: Callable[[], None] = lambda: None
) -> Taught:
    """Learn from all lessons; what the model is worth is found out by learning from some and judging the others.

    The others stand together, as letters of one time or to one person do: what is to be judged later is not between
    documents that were learned from.
    """
    without = _tested(lessons, None, index)
    advance()
    learned = Tested()
    parts = []
    for fold in range(_FOLDS):
        first, last = (len(lessons) * n // _FOLDS for n in (fold, fold + 1))
        model = settled(_learn([*lessons[:first], *lessons[last:]], edition))
        tested = _tested(lessons[first:last], model, index)
        learned = _sum(learned, tested)
        parts.append(tested.linked)
        advance()
    better = tuple(
        k for k in KINDS if learned.kinds[k].f1 > without.kinds[k].f1 and learned.kinds[k].marks >= _LEAST_JUDGED
    )
    limits = {kind: limit for kind in KINDS if kind not in better and (limit := _limit(kind, without))}
    model = replace(_learn(lessons, edition), judged=better, worth=worth_of(parts), limits=limits)
    advance()
    return Taught(settled(model), without, learned, kept(parts))


def _limit(kind: str, tested: Tested) -> str:
    """What mentions of a kind that the model does not judge may be called at most; nothing where *high* holds.

    Where editors marked too few of a kind to tell, none is called *high*.
    """
    right = [is_right for told, is_right in tested.high if told == kind]
    share = least_share(sum(right), len(right)) if right else MEDIUM
    return "" if share >= HIGH else "medium" if share >= MEDIUM else "low"


def _learn(lessons: Sequence[Lesson], edition: str) -> Model:
    memories = [lesson.memory() for lesson in lessons]
    memory = joined(memories)
    marks = sum(len(named) for lesson in lessons for named in lesson.marks)
    chain = _train(_examples(lessons, memories, memory))
    return Model(edition, chain, memory, _links(lessons), KINDS, Worth(), _LEAST_CHANCE, len(lessons), marks)


def _examples(
    lessons: Sequence[Lesson], memories: Sequence[Memory], memory: Memory
) -> Iterator[tuple[list[Groups], list[str]]]:
    """Signs and labels of each window; entries that a document alone knows are not shown in it."""
    holders = Counter(key for lesson in lessons for key in _keys(lesson))
    for lesson, own in zip(lessons, memories, strict=True):
        only_here = frozenset(key for key in _keys(lesson) if holders[key] == 1 and _is_hidden(key))
        for n, text in enumerate(lesson.texts):
            seen = text.seen()
            names = [c for c in seen.names if not c.forms or not {f.key for f in c.forms} <= only_here]
            seen = replace(seen, names=names)
            labels = _labels(lesson.marks[n])
            for window in windows(seen, memory):
                if lesson.doubtful[n].isdisjoint(range(*window)):
                    yield signs_of(seen, window, memory, own), [labels.get(i, OUTSIDE) for i in range(*window)]


def _is_hidden(key: str) -> bool:
    """Whether an entry is one of those that are hidden: some, since a new text names some whom no register has yet."""
    return zlib.crc32(key.encode()) % 100 < _HIDDEN


def _keys(lesson: Lesson) -> frozenset[str]:
    return frozenset(key for marks in lesson.marks for mark in marks for key in mark.keys)


def _labels(marks: Sequence[MarkedTokens]) -> dict[int, str]:
    return {i: f"{'B' if i == mark.first else 'I'}-{mark.kind}" for mark in marks for i in range(mark.first, mark.last)}


def _train(examples: Iterator[tuple[list[Groups], list[str]]]) -> Chain:
    crfsuite = _crfsuite()
    trainer = crfsuite.Trainer(algorithm="lbfgs", params=_SETTINGS, verbose=False)
    for signs, labels in examples:
        trainer.append([[sign for group in groups for sign in group] for groups in signs], labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "chain")
        trainer.train(path)
        tagger = crfsuite.Tagger()
        with tagger.open(path):
            info = tagger.info()
    known = tuple(sorted(info.labels))
    numbers = {label: n for n, label in enumerate(known)}
    rows: dict[str, list[float]] = {}
    for (sign, label), weight in sorted(info.state_features.items()):
        rows.setdefault(sign, [0.0] * len(known))[numbers[label]] = weight
    steps = [[float(info.transitions.get((a, b), 0.0)) for b in known] for a in known]
    return Chain(known, {sign: tuple(row) for sign, row in rows.items()}, tuple(map(tuple, steps)))


def _crfsuite() -> Any:
    try:
        return importlib.import_module("pycrfsuite")
    except ImportError as error:
        message = "learning needs python-crfsuite, which is not installed here"
        help_text = "pip install python-crfsuite (an Intel Mac needs a compiler for it); annotating goes on without it"
        raise EditionError(Diagnostic(NO_CRFSUITE, message, help=help_text)) from error


def _links(lessons: Sequence[Lesson]) -> Links:
    """Count whom each mark meant."""

    def uses() -> Iterator[tuple[str, str, Any]]:
        for lesson in lessons:
            setting = replace(lesson.setting, company=_keys(lesson))
            for text, marks in zip(lesson.texts, lesson.marks, strict=True):
                for mark in marks:
                    if mark.keys:
                        start, end = text.tokens.start[mark.first], text.tokens.end[mark.last - 1]
                        yield form_of(text.flow.text[start:end]), mark.keys[0], setting

    return links_of(uses())


def _tested(lessons: Sequence[Lesson], model: Model | None, index: NameIndex) -> Tested:
    """Annotate lessons with or without a model and compare with their marks."""
    out = Tested()
    for lesson in lessons:
        judge = Judge(model, index) if model else None
        found = lesson.annotated(judge)
        own = Tested()
        for mentions, text, marks in zip(found, lesson.texts, lesson.marks, strict=True):
            own = _compared(own, mentions, marks, text.tokens.start)
        out = _sum(out, own)
    return out


def _compared(
    tested: Tested, mentions: Sequence[Mention], marks: Sequence[MarkedTokens], starts: Sequence[int]
) -> Tested:
    met = _met(mentions, marks, starts)
    counts = [Counter(one.kind for one in found) for found in (marks, mentions, met.values())]
    kinds = {kind: score.plus(*(count[kind] for count in counts)) for kind, score in tested.kinds.items()}
    made, right = tested.links
    linked, high = [one for document in tested.linked for one in document], list(tested.high)
    for n, one in enumerate(mentions):
        if one.keys:
            mark = met.get(n)
            meant = mark.keys if mark is not None else ()
            made, right = made + bool(meant), right + (one.keys[0] in meant)
            is_right = mark is not None and (not meant or one.keys[0] in meant)
            linked.append(Trial(one.evidence, is_right, f"{form_of(one.text)} {one.keys[0]}"))
            high += [(one.kind, is_right)] * (one.cert == "high")
    return Tested(kinds, (made, right), (tuple(linked),), tuple(high))


def _met(mentions: Sequence[Mention], marks: Sequence[MarkedTokens], starts: Sequence[int]) -> dict[int, MarkedTokens]:
    """The mark that each mention meets: one of its kind that no other mention met before."""
    out: dict[int, MarkedTokens] = {}
    free = list(marks)
    for n, one in enumerate(mentions):
        mark = next((m for m in free if m.kind == one.kind and _overlap(m, one, starts)), None)
        if mark is not None:
            free.remove(mark)
            out[n] = mark
    return out


def _overlap(mark: MarkedTokens, mention: Mention, starts: Sequence[int]) -> bool:
    return any(mention.start <= starts[i] < mention.end for i in range(mark.first, mark.last))


def _sum(a: Tested, b: Tested) -> Tested:
    kinds = {k: a.kinds[k].plus(b.kinds[k].marks, b.kinds[k].found, b.kinds[k].right) for k in KINDS}
    return Tested(kinds, (a.links[0] + b.links[0], a.links[1] + b.links[1]), a.linked + b.linked, a.high + b.high)
