"""The desk's application: the views, what their scripts ask for, the files of the site's look, all behind the guard."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from edition.desk.state.bench import Bench
from edition.desk.views import changes, findings, overview, registers, review, source, structure
from edition.desk.web.guard import Guard
from edition.desk.web.refusals import REFUSALS, Faults
from edition.publish.assets import asset_files

_OWN: Final = Path(__file__).parent / "assets"
_TYPES: Final = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".png": "image/png",
    ".woff2": "font/woff2", ".map": "application/json",
}  # fmt: skip


def make_app(bench: Bench, token: str, port: int) -> Starlette:
    """The application for one edition."""
    views = (overview, review, registers, structure, source, findings, changes)
    routes = [route for view in views for route in view.ROUTES]
    app = Starlette(
        routes=[*routes, Route("/assets/{path:path}", _asset)],
        middleware=[Middleware(Guard, token=token, port=port), Middleware(Faults)],
        exception_handlers=REFUSALS,
        lifespan=_reading_on,
    )
    app.state.bench = bench
    app.state.assets = dict(asset_files())
    return app


@asynccontextmanager
async def _reading_on(app: Starlette) -> AsyncIterator[None]:
    """While the desk runs, the articles are read one after the other between requests."""
    bench: Bench = app.state.bench
    bench.reading = asyncio.ensure_future(asyncio.to_thread(bench.read_all))
    task = asyncio.create_task(_read_on(bench))
    yield
    bench.ending = True
    bench.writer.close()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _read_on(bench: Bench) -> None:
    """What is needed soon after the articles: the search over the registers, and what imports doubted."""
    for _ in bench.shelf.prepare():
        await asyncio.sleep(0.002)  # requests go first
    gc.collect()
    gc.freeze()  # no collection that falls on a key needs to go through all registers
    await bench.all_known()
    for summary in bench.summaries():
        source = bench.doubts.find(summary.path, summary.source)
        if source is not None and not bench.ending:
            await asyncio.to_thread(bench.doubts.read, source)


async def _asset(request: Request) -> Response:
    name = request.path_params["path"]
    path = _OWN / name
    if f"assets/{name}" in request.app.state.assets:
        data = request.app.state.assets[f"assets/{name}"]
    elif path.parent in (_OWN, _OWN / "bundles") and path.suffix in _TYPES and path.is_file():
        data = path.read_bytes()
    else:
        return PlainTextResponse("There is no such file.\n", 404)
    return Response(data, media_type=_TYPES.get(Path(name).suffix, "application/octet-stream"))
