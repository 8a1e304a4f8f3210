"""What the desk's scripts send and get: JSON in, JSON out, and refusals in words."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from edition.desk.web.frame import bench_of, words_of
from edition.desk.web.refusals import WRONG
from edition.desk.web.told import told_all
from edition.desk.web.words import InterfaceWords
from edition.diagnostics import EditionError
from edition.markup.codes import CHANGED_MEANWHILE

Asked = dict[str, Any]
Handler = Callable[[Request, Asked], Any]


def changing(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A request that changes something: JSON of an object in; refused where the desk only reads."""

    answer = posted(handler)

    async def guarded(request: Request) -> Response:
        if bench_of(request).read_only:
            return JSONResponse({"error": words_of(request)("read-only")}, 403)
        bench_of(request).look_again()
        return await answer(request)

    return guarded


def posted(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A request with JSON of an object that changes nothing."""

    async def answer(request: Request) -> Response:
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict) or not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"error": words_of(request)("refusal.no-request")}, 400)
        return await _answered(lambda: handler(request, asked), words_of(request))

    return answer


def reading(handler: Callable[[Request], Any]) -> Callable[[Request], Awaitable[Response]]:
    """A request that only asks."""

    async def answer(request: Request) -> Response:
        return await _answered(lambda: handler(request), words_of(request))

    return answer


async def _answered(run: Callable[[], Any], word: InterfaceWords) -> Response:
    """What a handler gives, which it may take its time for."""
    try:
        found = run()
        return JSONResponse(await found if isawaitable(found) else found)
    except EditionError as error:
        status = 409 if any(d.code is CHANGED_MEANWHILE for d in error.diagnostics) else 422
        return JSONResponse({"error": told_all(error.diagnostics, word.lang)}, status)
    except WRONG as error:
        return JSONResponse({"error": f"{word('refusal.no-request')} ({error!r})"}, 400)
    except OSError as error:
        return JSONResponse({"error": word("refusal.disk", why=error.strerror or error)}, 507)
