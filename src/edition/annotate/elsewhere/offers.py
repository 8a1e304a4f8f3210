"""What a source says of a text, located in it: the words of a name exactly where they stand, or nothing.

Pure functions of values. An answer is never trusted: names that are not in the text, spans that cut a word, kinds that
nobody knows and scores that are none change nothing.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

SPACY, GLINER, COMMAND, ENDPOINT = "spacy", "gliner", "command", "endpoint"
SOURCES: Final = (SPACY, GLINER, COMMAND, ENDPOINT)
UNTOLD: Final = -1.0  # the score of a source that tells none
# labels of common schemes, folded -> our kinds; dates are left to the rules, which also give values
KINDS: Final = {
    "per": "person", "person": "person", "people": "person",
    "loc": "place", "gpe": "place", "fac": "place", "location": "place", "place": "place",
    "org": "org", "organization": "org", "organisation": "org",
    "event": "event",
}  # fmt: skip
MOST_NAMES: Final = 500  # in a stretch: more is no answer
_LONGEST: Final = 200  # characters of a name
_VERSION: Final = "1"  # of what is done with answers: those kept before are asked for again
_STRETCH: Final = 1500  # characters: what small models see at once


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says, unproven: a kind, and words or places or both."""

    kind: str
    words: str = ""
    start: int = -1
    end: int = -1
    score: float = UNTOLD


@dataclass(frozen=True, slots=True)
class OfferedName:
    """A name that a source found: characters of the text that begin and end with words of it."""

    start: int
    end: int
    kind: str
    source: str
    score: float = UNTOLD


@dataclass(frozen=True)
class Offers:
    """What is kept of what the sources said. `sources` are their names with a digest of what they are, in the order
    in which they count; `descriptions` what the header tells of them.
    """

    sources: tuple[tuple[str, str], ...] = ()
    kept: Mapping[str, tuple[OfferedName, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)

    def of(self, text: str, lang: str) -> list[OfferedName]:
        """The names that the sources found in a text."""
        out = []
        for _, digest in self.sources:
            for at, stretch in stretches(text):
                found = self.kept.get(key_of(digest, stretch, lang), ())
                out += [OfferedName(at + o.start, at + o.end, o.kind, o.source, o.score) for o in found]
        return out


def key_of(source: str, stretch: str, lang: str) -> str:
    """The name under which a source's answer about a stretch is kept."""
    told = "\0".join((_VERSION, source, lang, stretch))
    return "elsewhere-" + hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """A text in stretches that end at a blank, each with its place; what has no letter is none.

    >>> list(stretches("Wien, am 3. Mai"))
    [(0, 'Wien, am 3. Mai')]
    """
    at = 0
    while at < len(text):
        end = _end(text, at)
        if any(letter.isalpha() for letter in text[at:end]):
            yield at, text[at:end]
        at = end


def _end(text: str, at: int) -> int:
    """Where a stretch ends: behind a sentence, else behind a word."""
    most = at + _STRETCH
    if most >= len(text):
        return len(text)
    sentence = max(text.rfind(sign, at + _STRETCH // 2, most) for sign in (". ", ".\n"))
    word = max(text.rfind(blank, at, most) for blank in " \n\t")
    return sentence + 2 if sentence >= 0 else word + 1 if word >= 0 else most


def told_of(found: Any) -> list[Claim]:
    """What an answer of lists and objects says; items that say nothing of a name are left out.

    >>> told_of([{"text": "Wien", "kind": "LOC", "score": 0.5}, {"kind": "person"}, 7])
    [Claim(kind='place', words='Wien', start=-1, end=-1, score=0.5)]
    """
    items = found if isinstance(found, list) else []
    return [one for item in items if isinstance(item, dict) and (one := _told(item)) is not None]


def _told(item: Mapping[str, Any]) -> Claim | None:
    label = item.get("kind", item.get("label"))
    kind = KINDS.get(label.lower(), "") if isinstance(label, str) else ""
    words, score = item.get("text"), item.get("score")
    start, end = (v if isinstance(v := item.get(name), int) and not isinstance(v, bool) else -1
                  for name in ("start", "end"))  # fmt: skip
    if not kind or not (isinstance(words, str) or 0 <= start < end):
        return None
    is_score = isinstance(score, int | float) and not isinstance(score, bool)
    return Claim(kind, words if isinstance(words, str) else "", start, end, score_of(score if is_score else UNTOLD))


def score_of(score: Any) -> float:
    """A score between 0 and 1; what is none is not told."""
    return float(score) if 0 <= score <= 1 else UNTOLD


def located(text: str, told: Iterable[Claim], source: str) -> tuple[list[OfferedName], int]:
    """The offers of a source in a text, each place once, and how many names it told that do not stand there.

    Where it tells words and places that do not fit each other, the words count if they stand there once. Where it tells
    words alone, they are a name wherever they stand.

    >>> located("Wien ist Wien", [Claim("place", "Wien"), Claim("person", "Bahr")], "command")[1]
    1
    """
    out: dict[tuple[int, int], OfferedName] = {}
    lost = 0
    for one in told:
        places = _places(text, one)
        lost += not places
        for start, end in places:
            out.setdefault((start, end), OfferedName(start, end, one.kind, source, one.score))
    return sorted(out.values(), key=lambda o: (o.start, o.end)), lost


def _places(text: str, one: Claim) -> Sequence[tuple[int, int]]:
    words = one.words.split()
    if 0 <= one.start < one.end <= len(text):
        inside = text[one.start : one.end]
        if not words or inside.split() == words:
            start = one.start + len(inside) - len(inside.lstrip())
            place = (start, start + len(inside.strip()))
            return [place] if _is_name(text, *place) else []
    found = [place for place in _standing(text, words) if _is_name(text, *place)] if words else []
    return found if one.start < 0 or len(found) == 1 else []


def _standing(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words stand, whatever blanks part them."""
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return (match.span() for match in pattern.finditer(text)) if len(" ".join(words)) <= _LONGEST else iter(())


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a letter, cuts no word, and begins and ends with one, or with the sign of a short one."""
    inside = text[start:end]
    if not inside or end - start > _LONGEST or not any(letter.isalpha() for letter in inside):
        return False
    cuts = (_is_of_word(text[at - 1 : at]) and _is_of_word(text[at : at + 1]) for at in (start, end))
    return _is_of_word(inside[0]) and (_is_of_word(inside[-1]) or inside[-1] in ".)") and not any(cuts)


def _is_of_word(sign: str) -> bool:
    """Whether a sign is a letter, a figure, or a mark on one."""
    return bool(sign) and unicodedata.category(sign)[0] in "LNM"
