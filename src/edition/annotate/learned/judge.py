"""A learned model between registers, rules and context: which candidates are mentions, what they lack, who is meant.

It may add, drop and widen candidates of the kinds that it knows more of than registers and rules; candidates of other
kinds stay where none of its own is. Dates are never its business.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from edition.annotate.learned.chain import OUTSIDE, Row
from edition.annotate.learned.links import MentionSetting
from edition.annotate.learned.model import Model
from edition.annotate.learned.signs import FRAME, Seen, signs_of, windows
from edition.annotate.learned.worth import Evidence, evidence_of
from edition.annotate.model import Candidate, Choice, Mention
from edition.annotate.names.forms import FORENAME, SURNAME, Form
from edition.annotate.names.index import NameIndex
from edition.annotate.names.link import Linker, PlacedCandidate
from edition.annotate.names.reasons import Reason
from edition.annotate.tokens import Tokens
from edition.languages import Language, fold_text

LEARNED: Final = "learned"
_NOBODY: Final = 0.5  # so much speaks for one whom neither registers nor counts know
_ONLY_COUNTED: Final = 0.5
_OF_REGISTER: Final = 0.8  # what the registers tell counts so much beside what was counted
_STRANGE: Final = 0.7  # a word that no name of an entry has speaks so much against it
_MOST_REFERENCES: Final = 3
_CLOSE: Final = 0.5  # another who has this part of the likeliest one's chance is named, too
_PARTIAL: Final = frozenset((SURNAME, FORENAME, "ambiguous", "alias"))
_CERTS: Final = ("high", "medium", "low", "unknown")
_ABBREVIATED: Final = 4
_BESIDE: Final = 3  # so many words further on


class Judged(Protocol):
    """A text with the candidates that are judged."""

    names: list[Candidate]
    language: Language

    @property
    def tokens(self) -> Tokens:
        """Its words."""

    def seen(self) -> Seen:
        """It, as it is judged."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the model takes for a mention: tokens from `first` to `last`, its chance, and that of its borders."""

    kind: str
    first: int
    last: int
    chance: float
    edge: float = 1.0


@dataclass(frozen=True)
class Judge:
    """A model at work with the names of the registers."""

    model: Model
    index: NameIndex

    def revise(self, texts: Sequence[Judged]) -> None:
        """Put what the model takes for mentions in place of the candidates of the kinds that it judges."""
        if not self.model.judged:
            return
        seen = [text.seen() for text in texts]
        places = [(n, window) for n, one in enumerate(seen) for window in windows(one, self.model.memory)]
        signs = [signs_of(seen[n], window, self.model.memory) for n, window in places]
        spans: list[list[Sighting]] = [[] for _ in texts]
        for (n, window), chances in zip(places, self.model.chain.chances(signs), strict=True):
            spans[n] += spans_of(chances, self.model.chain.labels, window[0], self.model.least)
        for text, one, found in zip(texts, seen, spans, strict=True):
            free = (s for s in found if s.kind in self.model.judged and all(one.is_open[s.first : s.last + 1]))
            text.names = self._revised(text, one, list(free))

    def _revised(self, text: Judged, seen: Seen, spans: Sequence[Sighting]) -> list[Candidate]:
        tokens, lang, taught = text.tokens, text.language, self.model.chain.weights
        trimmed = [cut for span in spans if (cut := _trimmed(span, tokens))]
        taken = {i for span in trimmed for i in range(span.first, span.last + 1)}
        others = [
            c for c in text.names if c.kind not in self.model.judged and taken.isdisjoint(range(c.first, c.last + 1))
        ]
        own = [
            replace(
                self._candidate(span, text, lang),
                is_beside=_is_beside(span, trimmed),
                edge=span.edge,
                is_untaught=any(sign in FRAME and sign not in taught for sign in seen.elements[span.first]),
                is_framed=any(sign in FRAME for sign in seen.elements[span.first]),
            )
            for span in trimmed
        ]
        return sorted([*own, *others], key=lambda c: c.start)

    def _candidate(self, span: Sighting, text: Judged, lang: Language) -> Candidate:
        """A candidate for a span, with what a candidate in its place knew."""
        tokens = text.tokens
        met = [c for c in text.names if c.first <= span.last and span.first <= c.last and c.kind == span.kind]
        best = max(met, key=lambda c: (min(c.last, span.last) - max(c.first, span.first), bool(c.forms)), default=None)
        end = best.end if best is not None and best.last == span.last else tokens.end[span.last]
        forms = best.forms if best is not None and best.forms else self._forms(span, tokens, lang)
        rule = best.rule if best is not None else LEARNED
        start = tokens.start[span.first]
        return Candidate(start, end, span.first, span.last, span.kind, rule, forms, span.chance)

    def _forms(self, span: Sighting, tokens: Tokens, lang: Language) -> tuple[Form, ...]:
        """Register forms within a span that no candidate had."""
        for i in range(span.first, span.last + 1):
            found = self.index.find(tokens, i, lang)
            if found is not None and found.last <= span.last:
                forms = tuple(form for form in found.forms if form.kind == span.kind)
                if forms:
                    return forms
        return ()

    def mention(self, placed: PlacedCandidate, linker: Linker, setting: MentionSetting) -> Mention:
        """A candidate that is a mention, with the likeliest entries and how sure both are."""
        one = placed.candidate
        text = placed.text[one.start : one.end]
        choices = self._choices(placed, linker, setting, form_of(text))
        keys = tuple(key for key, chance in choices if chance >= _CLOSE * choices[0][1])[:_MOST_REFERENCES]
        told = tuple(Choice(key, round(chance, 2), (Reason("learned"),)) for key, chance in choices)
        evidence = self._evidence(placed, *choices[0], form_of(text)) if choices else ()
        cert = self._cert(placed, evidence) if choices else "unknown"
        form = next((f.text for f in one.forms if keys and f.key == keys[0]), "")
        return Mention(
            one.kind, one.start, one.end, text, one.rule, cert, keys, form=form, choices=told, evidence=evidence
        )

    def _cert(self, placed: PlacedCandidate, evidence: Evidence) -> str:
        """How sure a linked mention is: never where nothing taught what is marked, nor where a part may be meant."""
        if placed.candidate.is_untaught:
            return "low"
        cert = self.model.worth.cert(evidence)
        return "medium" if cert == "high" and placed.is_numbered else cert

    def limited(self, mention: Mention) -> Mention:
        """A mention of a kind that is not judged, called no surer than such were in the test."""
        limit = self.model.limits.get(mention.kind)
        if limit is None or mention.decided or _CERTS.index(mention.cert) >= _CERTS.index(limit):
            return mention
        return replace(mention, cert=limit)

    def _evidence(self, placed: PlacedCandidate, key: str, linked: float, form: str) -> Evidence:
        """What speaks for a mention and the entry that it most likely means."""
        one = placed.candidate
        meant = self.model.links.keys(form)
        is_full = any(f.key == key and f.type not in _PARTIAL for f in one.forms)
        is_place = one.kind == "place"
        kind = (is_place, one.kind == "org", is_place and one.is_beside)
        traits = (is_full, one.words > 1, *kind, placed.is_note, one.is_framed, placed.is_numbered)
        odds = self.model.memory.odds(form.split(), one.kind)
        times = meant.get(key, 0)
        return evidence_of((one.chance or 0.0, one.edge, linked), (times, sum(meant.values()) - times), odds, traits)

    def _choices(
        self, placed: PlacedCandidate, linker: Linker, setting: MentionSetting, form: str
    ) -> list[tuple[str, float]]:
        """Who may be meant, the likeliest first, with chances."""
        known = {choice.key: choice.weight for choice in linker.choices(placed)}
        registers, links = self.index.registers, self.model.links
        told = (*links.keys(form), *links.of_stem(form))
        counted = [k for k in told if (e := registers.get(k)) and e.kind == placed.candidate.kind]
        among = tuple(dict.fromkeys((*known, *counted)))
        strange = {key: linker.strange_words(form, key) for key in among}
        least = min(strange.values(), default=0)
        weights = {
            key: _OF_REGISTER * known.get(key, _ONLY_COUNTED) + weight - _STRANGE * (strange[key] - least)
            for key, weight in links.weigh(form, among, setting).items()
        }
        if not weights:
            return []
        top = max(*weights.values(), _NOBODY)
        total = math.exp(_NOBODY - top) + sum(math.exp(w - top) for w in weights.values())
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        return [(key, math.exp(weight - top) / total) for key, weight in ranked]


