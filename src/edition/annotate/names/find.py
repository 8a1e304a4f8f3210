"""The names of one text: register forms and the rules' finds brought together, so that no two overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.names.forms import FORENAME, SURNAME, Form
from edition.annotate.names.index import NameIndex
from edition.annotate.names.words import TokenReader, forms_of_word, names_language
from edition.annotate.rules import find_people, find_things
from edition.annotate.tokens import Tokens, tokenise
from edition.languages import Language, fold

Spans = Sequence[tuple[int, int]]
_TYPES: Final = {
    "main": 0,
    "variant": 1,
    "full": 1,
    "": 1,
    "bare": 2,
    SURNAME: 3,
    "alias": 3,
    "ambiguous": 4,
    FORENAME: 4,
}
_KINDS: Final = {"person": 0, "place": 1, "event": 2, "org": 3}
_QUOTES: Final = {"“": "”“", '"': '"', "«": "»", "„": "“”", "‘": "’"}
_TELLING: Final = 6
_ROW: Final = 12  # so far on the honorific of a row of names may stand
_TELLING_RULES: Final = frozenset(("title", "honorific", "given-name", "initials", "ruler"))
_PERSON_RULES: Final = _TELLING_RULES | {"surname"}  # where no other name goes on to the left
_GENERAL: Final = frozenset(("ambiguous", "alias"))


def find_names(
    tokens: Tokens, lang: Language, index: NameIndex, common: frozenset[str], closed: Spans
) -> list[Candidate]:
    """The candidates of a text in order; nothing is looked for where it is `closed` (citations, editors' mentions)."""
    is_open = openness(tokens, closed)
    reader = TokenReader(tokens, lang, common)
    known = [c for c in _register_names(tokens, lang, index, is_open) if _holds(c, reader)]
    if not lang.tells_names:
        return known  # without a language file nothing tells names but the registers
    by_kind = {kind: _tokens_of(c for c in known if c.kind == kind) for kind in _KINDS}
    people = list(find_people(reader, by_kind["place"] | by_kind["org"] | by_kind["event"]))
    told = _tokens_of(c for c in people if c.rule in _PERSON_RULES)
    headed = find_things(reader, by_kind["place"], by_kind["person"] | told)
    ruled = [c for c in (*people, *headed) if all(is_open[c.first : c.last + 1])]
    chosen = _without_overlaps([*_joined(known, ruled, index, reader), *_not_known(ruled, known)])
    chosen += _slips(tokens, lang, index, common, is_open, chosen)
    return sorted((_in_row(c, reader, index) for c in chosen), key=lambda c: c.start)


def _tokens_of(candidates: Iterable[Candidate]) -> frozenset[int]:
    return frozenset(i for c in candidates for i in range(c.first, c.last + 1))


def openness(tokens: Tokens, closed: Spans) -> list[bool]:
    """Whether names are looked for at each token."""
    if not closed:
        return [True] * len(tokens)
    starts = [a for a, _ in closed]
    out = []
    for start in tokens.start:
        at = bisect_right(starts, start) - 1
        out.append(at < 0 or start >= closed[at][1])
    return out


def _register_names(tokens: Tokens, lang: Language, index: NameIndex, is_open: list[bool]) -> list[Candidate]:
    """Register forms from left to right, the longest at each place."""
    out = []
    following = 0
    for i in index.starts(tokens, lang):
        found = index.find(tokens, i, lang) if i >= following and is_open[i] else None
        if found is not None and all(is_open[i : found.last + 1]):
            kind, forms = _kind_of(found.forms, tokens, i, found.last)
            out.append(Candidate(tokens.start[i], found.end, i, found.last, kind, "register", forms))
            following = found.last + 1
    return out


def _kind_of(forms: tuple[Form, ...], tokens: Tokens, first: int, last: int) -> tuple[str, tuple[Form, ...]]:
    """The likeliest kind of a form that entries of several kinds have: in quotation marks it is a newspaper, say."""
    kinds = {f.kind for f in forms}
    if len(kinds) == 1:
        return forms[0].kind, forms
    if _is_quoted(tokens, first, last) and "org" in kinds:
        kind = "org"
    else:
        kind = min(kinds, key=lambda k: (min(_TYPES.get(f.type, 1) for f in forms if f.kind == k) > 2, _KINDS[k]))
    return kind, tuple(f for f in forms if f.kind == kind)


def _is_quoted(tokens: Tokens, first: int, last: int) -> bool:
    opened, closed = tokens.at(first - 1), tokens.at(last + 1)
    return bool(opened and closed) and closed in _QUOTES.get(opened, "")


def _holds(candidate: Candidate, reader: TokenReader) -> bool:
    """Whether a register form is more than a people, a word too general to name, or a common word that comes first."""
    types = {f.type for f in candidate.forms}
    if candidate.kind != "person" and types <= {"ambiguous"}:
        return False
    if candidate.kind == "place" and reader.is_ship(candidate.last + 1):
        return False
    if candidate.words > 1:
        named = any(not reader.is_people(i) for i in range(candidate.first, candidate.last + 1))
        return named or _is_quoted(reader.tokens, candidate.first, candidate.last)
    if candidate.kind == "person" and types <= _GENERAL and _ends_longer_name(candidate, reader):
        return False  # Celâdet Ali is no one whom Ali alone may mean
    return _is_word_a_name(candidate, reader)


def _ends_longer_name(candidate: Candidate, reader: TokenReader) -> bool:
    before = candidate.first - 1
    return reader.is_name_part(before) and not reader.tokens.opens_sentence(before) and not reader.ends_name(before)


def _is_word_a_name(candidate: Candidate, reader: TokenReader) -> bool:
    """Whether a register form of one word is neither a language nor a common word at the head of a sentence."""
    tokens, first = reader.tokens, candidate.first
    if names_language(tokens.text[first], reader.lang):
        return False
    if not tokens.opens_sentence(first) or len(candidate.forms[0].text) >= _TELLING:
        return True
    return fold(tokens.text[first]) not in reader.common or bool(tokens.apostrophe_suffix(first))


def _joined(known: list[Candidate], ruled: list[Candidate], index: NameIndex, reader: TokenReader) -> list[Candidate]:
    """Register names, each widened by the title, honorific or further name that a rule sees around it."""
    known_at, ruled_at = _by_token(known), _by_token(ruled)
    out = []
    for one in known:
        around = [r for r in ruled_at.get(one.first, ()) if one.kind == r.kind == "person" and r.last >= one.last]
        wider = [r for r in around if r.words > one.words and all(k is one for k in _meeting(r, known_at))]
        wider.sort(key=lambda r: (-r.words, -r.end))
        equal = (replace(one, rule=r.rule) for r in around if r.words == one.words)
        widened = (_widened(one, r, index, reader) for r in wider)
        out.append(next(filter(None, chain(widened, equal)), one))
    return out


def _widened(one: Candidate, wider: Candidate, index: NameIndex, reader: TokenReader) -> Candidate | None:
    """What a rule sees around a register name, with the forms that fit all of it; none where it says too little."""
    extra = [i for i in range(wider.first, wider.last + 1) if not one.first <= i <= one.last]
    forms = tuple(f for f in one.forms if _agrees(f, extra, index, reader))
    telling = reader.lang.given_names | reader.lang.epithets
    is_other = any(fold(reader.tokens.text[i]) in telling for i in extra)
    is_general = wider.rule in _TELLING_RULES and all(f.type in _GENERAL for f in one.forms)
    return replace(wider, forms=forms) if forms or is_other or is_general else None


def _by_token(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """The candidates at each token, so that a long text costs no more a word than a short one."""
    out: dict[int, list[Candidate]] = {}
    for one in candidates:
        for i in range(one.first, one.last + 1):
            out.setdefault(i, []).append(one)
    return out


def _meeting(one: Candidate, others: dict[int, list[Candidate]]) -> list[Candidate]:
    """The others that have a token in common with a candidate."""
    return [other for i in range(one.first, one.last + 1) for other in others.get(i, ())]


def _agrees(form: Form, extra: list[int], index: NameIndex, reader: TokenReader) -> bool:
    """Whether further words around a register form fit the same person: titles, honorifics, other names of theirs."""
    entity = index.registers.get(form.key)
    names = entity.names if entity else ()
    own = {fold(word) for name in names for word in name.text.replace("(", " ").replace(")", " ").split()}
    return all(_adds_nothing(i, own, reader) or _is_further(i, form, own, reader) for i in extra)


def _adds_nothing(i: int, own: set[str], reader: TokenReader) -> bool:
    """Whether token `i` beside a name is a title, an honorific, an initial, in brackets, or a name of theirs."""
    lang, text = reader.lang, reader.tokens.text[i]
    word = fold(text)
    if not word[0].isalpha() or reader.tokens.at(i - 1) == "(" or word in own:
        return True
    if (word in lang.titles and word not in lang.epithets) or reader.stem_in(i, lang.honorifics):
        return True
    if reader.is_initial(i):  # the И. of А. И. Деникин
        return reader.is_initial(i - 2) or word in {known[:1] for known in own}
    return not own.isdisjoint(forms_of_word(text, lang))


def _is_further(i: int, form: Form, own: set[str], reader: TokenReader) -> bool:
    """Whether token `i` may be a further name of whom one word names."""
    word = fold(reader.tokens.text[i])
    if form.words > 1 or reader.tokens.opens_sentence(i) or word in reader.common:
        return False
    first_letters = {known[:1] for known in own - set(fold(form.text).split())}
    return word[:1] in first_letters or word in reader.lang.given_names


def _in_row(one: Candidate, reader: TokenReader, index: NameIndex) -> Candidate:
    """`Talât` of `Talât ve Enver Paşa` looked up with the honorific it shares: `Talât Paşa`."""
    if one.rule != "company" or one.words > 1:
        return one
    tokens = reader.tokens
    for i in range(one.last + 1, min(one.last + _ROW, len(tokens))):
        if length := reader.stem_in(i, reader.lang.honorifics):
            shared = tokenise(f"{tokens.text[one.first]} {tokens.text[i][:length]}")
            found = index.find(shared, 0, reader.lang)
            if found is not None and found.last == len(shared) - 1:
                return replace(one, forms=tuple(f for f in found.forms if f.kind == "person") or one.forms)
            return one
    return one


def _not_known(ruled: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """What rules found beyond the registers: not what a register name of the kind already covers, ends, or heads."""
    known_at = _by_token(known)
    return [one for one in ruled if not any(_settles(k, one) for k in _meeting(one, known_at))]


def _settles(known: Candidate, one: Candidate) -> bool:
    """Whether a register name leaves nothing of what a rule found: it covers that, crosses or heads it."""
    if known.kind == one.kind or (known.first <= one.first and known.last >= one.last):
        return True
    if one.kind == "person":
        return True
    return known.kind != "place" and known.first <= one.last <= known.last


def _without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest of those that overlap; register names before rules of the same length."""
    ranked = sorted(candidates, key=lambda c: (-c.words, not c.forms, _KINDS[c.kind], c.start))
    taken: set[int] = set()
    out = []
    for one in ranked:
        tokens = range(one.first, one.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            out.append(one)
    return out


def _slips(
    tokens: Tokens,
    lang: Language,
    index: NameIndex,
    common: frozenset[str],
    is_open: list[bool],
    chosen: list[Candidate],
) -> list[Candidate]:
    """Words with a capital that no rule explains and that differ from a register name by a letter."""
    taken = _tokens_of(chosen)
    out = []
    for i, word in enumerate(tokens.text):
        if i in taken or len(word) < _TELLING or not word[0].isupper() or not is_open[i] or fold(word) in common:
            continue
        for stem in _telling_stems(word, lang):
            if forms := index.alike(stem):
                kind = forms[0].kind
                same = tuple(f for f in forms if f.kind == kind)
                end = tokens.start[i] + min(len(stem), len(word))
                out.append(Candidate(tokens.start[i], end, i, i, kind, "slip", same))
                break
    return out


def _telling_stems(word: str, lang: Language) -> list[str]:
    """The stems of a word that are long enough to tell a name; none where the word is of the language."""
    stems = list(forms_of_word(word, lang))
    if any(not words.isdisjoint(stems) for words in (lang.peoples, lang.function_words, lang.common_nouns)):
        return []
    return [stem for stem in stems if len(stem) >= _TELLING]
