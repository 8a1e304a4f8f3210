"""`edition preview`: the site on loopback, built again and shown again whenever a file of the edition is saved."""

from __future__ import annotations

import re
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import unquote

import typer

from edition.building import BuildOptions, build
from edition.cli.codes import PORT_IN_USE
from edition.cli.output import folder_of, report
from edition.diagnostics import Diagnostic, EditionError
from edition.markup.inputs.kept import Stamp, stamp_of
from edition.project import Project, find_project

app = typer.Typer(add_completion=False)
_POLL_SECONDS: Final = 0.4
_VERSION: Final = "/__version"
# the preview adds this script to the pages it serves; the files on disk stay as they are
_RELOAD: Final = b"""
let seen = null;
setInterval(async () => {
  try {
    const now = await (await fetch("/__version", { cache: "no-store" })).text();
    if (seen !== null && now !== seen) location.reload();
    seen = now;
  } catch { /* the preview has ended */ }
}, 700);
"""
_SCRIPT: Final = "/__reload.js"
_HOST: Final = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)


@app.command()
def preview(
    ctx: typer.Context,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="The port on this machine; 0 takes a free one.")
    ] = 8000,
    search: Annotated[bool, typer.Option("--search/--no-search", help="Make the search index, too.")] = False,
) -> None:
    """Serve the site on this machine only, rebuild what a saved file changes, and reload the page."""
    folder = folder_of(ctx)
    project = find_project(folder)
    site = project.output / "site"
    state = _State()
    seen = _stamps(project)  # before the build: what is saved while it runs is built after it
    _build(folder, site, search)
    server = _serve(site, port, state)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it)\n")
    sys.stdout.flush()
    try:
        _watch(folder, site, search, state, seen)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
    finally:
        server.shutdown()


class _State:
    """How often the site was built since the start."""

    def __init__(self) -> None:
        self.version = 0


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, with the reloading script added to pages on their way out."""

    def __init__(self, *arguments: object, state: _State, directory: str) -> None:
        self._state = state
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self._refused():
            return
        if self.path == _VERSION:
            self._send(str(self._state.version).encode(), "text/plain")
        elif self.path == _SCRIPT:
            self._send(_RELOAD, "text/javascript")
        elif (page := self._page()) is not None:
            tag = f'<script src="{_SCRIPT}"></script></body>'.encode()
            self._send(page.read_bytes().replace(b"</body>", tag, 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        if not self._refused():
            super().do_HEAD()

    def _refused(self) -> bool:
        """Only this machine is answered, under its own names: no page of the web reads it under a name of its own."""
        if _HOST.fullmatch(self.headers.get("Host", "")) is None:
            self.send_error(421, "this is a preview for this machine alone")
        elif "\0" in unquote(self.path):
            self.send_error(404)
        else:
            return False
        return True

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        return path if path.suffix == ".html" and path.is_file() else None

    def _send(self, data: bytes, type_: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are of no interest here."""


def _serve(site: Path, port: int, state: _State) -> ThreadingHTTPServer:
    handler = partial(_Handler, state=state, directory=str(site))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        message = f"port {port} cannot be used: {error.strerror or error}"
        help_text = "choose another with --port, or 0 for a free one"
        raise EditionError(Diagnostic(PORT_IN_USE, message, help=help_text)) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def _watch(folder: Path, site: Path, search: bool, state: _State, seen: dict[Path, tuple[int, int]]) -> None:
    while True:
        time.sleep(_POLL_SECONDS)
        try:
            now = _stamps(find_project(folder))
        except EditionError:
            continue  # the settings are being edited
        if now != seen:
            seen = now
            _build(folder, site, search)
            state.version += 1


def _build(folder: Path, site: Path, search: bool) -> None:
    try:
        outcome = build(find_project(folder), BuildOptions(site, search=search, preview=True))
    except EditionError as error:
        report(error.diagnostics)
        return
    report(outcome.diagnostics, done=f"{outcome.rendered:,} pages made", limit=1)


def _stamps(project: Project) -> dict[Path, Stamp]:
    """Time and size of every file that pages are made from."""
    files = [project.root / "edition.toml", project.odd, *project.article_paths(), *project.register_paths()]
    for folder in (project.settings.files.theme, project.settings.files.images):
        files += [p for p in project.path(folder).rglob("*") if p.is_file()]
    return {path: stamp_of(path) for path in files}
