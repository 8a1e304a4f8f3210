"""What is wrong, missing or doubtful in registers that can be read: relations, former keys, names, likely doubles."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from edition.diagnostics import Diagnostic, Label
from edition.registers.codes import CIRCULAR_RELATION, CLASHING_FORMER_KEY, NAME_MISSING, SIMILAR_ENTRIES
from edition.registers.model import Entity, Registers

_DOTLESS: Final = str.maketrans("ıİ", "ii")


def check_registers(registers: Registers, languages: Iterable[str]) -> list[Diagnostic]:
    """All findings about registers as a whole; `languages` are those in which the edition shows names."""
    languages = _in_use(registers, list(languages))
    missing = (found for entity in registers.entities.values() for found in _missing_names(entity, languages))
    circular, clashing = _circular_relations(registers), _clashing_former_keys(registers)
    return [*circular, *clashing, *missing, *similar_entries(registers)]


def _circular_relations(registers: Registers) -> Iterator[Diagnostic]:
    for relation in registers.relations:
        circular = {*relation.active} & {*relation.passive}
        if len(relation.mutual) == len(relation.keys) and len({*relation.mutual}) == 1:
            circular |= {*relation.mutual}
        for key in sorted(circular):
            message = f"the relation {relation.name} leads from `{key}` to itself"
            yield Diagnostic(CIRCULAR_RELATION, message, relation.span, help="name the other entry, or delete it")


def _clashing_former_keys(registers: Registers) -> Iterator[Diagnostic]:
    holders: dict[str, Entity] = {}
    for entity in registers.entities.values():
        for key in entity.former_keys:
            present = registers.entities.get(registers.key_of(key, entity.kind))
            if present and present.kind != entity.kind:
                continue  # the page of either has its own address
            other = present or holders.setdefault(key, entity)
            if other is entity and not present:
                continue
            what = "a present key" if present else f"a former key of `{other.key}`"
            message = f"the former key `{key}` of `{entity.key}` is {what} too"
            label = Label(other.span, f"`{other.key}` stands here")
            yield Diagnostic(CLASHING_FORMER_KEY, message, entity.span, (label,), help="delete one of the two")


def _in_use(registers: Registers, languages: Iterable[str]) -> list[str]:
    """The languages in which these registers give names by habit: only there is a missing name an omission."""
    named = [e for e in registers.entities.values() if e.names and e.kind != "work"]
    counts = Counter(lang for e in named for lang in {n.lang for n in e.names})
    return [lang for lang in languages if counts[lang] * 2 > len(named)]


def _missing_names(entity: Entity, languages: Iterable[str]) -> Iterator[Diagnostic]:
    """A work is called by its title, which is not translated."""
    mains = [n for n in entity.names if n.type in ("main", "")]
    for lang in languages if mains and entity.kind != "work" else ():
        if not any(n.lang in (lang, "") for n in mains):
            message = f"`{entity.key}` has no preferred name in `{lang}`"
            help_text = f'add a name with xml:lang="{lang}" type="main"'
            yield Diagnostic(NAME_MISSING, message, entity.span, help=help_text)


def similar_entries(registers: Registers) -> list[Diagnostic]:
    """Pairs of a kind that share a preferred name, or where one's names all belong to the other."""
    out = []
    for kind in ("person", "place", "org", "event", "work"):
        entities = [entity for entity in registers.of_kind(kind) if not entity.is_stage]
        for first, second in _pairs(entities):
            shared = ", ".join(sorted(n.text for n in second.names if fold(n.text) in _forms(first)))
            out.append(
                Diagnostic(
                    SIMILAR_ENTRIES,
                    f"`{second.key}` may be the same {kind} as `{first.key}`: both are called {shared}",
                    second.span,
                    (Label(first.span, f"`{first.key}` stands here"),),
                    help=f"if so: edition registers merge {second.key} {first.key}; "
                    "if not, give one of them a fuller main name",
                )
            )
    return out


def fold(text: str) -> str:
    """A name without case, accents and punctuation.

    >>> fold("Kâzım KARABEKİR") == fold("kazim karabekir")
    True
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_DOTLESS).casefold())
    kept = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def _pairs(entities: Iterable[Entity]) -> list[tuple[Entity, Entity]]:
    by_form: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for form in _forms(entity):
            by_form[form].append(entity)
    found: dict[tuple[str, str], tuple[Entity, Entity]] = {}
    for sharing in by_form.values():
        for second in sharing[1:]:
            first = sharing[0]
            if _alike(first, second):
                found[(first.key, second.key)] = (first, second)
    return [found[keys] for keys in sorted(found)]


def _alike(a: Entity, b: Entity) -> bool:
    if lived_apart(a, b) or a.type != b.type or (a.kind == "work" and a.existence != b.existence):
        return False
    if a.kind == "work":
        return _data(a) == _data(b)
    return bool(_mains(a) & _mains(b)) or _forms(a) <= _forms(b) or _forms(b) <= _forms(a)


def _data(work: Entity) -> tuple[object, ...]:
    found = work.bibliography
    return (found.title, found.authors, found.year, found.volume, found.pages) if found else (work.key,)


def lived_apart(a: Entity, b: Entity) -> bool:
    """Whether dates known of both show two entities."""
    pairs = ((a.birth, b.birth), (a.death, b.death), (a.existence, b.existence))
    return any(x and y and x.years != y.years for x, y in pairs)


def _forms(entity: Entity) -> set[str]:
    return {fold(n.text) for n in entity.names}


def _mains(entity: Entity) -> set[str]:
    return {fold(n.text) for n in entity.names if n.type == "main"}
