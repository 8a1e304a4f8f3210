"""Which entity a name means, weighed over the whole article: its other names, its company, its time, relations."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from edition.annotate.model import Candidate, Choice
from edition.annotate.names.address import WOMAN, sex_of, told_sex
from edition.annotate.names.forms import FORENAME, SURNAME
from edition.annotate.names.reasons import Reason
from edition.languages import FALLBACK, Language, fold, fold_text
from edition.registers import Entity, Registers

_BY_TYPE: Final = {
    "main": 3.0,
    "variant": 2.5,
    "full": 2.5,
    "": 2.5,
    "bare": 2.0,
    SURNAME: 1.5,
    FORENAME: 1.0,
    "ambiguous": 0.5,
    "alias": 0.5,
}
_TOLD: Final = frozenset(("main", "variant", "full"))  # whoever types names so tells which of them are ambiguous, too
_OTHER_TYPE: Final = 1.25  # a name at birth or in religion is less usual than a surname
_GENERAL: Final = frozenset(("ambiguous", "alias", FORENAME))
_LEAST: Final = 0.9  # less speaks for no one: a general form and nothing else
_SURE_MARGIN: Final = 1.5
_OPEN_MARGIN: Final = 0.5
_PASSAGE: Final = 8  # so many texts further on a false name may still be used
_OTHER_SEX: Final = -6.0  # more than all that may speak for an entry
_NEAR: Final = 3  # texts before and after in which company counts
_MOST_REFERENCES: Final = 3
# a number of a house or a district: no day, no month, and no English `I`
_NUMBER: Final = re.compile(
    r"[\s,.]{0,3}(?:[IVX]{1,6}\b(?!\.?\s?\d)(?!\s[^\W\d_A-Z])|\d{1,3}[a-z]?\b(?!\s?[./]?\s?(?:\d|[IVX]|[^\W\d_]{3})))"
)
_BEHIND: Final = 24
_APART: Final = re.compile(r"[\s()\-–,'’]+")
_ENDING: Final = 2  # so many letters may be hung on a name


@dataclass(frozen=True, slots=True)
class PlacedCandidate:
    """A candidate with the text it stands in: the flow's number, its words, the year told of."""

    candidate: Candidate
    flow: int
    text: str
    year: int | None
    lang: str
    language: Language
    days: frozenset[str] = frozenset()
    is_note: bool = False
    is_address: bool = False

    @property
    def is_numbered(self) -> bool:
        """Whether a place stands before a number that is none of a date, so that a part of it is meant: `Wien XII`."""
        end = self.candidate.end
        return self.candidate.kind == "place" and _NUMBER.match(self.text[end : end + _BEHIND]) is not None

    @property
    def told_sex(self) -> tuple[str, str]:
        """What a person's title tells of the sex, and the title."""
        if self.candidate.kind != "person":
            return "", ""
        return told_sex(self.text, self.candidate.start, self.candidate.end, self.language)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the registers tell of an entity that every mention of it is weighed by."""

    kin: frozenset[str]
    is_of_article: bool
    office_words: frozenset[str]


@dataclass
class Linker:
    """Weighs candidates of one article. `article` is its id; `given` are keys that editors' mentions name, by flow;
    `correspondents` those who wrote and received a letter."""

    registers: Registers
    article: str
    given: Sequence[tuple[int, str]] = ()
    correspondents: frozenset[str] = frozenset()
    namesakes: Callable[[str, str], bool] = lambda _, __: (
        False
    )  # whether others have a longer name of which this is short
    _sure: Counter[str] = field(default_factory=Counter)
    _full: set[str] = field(default_factory=set)
    _by_flow: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _cued: set[int] = field(default_factory=set)
    _words: dict[str, frozenset[str]] = field(default_factory=dict)
    _known: dict[str, _Known] = field(default_factory=dict)
    _near: dict[int, frozenset[str]] = field(default_factory=dict)

    def read(self, placed: Sequence[PlacedCandidate]) -> None:
        """First reading: who is named beyond doubt, and where an alias is told."""
        for flow, key in self.given:
            self._note(flow, key)
        for one in placed:
            keys = {f.key for f in one.candidate.forms if f.type not in _GENERAL}
            if len(keys) == 1:
                key = next(iter(keys))
                self._note(one.flow, key)
                if _is_full(one):
                    self._full.add(key)
            if any(f.type == "alias" for f in one.candidate.forms) and self._tells_alias(one):
                self._cued.update(range(one.flow - 1, one.flow + _PASSAGE))

    def _note(self, flow: int, key: str) -> None:
        self._near.clear()
        self._sure[key] += 1
        self._by_flow[flow].add(key)

    def _is_in_disguise(self, one: PlacedCandidate, key: str) -> bool:
        """Whether a false name is meant here: in the passage that tells it, where its bearer is spoken of."""
        return one.flow in self._cued and key in self._named_near(one.flow)

    def _named_near(self, flow: int) -> frozenset[str]:
        """The keys that are named beyond doubt in the texts around one."""
        if flow not in self._near:
            around = range(flow - _NEAR, flow + _NEAR + 1)
            self._near[flow] = frozenset().union(*(self._by_flow.get(n, ()) for n in around))
        return self._near[flow]

    def _of(self, entity: Entity) -> _Known:
        if entity.key not in self._known:
            relations = self.registers.relations_of(entity.key)
            self._known[entity.key] = _Known(
                frozenset(k for relation in relations for k in relation.keys) - {entity.key},
                any(f"article:{self.article}" in note.sources for note in entity.notes),
                frozenset(fold(w) for note in entity.occupations for w in note.text.split() if len(w) > 4),
            )
        return self._known[entity.key]

    @staticmethod
    def _tells_alias(one: PlacedCandidate) -> bool:
        """Whether words such as `takma adıyla` stand near the name."""
        begin, end = one.candidate.start, one.candidate.end
        around = fold_text(one.text[max(0, begin - 160) : end + 80]).split()
        return any(word.strip("“”\"’'.,()") in one.language.alias_cues for word in around)

    def choices(self, one: PlacedCandidate) -> list[Choice]:
        """Who may be meant, the likeliest first."""
        best: dict[str, Choice] = {}
        for form in one.candidate.forms:
            entity = self.registers.get(form.key)
            if entity is None or (form.type == "alias" and not self._is_in_disguise(one, form.key)):
                continue
            choice = self._weigh(one, entity, form.type)
            if form.key not in best or choice.weight > best[form.key].weight:
                best[form.key] = choice
        return sorted(best.values(), key=lambda c: (-c.weight, -self._fullness(c.key), c.key))

    def _fullness(self, key: str) -> int:
        """How much the register tells of an entry: of two that nothing else decides between, the better known."""
        entity = self.registers.get(key)
        return len((*entity.names, *entity.idnos, *entity.occupations, *entity.notes)) if entity else 0

    def _weigh(self, one: PlacedCandidate, entity: Entity, type_: str) -> Choice:
        weight = _BY_TYPE.get(type_, _OTHER_TYPE)
        reasons = [Reason("form", (("type", type_ or "variant"),))]
        if named := self._sure[entity.key]:
            weight += math.log1p(named)
            reasons.append(Reason("named", (("n", str(named)),)))
        if entity.key in self.correspondents:
            weight += 1.5
            reasons.append(Reason("correspondent"))
        known = self._of(entity)
        if entity.key in self._named_near(one.flow):
            weight += 1.0
            reasons.append(Reason("near"))
        if kin := known.kin & self._by_flow.get(one.flow, set()):
            weight += min(1.0, 0.4 * len(kin))
            reasons.append(Reason("kin", (("keys", ", ".join(sorted(kin)[:3])),)))
        if known.is_of_article:
            weight += 1.5
            reasons.append(Reason("source"))
        if entity.kind == "event" and entity.existence.when in one.days:
            weight += 2.0
            reasons.append(Reason("day", (("day", entity.existence.when),)))
        if type_ == "alias":
            weight += 4.0
            reasons.append(Reason("alias"))
        for change, reason in self._by_person(one, entity, known):
            weight += change
            reasons.append(reason)
        return Choice(entity.key, round(weight, 2), tuple(reasons))

    def _by_person(self, one: PlacedCandidate, entity: Entity, known: _Known) -> Iterator[tuple[float, Reason]]:
        """What a person's years, office and title say."""
        if told := self._out_of_time(one, entity) or self._other_office(one, known):
            yield told
        if own := sex_of(entity):
            sex, word = one.told_sex
            if sex not in ("", own):
                yield _OTHER_SEX, Reason("sex", (("word", word),))

    @staticmethod
    def _out_of_time(one: PlacedCandidate, entity: Entity) -> tuple[float, Reason] | None:
        if one.year is None or entity.kind not in ("person", "event"):
            return None
        born, died = entity.birth.years, entity.death.years
        if born and born[0] > one.year - 8:
            return -2.5, _against("born", born[0], one.year)
        if died and died[1] < one.year - 30:
            return -1.5, _against("died", died[1], one.year)
        happened = entity.existence.years if entity.kind == "event" else None
        if happened and happened[0] > one.year + 15:
            return -1.0, _against("happened", happened[0], one.year)
        return None

    @staticmethod
    def _other_office(one: PlacedCandidate, known: _Known) -> tuple[float, Reason] | None:
        """An office in front of the name that the register knows of this person."""
        if not known.office_words:
            return None
        before = {fold(w) for w in one.text[max(0, one.candidate.start - 60) : one.candidate.start].split()}
        shared = sorted(before & known.office_words)
        return (0.8, Reason("office", (("words", " ".join(shared)),))) if shared else None

    def by_words(self, words: frozenset[str], sex: str) -> str:
        """The one person of the article whose names have all these words, of the sex that a title tells; empty where
        there is none or several.
        """
        if not words:
            return ""
        found = [key for key in self._sure if _is_person(self.registers.get(key), sex) and words <= self._words_of(key)]
        return found[0] if len(found) == 1 else ""

    def strange_words(self, form: str, key: str) -> int:
        """How many words of a folded form no name of an entry has, inflected or abbreviated as they may be."""
        own = self._words_of(key)
        words = [word for word in _APART.split(form) if word.strip(".")]
        return sum(not any(_may_be(word, name) for name in own) for word in words)

    def _words_of(self, key: str) -> frozenset[str]:
        if key not in self._words:
            entity = self.registers.get(key)
            names = entity.names if entity is not None else ()
            self._words[key] = frozenset(
                w for n in names for word in n.text.split() for w in _APART.split(fold(word)) if w
            )
        return self._words[key]

    def tells_types(self, key: str) -> bool:
        """Whether an entry's names have types, so that those which others have, too, are told."""
        entity = self.registers.get(key)
        return entity is not None and any(name.type in _TOLD for name in entity.names)

    def is_slender(self, one: PlacedCandidate, key: str) -> bool:
        """Whether only one word with a title, and not the main name, speaks for a person: others may have it."""
        if self._may_be_his_wife(one, key):
            return True
        entity = self.registers.get(key)
        is_main = any(f.key == key and f.type == "main" for f in one.candidate.forms)
        if entity is None or entity.kind != "person" or is_main or key in self._full or not _is_slender(one):
            return False
        known = self._of(entity)
        return not known.is_of_article and known.kin.isdisjoint(self._named_near(one.flow))

    def _may_be_his_wife(self, one: PlacedCandidate, key: str) -> bool:
        """Whether a woman is named by a surname, and the entry with it does not say that it is a woman's."""
        entity = self.registers.get(key)
        if entity is None or sex_of(entity):
            return False
        return all(f.type == SURNAME for f in one.candidate.forms if f.key == key) and one.told_sex[0] == WOMAN

    def is_named_in_full(self, key: str) -> bool:
        """Whether the article names this person by more than a surname."""
        return key in self._full

    def named(self) -> frozenset[str]:
        """All who are named beyond doubt."""
        return frozenset(self._sure)

    def is_established(self, key: str) -> bool:
        """Whether the article names this entity beyond doubt."""
        return self._sure[key] > 0


