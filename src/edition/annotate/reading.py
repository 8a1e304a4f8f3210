"""The texts of one document on their way through the steps: what is closed, dates, candidates, who is meant.

Takes flows and what an `Annotator` was made with, gives mentions with their places. Writes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from edition.annotate.dates import Story, resolve
from edition.annotate.dates.doubts import contradicted
from edition.annotate.dates.find import date_finder
from edition.annotate.dates.forms import FoundDate
from edition.annotate.dates.written import WritingDay, has_dateline, is_dated, written_by_header, written_in_text
from edition.annotate.elsewhere.offers import Offers
from edition.annotate.learned.links import MentionSetting
from edition.annotate.learned.signs import TELLING, Seen, elements_around
from edition.annotate.model import Candidate, Mention
from edition.annotate.names.again import find_again
from edition.annotate.names.capitals import find_capitals
from edition.annotate.names.citations import citations
from edition.annotate.names.find import find_names, openness
from edition.annotate.names.index import NameIndex
from edition.annotate.names.link import Linker, PlacedCandidate, certainty
from edition.annotate.tokens import Tokens, tokenise
from edition.facts.habits import ReadingHabits
from edition.languages import Language, fold
from edition.markup import XML_ID, Document, local_name, tei
from edition.markup.standoff import Element, Flow, Scan
from edition.registers import NAMING, DateValue, date_value

if TYPE_CHECKING:
    from edition.annotate.learned.judge import Judge

MENTIONS: Final = frozenset(
    "persName placeName orgName eventName name rs date time settlement country region district bloc geogName surname"
    " forename roleName objectName".split()
)
# no mention is looked for inside: cited works, editors' mentions, code, what is no running text
KIND_OF_ELEMENT: Final = {**NAMING, "date": "date"}
_CLOSED: Final = MENTIONS | {
    "bibl",
    "biblStruct",
    "biblFull",
    "listBibl",
    "title",
    "code",
    "idno",
    "email",
    "formula",
    "num",
    "measure",
}
Dated = tuple[FoundDate, DateValue, bool]
_GREETINGS: Final = frozenset(("signed", "salute", "address"))
_ADDRESS: Final = frozenset(("address", "addrLine"))
_EVEN: Final = 0.5  # the score from which on a source is rather sure
_LOWER_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass
class Text:
    """A flow on its way through the steps."""

    number: int
    flow: Flow
    lang: str
    language: Language
    closed: list[tuple[int, int]] = field(default_factory=list)
    works: list[tuple[int, int]] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    names: list[Candidate] = field(default_factory=list)
    offered: list[Candidate] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    proposed: list[Mention] = field(default_factory=list)
    year: int | None = None

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the text."""
        return tokenise(self.flow.text)

    def seen(self) -> Seen:
        """The text as it is judged by the signs of its words."""
        around = {f"at={e.name}" for e in self.flow.owner.ancestors() if e.name in TELLING}
        outer = (f"l={self.lang}", *sorted(around))
        inner = [(e.name, e.first, e.last) for e in self.flow.inside if e.name in TELLING]
        elements = elements_around(self.tokens, outer, inner)
        return Seen(self.tokens, self.names, self.lang, elements, openness(self.tokens, self.closed), self.offered)

    @cached_property
    def days(self) -> frozenset[str]:
        """The days told of in the text."""
        return frozenset(value.when for _, value, _ in self.dates if value.when)

    def closed_to(self, found: FoundDate) -> list[tuple[int, int]]:
        """Where a date is none of the text's: a cited work has none but days, as of a letter."""
        tells_day = found.first.day is not None and found.first.year is not None
        return [span for span in self.closed if not tells_day or span not in self.works]

    def placed(self, one: Candidate) -> PlacedCandidate:
        """A candidate of the text with what stands around it."""
        return PlacedCandidate(
            one,
            self.number,
            self.flow.text,
            self.year,
            self.lang,
            self.language,
            self.days,
            self.is_note,
            self.is_address,
        )

    @cached_property
    def is_note(self) -> bool:
        """Whether it is the text of a note."""
        return any(e.name == "note" for e in self.flow.owner.ancestors())

    @cached_property
    def is_address(self) -> bool:
        """Whether it is a line of an address, or one whole."""
        return any(e.name in _ADDRESS for e in self.flow.owner.ancestors())


