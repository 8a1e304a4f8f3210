"""A client of the Reconciliation Service API 0.1 and 0.2: batches, a rate limit, retries with growing pauses, a cache.

Takes questions, gives candidates. Speaks http and https only, follows no other scheme, and reads no more than a fixed
size of any answer.
"""

from __future__ import annotations

import http.client
import json
import math
import time
import urllib.error
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Protocol

from edition.diagnostics import Diagnostic, EditionError
from edition.reconcile.codes import BAD_ANSWER, NO_SERVICE
from edition.reconcile.queries import AuthorityCandidate, Question
from edition.remote import LongAnswerError, OtherHostError, fetch, place_of
from edition.version import __version__

_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 60.0
_BATCH: Final = 10


class AnswerStore(Protocol):
    """Where answers are kept between calls."""

    def get(self, key: str) -> list[dict[str, Any]] | None:
        """The kept answer, if there is one."""

    def put(self, key: str, value: list[dict[str, Any]]) -> None:
        """Keep an answer."""


@dataclass
class Service:
    """A reconciliation service. `rate` is the number of requests a second that it may be asked at most."""

    url: str
    store: AnswerStore | None = None
    rate: float = 2.0
    batch: int = 0
    retries: int = 4
    timeout: float = 30.0  # without a sign of life
    total: float = 120.0  # for a whole answer
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    requests: int = field(default=0, init=False)
    _next: float = field(default=0.0, init=False)

    def manifest(self) -> Mapping[str, Any]:
        """What the service says of itself."""
        answer = self._ask(None)
        if not isinstance(answer.get("name"), str):
            raise _bad_answer(self.url, "it gives no manifest with a name")
        versions = answer.get("versions") or ["0.1"]
        known = [str(version) for version in versions] if isinstance(versions, list) else [str(versions)]
        if not {"0.1", "0.2"} & set(known):
            raise _bad_answer(self.url, f"it speaks only version {', '.join(known[:5])}")
        return answer

    def candidates(self, questions: Iterable[Question]) -> Iterator[tuple[Question, list[AuthorityCandidate]]]:
        """The candidates for each question, in the order of the questions; what the store has is not asked again."""
        iterator = iter(questions)
        size = self.batch or _BATCH
        while batch := list(islice(iterator, size)):
            answers = {q.key: self.store.get(q.digest(self.url)) if self.store else None for q in batch}
            missing = [q for q in batch if answers[q.key] is None]
            if missing:
                answers.update(self._reconcile(missing))
            for question in batch:
                yield question, [_candidate(c) for c in answers[question.key] or []]

    def _reconcile(self, questions: list[Question]) -> dict[str, list[dict[str, Any]]]:
        asked = {f"q{number}": dict(q.query) for number, q in enumerate(questions)}
        answer = self._ask({"queries": json.dumps(asked, ensure_ascii=False)})
        out = {}
        for number, question in enumerate(questions):
            found = answer.get(f"q{number}")
            result = found.get("result") if isinstance(found, dict) else None
            if not isinstance(result, list) or not all(isinstance(c, dict) and c.get("id") for c in result):
                raise _bad_answer(self.url, f"it gives no list of results for {question.name}")
            out[question.key] = result
            if self.store:
                self.store.put(question.digest(self.url), result)
        return out

    def _ask(self, form: Mapping[str, str] | None) -> dict[str, Any]:
        """One request, repeated while the service is busy."""
        if place_of(self.url)[0] not in ("http", "https"):
            raise _no_service(self.url, "it is no http or https address")
        pause = _FIRST_PAUSE
        for attempt in range(self.retries + 1):
            self._wait()
            try:
                return self._read(form)
            except OtherHostError as error:
                raise _no_service(self.url, f"it sends us on to another host, {error}") from error
            except urllib.error.HTTPError as error:
                reason = f"it answers {error.code} {error.reason}"
                asked = _retry_after(error)
                if error.code not in _PASSING:
                    raise _no_service(self.url, reason) from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                reason, asked = str(getattr(error, "reason", "") or error), 0.0
            if attempt < self.retries:
                self.sleep(min(_LONGEST_PAUSE, max(pause, asked)))
                pause *= 2
        raise _no_service(self.url, reason)

    def _read(self, form: Mapping[str, str] | None) -> dict[str, Any]:
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        headers = {"Accept": "application/json", "User-Agent": f"edition/{__version__}"}
        self.requests += 1
        try:
            body = fetch(self.url, data, headers, timeout=self.timeout, total=self.total)
        except LongAnswerError as error:
            raise _bad_answer(self.url, str(error)) from error
        try:
            found = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise _bad_answer(self.url, "its answer is not JSON, or nested beyond reason") from error
        if not isinstance(found, dict):
            raise _bad_answer(self.url, "its answer is no JSON object")
        return found

    def _wait(self) -> None:
        """Keep to the rate."""
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
            now = self._next
        self._next = now + (1 / self.rate if self.rate > 0 else 0.0)


def _candidate(found: Mapping[str, Any]) -> AuthorityCandidate:
    types = found.get("type") or []
    names = map(_type_name, types if isinstance(types, list) else [types])
    try:
        score = float(found.get("score") or 0)
    except (TypeError, ValueError):
        score = 0.0
    return AuthorityCandidate(
        str(found["id"]),
        str(found.get("name") or ""),
        score,
        match=bool(found.get("match")),
        types=tuple(filter(None, names)),
        description=str(found.get("description") or ""),
    )


def _type_name(found: Any) -> str:
    """The name of a type, which some services give as an object."""
    return str(found.get("name") or found.get("id") or "") if isinstance(found, dict) else str(found)


def _retry_after(error: urllib.error.HTTPError) -> float:
    try:
        seconds = float(error.headers.get("Retry-After") or 0)
        return seconds if math.isfinite(seconds) else 0.0
    except ValueError:
        return 0.0  # a date; the growing pause serves as well


def _no_service(url: str, reason: str) -> EditionError:
    help_text = "check the address and the network, then run the same command again"
    return EditionError(Diagnostic(NO_SERVICE, f"the service {url} cannot be asked: {reason}", help=help_text))


def _bad_answer(url: str, reason: str) -> EditionError:
    help_text = "give the address of a reconciliation service of version 0.1 or 0.2"
    return EditionError(Diagnostic(BAD_ANSWER, f"{url} is no service that can be used: {reason}", help=help_text))
