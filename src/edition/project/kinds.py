"""The kinds of values in `edition.toml`: how one is known, named in a message, written, and turned into a setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class SettingKind:
    """A kind of value: how it is known, what it is called, how one is written, and what it becomes."""

    test: Callable[[Any], bool]
    name: str
    example: str
    make: Callable[[Any], Any]

    def example_of(self, value: Any) -> str:
        """How the value would be written rightly, where that can be told from it, else how such values are written."""
        if isinstance(value, str) and '"' not in value and self.test([value]):
            return f'["{value}"]'
        if isinstance(value, int | float) and not isinstance(value, bool) and self.test(""):
            return f'"{value}"'
        return self.example


def told(value: Any) -> str:
    """A value in words: a text `en`, a list."""
    match value:
        case str():
            return f"the text `{value}`"
        case bool():
            return f"`{str(value).lower()}`"
        case int() | float():
            return f"the number `{value}`"
        case list():
            return "a list of texts" if value and _is_texts(value) else "a list"
        case dict():
            return "a table"
        case _:
            return f"the date `{value}`"


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text_or_texts(value: Any) -> bool:
    return _is_text(value) or _is_texts(value)


def _as_texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _is_text_table(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())


def _is_text_or_table(value: Any) -> bool:
    return isinstance(value, str) or _is_text_table(value)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _by_language(value: str | dict[str, str]) -> dict[str, str]:
    return {"": value} if isinstance(value, str) else dict(value)


_TEXT: Final = SettingKind(_is_text, "a text", '"…"', str)
REASONS: Final = SettingKind(_is_text_table, "a table of codes with reasons", '{ V343 = "the reason" }', dict)
PATTERNS: Final = SettingKind(_is_text_table, "a table of patterns", "{ '(\\d+)' = 'P$1' }", dict)
KINDS: Final[dict[str, SettingKind]] = {
    "bool": SettingKind(_is_bool, "`true` or `false`", "true", bool),
    "str": _TEXT,
    "str | None": _TEXT,
    "tuple[str, ...]": SettingKind(_is_texts, "a list of texts", '["…", "…"]', tuple),
    "Texts": SettingKind(_is_text_or_texts, "a text or a list of texts", '["…", "…"]', _as_texts),
    "Mapping[str, str]": SettingKind(
        _is_text_or_table, "a text or texts by language", '{ tr = "…", en = "…" }', _by_language
    ),
    "tuple[Editor, ...]": SettingKind(_is_tables, "a list of tables", '[{ name = "…" }]', tuple),
}
