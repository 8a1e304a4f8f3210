"""Whom a form has meant: counts over the edition, and from them an order and a chance of those who may be meant.

A form meant someone so often; someone was named in letters with these correspondents, about this year, beside these
others. Counts add up, and nothing is trained anew.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

_UNSEEN: Final = 0.1
_DOUBT: Final = 2.0  # so many uses are worth no more than what holds for everyone
_NEAR: Final = 1  # years before and after
_BESIDE: Final = 0.5  # companions speak for each other, so each counts half
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

    def weigh(self, form: str, key: str, setting: MentionSetting) -> float:
        """How much speaks for an entry: a logarithm of odds.

        >>> links = links_of([("paul", key, MentionSetting()) for key in ("p1", "p1", "p2")])
        >>> [round(links.weigh("paul", key, MentionSetting()), 1) for key in ("p1", "p2", "p3")]
        [0.7, 0.1, -2.3]
        """
        uses = self.uses.get(key, 0)
        out = math.log(self.keys(form).get(key, 0) + _UNSEEN)
        if not uses:
            return out
        known = self.partners.get(key, {})
        for partner in setting.correspondents:
            out += self._odds(known.get(partner, 0), uses, self._share("partners", partner))
        if setting.year is not None:
            near = [setting.year + n for n in range(-_NEAR, _NEAR + 1)]
            told = self.years.get(key, {})
            out += self._odds(sum(told.get(y, 0) for y in near), uses, sum(self._share("years", y) for y in near))
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