class DocumentReading:
    """The steps over all texts of one document."""

    def __init__(
        self,
        index: NameIndex,
        offers: Offers,
        document: Document,
        habits: ReadingHabits,
        scan: Scan,
        texts: list[Text],
    ) -> None:
        self._index = index
        self._offers = offers
        self._judge: Judge | None = None
        self.scan = scan
        self.texts = texts
        self.article = document.root.get(XML_ID, "")
        self._habits = habits
        self._correspondents = _correspondents(document, habits)
        self._year = _year_of(document)
        self._written = written_by_header(document)
        self._linker = Linker(index.registers, self.article)

    def collect(self) -> None:
        """Close what is cited, find dates, then names."""
        for text in self.texts:
            self._close(text)
        self._find_dates()
        common = _small_words(t.flow.text for t in self.texts) | _nouns(self.texts)
        for text in self.texts:
            self._find_names(text, common)
        find_again(self.texts, common)
        for text in self.texts:
            text.proposed = list(_proposed(text, common))

    def conclude(self, judge: Judge | None = None) -> None:
        """Decide who is meant, with a model's judgement or without."""
        self._judge = judge
        given = [(t.number, key) for t in self.texts for e in t.flow.inside for key in _keys_given(e, self._habits)]
        registers, namesakes = self._index.registers, self._index.has_namesakes
        self._linker = Linker(registers, self.article, given, self._correspondents, namesakes)
        placed = {id(c): t.placed(c) for t in self.texts for c in t.names}
        self._linker.read(list(placed.values()))
        for text in self.texts:
            text.mentions = [m for c in text.names if (m := self._decide(placed[id(c)]))]
            text.mentions += [_date_mention(*found) for found in text.dates]
            text.mentions.sort(key=lambda m: m.start)

    def setting(self, company: frozenset[str] = frozenset()) -> MentionSetting:
        """Where the mentions of the document stand."""
        return MentionSetting(self._correspondents, self._year, company)

    def _close(self, text: Text) -> None:
        flow = text.flow
        closed = [(e.first, e.last) for e in flow.inside if _is_closed(e)]
        text.works = [(e.first, e.last) for e in flow.inside if e.name == "bibl"]
        closed += citations(flow.text, text.language, is_note=text.is_note)
        text.closed = sorted(closed)

    def _find_dates(self) -> None:
        events = self._index.registers.of_kind("event")
        written = self._written or self._by_dateline()
        days = _days(event.existence.when or "" for event in events)
        story = Story(old_style=days, written=written, year=written.day.year if written else None)
        for text in self.texts:
            found = [d for d in _dates_in(text) if d.access or not _touches(d, text.closed_to(d))]
            own = _for_note(story) if text.is_note else story
            text.dates = list(self._doubted(text.flow, resolve(found, own)))
            text.year = own.year
            story.written = self._written_by(text) or story.written
        middle = story.middle
        for text in self.texts:
            text.year = text.year or middle

    def _written_by(self, text: Text) -> WritingDay | None:
        """The day of writing that a text tells, where the header tells none."""
        is_told = self._written is not None and self._written.is_exact
        return None if is_told else written_in_text(text.flow, text.dates)

    def _doubted(self, flow: Flow, dates: Iterable[Dated]) -> Iterator[Dated]:
        """The dates of a text; a dateline that tells another day than the header is doubted."""
        header = self._written
        for found, value, inferred in dates:
            if header is not None and header.is_exact and not inferred and is_dated(flow.element(found.start)):
                value = contradicted(value, header.day)
            yield found, value, inferred

    def _by_dateline(self) -> WritingDay | None:
        """The day of the one dateline that a document without a dated header has, at its head or its foot."""
        dated = [text for text in self.texts if has_dateline(text.flow)]
        found = [written_in_text(text.flow, list(resolve(_dates_in(text), Story()))) for text in dated]
        days = {written for written in found if written}
        return next(iter(days)) if len(days) == 1 else None

    def _find_names(self, text: Text, common: frozenset[str]) -> None:
        names = find_names(text.tokens, text.language, self._index, common, text.closed)
        if self._offers.kept:
            text.offered = list(self._offered(text))
            names = _with_offers(names, text.offered)
        dated = {at: n for n, (d, _, _) in enumerate(text.dates) for at in range(d.start, d.end)}
        text.names = [c for c in names if (n := dated.get(c.start)) is None or n != dated.get(c.end - 1)]
        named = {at for c in text.names for at in range(c.start, c.end)}
        text.dates = [d for d in text.dates if named.isdisjoint(range(d[0].start, d[0].end))]

    def _offered(self, text: Text) -> Iterator[Candidate]:
        """What other programs found in a text, outside of what is closed."""
        starts = text.tokens.start
        for one in self._offers.of(text.flow.text, text.lang):
            first, last = bisect_left(starts, one.start), bisect_left(starts, one.end) - 1
            if first <= last and not any(a < one.end and one.start < b for a, b in text.closed):
                known = self._index.find(text.tokens, first, text.language)
                forms = known.forms if known is not None and known.last == last else ()
                fitting = tuple(form for form in forms if form.kind == one.kind)
                most = "low" if 0 <= one.score < _EVEN else "medium"
                yield Candidate(one.start, one.end, first, last, one.kind, one.source, fitting, most=most)

    def _decide(self, placed: PlacedCandidate) -> Mention | None:
        one = placed.candidate
        if one.chance is not None and self._judge is not None:
            company = frozenset(key for key in self._linker.named() if key)
            return self._judge.mention(placed, self._linker, self.setting(company))
        if self._is_told_in_header(placed):
            return None
        choices = self._linker.choices(placed)
        cert, keys = certainty(choices, placed, self._linker)
        if _is_general(one) and not (choices and self._linker.is_established(choices[0].key)):
            return None
        if not keys and one.kind == "person" and (key := self._linker.by_words(_own_words(placed), placed.told_sex[0])):
            cert, keys = "medium", (key,)
        cert = one.most if one.most and cert in ("high", "medium") else cert
        form = next((f.text for f in one.forms if f.key in keys[:1]), "")
        text = placed.text[one.start : one.end]
        found = Mention(one.kind, one.start, one.end, text, one.rule, cert, keys, form=form, choices=tuple(choices))
        return found if self._judge is None else self._judge.limited(found)

    def _is_told_in_header(self, placed: PlacedCandidate) -> bool:
        """Whether a name only signs or greets in a letter whose header tells who wrote to whom."""
        keys = {form.key for form in placed.candidate.forms}
        if keys.isdisjoint(self._linker.correspondents):
            return False
        around = self.texts[placed.flow].flow.element(placed.candidate.start)
        return any(element.name in _GREETINGS for element in around.ancestors())