def _is_beside(span: Sighting, others: Sequence[Sighting]) -> bool:
    """Whether another of its kind stands next to a span, as the parts of an address do."""
    near = range(span.first - _BESIDE, span.last + _BESIDE + 1)
    return any(o is not span and o.kind == span.kind and (o.first in near or o.last in near) for o in others)


def form_of(text: str) -> str:
    """The form by which links are counted.

    >>> form_of("Dr.  Bahr")
    'dr. bahr'
    """
    return " ".join(fold_text(text).split())


def spans_of(chances: Sequence[Row], labels: Sequence[str], first: int, least: float) -> Iterator[Sighting]:
    """The mentions that the chances of the labels of a window tell; a word is of one from the chance `least` on."""
    outside = labels.index(OUTSIDE)
    kinds = sorted({label[2:] for label in labels if label != OUTSIDE})
    columns = {
        kind: [labels.index(f"{part}-{kind}") if f"{part}-{kind}" in labels else -1 for part in "BI"] for kind in kinds
    }
    open_span: Sighting | None = None
    for n, row in enumerate(chances):
        kind, begins = "", False
        if kinds and 1 - row[outside] >= least:
            parts = {k: [row[c] if c >= 0 else 0.0 for c in columns[k]] for k in kinds}
            kind = max(kinds, key=lambda k: sum(parts[k]))
            begins = parts[kind][0] > parts[kind][1]
        if open_span is not None and (kind != open_span.kind or begins):
            inside = columns[open_span.kind][1]
            yield replace(open_span, edge=open_span.edge * (1 - (row[inside] if inside >= 0 else 0.0)))
            open_span = None
        if kind:
            chance = sum(parts[kind])
            if open_span is None:
                open_span = Sighting(kind, first + n, first + n, chance, edge=parts[kind][0] / chance)
            else:
                open_span = replace(open_span, last=first + n, chance=min(chance, open_span.chance))
    if open_span is not None:
        yield open_span


def _trimmed(span: Sighting, tokens: Tokens) -> Sighting | None:
    """A span without marks at its borders, except the point of an abbreviation."""
    first, last = span.first, span.last
    while first <= last and not tokens.text[first][0].isalnum():
        first += 1
    while last >= first and not tokens.text[last][0].isalnum():
        if tokens.text[last] == "." and last > first and len(tokens.text[last - 1]) <= _ABBREVIATED:
            break
        last -= 1
    return replace(span, first=first, last=last) if first <= last else None
