"""The names of one text: register forms and the rules' finds brought together, so that no two overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
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
    by_kind = {
        kind: frozenset(i for c in known if c.kind == kind for i in range(c.first, c.last + 1)) for kind in _KINDS
    }
    people = list(find_people(reader, by_kind["place"] | by_kind["org"] | by_kind["event"]))
    told = {i for c in people if c.rule in _PERSON_RULES for i in range(c.first, c.last + 1)}
    headed = find_things(reader, by_kind["place"], by_kind["person"] | told)
    ruled = [c for c in (*people, *headed) if all(is_open[c.first : c.last + 1])]
    chosen = _without_overlaps([*_joined(known, ruled, index, reader), *_not_known(ruled, known)])
    chosen += _slips(tokens, lang, index, common, is_open, chosen)
    return sorted((_in_row(c, reader, index) for c in chosen), key=lambda c: c.start)


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
    tokens, first = reader.tokens, candidate.first
    if candidate.kind != "person" and all(f.type == "ambiguous" for f in candidate.forms):
        return False
    if candidate.words == 1 and candidate.kind == "person" and all(f.type in _GENERAL for f in candidate.forms):
        before = first - 1  # Celâdet Ali is no one whom Ali alone may mean
        if reader.is_name_part(before) and not tokens.opens_sentence(before) and not reader.ends_name(before):
            return False
    if candidate.kind == "place" and reader.is_ship(candidate.last + 1):
        return False
    if candidate.words > 1:
        named = any(not reader.is_people(i) for i in range(first, candidate.last + 1))
        return named or _is_quoted(tokens, first, candidate.last)
    if names_language(tokens.text[first], reader.lang):
        return False
    if not tokens.opens_sentence(first) or len(candidate.forms[0].text) >= _TELLING:
        return True
    return fold(tokens.text[first]) not in reader.common or bool(tokens.apostrophe_suffix(first))


def _joined(known: list[Candidate], ruled: list[Candidate], index: NameIndex, reader: TokenReader) -> list[Candidate]:
    """Register names, each widened by the title, honorific or further name that a rule sees around it."""
    tokens = reader.tokens
    known_at, ruled_at = _by_token(known), _by_token(ruled)
    out = []
    for one in known:
        around = [r for r in ruled_at.get(one.first, ()) if one.kind == r.kind == "person" and r.last >= one.last]
        equal = next((r for r in around if r.words == one.words), None)
        wider = [r for r in around if r.words > one.words and all(k is one for k in _meeting(r, known_at))]
        for widest in sorted(wider, key=lambda r: (-r.words, -r.end)):
            extra = [i for i in range(widest.first, widest.last + 1) if not one.first <= i <= one.last]
            forms = tuple(f for f in one.forms if _agrees(f, extra, index, reader))
            telling = reader.lang.given_names | reader.lang.epithets
            other = extra and not forms and any(fold(tokens.text[i]) in telling for i in extra)
            general = widest.rule in _TELLING_RULES and all(f.type in _GENERAL for f in one.forms)
            if forms or other or general:
                out.append(replace(widest, forms=forms))
                break
        else:
            out.append(replace(one, rule=equal.rule) if equal else one)
    return out


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
    lang = reader.lang
    entity = index.registers.get(form.key)
    own = {
        fold(w)
        for name in (entity.names if entity else ())
        for w in name.text.replace("(", " ").replace(")", " ").split()
    }
    for i in extra:
        word = fold(reader.tokens.text[i])
        is_title = (word in lang.titles and word not in lang.epithets) or reader.stem_in(i, lang.honorifics)
        if (
            not word[0].isalpha()
            or is_title
            or word in own
            or any(s in own for s in forms_of_word(reader.tokens.text[i], lang))
        ):
            continue
        is_middle = reader.is_initial(i) and reader.is_initial(i - 2)  # the И. of А. И. Деникин
        if reader.tokens.at(i - 1) == "(" or is_middle or (reader.is_initial(i) and any(k[:1] == word for k in own)):
            continue
        is_plain = reader.tokens.opens_sentence(i) or word in reader.common
        is_further = any(word[:1] == known[:1] for known in own - set(fold(form.text).split()))
        if is_plain or form.words > 1 or not (is_further or word in lang.given_names):
            return False
    return True


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
    out = []
    known_at = _by_token(known)
    for one in ruled:
        met = _meeting(one, known_at)
        same = any(k.kind == one.kind or (k.first <= one.first and k.last >= one.last) for k in met)
        crossing = one.kind == "person" and any(k.kind != "person" for k in met)
        headed = one.kind in ("org", "event", "place") and any(
            k.last >= one.last >= k.first and k.kind != "place" for k in met
        )
        if not same and not crossing and not headed:
            out.append(one)
    return out


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
    taken = {i for c in chosen for i in range(c.first, c.last + 1)}
    out = []
    for i, word in enumerate(tokens.text):
        if i in taken or len(word) < _TELLING or not word[0].isupper() or not is_open[i] or fold(word) in common:
            continue
        stems = forms_of_word(word, lang)
        if any(s in lang.peoples or s in lang.function_words or s in lang.common_nouns for s in stems):
            continue
        for stem in stems:
            forms = tuple(index.alike(stem)) if len(stem) >= _TELLING else ()
            if forms:
                kind = forms[0].kind
                same = tuple(f for f in forms if f.kind == kind)
                end = tokens.start[i] + min(len(stem), len(word))
                out.append(Candidate(tokens.start[i], end, i, i, kind, "slip", same))
                break
    return out