def _is_general(one: Candidate) -> bool:
    """Whether one word is all there is, and the registers have it as what many are called."""
    only_general = one.forms and all(form.type in ("ambiguous", "alias") for form in one.forms)
    return bool(only_general) and one.rule == "register" and one.words == 1


def _own_words(placed: PlacedCandidate) -> frozenset[str]:
    """The folded words of a person's name without titles and honorifics."""
    lang = placed.language
    text = placed.text[placed.candidate.start : placed.candidate.end]
    words = {fold(m.group()) for m in _LOWER_WORD.finditer(text)}
    return frozenset(w for w in words if w not in lang.titles and w not in lang.honorifics and len(w) > 1)


def _is_closed(element: Element) -> bool:
    if element.name in ("ref", "seg"):
        target = element.attributes.get("target", "")
        return element.attributes.get("type") in ("citation", "bibl") or target.startswith(("work:", "#bib"))
    return element.name in _CLOSED


def _keys_given(element: Element, habits: ReadingHabits) -> list[str]:
    """The keys of an editor's mention."""
    if element.name not in MENTIONS:
        return []
    pointers = element.attributes.get("ref") or element.attributes.get("key") or ""
    return [habits.key(p, KIND_OF_ELEMENT.get(element.name, "")) for p in pointers.split()[:1]]


