"""A source that is a server which speaks as OpenAI's do (`POST …/chat/completions`): one on this machine, or one whose
host the settings name.

The server is sent the instruction beside this file, the language and a stretch of text, nothing else. A key is read
from the environment variable that the settings name; it goes to the server and nowhere else.
"""

from __future__ import annotations

import json
import os
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from http.client import HTTPException
from importlib.resources import files
from typing import Any, Final

from edition.annotate.codes import NO_SOURCE
from edition.annotate.elsewhere.offers import ENDPOINT, Claim, told_of
from edition.annotate.elsewhere.source import NoAnswerError
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs.mapping import digest_of
from edition.remote import LongAnswerError, OtherHostError, fetch, is_this_machine, place_of
from edition.version import __version__

LARGEST: Final = 1 << 20  # bytes of an answer
_SHOWN: Final = 200


@dataclass(frozen=True)
class Endpoint:
    """A server: its address without `/chat/completions`, its model, the variable that holds its key, hosts allowed."""

    url: str
    model: str
    variable: str = ""
    hosts: tuple[str, ...] = ()
    name: str = ENDPOINT

    def __post_init__(self) -> None:
        place = place_of(self.url)
        if not is_this_machine(self.url) and place not in map(place_of, self.hosts):
            message = f"texts would be sent to `{self.url}`, which is not this machine"
            help_text = f'name its host if they may be: hosts = ["{place[0]}://{place[1]}"]'
            raise EditionError(Diagnostic(NO_SOURCE, message, help=help_text))

    @property
    def description(self) -> str:
        """Model and address."""
        return f"{self.model} at {self.url}" if self.model else self.url

    @cached_property
    def digest(self) -> str:
        """Address, model and instruction; the key changes no answer."""
        return digest_of(self.name, self.url, self.model, _instruction())

    def ask(self, text: str, lang: str, seconds: float) -> list[Claim]:
        """What the server says."""
        question = {"model": self.model, "temperature": 0, "stream": False, "messages": list(_messages(text, lang))}
        answer = self._fetch(json.dumps(question).encode(), seconds)
        try:
            content = json.loads(answer)["choices"][0]["message"]["content"]
        except (ValueError, RecursionError, LookupError, TypeError) as error:
            raise NoAnswerError("its answer is not of the shape that such servers have") from error
        return told_of(_names(content))

    def close(self) -> None:
        """Nothing was begun."""

    def _fetch(self, question: bytes, seconds: float) -> bytes:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        headers["User-Agent"] = f"edition/{__version__}"
        key = self._key()
        if key:
            headers["Authorization"] = f"Bearer {key}"
        address = self.url.rstrip("/") + "/chat/completions"
        try:
            return fetch(address, question, headers, timeout=seconds, total=seconds, largest=LARGEST)
        except OtherHostError as error:
            reason = f"it sends us on to another host, {error}"
        except LongAnswerError as error:
            reason = str(error)
        except urllib.error.HTTPError as error:
            reason = f"it answers {error.code} {error.reason}"
        except (OSError, HTTPException, ValueError) as error:
            reason = str(getattr(error, "reason", "") or error)
        raise NoAnswerError(_without(reason, key)[:_SHOWN])

    def _key(self) -> str:
        """The key, where the settings name a variable for one."""
        if not self.variable:
            return ""
        key = os.environ.get(self.variable, "").strip()
        if not key or not key.isascii() or not key.isprintable():
            message = f"the environment variable `{self.variable}` holds no key for {self.url}"
            help_text = "set it in the shell that calls the program; a key is never written into a file"
            raise EditionError(Diagnostic(NO_SOURCE, message, help=help_text))
        return key


def _without(reason: str, key: str) -> str:
    """What a server says, without the key that it may say back."""
    return reason.replace(key, "…") if key else reason


def _messages(text: str, lang: str) -> Iterator[dict[str, str]]:
    yield {"role": "system", "content": _instruction()}
    yield {"role": "user", "content": json.dumps({"lang": lang, "text": text}, ensure_ascii=False)}


@cache
def _instruction() -> str:
    return (files("edition.annotate.elsewhere") / "instruction.txt").read_text(encoding="utf-8")


def _names(content: Any) -> list[Any]:
    """The list of names in what a model wrote, which may have words around it."""
    if not isinstance(content, str) or "{" not in content:
        raise NoAnswerError("its answer holds no JSON")
    try:
        found, _ = json.JSONDecoder().raw_decode(content, content.index("{"))
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("its answer holds no JSON, or some nested beyond reason") from error
    names = found.get("names")
    if not isinstance(names, list):
        raise NoAnswerError("its answer holds no list of names")
    return names
