"""What a page answers where it cannot be made: in words, and never with a traceback on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from edition.desk.web.frame import VIEWS, page, words_of
from edition.desk.web.told import told, told_all
from edition.desk.web.words import wanted_language
from edition.diagnostics import EditionError, render
from edition.jobs.faults import fault_of

WRONG: Final = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)  # of values that no page sends
_DISK: Final = 507
_WHY: Final = {404: "refusal.nothing", _DISK: "refusal.disk"}


def refuse(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A page that says why there is none."""

    async def refused(request: Request, error: Exception) -> Response:
        word = words_of(request)
        why = word(_WHY.get(status, "refusal.no-request"), why=error)
        if isinstance(error, EditionError):
            why = told_all(error.diagnostics[:1], word.lang)
        view = request.url.path.strip("/")
        known = view if view in dict(VIEWS) else "overview"
        answer = page(request, known, f'<p class="empty">{escape(why)}</p>')
        answer.status_code = status
        return answer

    return refused


REFUSALS: Final[dict[Any, Any]] = {
    EditionError: refuse(404), 404: refuse(404), OSError: refuse(_DISK), **{kind: refuse(400) for kind in WRONG},
}  # fmt: skip


class Faults:
    """Answers where the desk itself fails, and tells it on the terminal as every command does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            if scope["type"] != "http":
                raise
            found = fault_of(error)
            sys.stderr.write(render([found], "text"))
            if not begun:
                lang = wanted_language(Request(scope).headers.get("accept-language", ""))
                answer = JSONResponse({"error": told(found, lang)}, 500)
                await answer(scope, receive, noting)