def _is_person(entity: Entity | None, sex: str) -> bool:
    return entity is not None and entity.kind == "person" and (not sex or sex_of(entity) in ("", sex))


def _may_be(word: str, name: str) -> bool:
    """Whether a word of a text may be that of a name: with an ending, or short for it.

    >>> [_may_be(word, "hofmann") for word in ("hofmanns", "h.", "hof", "hermann")]
    [True, True, False, False]
    """
    if word.endswith(".") or len(word) == 1:
        return name.startswith(word.rstrip("."))
    return word == name or (word.startswith(name) and len(word) <= len(name) + _ENDING)


def _against(name: str, year: int, then: int) -> Reason:
    return Reason(name, (("year", str(year)), ("then", str(then))))


def _is_full(one: PlacedCandidate) -> bool:
    """Whether a name tells more than a surname, an honorific or what may be a noun."""
    return any(f.type != SURNAME for f in one.candidate.forms) and not (_is_slender(one) or _may_be_a_noun(one))


def _is_slender(one: PlacedCandidate) -> bool:
    """Whether a name is one word with an honorific: `Kâmil Paşa`."""
    lang = one.language
    words = fold_text(one.text[one.candidate.start : one.candidate.end]).replace("-", " ").split()
    proper = [w for w in words if w.strip(".") not in lang.titles | lang.honorifics]
    return len(proper) == 1 and words[-1] in lang.honorifics


