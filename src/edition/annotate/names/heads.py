"""Bodies, events and places that no register has, by the last word of their names: `… Hükümeti`, `… Nehri`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.names.words import Reader, forms_of_word, may_tell_thing, names_language
from edition.languages import fold

_LONGEST: Final = 6
_ROW: Final = 2  # so many known places beside it make a name in a row a place
_WAY: Final = 9  # so many words on stands another place on the way
_QUOTES: Final = "”\"’'“»«"
_ACRONYM: Final = range(3, 8)
_PERSON_KIND, _PLACE_KIND, _ORG_KIND, _EVENT_KIND = "person", "place", "org", "event"


def find_headed(reader: Reader, places: frozenset[int], persons: frozenset[int]) -> Iterator[Candidate]:
    """Candidates, overlapping ones too. `places` and `persons` are tokens of register names of these kinds."""
    heads = _Heads(reader, places, persons)
    for i, word in enumerate(reader.tokens.text):
        if may_tell_thing(word, reader.lang):
            yield from heads.at(i)


class _Heads:
    """The rules, each asked at every word."""

    def __init__(self, reader: Reader, places: frozenset[int], persons: frozenset[int]) -> None:
        self._reader = reader
        self._tokens = reader.tokens
        self._lang = reader.lang
        self._places = places
        self._persons = persons

    def at(self, i: int) -> Iterator[Candidate]:
        """What the rules say of token `i`."""
        lang, reader = self._lang, self._reader
        capital = self._tokens.is_capital(i)
        if capital:
            for kind, words in ((_ORG_KIND, lang.org_heads), ("event", lang.event_heads)):
                if length := reader.stem_in(i, words):
                    yield from self._headed(i, length, kind)
            if length := reader.stem_in(i, lang.numbered_org_heads):
                yield from self._numbered(i, length)
            if self._is_pair(i, lang.event_first, lang.event_bare):
                yield self._candidate(i - 1, i, reader.stem_in(i, lang.event_bare), "event", "head")
            if self._is_pair(i, lang.org_first, lang.org_bare):
                yield self._candidate(i - 1, i, reader.stem_in(i, lang.org_bare), _ORG_KIND, "head")
            yield from self._place(i)
            yield from self._in_row(i)
            yield from self._acronym(i)
        elif lang.endings:
            yield from self._behind_name(i)
        elif length := reader.stem_in(i, lang.org_heads_any_case):
            yield from self._small(i, length, _ORG_KIND)
        elif (
            i - 1 in self._places
            and not reader.ends_name(i - 1)
            and (length := reader.stem_in(i, lang.event_heads_any_case))
        ):
            yield from self._small(i, length, "event")
        if length := reader.stem_in(i, lang.place_heads):
            yield from self._place_head(i, length, capital=capital)
        elif not capital and reader.stem_in(i, lang.near_places):
            yield from self._near(i)
        if not capital and reader.stem_in(i, lang.press_heads):
            yield from self._press(i)
        if reader.is_one_of(i, lang.naming):
            yield from self._named(i)

    def _is_pair(self, i: int, first: frozenset[str], second: frozenset[str]) -> bool:
        """Whether token `i` is one of the second words and the word with a capital before it one of the first."""
        is_second = bool(self._reader.stem_in(i, second))
        return is_second and self._reader.is_one_of(i - 1, first) and self._tokens.is_capital(i - 1)

    def _headed(self, i: int, length: int, kind: str) -> Iterator[Candidate]:
        """`Türk Komünist Partisi`, `I. Balkan Savaşı`, `Karakol Cemiyeti`."""
        first = self._reach_left(i)
        if first == i and kind == _EVENT_KIND:
            first = self._of_person(i)
        if self._reader.stem_in(i, self._lang.weak_heads) and all(self._reader.is_people(k) for k in range(first, i)):
            return
        telling = self._lang.event_first | (self._lang.directions if kind == _ORG_KIND else frozenset())
        if any(self._reader.says_something(k) or fold(self._tokens.text[k]) in telling for k in range(first, i)):
            yield self._candidate(first, i, length, kind, "head")

    def _reach_left(self, i: int) -> int:
        """The first token of the name whose head is token `i`."""
        first = at = i
        while at - 1 >= 0 and i - first < _LONGEST:
            at -= 1
            text = self._tokens.text[at]
            if self._reader.dash(at) or (text == "." and self._reader.is_numeral(at - 1)):
                continue
            is_joined = self._reader.dash(at - 1) and fold(text) in self._lang.joining
            is_joined = is_joined or (text.isdigit() and fold(self._tokens.text[first]) in self._lang.calendar.months)
            if not (self._reader.is_numeral(at) or is_joined or self._belongs(at, is_only=first == i)):
                break
            first = at
        return first

    def _of_person(self, i: int) -> int:
        """`Patrona Halil İsyanı`: the first token of the person's name that an event is called by."""
        first = i
        while first - 1 in self._persons and not self._reader.ends_name(first - 1):
            first -= 1
        return first

    def _belongs(self, i: int, *, is_only: bool) -> bool:
        """Whether token `i` is of the name behind it; what only begins a sentence is not, where more is there."""
        if i in self._persons or self._reader.ends_name(i) or not self._reader.is_naming(i):
            return False
        if self._reader.is_one_of(i, self._lang.indefinite):
            return False  # a headline: Yeni Bir İngiliz Planı
        return is_only or i in self._places or self._reader.may_open(i) or not self._tokens.opens_sentence(i)

    def _numbered(self, i: int, length: int) -> Iterator[Candidate]:
        """`XV. Kolordu`, `9. Kafkas Tümeni`."""
        at = i - 1
        while self._tokens.is_capital(at) and at > i - 3 and not self._reader.is_numeral(at):
            at -= 1
        if self._tokens.is_capital(i - 1) and self._reader.is_one_of(i - 1, self._lang.event_first):
            yield self._candidate(i - 1, i, length, _ORG_KIND, "number")
        elif self._tokens.at(at) == "." and self._reader.is_numeral(at - 1):
            yield self._candidate(at - 1, i, length, _ORG_KIND, "number")

    def _small(self, i: int, length: int, kind: str) -> Iterator[Candidate]:
        """`Sovyet hükümeti`, `Batum antlaşması`: a small head directly behind a place or a people."""
        if self._reader.ends_name(i - 1):
            return
        if i - 1 in self._places or (kind == _ORG_KIND and i and self._reader.is_one_of(i - 1, self._lang.peoples)):
            first = i - 1
            while (
                first - 1 in self._places
                and self._tokens.is_capital(first - 1)
                and not self._reader.ends_name(first - 1)
            ):
                first -= 1
            yield self._candidate(first, i, length, kind, "small-head")

    def _behind_name(self, i: int) -> Iterator[Candidate]:
        """`Московский договор`, `Алаш партиясы`: a small head behind words with capitals."""
        heads = ((_ORG_KIND, self._lang.org_heads), ("event", self._lang.event_heads))
        kind = next((kind for kind, words in heads if self._reader.stem_in(i, words)), "")
        first = i
        while kind and self._tokens.is_capital(first - 1) and self._reader.is_naming(first - 1):
            if first < i and (self._tokens.opens_sentence(first - 1) or first - 1 in self._places):
                break  # what only begins the sentence, or a place where it was
            first -= 2 if self._reader.dash(first - 2) else 1
        if first < i:
            yield self._candidate(first, i, len(self._tokens.text[i]), kind, "small-head")

    def _place(self, i: int) -> Iterator[Candidate]:
        """A place that the language's file knows, or a name with an ending that only places take."""
        lang, tokens = self._lang, self._tokens
        folded = fold(tokens.text[i])
        case = tokens.apostrophe_suffix(i)
        if self._reader.is_ship(i + 1) or names_language(tokens.text[i], lang):
            return
        if length := self._reader.stem_in(i, lang.places):
            doubtful = folded in lang.function_words or folded in lang.given_names or folded in self._reader.common
            if not doubtful or case in lang.place_cases:
                yield self._candidate(i, i, length, _PLACE_KIND, "known-place")
        elif self._tells_place(i, case) and self._reader.is_name_part(i):
            is_other = folded in lang.given_names or folded in self._reader.common or tokens.text[i].isupper()
            if not is_other and (case in lang.place_cases or not tokens.opens_sentence(i)):
                yield self._candidate(i, i, len(tokens.text[i]), _PLACE_KIND, "place-case")

    def _tells_place(self, i: int, case: str) -> bool:
        """Whether a name's ending, or its ending and a verb of motion close behind, is one of places.

        The verb may stand further off where another place is on the way: `Yaş’a, oradan Kiev’e ulaştı`.
        """
        if case in self._lang.place_cases:
            return True
        if case not in self._lang.motion_cases:
            return False
        on_the_way = any(k in self._places for k in range(i + 3, i + _WAY))
        following = (fold(w) for w in self._tokens.text[i + 3 : i + (_WAY + 3 if on_the_way else 6)])
        return any(w.startswith(self._lang.motion_verbs) for w in following)

    def _in_row(self, i: int) -> Iterator[Candidate]:
        """A name in a row of places: `Manastır, Üsküp ve İşkodra`, `Eflak ve Boğdan’a girdi`."""
        if i in self._places or not self._may_be_place(i):
            return
        row = [*self._row(i, -1), *self._row(i, 1)]
        told = [k for k in row if k in self._places]
        by_case = bool(row) and max(row) > i and self._tells_place(max(row), self._tokens.apostrophe_suffix(max(row)))
        by_case = by_case or (bool(told) and bool(row) and self._is_near(max(row) + 1))
        alike = bool(told) and self._is_inflected(i) and all(self._is_inflected(k) for k in row)
        if len(told) >= _ROW or by_case or alike:
            yield self._candidate(i, i, len(self._tokens.text[i]), _PLACE_KIND, "row")

    def _is_near(self, i: int) -> bool:
        return i < len(self._tokens) and bool(self._reader.stem_in(i, self._lang.near_places))

    def _may_be_place(self, i: int) -> bool:
        return self._reader.is_name_part(i) and i not in self._persons and not self._reader.is_initial(i)

    def _is_inflected(self, i: int) -> bool:
        return bool(self._tokens.apostrophe_suffix(i))

    def _row(self, i: int, step: int) -> Iterator[int]:
        """The names of one word that stand in a row with token `i` on one side, each behind a comma or an `and`."""
        at, words = i, self._lang.and_words - self._lang.with_words
        for _ in range(_LONGEST):
            if step > 0 and self._is_inflected(at):
                at += 2
            at += step
            if not (self._tokens.at(at) == "," or self._reader.is_one_of(at, words)):
                return
            at += step
            if step < 0 and at >= 2 and self._is_inflected(at - 2):
                at -= 2
            if not (at in self._places or (at >= 0 and self._may_be_place(at))):
                return
            yield at

    def _near(self, i: int) -> Iterator[Candidate]:
        """`Silistre yakınlarında`: what is said of places only."""
        at = i - 1
        if self._may_be_place(at) and not self._reader.ends_name(at) and not self._tokens.opens_sentence(at):
            yield self._candidate(at, at, len(self._tokens.text[at]), _PLACE_KIND, "near")

    def _press(self, i: int) -> Iterator[Candidate]:
        """`Cumhuriyet gazetesi`: the words with capitals directly before it, unless they are only a people."""
        at = i - 1
        while self._tokens.at(at) and self._tokens.at(at) in _QUOTES:
            at -= 1
        is_name = self._tokens.is_capital(at) and at not in self._persons and not self._reader.ends_name(at)
        first = min(at, self._reach_left(at + 1)) if is_name else at + 1
        quoted = at < i - 1
        plain = all(self._reader.is_people(k) or k in self._places for k in range(first, at + 1))
        if first <= at and (quoted or not plain):
            yield self._candidate(first, at, len(self._tokens.text[at]), _ORG_KIND, "press")

    def _place_head(self, i: int, length: int, *, capital: bool) -> Iterator[Candidate]:
        """`Novhanı köyü`, `Çoruh Nehri`, `Osmanlı Devleti`: the head belongs to the name where it has a capital."""
        at = i - 1
        if not self._tokens.is_capital(at) or self._reader.ends_name(at) or at in self._persons:
            return
        is_known = self._reader.is_one_of(at, self._lang.peoples) or self._reader.is_one_of(at, self._lang.places)
        if not (capital and is_known) and not self._reader.is_name_part(at):
            return
        if self._tokens.opens_sentence(at) and fold(self._tokens.text[at]) in self._reader.common:
            return
        first = at
        while self._goes_on(first - 1, capital=capital):
            first -= 1
        last, end = (i, length) if capital else (at, len(self._tokens.text[at]))
        yield self._candidate(first, last, end, _PLACE_KIND, "place-head")
        before = first - 2
        while not capital and self._reader.is_one_of(before + 1, self._lang.and_words) and self._may_be_place(before):
            yield self._candidate(before, before, len(self._tokens.text[before]), _PLACE_KIND, "place-head")
            before -= 2

    def _goes_on(self, i: int, *, capital: bool) -> bool:
        """Whether a place's name begins further to the left, at token `i` or before it."""
        if i < 0 or i in self._persons or not self._tokens.is_capital(i) or self._reader.ends_name(i):
            return False
        fits = self._reader.is_name_part(i) or (capital and self._reader.is_one_of(i, self._lang.peoples))
        return fits and (self._reader.may_open(i) or not self._tokens.opens_sentence(i))

    def _acronym(self, i: int) -> Iterator[Candidate]:
        """`VOGS`: capitals in a text that is not all capitals."""
        text = self._tokens.text[i]
        if (
            len(text) not in _ACRONYM
            or fold(text) in self._lang.function_words
            or fold(text) in self._reader.common
            or not (text.isupper() and text.isalpha())
            or set(text) <= set("IVXLC")
        ):
            return
        around = [w for w in self._tokens.text[max(0, i - 3) : i + 4] if len(w) > 2 and w[0].isalpha() and w != text]
        if not any(w.isupper() for w in around):
            yield self._candidate(i, i, len(text), _ORG_KIND, "acronym")

    def _named(self, i: int) -> Iterator[Candidate]:
        """`Mahmudov adlı bir temsilci`, `Yeni Dünya adlı gazete`: the noun behind tells the kind."""
        at = i - 1
        while self._tokens.at(at) and self._tokens.at(at) in "”\"’'“":
            at -= 1
        first = at + 1
        while (
            at - first < _LONGEST - 2 and self._tokens.is_capital(first - 1) and not self._reader.ends_name(first - 1)
        ):
            if first <= at and self._tokens.opens_sentence(first - 1) and not self._reader.may_open(first - 1):
                break
            first -= 1
        if first > at:
            return
        following = {f for k in range(i + 1, min(i + 5, len(self._tokens))) for f in self._stems(k)}
        lang = self._lang
        for kind, nouns in (
            (_PERSON_KIND, lang.named_persons),
            (_PLACE_KIND, lang.named_places),
            (_ORG_KIND, lang.named_orgs),
        ):
            if following & nouns:
                yield self._candidate(first, at, len(self._tokens.text[at]), kind, "naming")
                return

    def _stems(self, i: int) -> tuple[str, ...]:
        return forms_of_word(self._tokens.text[i], self._lang)

    def _candidate(self, first: int, last: int, length: int, kind: str, rule: str) -> Candidate:
        return Candidate(self._tokens.start[first], self._tokens.start[last] + length, first, last, kind, rule)
