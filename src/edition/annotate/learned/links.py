"""Whom a form has meant: counts over the edition, and from them an order and a chance of those who may be meant.

A form meant someone so often; someone was named in letters with these correspondents, about this year, beside these
others. Counts add up, and nothing is trained anew.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from edition.annotate.names.forms import CYRILLIC, shortest_stem

# so many uses of a form are worth as much as those of all forms with its stem, these as much as all uses of the entry,
# and these as much as not to know: found by trying on letters of four hands
_OF_STEM, _OF_ENTRY, _OF_NONE = 2.0, 1.0, 2.5
_DOUBT: Final = 2.0  # so many uses are worth no more than what holds for everyone
_NEAR: Final = 1  # years before and after
_OF_PARTNER, _OF_YEAR, _BESIDE = 0.6, 0.5, 0.35  # what these tell is told by the form's uses and each other, too
_MOST_COMPANY: Final = 8


@dataclass(frozen=True, slots=True)
class MentionSetting:
    """Where a mention stands: who wrote and received the document, its year, who else is named in it for sure."""

    correspondents: frozenset[str] = frozenset()
    year: int | None = None
    company: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Links:
    """The counts."""

    forms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    uses: Mapping[str, int] = field(default_factory=dict)
    partners: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    years: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    company: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def keys(self, form: str) -> Mapping[str, int]:
        """Whom a folded form has meant, and how often."""
        return self.forms.get(form, {})

    def of_stem(self, form: str) -> Mapping[str, int]:
        """Whom a form and those with its stem have meant, and how often."""
        return self._stems.get(stem_of(form), {})

    def weigh(self, form: str, among: Collection[str], setting: MentionSetting) -> dict[str, float]:
        """How much speaks for each of those who may be meant: a logarithm of odds.

        >>> links = links_of([("paul", key, MentionSetting()) for key in ("p1", "p1", "p2")])
        >>> weights = links.weigh("pauls", ("p1", "p2", "p3"), MentionSetting())
        >>> {key: round(weight, 1) for key, weight in weights.items()}
        {'p1': 0.9, 'p2': 0.3, 'p3': -1.4}
        """
        of_form, of_stem = self.keys(form), self.of_stem(form)
        all_form, all_stem = sum(of_form.values()), sum(of_stem.values())
        all_uses = sum(self.uses.get(key, 0) + _OF_NONE for key in among)
        often = math.log1p(all_form + all_stem)
        out = {}
        for key in among:
            share = (self.uses.get(key, 0) + _OF_NONE) / all_uses
            share = (of_stem.get(key, 0) + _OF_ENTRY * share) / (all_stem + _OF_ENTRY)
            share = (of_form.get(key, 0) + _OF_STEM * share) / (all_form + _OF_STEM)
            out[key] = often + math.log(share) + self._fits(key, setting)
        return out

    def _fits(self, key: str, setting: MentionSetting) -> float:
        """How much oftener than everyone an entry was named in such a setting."""
        uses = self.uses.get(key, 0)
        if not uses:
            return 0.0
        known = self.partners.get(key, {})
        odds = (self._odds(known.get(p, 0), uses, self._share("partners", p)) for p in sorted(setting.correspondents))
        out = _OF_PARTNER * sum(odds)
        if setting.year is not None:
            near = [setting.year + n for n in range(-_NEAR, _NEAR + 1)]
            told = self.years.get(key, {})
            times, share = sum(told.get(y, 0) for y in near), sum(self._share("years", y) for y in near)
            out += _OF_YEAR * self._odds(times, uses, share)
        beside = self.company.get(key, {})
        met = sorted((beside.get(other, 0), other) for other in setting.company if other in beside)[-_MOST_COMPANY:]
        return out + sum(_BESIDE * max(0.0, self._odds(n, uses, self._share("company", other))) for n, other in met)

    @staticmethod
    def _odds(times: int, uses: int, share: float) -> float:
        """How much more often than everyone."""
        return math.log((times + _DOUBT * share) / (uses + _DOUBT) / share) if share else 0.0

    def _share(self, what: str, value: str | int) -> float:
        """In what part of all mentions a correspondent, a year or a companion is."""
        return self._shares[what].get(value, 0) / max(1, self._all)

    @cached_property
    def _stems(self) -> dict[str, Counter[str]]:
        out: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for form, keys in self.forms.items():
            out[stem_of(form)].update(keys)
        return dict(out)

    @cached_property
    def _all(self) -> int:
        return sum(self.uses.values())

    @cached_property
    def _shares(self) -> dict[str, Counter[str | int]]:
        tables: dict[str, Mapping[str, Mapping[str, int]] | Mapping[str, Mapping[int, int]]] = {
            "partners": self.partners,
            "years": self.years,
            "company": self.company,
        }
        out: dict[str, Counter[str | int]] = {}
        for name, table in tables.items():
            total: Counter[str | int] = Counter()
            for row in table.values():
                total.update(row)
            out[name] = total
        return out


def stem_of(form: str) -> str:
    """A folded form without the ending of its last word that names may have in most languages.

    >>> [stem_of(form) for form in ("hermann bahrs", "otto's", "ленина", "s")]
    ['hermann bahr', 'otto', 'лени', 's']
    """
    before, _, last = form.rpartition(" ")
    stem = shortest_stem(last) if last[:1] >= CYRILLIC else last.removesuffix("s").rstrip("'’") or last
    return f"{before} {stem}".strip()


def links_of(uses: Iterable[tuple[str, str, MentionSetting]]) -> Links:
    """Count uses: a folded form, whom it meant, where."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    partners: defaultdict[str, Counter[str]] = defaultdict(Counter)
    years: defaultdict[str, Counter[int]] = defaultdict(Counter)
    company: defaultdict[str, Counter[str]] = defaultdict(Counter)
    times: Counter[str] = Counter()
    for form, key, setting in uses:
        forms[form][key] += 1
        times[key] += 1
        partners[key].update(setting.correspondents)
        company[key].update(setting.company - {key})
        if setting.year is not None:
            years[key][setting.year] += 1
    return Links(dict(forms), times, dict(partners), dict(years), dict(company))