def _is_foreign(one: PlacedCandidate, key: str) -> bool:
    """Whether a word of a language without rules is only a name in other languages: German *Leiden* is no city."""
    langs = {f.lang for f in one.candidate.forms if f.key == key}
    untold = {"", FALLBACK, one.lang.partition("-")[0]}
    return one.candidate.words == 1 and not one.language.tells_names and langs.isdisjoint(untold)


def certainty(choices: Sequence[Choice], placed: PlacedCandidate, linker: Linker) -> tuple[str, tuple[str, ...]]:
    """The certainty to write and the keys to refer to: several where nothing decides between them."""
    if not choices or choices[0].weight < _LEAST:
        return "unknown", ()
    first = choices[0]
    margin = first.weight - choices[1].weight if len(choices) > 1 else math.inf
    types = {f.type for f in placed.candidate.forms if f.key == first.key}
    if margin < _OPEN_MARGIN:
        close = [c.key for c in choices if first.weight - c.weight < _OPEN_MARGIN]
        return ("unknown", ()) if types == {FORENAME} else ("low", tuple(close[:_MOST_REFERENCES]))
    if types <= _GENERAL or placed.candidate.rule == "slip":
        return ("medium" if linker.is_established(first.key) else "low"), (first.key,)
    is_sure = margin >= _SURE_MARGIN and not _is_doubtful(placed, first.key, types, linker)
    return ("high" if is_sure else "medium"), (first.key,)


