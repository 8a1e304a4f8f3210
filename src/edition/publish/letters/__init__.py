"""Letters: what stands over a letter's text, and the chain of its correspondence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from edition.facts.letters import Letter, Party
from edition.publish.extract import Extract, date_text
from edition.publish.paths import entity_path
from edition.registers import DateValue, Registers

# a date that is no more than its value, or nothing; a hand's slip behind it counts for nothing
_WRITTEN_BY_MACHINES: Final = re.compile(r"(?:-?\d{4,}-\d\d(?:-\d\d)?(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?[/\s\"']*)*\Z")
_HOUR: Final = re.compile(r"T[\d:.]+(?:Z|[+-]\d\d:\d\d)?|(?<=\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)")


def letter_values(letter: Letter, registers: Registers, kinds: Mapping[str, str], lang: str) -> dict[str, Any]:
    """What stands over a letter: each party with its name and, where it has one, its page."""
    return {
        "senders": [_party(p, registers, kinds, lang) for p in letter.senders],
        "receivers": [_party(p, registers, kinds, lang) for p in letter.receivers],
        "from": [_party(p, registers, kinds, lang) for p in letter.sent_from],
        "to": [_party(p, registers, kinds, lang) for p in letter.sent_to],
        "date": "" if _WRITTEN_BY_MACHINES.match(letter.date_text) and letter.date else letter.date_text,
        "date-value": _days(letter.date),
    }


def _days(date: DateValue) -> str:
    """A date as the site tells it, without the hour of the day; one day that begins and ends on it is one day.

    >>> _days(DateValue(not_before="1961-08-16T11:00:01+01:00", not_after="1961-08-16T12:00:00+01:00"))
    '1961-08-16'
    """
    first, _, last = _HOUR.sub("", date_text(date)).partition("_")
    return f"{first}_{last}" if last and first != last else first or last


def _party(party: Party, registers: Registers, kinds: Mapping[str, str], lang: str) -> dict[str, str]:
    entity = registers.get(party.key) if party.key else None
    kind = entity.kind if entity else kinds.get(party.key, party.kind)
    name = party.name or (entity.name(lang) if entity else party.key)
    key = entity.key if entity else party.key
    return {"name": name, "path": entity_path(kind, key) if key else ""}


def chains(extracts: Sequence[Extract]) -> dict[str, tuple[Extract | None, Extract | None]]:
    """The letters before and after each letter of the same correspondence, by the ids of the articles."""
    by_pair: dict[frozenset[str], list[Extract]] = defaultdict(list)
    for extract in extracts:
        if extract.letter and len(extract.letter.pair) > 1:
            by_pair[extract.letter.pair].append(extract)
    out: dict[str, tuple[Extract | None, Extract | None]] = {}
    for letters in by_pair.values():
        for before, here, after in zip([None, *letters], letters, [*letters[1:], None], strict=False):
            out[here.id] = (before, after)
    return out
