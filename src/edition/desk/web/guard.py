"""Who may ask: this machine, with the token, from the desk's own pages; and what its pages may do."""

from __future__ import annotations

import secrets
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from edition.desk.web.words import wanted_language, words

STYLE: Final = "edition.style"  # where a page leaves the word by which its script may add style sheets
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'; "
    "object-src 'none'"
)
_HEADERS: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Turns away what does not come from the desk's own pages in a browser that was given the token."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"edition-desk-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        given = asked.query_params.get("token", "")
        refusal = self._refusal(asked, given)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                style = f" 'nonce-{scope[STYLE]}'" if STYLE in scope else ""
                headers["Content-Security-Policy"] = _POLICY.format(style=style)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if given and not refusal:
                    headers.append("Set-Cookie", f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        if refusal:
            word = words(wanted_language(asked.headers.get("accept-language", "")))
            await PlainTextResponse(word(refusal) + "\n", 403)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refusal(self, asked: HTTPConnection, given: str) -> str:
        host, origin = asked.headers.get("host", ""), asked.headers.get("origin")
        if host not in self._hosts:
            return "refusal.host"
        if origin is not None and origin != f"http://{host}":
            return "refusal.origin"
        token = given or asked.cookies.get(self._cookie, "")
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return "refusal.token"
        return ""
