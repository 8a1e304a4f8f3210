"""JSON of entities, mentions, dates and events: everything that the registers and facts know, without loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.edtf import edtf
from edition.export.streams import without_empty, write_json_list
from edition.export.tables.rows import ExportTable
from edition.registers import Bibliography, DateValue, Entity, Name, Note


def entity_json(*kinds: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of entities as a JSON array."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        write_json_list(file, (entity_record(corpus, e) for e in corpus.entities(*kinds)))

    return write


def table_json(table: Callable[[Corpus], ExportTable]) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of a table as an array of objects, cells that are empty left out."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        write_json_list(file, (without_empty(row) for row in table(corpus).rows))

    return write


def entity_record(corpus: Corpus, entity: Entity) -> dict[str, Any]:
    """An entity with its names, notes, relations and where it is mentioned."""
    return without_empty(
        {
            "key": entity.key,
            "uri": corpus.uri(entity.kind, entity.key),
            "kind": entity.kind,
            "type": entity.type,
            "role": entity.role,
            "names": [_name(n) for n in entity.names],
            "sex": entity.sex,
            "birth": date_record(entity.birth),
            "birth_place": entity.birth_place,
            "death": date_record(entity.death),
            "death_place": entity.death_place,
            "existence": date_record(entity.existence),
            "occupations": [_note(n) for n in entity.occupations],
            "notes": [_note(n) for n in entity.notes],
            "coordinates": [entity.geo[1], entity.geo[0]] if entity.geo else None,
            "coordinates_certainty": entity.geo_cert,
            "identifiers": [{"type": i.type, "value": i.value} for i in entity.idnos],
            "same_as": list(authority_uris(entity)),
            "former_keys": list(entity.former_keys),
            "bibliography": _bibliography(entity.bibliography),
            "relations": [
                without_empty(
                    {
                        "name": r.name,
                        "active": list(r.active),
                        "passive": list(r.passive),
                        "mutual": list(r.mutual),
                        "sources": list(r.sources),
                    }
                )
                for r in corpus.registers.relations_of(entity.key)
            ],
            "mentions": corpus.tally.mentions(entity.key),
            "possible_mentions": corpus.tally.possible(entity.key),
            "articles": dict(corpus.tally.articles(entity.key)),
        }
    )


def date_record(date: DateValue) -> dict[str, Any]:
    """A date with its ISO values and EDTF."""
    values = {
        "when": date.when,
        "from": date.from_,
        "to": date.to,
        "not_before": date.not_before,
        "not_after": date.not_after,
        "edtf": edtf(date),
        "calendar": date.calendar,
        "original": date.original,
        "certainty": date.cert,
    }
    return without_empty(values) if date else {}


def _name(name: Name) -> dict[str, Any]:
    parts = [{"part": part, "text": text} for part, text in name.parts]
    return without_empty({"text": name.text, "lang": name.lang, "type": name.type, "parts": parts})


def _note(note: Note) -> dict[str, Any]:
    return without_empty({"type": note.type, "lang": note.lang, "text": note.text, "sources": list(note.sources)})


def _bibliography(found: Bibliography | None) -> dict[str, Any]:
    if found is None:
        return {}
    names = Bibliography.__dataclass_fields__
    values = {name: getattr(found, name) for name in names}
    return without_empty({n: list(v) if isinstance(v, tuple) else v for n, v in values.items()})