def _proposed(text: Text, common: frozenset[str]) -> Iterator[Mention]:
    """Names for the registers of a text whose language nobody told."""
    if text.language.tells_names:
        return
    taken = frozenset(i for one in text.names for i in range(one.first, one.last + 1))
    for one in find_capitals(text.tokens, common, taken):
        if not any(a < one.end and one.start < b for a, b in text.closed):
            words = text.flow.text[one.start : one.end]
            yield Mention(one.kind, one.start, one.end, words, one.rule, "unknown")


def _dates_in(text: Text) -> list[FoundDate]:
    return date_finder(text.language).find(text.flow.text, [(e.first, e.last) for e in text.flow.inside])


def _correspondents(document: Document, habits: ReadingHabits) -> frozenset[str]:
    """The keys of those who wrote and received a letter."""
    names = (e for desc in document.root.iter(tei("correspDesc")) for e in desc.iter(tei("persName"), tei("orgName")))
    return frozenset(key for name in names for key in habits.keys_of(name, KIND_OF_ELEMENT[local_name(name)]))


def _year_of(document: Document) -> int | None:
    """The year in which a letter was sent or a text written, where its header tells it."""
    header = document.root.find(tei("teiHeader"))
    for name in ("correspDesc", "creation"):
        for place in header.iter(tei(name)) if header is not None else ():
            for value in (date_value(e) for e in place.iter(tei("date"))):
                if value.years:
                    return value.years[0]
    return None


def _touches(found: FoundDate, closed: Sequence[tuple[int, int]]) -> bool:
    return any(a < found.end and found.start < b for a, b in closed)


def _for_note(story: Story) -> Story:
    """The story as a note sees it: what the note tells does not go on in the text."""
    return replace(story, _years=story._years.copy(), _dated=story._dated.copy())


def _days(texts: Iterable[str]) -> frozenset[date]:
    """Those of the values that tell a day."""
    return frozenset(date.fromisoformat(text) for text in texts if len(text) == len("1917-11-07"))


def _small_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that a document also writes small: their capital at the head of a sentence tells nothing."""
    found = set(_LOWER_WORD.findall("\n".join(texts)))
    return frozenset(w if w.isascii() else fold(w) for w in found if w[0].islower())


def _nouns(texts: Sequence[Text]) -> frozenset[str]:
    """The words that follow an article in a language whose nouns have capitals, so that the capital tells nothing."""
    found = set()
    for text in texts:
        lang, tokens = text.language, text.tokens
        for i in range(1, len(tokens)) if lang.capital_nouns else ():
            if tokens.is_capital(i) and fold(tokens.text[i - 1]) in lang.determiners:
                found.add(fold(tokens.text[i]))
    return frozenset(found)


def _with_offers(names: Sequence[Candidate], offered: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with what was offered where they have none, or only what many are called."""
    told = {(one.start, one.end, one.kind) for one in offered}
    out = [one for one in names if not (_is_general(one) and (one.start, one.end, one.kind) in told)]
    for one in offered:
        if not any(other.start < one.end and one.start < other.end for other in out):
            out.append(one)
    return out


def _date_mention(found: FoundDate, value: DateValue, inferred: bool) -> Mention:
    cert = value.cert or ("medium" if inferred else "high")
    return Mention(
        "date", found.start, found.end, found.text, found.rule, cert, date=value, inferred=inferred, access=found.access
    )
