"""The site as `edition preview` serves it: its files as they are, pages with a script that loads them again.

It answers this machine only, under its own names, and gives no file outside the site's folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from edition.paths import real

_VERSION: Final = "/__version"
_SCRIPT: Final = "/__reload.js"
# the preview adds this script to the pages it serves; the files on disk stay as they are
_RELOAD: Final = """
let seen = null;
setInterval(async () => {
  try {
    const now = await (await fetch("/__version", { cache: "no-store" })).text();
    if (seen !== null && now !== seen) location.reload();
    seen = now;
  } catch { /* the preview has ended */ }
}, 700);
"""
_HOST: Final = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)


def preview_app(site: Path, version: Callable[[], int]) -> Starlette:
    """The application for one site; `version` tells how often it was built."""

    async def page(request: Request) -> Response:
        return _answer(site, request.path_params["path"], request.url.path)

    async def told(_: Request) -> Response:
        return PlainTextResponse(str(version()))

    async def script(_: Request) -> Response:
        return Response(_RELOAD, media_type="text/javascript")

    routes = [Route(_VERSION, told), Route(_SCRIPT, script), Route("/{path:path}", page)]
    return Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=_guarded)])


async def _guarded(request: Request, go_on: RequestResponseEndpoint) -> Response:
    """No page of the web reads the preview under a name of its own; nothing of it is kept by a browser."""
    if _HOST.fullmatch(request.headers.get("host", "")) is None:
        return PlainTextResponse("This is a preview for this machine alone.\n", 421)
    answer = await go_on(request)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer(site: Path, name: str, asked: str) -> Response:
    root = real(site)
    try:
        path = real(root / name)
    except (OSError, ValueError):  # a name that no file can have
        path = root.parent
    if not path.is_relative_to(root):
        return _missing()
    if path.is_dir():
        if name and not name.endswith("/"):
            return RedirectResponse(f"{asked}/")
        path /= "index.html"
    if not path.is_file():
        return _missing()
    if path.suffix != ".html":
        return FileResponse(path)
    tag = f'<script src="{_SCRIPT}"></script></body>'.encode()
    return Response(path.read_bytes().replace(b"</body>", tag, 1), media_type="text/html")


def _missing() -> Response:
    return PlainTextResponse("There is no such file.\n", 404)
