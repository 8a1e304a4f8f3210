"""Authority records for an entry, from the service that was named when the desk was started. Asked only on request."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from edition.desk.state.bench import Bench
from edition.desk.web.answers import Asked
from edition.desk.web.frame import bench_of, words_of
from edition.reconcile import Service, questions
from edition.reconcile.review import idno_type
from edition.registers import Entity

_MOST = 8


async def candidates(request: Request, asked: Asked) -> dict[str, Any]:
    """Whom or what the service thinks of, the likeliest first, and the type that its identifiers have."""
    bench = bench_of(request)
    entity = bench.shelf.registers.get(str(asked["key"]))
    if not bench.service or entity is None:
        raise ValueError("no service was named, or there is no such entry")
    return await run_in_threadpool(_ask, bench, entity, words_of(request).lang)


def _ask(bench: Bench, entity: Entity, lang: str) -> dict[str, Any]:
    service = Service(bench.service, retries=1)
    type_ = idno_type(service.manifest())
    _, found = next(service.candidates(questions([entity], lang, limit=_MOST)))
    ordered = sorted(found, key=lambda one: (-one.score, one.id))
    return {"type": type_, "candidates": [asdict(one) for one in ordered]}
