"""Register names as a tree of folded words: looking one up costs the same among 200 names and among 50,000."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import Final

from edition.annotate.names.forms import (
    CYRILLIC,
    FORENAME,
    SURNAME,
    Form,
    agrees,
    endings_of,
    first_words,
    forms_of,
    keys_of_word,
    shortest_stem,
    words_of,
)
from edition.annotate.tokens import APOSTROPHES, DASHES, Tokens
from edition.languages import FALLBACK, Language, fold, near
from edition.languages.suffixes import GRAMMARS, listed_stems
from edition.registers import Entity, Registers

_KINDS: Final = ("person", "place", "org", "event")
_ABBREVIATION: Final = 4  # a point behind so many letters or fewer may belong to a name: Dr., XV., K.
_TELLING: Final = 6  # so many letters tell a name even where the accents differ
_ANYWHERE: Final = frozenset("s")  # what is hung on a name in most languages that are said to hang nothing on it
_LONG: Final = 3  # an event's name of so many words is one in small letters, too
_SHORTEST: Final = 2  # one letter names no one
_QUALIFIER: Final = 3  # a word of so many letters before a place's name tells it from others: Bad, New, San
_FOREIGN: Final = 5  # a one-word form of another language must be at least so long


@dataclass(slots=True)
class Node:
    """Where the words read so far lead."""

    children: dict[str, Node] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)

    def add(self, form: Form, words: Iterable[str]) -> None:
        """Put a form where these further words lead."""
        node = self
        for word in words:
            node = node.children.setdefault(word, Node())
        if all((known.key, known.lang) != (form.key, form.lang) for known in node.forms):
            node.forms.append(form)


# where a first word leads: as it stands or with another ending, and without its ending with the length of what is left
_Start = tuple[tuple[Node, ...], tuple[tuple[Node, int], ...]]
_NOWHERE: Final[_Start] = ((), ())
_Children = Callable[[str], Node | None]


@dataclass(frozen=True, slots=True)
class Found:
    """Register forms that stand at tokens `first` to `last` of a text, up to the character `end`."""

    first: int
    last: int
    end: int
    forms: tuple[Form, ...]


class NameIndex:
    """All name forms of the registers."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self._entities: dict[str, list[Entity]] = {}  # by the first words of their names
        self._small_starts: set[str] = set()
        self._roots: dict[str, Node] = {}
        self._starts: dict[str, _Start] = {}
        for kind in _KINDS:
            for entity in registers.of_kind(kind):
                if not entity.is_stage:
                    self._file(entity)

    def _file(self, entity: Entity) -> None:
        for word, text in first_words(entity):
            if text[0].islower() or (entity.kind == "event" and " " in text):
                self._small_starts.add(word)
            filed = self._entities.setdefault(word, [])
            if not filed or filed[-1] is not entity:
                filed.append(entity)

    def _root(self, word: str) -> Node | None:
        """Where a first word leads; its names are read when a text first has it, since most are never met."""
        if word not in self._entities:
            return None
        root = self._roots.get(word)
        if root is None:
            root = self._roots[word] = Node()
            for entity in self._entities[word]:
                for form, words in forms_of(entity):
                    if words[0] == word:
                        root.add(form, words[1:])
        return root

    def starts(self, tokens: Tokens, lang: Language) -> list[int]:
        """The tokens at which a name may begin: nearly all words of a text are passed over so."""
        known = self._starts
        for word in set(tokens.text).difference(known):
            known[word] = self._first(word, lang)
        return [i for i, word in enumerate(tokens.text) if known[word] is not _NOWHERE]

    def find(self, tokens: Tokens, i: int, lang: Language) -> Found | None:
        """The longest register name that begins at token `i`."""
        word = tokens.text[i]
        start = self._starts.get(word)
        if start is None:
            start = self._starts[word] = self._first(word, lang)
        children, stems = start
        best: Found | None = None
        for node, length in stems:
            best = best or self._accept(tokens, i, i, tokens.start[i] + length, node, lang)
        return next((found for child in children if (found := self._walk(tokens, i, i, child, lang))), best)

    def _first(self, word: str, lang: Language) -> _Start:
        if not word[0].isalnum() or (word[0].islower() and keys_of_word(word)[-1] not in self._small_starts):
            return _NOWHERE
        children = tuple(islice(_exact(self._root, word), 1))
        children += tuple(Node(node.children) for node in _declined(self._root, word, lang) if node.children)
        stems = tuple((node, length) for node, length in _inflected(self._root, word, lang) if node.forms)
        return (children, stems) if children or stems else _NOWHERE

    def _walk(self, tokens: Tokens, first: int, at: int, node: Node, lang: Language) -> Found | None:
        """Go on from token `at`, which led to `node`; the longest name wins."""
        following = _next_word(tokens, at)
        if following is not None and node.children:
            word = tokens.text[following]
            for child in chain(_exact(node.children.get, word), _declined(node.children.get, word, lang)):
                if found := self._walk(tokens, first, following, child, lang):
                    return found
            for child, length in _inflected(node.children.get, word, lang):
                end = tokens.start[following] + length
                if child.forms and (found := self._accept(tokens, first, following, end, child, lang)):
                    return found
        return self._accept(tokens, first, at, tokens.end[at], node, lang) if node.forms else None

    def _accept(self, tokens: Tokens, first: int, last: int, end: int, node: Node, lang: Language) -> Found | None:
        forms = tuple(f for f in node.forms if _fits(f, tokens, first, last, end, lang))
        if tokens.text[first][0] >= CYRILLIC:
            words = [word for word in tokens.text[first : last + 1] if word[0].isalnum()]
            forms = tuple(f for f in forms if agrees(f, words, lang))
        if not forms:
            return None
        if tokens.text[first : last + 1].count("(") > tokens.text[first : last + 1].count(")"):
            if tokens.at(last + 1) != ")" or end != tokens.end[last]:
                return None
            last, end = last + 1, tokens.end[last + 1]
        return Found(first, last, end, forms)

    def has_namesakes(self, name: str, key: str) -> bool:
        """Whether a place's name of one word is also short for another's: *Baden* (bei Wien), (Bad) *Ischl*."""
        words = words_of(name)
        if len(words) != 1:
            return False
        others = (*self._longer(words[0]), *self._behind_short(words[0]))
        return any(kind == "place" and other != key for other, kind in others)

    def _longer(self, word: str) -> Iterator[tuple[str, str]]:
        """Keys and kinds of entries with a name that begins with this word and tells it from others."""
        return ((e.key, e.kind) for e in self._entities.get(word, ()) if any(_goes_on(n.text) for n in e.names))

    def _behind_short(self, word: str) -> Iterator[tuple[str, str]]:
        """Keys and kinds of entries with a name in which a short word stands before this one."""
        nodes = (root.children.get(word) for short in self._short if (root := self._root(short)))
        return ((form.key, form.kind) for node in nodes if node is not None for form in node.forms)

    @cached_property
    def _short(self) -> list[str]:
        return [word for word in self._entities if len(word) <= _QUALIFIER]

    def alike(self, word: str) -> list[Form]:
        """Forms of one word that sound nearly as this one: what a slip of the pen or of a scanner leaves.

        >>> sounds("Rezulzade") == sounds("Resulzade")
        True
        """
        folded = fold(word)
        roots = (root for near_word in self._by_sound.get(sounds(word), ()) if (root := self._root(near_word)))
        forms = (f for root in roots for f in root.forms if f.kind in ("person", "place") and f.words == 1)
        return [f for f in forms if _distance(folded, fold(f.text)) == 1]

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._entities:
            if len(word) >= _TELLING:
                found.setdefault(sounds(word), []).append(word)
        return found


