"""From a document to its mentions: what stands where, who is meant, and how sure that is.

Takes a `Document` and what an `Annotator` was made with (registers, settings, decisions), gives `Annotated`: the
mentions with their places. Writes nothing: `apply` turns mentions into bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from edition.annotate.codes import TOO_LONG
from edition.annotate.digest import rules_digest
from edition.annotate.elsewhere.offers import Offers
from edition.annotate.model import Located, Mention
from edition.annotate.names.index import NameIndex
from edition.annotate.reading import KIND_OF_ELEMENT, MENTIONS, DocumentReading, Text
from edition.annotate.review.decisions import Decisions
from edition.annotate.review.obeyed import Decision
from edition.diagnostics import Diagnostic, EditionError
from edition.facts.habits import ReadingHabits
from edition.languages import SHIPPED, Language, Languages, fold, fold_text
from edition.markup import Document, tei
from edition.markup.standoff import Element, Flow, Scan, scan_text
from edition.project import TextSettings
from edition.registers import Registers

if TYPE_CHECKING:
    from edition.annotate.learned.judge import Judge
    from edition.annotate.learned.model import Model

RESP: Final = "#edition-annotate"
_CLOSED_FLOWS: Final = frozenset(
    "teiHeader standOff listBibl biblStruct biblFull bibl listPerson listPlace listOrg listEvent egXML code titlePage"
    " speaker castList fw graphic facsimile sourceDoc".split()
)
_SAMPLE: Final = 20_000  # so many characters tell what language a text is in …
_ENOUGH_WORDS: Final = 100  # … where they are so many words
_SHARE: Final = 0.004
_TOLD_SHARE: Final = 0.1
_OF_SHARE: Final = 0.02  # & is no word of a language: these must be there, too
LONGEST: Final = 16 * 1024 * 1024  # bytes of a document
ALL_KINDS: Final = ("person", "place", "org", "event", "date")
_DECIDED_KINDS: Final = frozenset({"work"})  # these are marked only where an editor says so


def refuse_long(document: Document) -> None:
    """A document that would hold up all others is told instead."""
    if (size := len(document.source.data)) > LONGEST:
        message = f"the document has {size >> 20} MB, more than the {LONGEST >> 20} MB that are annotated at once"
        help_text = "cut it into a file for each chapter, letter or entry"
        raise EditionError(Diagnostic(TOO_LONG, message, document.span(document.root), help=help_text))


@dataclass(frozen=True, slots=True)
class Annotated:
    """What was found in a document."""

    document: Document
    scan: Scan
    mentions: tuple[Located, ...]
    decisions_used: frozenset[Decision] = frozenset()
    rules: str = ""
    proposed: tuple[Located, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)  # what the header tells of other programs

    def mentions_only(self) -> Iterator[Mention]:
        """The mentions without their flows."""
        return (located.mention for located in self.mentions)


@dataclass(frozen=True)
class Annotator:
    """Finds mentions by the registers given; `offers` are what other programs found in the texts.

    `settings` tell what editors' mentions look like, and what their keys stand for.
    """

    registers: Registers
    kinds: frozenset[str] = frozenset(ALL_KINDS)
    decisions: Decisions = field(default_factory=Decisions)
    offers: Offers = field(default_factory=Offers)
    default_language: str = ""
    languages: Languages = SHIPPED
    model: Model | None = None
    settings: TextSettings = field(default_factory=TextSettings)

    @cached_property
    def judge(self) -> Judge | None:
        """What the edition has taught, at work with the names of the registers."""
        if self.model is None:
            return None
        from edition.annotate.learned.judge import Judge  # late: most editions have taught nothing

        return Judge(self.model, self.index)

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
        refuse_long(document)
        reading = self.read(document)
        if self.judge is not None:
            self.judge.revise(reading.texts)
        reading.conclude(self.judge)
        decided, used = self._decided(reading)
        kept = tuple(m for m in decided if m.mention.kind in self.kinds | _DECIDED_KINDS)
        proposed = tuple(Located(t.flow, m) for t in reading.texts for m in t.proposed if m.kind in self.kinds)
        return Annotated(document, reading.scan, kept, used, self._rules, proposed, self.offers.descriptions)

    def _decided(self, reading: DocumentReading) -> tuple[list[Located], frozenset[Decision]]:
        """The mentions as the editor's decisions have them, in the order of the document, and the decisions used."""
        mentions = [Located(t.flow, m) for t in reading.texts for m in t.mentions]
        flows = [text.flow for text in reading.texts]
        decided, used = self.decisions.apply(reading.article, mentions, editors_mentions(flows))
        for one, line in self.decisions.missed(reading.article, flows, used):
            if not any(o.flow is one.flow and _overlap(o.mention, one.mention) for o in decided):
                decided.append(one)
                used |= {line}
        return sorted(decided, key=lambda o: o.flow.start_byte(o.mention.start)), used

    @cached_property
    def _rules(self) -> str:
        """What the header tells of rules and model."""
        rules = rules_digest(self.languages)
        return rules if self.model is None else f"{rules}, learned model {self.model.digest()}"

    def read(self, document: Document) -> DocumentReading:
        """The running texts of a document with the dates and the candidates in them; nobody is meant yet."""
        scan, texts = self.texts(document)
        reading = DocumentReading(self.index, self.offers, document, self.habits(document), scan, texts)
        reading.collect()
        return reading

    def texts(self, document: Document) -> tuple[Scan, list[Text]]:
        """The running texts of a document with their languages, and the scan that they are of."""
        scan = scan_text(document.source.data, is_own)
        flows = list(_open_flows(scan, self._bibliographies))
        told = [flow.owner.inherited("xml:lang") for flow in flows]
        untold = [f.text for f, lang in zip(flows, told, strict=True) if not lang]
        default = _language_used(document) or self._default(untold)
        return scan, [self._text(n, f, lang or default) for n, (f, lang) in enumerate(zip(flows, told, strict=True))]

    def habits(self, document: Document) -> ReadingHabits:
        """How a document is to be read: by the settings, by what its header declares, by the keys of the registers."""
        shared = tuple(sorted(self.registers.shared))
        return ReadingHabits.of(document.root, replace(self.settings, shared=shared))

    def _text(self, number: int, flow: Flow, lang: str) -> Text:
        return Text(number, flow, lang, self.languages.get(lang))

    def _default(self, texts: Sequence[str]) -> str:
        """The edition's language for texts that tell none, unless they are long and tell another, or none we know."""
        lang = self.languages.get(self.default_language)
        words = fold_text(" ".join(texts)[:_SAMPLE]).split()
        if not lang.and_words - lang.with_words or len(words) < _ENOUGH_WORDS or _fits(lang, words):
            return self.default_language
        return next((one.code for one in self.languages.all if not one.extends and _tells(one, words)), "")


