"""From a document to its mentions: what stands where, who is meant, and how sure that is.

Takes a `Document` and what an `Annotator` was made with (registers, settings, decisions), gives `Annotated`: the
mentions with their places. Writes nothing: `apply` turns mentions into bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from edition.annotate.dates import Story, resolve
from edition.annotate.dates.find import FoundDate, date_finder
from edition.annotate.digest import rules_digest
from edition.annotate.model import Candidate, Mention
from edition.annotate.names.again import find_again
from edition.annotate.names.citations import citations
from edition.annotate.names.find import find_names
from edition.annotate.names.index import NameIndex
from edition.annotate.names.link import Linker, Placed, certainty
from edition.annotate.review.decisions import Decision, Decisions
from edition.annotate.tokens import Tokens, tokenise
from edition.languages import SHIPPED, Language, Languages, fold, fold_text
from edition.markup import Document, tei
from edition.markup.standoff import Element, Flow, Scan, scan_text
from edition.registers import DateValue, Registers, key_of, keys_of

RESP: Final = "#edition-annotate"
MENTIONS: Final = frozenset(
    "persName placeName orgName eventName name rs date time settlement country region district bloc geogName surname"
    " forename roleName objectName".split()
)
# no mention is looked for inside: cited works, editors' mentions, code, what is no running text
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
_CLOSED_FLOWS: Final = frozenset(
    "teiHeader standOff listBibl biblStruct biblFull bibl listPerson listPlace listOrg listEvent egXML code titlePage"
    " speaker castList fw graphic facsimile sourceDoc".split()
)
_GREETINGS: Final = frozenset(("signed", "salute", "address"))
_LOWER_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 20_000  # so many characters tell what language a text is in …
_ENOUGH_WORDS: Final = 100  # … where they are so many words
_SHARE: Final = 0.004
_KIND_OF_ELEMENT: Final = {
    "persName": "person", "placeName": "place", "settlement": "place", "country": "place", "region": "place",
    "district": "place", "bloc": "place", "geogName": "place", "orgName": "org", "eventName": "event", "date": "date",
}  # fmt: skip
ALL_KINDS: Final = ("person", "place", "org", "event", "date")
CandidateSource = Callable[[str, str], Iterable[tuple[int, int, str]]]


@dataclass(frozen=True, slots=True)
class Located:
    """A mention with the flow it stands in."""

    flow: Flow
    mention: Mention


@dataclass(frozen=True, slots=True)
class Annotated:
    """What was found in a document."""

    document: Document
    scan: Scan
    mentions: tuple[Located, ...]
    decisions_used: frozenset[Decision] = frozenset()
    rules: str = ""

    def mentions_only(self) -> Iterator[Mention]:
        """The mentions without their flows."""
        return (located.mention for located in self.mentions)


@dataclass(frozen=True)
class Annotator:
    """Finds mentions by the registers given; `source` adds candidates from elsewhere (a spaCy pipeline)."""

    registers: Registers
    kinds: frozenset[str] = frozenset(ALL_KINDS)
    decisions: Decisions = field(default_factory=Decisions)
    source: CandidateSource | None = None
    default_language: str = ""
    languages: Languages = SHIPPED

    @cached_property
    def _bibliographies(self) -> frozenset[str]:
        """How the languages head a list of works."""
        heads = (head for lang in self.languages.all for head in lang.labels.bibliography)
        return frozenset(fold_text(head) for head in heads)

    @cached_property
    def index(self) -> NameIndex:
        """The name forms, built once."""
        return NameIndex(self.registers)

    def find(self, document: Document) -> Annotated:
        """All mentions of a document, in its order."""
        scan = scan_text(document.source.data, is_own)
        article = document.root.get("{http://www.w3.org/XML/1998/namespace}id", "")
        flows = list(_open_flows(scan, self._bibliographies))
        told = [flow.owner.inherited("xml:lang") for flow in flows]
        default = self._default([f.text for f, lang in zip(flows, told, strict=True) if not lang])
        texts = [self._text(n, f, lang or default) for n, (f, lang) in enumerate(zip(flows, told, strict=True))]
        _Reading(self, article, texts, _correspondents(document)).run()
        mentions = [Located(t.flow, m) for t in texts for m in t.mentions]
        decided, used = self.decisions.apply(article, mentions, editors_mentions(flows))
        for one, line in self.decisions.missed(article, flows, used):
            if not any(o.flow is one.flow and _overlap(o.mention, one.mention) for o in decided):
                decided.append(one)
                used |= {line}
        decided.sort(key=lambda o: o.flow.start_byte(o.mention.start))
        kept = tuple(m for m in decided if m.mention.kind in self.kinds)
        return Annotated(document, scan, kept, used, rules_digest(self.languages))

    def _text(self, number: int, flow: Flow, lang: str) -> _Text:
        return _Text(number, flow, lang, self.languages.get(lang))

    def _default(self, texts: Sequence[str]) -> str:
        """The edition's language for texts that tell none, unless a long text has hardly any `and` of it."""
        lang = self.languages.get(self.default_language)
        joining = lang.and_words - lang.with_words
        words = fold_text(" ".join(texts)[:_SAMPLE]).split()
        if not joining or len(words) < _ENOUGH_WORDS:
            return self.default_language
        return self.default_language if sum(w in joining for w in words) >= len(words) * _SHARE else ""


