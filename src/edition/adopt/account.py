"""What was seen of a corpus, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from edition.adopt.model import Sort
from edition.adopt.survey import Survey
from edition.diagnostics import counted

_PLURALS = {"person": "persons", "place": "places", "org": "organisations", "event": "events", "work": "works"}


def account_lines(found: Survey) -> Iterator[str]:
    """A line for each thing that was seen."""
    texts = found.counts.get(Sort.TEXT, 0)
    yield f"texts      {texts:,} with {counted(found.words, 'word')}: {', '.join(found.articles) or 'none'}"
    yield f"registers  {counted(found.counts.get(Sort.REGISTER, 0), 'file')}: {', '.join(found.registers) or 'none'}"
    if found.entries:
        yield _entries(found)
    if other := found.counts.get(Sort.OTHER, 0):
        yield f"others     {counted(other, 'XML file')} without a TEI text"
    yield f"languages  {_counted(found.languages) or 'none is told'}"
    if found.features:
        yield f"holds      {_counted(found.features)}"
    for kind, expressions in found.mentions.items():
        yield f"mentions   {kind}: {', '.join(expressions)}"
    for pattern, replacement in found.keys.items():
        yield f"keys       {pattern} is {replacement} in the registers"
    if found.unresolved:
        yield f"keys       {found.unresolved:,} without an entry: they become entries of what the texts say"
    yield from _levels(found.levels)
    yield f"licence    {found.licence or 'none that all texts name'}"
    yield f"schema     {', '.join(filter(None, (found.rng, found.sch))) or 'none in the folder'}"


def _levels(levels: Sequence[str]) -> Iterator[str]:
    if levels[1:]:
        yield f"levels     {levels[0]} of each word is shown; {', '.join(levels[1:])} not ([elements])"


def _entries(found: Survey) -> str:
    inside = f"; {found.entries_in_texts:,} of them stand in texts" if found.entries_in_texts else ""
    return f"entries    {_counted({_PLURALS[k]: n for k, n in found.entries.items()})}{inside}"


def _counted(values: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in values.items())