def _fits(lang: Language, words: Sequence[str]) -> bool:
    """Whether words are of a language: they have enough of its `and`, or of its commonest words."""
    joining = lang.and_words - lang.with_words
    joined = sum(w in joining for w in words) >= len(words) * _SHARE
    written = sum(w == "&" for w in words) >= len(words) * _SHARE
    signed = written and sum(w in lang.of_words for w in words) >= len(words) * _OF_SHARE
    return joined or signed or _tells(lang, words)


def _tells(lang: Language, words: Sequence[str]) -> bool:
    """Whether words tell a language: enough are of its commonest ones, and half of these are among them."""
    told = {fold(word) for word in lang.telling.words}
    found = [w for w in words if w in told]
    return bool(told) and len(found) >= len(words) * _TOLD_SHARE and 2 * len(set(found)) >= len(told)


def editors_mentions(flows: Iterable[Flow]) -> Iterator[Located]:
    """The mentions that editors marked, as the annotator's are."""
    for flow in flows:
        for element in flow.inside:
            kind = KIND_OF_ELEMENT.get(element.name) or element.attributes.get("type", "")
            if element.name in MENTIONS and kind in {*ALL_KINDS, *_DECIDED_KINDS} and element.first < element.last:
                text = flow.text[element.first : element.last]
                yield Located(flow, Mention(kind, element.first, element.last, text, "editor", "high"))


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def is_own(element: Element) -> bool:
    """Whether an element is a mention that the program wrote."""
    return element.name in MENTIONS and RESP in element.attributes.get("resp", "").split()


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


def _language_used(document: Document) -> str:
    """The language that the header tells, where it tells one only."""
    path = f"{tei('teiHeader')}//{tei('langUsage')}/{tei('language')}"
    used = {language.get("ident", "") for language in document.root.iterfind(path)}
    return next(iter(used)) if len(used) == 1 else ""