def editors_mentions(flows: Iterable[Flow]) -> Iterator[Located]:
    """The mentions that editors marked, as the annotator's are."""
    for flow in flows:
        for element in flow.inside:
            kind = _KIND_OF_ELEMENT.get(element.name) or element.attributes.get("type", "")
            if element.name in MENTIONS and kind in ALL_KINDS and element.first < element.last:
                text = flow.text[element.first : element.last]
                yield Located(flow, Mention(kind, element.first, element.last, text, "editor", "high"))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def is_own(element: Element) -> bool:
    """Whether an element is a mention that the program wrote."""
    return element.name in MENTIONS and RESP in element.attributes.get("resp", "").split()


@dataclass
class _Text:
    """A flow on its way through the steps."""

    number: int
    flow: Flow
    lang: str
    language: Language
    closed: list[tuple[int, int]] = field(default_factory=list)
    dates: list[tuple[FoundDate, DateValue, bool]] = field(default_factory=list)
    names: list[Candidate] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    year: int | None = None

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the text."""
        return tokenise(self.flow.text)

    @cached_property
    def days(self) -> frozenset[str]:
        """The days told of in the text."""
        return frozenset(value.when for _, value, _ in self.dates if value.when)

    def placed(self, one: Candidate) -> Placed:
        """A candidate of the text with what stands around it."""
        return Placed(one, self.number, self.flow.text, self.year, self.lang, self.language, self.days)

    @cached_property
    def is_note(self) -> bool:
        """Whether it is the text of a note."""
        return any(e.name == "note" for e in self.flow.owner.ancestors())


class _Reading:
    """The steps over all texts of one document."""

    def __init__(self, annotator: Annotator, article: str, texts: list[_Text], correspondents: frozenset[str]) -> None:
        self._annotator = annotator
        self._texts = texts
        given = [(t.number, key) for t in texts for e in t.flow.inside for key in _keys_given(e)]
        self._linker = Linker(annotator.registers, article, given, correspondents)

    def run(self) -> None:
        """Close what is cited, find dates, then names, then decide who is meant."""
        for text in self._texts:
            self._close(text)
        self._find_dates()
        common = _small_words(t.flow.text for t in self._texts)
        for text in self._texts:
            self._find_names(text, common)
        find_again(self._texts, common)
        placed = {
            id(c): Placed(c, t.number, t.flow.text, t.year, t.lang, t.language, t.days)
            for t in self._texts
            for c in t.names
        }
        self._linker.read(list(placed.values()))
        for text in self._texts:
            text.mentions = [m for c in text.names if (m := self._decide(placed[id(c)]))]
            text.mentions += [_date_mention(*found) for found in text.dates]
            text.mentions.sort(key=lambda m: m.start)

    def _close(self, text: _Text) -> None:
        flow = text.flow
        closed = [(e.first, e.last) for e in flow.inside if _is_closed(e)]
        closed += citations(flow.text, text.language, is_note=text.is_note)
        text.closed = sorted(closed)

    def _find_dates(self) -> None:
        events = self._annotator.registers.of_kind("event")
        days = (e.existence.when for e in events if e.existence.when and len(e.existence.when) == len("1917-11-07"))
        story = Story(old_style=_days(days))
        for text in self._texts:
            found = [
                d for d in date_finder(text.language).find(text.flow.text) if d.access or not _touches(d, text.closed)
            ]
            own = _for_note(story) if text.is_note else story
            text.dates = list(resolve(found, own))
            text.year = own.year
        middle = story.middle
        for text in self._texts:
            text.year = text.year or middle

    def _find_names(self, text: _Text, common: frozenset[str]) -> None:
        names = find_names(text.tokens, text.language, self._annotator.index, common, text.closed)
        if self._annotator.source:
            names += _from_elsewhere(self._annotator.source(text.flow.text, text.lang), text, names)
        dated = {at: n for n, (d, _, _) in enumerate(text.dates) for at in range(d.start, d.end)}
        text.names = [c for c in names if (n := dated.get(c.start)) is None or n != dated.get(c.end - 1)]
        named = {at for c in text.names for at in range(c.start, c.end)}
        text.dates = [d for d in text.dates if named.isdisjoint(range(d[0].start, d[0].end))]

    def _decide(self, placed: Placed) -> Mention | None:
        one = placed.candidate
        if self._is_told_in_header(placed):
            return None
        choices = self._linker.choices(placed)
        cert, keys = certainty(choices, placed, self._linker)
        only_general = one.forms and all(f.type in ("ambiguous", "alias") for f in one.forms)
        if (
            only_general
            and one.rule == "register"
            and one.words == 1
            and not (choices and self._linker.is_established(choices[0].key))
        ):
            return None
        if not keys and one.kind == "person" and (key := self._linker.by_words(_own_words(placed))):
            cert, keys = "medium", (key,)
        form = next((f.text for f in one.forms if f.key == (keys[0] if keys else "")), "")
        text = placed.text[one.start : one.end]
        return Mention(one.kind, one.start, one.end, text, one.rule, cert, keys, form=form, choices=tuple(choices))

    def _is_told_in_header(self, placed: Placed) -> bool:
        """Whether a name only signs or greets in a letter whose header tells who wrote to whom."""
        keys = {form.key for form in placed.candidate.forms}
        if keys.isdisjoint(self._linker.correspondents):
            return False
        around = self._texts[placed.flow].flow.element(placed.candidate.start)
        return any(element.name in _GREETINGS for element in around.ancestors())


def _own_words(placed: Placed) -> frozenset[str]:
    """The folded words of a person's name without titles and honorifics."""
    lang = placed.language
    text = placed.text[placed.candidate.start : placed.candidate.end]
    words = {fold(m.group()) for m in _LOWER_WORD.finditer(text)}
    return frozenset(w for w in words if w not in lang.titles and w not in lang.honorifics and len(w) > 1)