def _is_doubtful(placed: PlacedCandidate, key: str, types: set[str], linker: Linker) -> bool:
    """Whether little but the name itself speaks for an entry, or a place stands where a part of it is often meant."""
    if placed.is_numbered or (placed.is_address and placed.candidate.kind == "place"):
        return True
    if not (linker.tells_types(key) or _is_alone_behind_preposition(placed, key, linker)):
        return True
    if linker.is_slender(placed, key) or _is_foreign(placed, key):
        return True
    if _may_be_a_noun(placed) and not (linker.is_named_in_full(key) or key in linker.correspondents):
        return True
    return types == {SURNAME} and not linker.is_named_in_full(key)


def _may_be_a_noun(one: PlacedCandidate) -> bool:
    """Whether a letter is all, or a word for a person or body where every noun has a capital: *Leben*, *Die Zeit*."""
    lang = one.language
    words = [w.strip(".") for w in fold_text(one.text[one.candidate.start : one.candidate.end]).split()]
    proper = [w for w in words if w not in lang.determiners]
    if len(proper) != 1 or not lang.capital_nouns:
        return len(proper) == 1 and len(proper[0]) == 1
    return one.candidate.kind != "place" or _is_behind_determiner(one)


def _is_alone_behind_preposition(one: PlacedCandidate, key: str, linker: Linker) -> bool:
    """Whether a place that shares its name with none stands behind what stands before places: *nach Wien*.

    So much speaks for it even where the registers do not tell which names are ambiguous; of persons and bodies, and of
    places elsewhere, editors mark too few and mean too often another.
    """
    candidate = one.candidate
    if candidate.kind != "place" or candidate.words > 1 or one.is_note:
        return False
    before = one.text[max(0, candidate.start - _BEHIND) : candidate.start].split()
    is_behind = bool(before) and fold(before[-1]) in one.language.place_prepositions
    return is_behind and not any(linker.namesakes(form.text, key) for form in candidate.forms)


def _is_behind_determiner(one: PlacedCandidate) -> bool:
    """Whether an article stands before a name, as before a noun: *der Roman*."""
    before = one.text[max(0, one.candidate.start - _BEHIND) : one.candidate.start].split()
    return bool(before) and fold(before[-1]) in one.language.determiners