def _goes_on(name: str) -> bool:
    """Whether what follows the first word of a name only tells it from others of this name.

    >>> [_goes_on(name) for name in ("Baden bei Wien", "Baden (Aargau)", "Baden", "Baden Platz")]
    [True, True, False, False]
    """
    rest = name.partition(" ")[2] or name.partition(",")[2].strip()
    return bool(rest) and not rest[0].isupper() and not rest[0].isdigit()


def sounds(word: str) -> str:
    """What is heard of a word when one listens badly: its first letter and its consonants, near ones alike."""
    folded = fold(word)
    kept = "".join(c for c in folded[1:].translate(_ALIKE) if c not in "aeiouyh")
    return folded[:1] + kept


_ALIKE: Final = str.maketrans("zdbgkvc", "stpkkfs")


def _distance(a: str, b: str) -> int:
    """How many letters must change, 2 standing for more."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) > 1:
        return 2
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rests = {(a[at + 1 :], b[at + 1 :]), (a[at:], b[at + 1 :]), (a[at + 1 :], b[at:])}
    return 1 if any(x == y for x, y in rests) else 2


def _exact(children: _Children, word: str) -> Iterator[Node]:
    return (child for key in keys_of_word(word) if (child := children(key)) is not None)


def _inflected(children: _Children, word: str, lang: Language) -> Iterator[tuple[Node, int]]:
    """Children that the word leads to when an ending is taken off, with the length of what is left."""
    folded = fold(word)
    if folded[0] >= CYRILLIC:
        for stem in listed_stems(folded, endings_of(lang)):
            if child := children(shortest_stem(stem)):
                yield child, len(word)
        return
    if len(folded) != len(word):
        return
    if lang.suffixes:
        for stem in GRAMMARS[lang.suffixes].stems(near(word), folded):
            if child := children(stem):
                yield child, len(stem)
    else:  # the ending is of the word, and stays in the tag: Bahrs
        endings = lang.endings or _ANYWHERE
        for stem in islice(listed_stems(folded, endings), 1, None):
            if child := children(stem):
                yield child, len(word)


def _declined(children: _Children, word: str, lang: Language) -> Iterator[Node]:
    """Children that a word of several leads to with another ending: `Neuen Freien Presse`, `Neue Freie Presse`."""
    if not lang.endings or not word.isalpha() or word[0] >= CYRILLIC:
        return
    folded = fold(word)
    for other in dict.fromkeys(s + e for s in listed_stems(folded, lang.endings) for e in ("", *sorted(lang.endings))):
        if other != folded and (child := children(other)):
            yield child


def _next_word(tokens: Tokens, at: int) -> int | None:
    """The next word of a name: over a dash, the point of an abbreviation, a bracket or an apostrophe within a word."""
    i = at + 1
    if i < len(tokens) and tokens.text[i] == ")":
        i += 1
    if tokens.at(i) and _is_within_name(tokens, i, tokens.text[at]):
        i += 1
    return i if i < len(tokens) and tokens.text[i][0].isalnum() else None


def _is_within_name(tokens: Tokens, i: int, before: str) -> bool:
    """Whether the mark at token `i` may stand between two words of a name."""
    mark = tokens.text[i]
    if mark in APOSTROPHES:
        return tokens.joined(i) and tokens.joined(i + 1)
    if mark == ".":
        return len(before) <= _ABBREVIATION
    if mark == "(":
        return tokens.at(i + 2) in (")", APOSTROPHES[0])
    return mark in DASHES


def _fits(form: Form, tokens: Tokens, first: int, last: int, end: int, lang: Language) -> bool:
    """Whether the text is written as this form can be: capitals, accents, an ending where the form is bare."""
    surface = tokens.source[tokens.start[first] : end]
    if _is_of_several(form, tokens, last, end, lang):
        return False  # Azerbaycan komünist partileri are no party
    if form.type == "bare":
        return form.words > 2 or tokens.apostrophe_suffix(last)[:1] in ("i", "u", "s")
    if form.type in (SURNAME, FORENAME) and fold(surface) in lang.common_nouns:
        return False
    if not surface[0].isupper():
        return form.words > 1 and _is_named_small(form, surface, lang)
    if form.words > 1 and form.kind == "person":
        return _all_capital(tokens, first, last, lang)
    if form.words > 1:
        return form.type != "ambiguous"  # a shorter name may stand in it: Moskova görüşmeleri
    return _is_spelt_so(form, surface, lang) and _is_no_word(form, surface, tokens, (first, last), lang)


def _is_no_word(form: Form, surface: str, tokens: Tokens, at: tuple[int, int], lang: Language) -> bool:
    """Whether a form of one word is more here than a common word or a people: within a sentence, with an ending."""
    folded = fold(surface)
    is_word = folded in lang.function_words or folded in lang.peoples
    is_inflected = not tokens.opens_sentence(at[0]) and bool(tokens.apostrophe_suffix(at[1]))
    return not is_word or (form.type != "ambiguous" and is_inflected)


def _is_of_several(form: Form, tokens: Tokens, last: int, end: int, lang: Language) -> bool:
    """Whether a body's or event's name of several words has a plural ending, so that none of this name is meant."""
    if form.words < 2 or form.kind not in ("org", "event") or not lang.suffixes:
        return False
    return fold(tokens.source[end : tokens.end[last]]).startswith(GRAMMARS[lang.suffixes].plurals)


def _is_spelt_so(form: Form, surface: str, lang: Language) -> bool:
    """Whether a word may be a form of one word: in capitals where that is, and not too short to tell a foreign name."""
    if form.text.isupper() and len(form.text) > 1 and not surface.isupper():
        return False
    if _is_abbreviation(form) or (len(form.text) < _FOREIGN and _is_foreign(form, lang) and surface[0] < CYRILLIC):
        return False
    is_near = near(surface) == form.near or surface.isascii()
    return is_near or not lang.agglutinates or len(form.text) >= _TELLING


def _is_abbreviation(form: Form) -> bool:
    """Whether a form is a letter or two with a point, which name no one where they stand alone: `R.`, `Fr.`."""
    letters = form.text.rstrip(".")
    return len(letters) < _SHORTEST or (letters != form.text and len(letters) <= _SHORTEST)


def _is_foreign(form: Form, lang: Language) -> bool:
    """Whether a form is of another language than the text; a text whose language has no file may be in any."""
    return lang.code != FALLBACK and form.lang.partition("-")[0] not in (lang.code, "", FALLBACK)


def _is_named_small(form: Form, surface: str, lang: Language) -> bool:
    """Whether a name may begin small: one that is written so, `treaty of Moscow`, or a long event's."""
    if not form.text[0].isupper():
        return True
    if form.kind != "event":
        return False
    first = fold(surface.split()[0])
    return form.words >= _LONG if surface.islower() else first in lang.event_heads


def _all_capital(tokens: Tokens, first: int, last: int, lang: Language) -> bool:
    words = (w for w in tokens.text[first : last + 1] if w[0].isalpha())
    return all(w[0].isupper() or fold(w) in lang.joining | lang.honorifics or _is_small_i(w, lang) for w in words)


def _is_small_i(word: str, lang: Language) -> bool:
    """Whether a given name has lost the dot of its İ to a program that knows no Turkish: `Ahmet izzet Paşa`."""
    return word[0] == "i" and lang.agglutinates and fold(word) in lang.given_names


def build(entities: Iterable[Entity]) -> NameIndex:
    """An index of some entries, for tests and examples."""
    return NameIndex(Registers({e.key: e for e in entities}))