def _open_flows(scan: Scan, bibliographies: frozenset[str]) -> list[Flow]:
    """The flows of `text` that are running text: not the list of works at the end."""
    out = []
    listed: set[int] = set()
    known: dict[int, tuple[bool, bool]] = {}
    for flow in scan.flows:
        owner = flow.owner
        if owner.name == "head" and fold_text(flow.text).strip(" .:0123456789") in bibliographies and owner.parent:
            listed.add(id(owner.parent))
            known.clear()
        if _is_open(owner, listed, known):
            out.append(flow)
    return out


def _is_open(element: Element, listed: set[int], known: dict[int, tuple[bool, bool]]) -> bool:
    """Whether an element stands in `text` and in nothing closed; `known` keeps both answers for those asked before."""
    path = []
    above: Element | None = element
    while above is not None and id(above) not in known:
        path.append(above)
        above = above.parent
    in_text, is_closed = (False, False) if above is None else known[id(above)]
    for one in reversed(path):
        in_text = in_text or one.name == "text"
        is_listed = id(one) in listed or (b"type" in one.written and one.attributes.get("type") == "bibliography")
        is_closed = is_closed or is_listed or one.name in _CLOSED_FLOWS
        known[id(one)] = in_text, is_closed
    return in_text and not is_closed


def _is_closed(element: Element) -> bool:
    if element.name in ("ref", "seg"):
        target = element.attributes.get("target", "")
        return element.attributes.get("type") in ("citation", "bibl") or target.startswith(("work:", "#bib"))
    return element.name in _CLOSED


def _keys_given(element: Element) -> list[str]:
    """The keys of an editor's mention."""
    if element.name not in MENTIONS:
        return []
    pointers = element.attributes.get("ref") or element.attributes.get("key") or ""
    return [key_of(p) for p in pointers.split()[:1]]


def _correspondents(document: Document) -> frozenset[str]:
    """The keys of those who wrote and received a letter."""
    names = (e for desc in document.root.iter(tei("correspDesc")) for e in desc.iter(tei("persName"), tei("orgName")))
    return frozenset(key for name in names for key in keys_of(name))


def _touches(found: FoundDate, closed: Sequence[tuple[int, int]]) -> bool:
    return any(a < found.end and found.start < b for a, b in closed)


def _for_note(story: Story) -> Story:
    """The story as a note sees it: what the note tells does not go on in the text."""
    return replace(story, _years=story._years.copy(), _dated=story._dated.copy())


def _days(texts: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(t) for t in texts)


def _small_words(texts: Iterable[str]) -> frozenset[str]:
    """The words that a document also writes small: their capital at the head of a sentence tells nothing."""
    found = set(_LOWER_WORD.findall("\n".join(texts)))
    return frozenset(w if w.isascii() else fold(w) for w in found if w[0].islower())


def _from_elsewhere(found: Iterable[tuple[int, int, str]], text: _Text, names: Sequence[Candidate]) -> list[Candidate]:
    """Candidates of another source where the rules have none."""
    out = []
    for start, end, kind in found:
        inside = [i for i in range(len(text.tokens)) if start <= text.tokens.start[i] < end]
        free = inside and not any(c.start < end and start < c.end for c in names)
        if free and not any(a < end and start < b for a, b in text.closed):
            out.append(Candidate(start, end, inside[0], inside[-1], kind, "spacy"))
    return out


def _date_mention(found: FoundDate, value: DateValue, inferred: bool) -> Mention:
    cert = value.cert or ("medium" if inferred else "high")
    return Mention(
        "date", found.start, found.end, found.text, found.rule, cert, date=value, inferred=inferred, access=found.access
    )
