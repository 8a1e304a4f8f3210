"""`edition.toml` read into the frozen settings; every wrong setting is named and placed, with the nearest right one."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, Final

from edition.diagnostics import Diagnostic, EditionError, LineIndex, Span
from edition.project.checks import wrong_value
from edition.project.codes import WRONG_SETTING
from edition.project.settings import (
    AnnotateSettings,
    EditionInfo,
    Editor,
    Files,
    Mentions,
    SchemaFiles,
    Settings,
    ValidateSettings,
)


def read_settings(path: str, data: bytes) -> Settings:
    """The settings of an edition; raises with all that is wrong."""
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EditionError(_not_toml(path, data, error)) from error
    reader = _Reader(path, data)
    settings: Settings = reader.read(Settings, table, ())
    if reader.findings:
        raise EditionError(*reader.findings)
    return settings


def _not_toml(path: str, data: bytes, error: Exception) -> Diagnostic:
    line = re.search(r"at line (\d+)", str(error))
    start = LineIndex(data).offset(int(line.group(1))) if line else 0
    return Diagnostic(
        WRONG_SETTING, f"the file is not TOML: {error}", Span(path, start, start + 1), help="mend this line"
    )


class _Reader:
    """Turns TOML tables into the frozen settings and gathers what is wrong with them."""

    def __init__(self, file: str, data: bytes) -> None:
        self._file = file
        self._data = data
        self.findings: list[Diagnostic] = []

    def read(self, cls: type[Any], table: Mapping[str, Any], where: tuple[str, ...]) -> Any:
        known = {f.name.replace("_", "-"): f for f in fields(cls)}
        values = {}
        for key, value in table.items():
            if key not in known:
                self._unknown(key, list(known), where)
                continue
            converted = self._convert(str(known[key].type), value, (*where, key))
            if converted is not None:
                values[known[key].name] = converted
        if cls is EditionInfo and "title" not in values:
            if "title" not in table:
                self._report("title", where, "the edition has no title", 'add a line such as: title = "Letters"')
            values["title"] = {}
        if cls is Settings and "edition" not in values:
            values["edition"] = self.read(EditionInfo, {}, ("edition",))
        return cls(**values)

    def _convert(self, kind: str, value: Any, where: tuple[str, ...]) -> Any:
        if kind in _TABLES:
            if isinstance(value, dict):
                return self.read(_TABLES[kind], value, where)
            return self._wrong(where, value, "a table")
        test, wanted, make = _VALUES[kind]
        if not test(value):
            return self._wrong(where, value, wanted)
        if kind == "tuple[Editor, ...]":
            return tuple(self.read(Editor, item, where) for item in value if self._has_name(item, where))
        converted = make(value)
        if wrong := wrong_value(where[0], where[-1] if len(where) == 2 else "", converted):
            self._report(where[-1], where[:-1], f"`{where[-1]}`: {wrong[0]}", wrong[1])
            return None
        return converted

    def _has_name(self, item: Mapping[str, Any], where: tuple[str, ...]) -> bool:
        if isinstance(item.get("name"), str):
            return True
        self._report(where[-1], where[:-1], "an editor has no name", 'write { name = "…" }')
        return False

    def _unknown(self, key: str, known: list[str], where: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(key, known, 1, 0.6)
        table = f"[{'.'.join(where)}] " if where else ""
        advice = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
        self._report(key, where, f"{table}knows no setting `{key}`" if table else f"there is no table `{key}`", advice)

    def _wrong(self, where: tuple[str, ...], value: Any, wanted: str) -> None:
        self._report(where[-1], where[:-1], f"`{where[-1]}` is {value!r}", f"write {wanted}")

    def _report(self, key: str, where: tuple[str, ...], message: str, advice: str) -> None:
        self.findings.append(Diagnostic(WRONG_SETTING, message, self._span(key, where), help=advice))

    def _span(self, key: str, where: tuple[str, ...]) -> Span:
        """A key below the heading of its table (the most exact one that there is), else the heading, else the start."""
        start = 0
        for depth in range(len(where), 0, -1):
            heading = re.search(rf"(?m)^\s*\[+\s*{_dotted(where[:depth])}\s*\]".encode(), self._data)
            if heading:
                start = heading.start()
                break
        name = re.escape(key).encode()
        found = re.compile(rb"(?m)^[^#\n]*?(?<![\w-])(" + name + rb")[\"']?\s*=").search(self._data, start)
        found = found or re.compile(rb"(?m)^\s*\[+[^\]\n]*?(?<![\w-])(" + name + rb")(?![\w-])").search(self._data)
        if found:
            return Span(self._file, found.start(1), found.end(1))
        return Span(self._file, start, start + 1)


def _dotted(names: tuple[str, ...]) -> str:
    return r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names)


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_string_table(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and all(isinstance(v, str) for v in value.values()))


def _by_language(value: str | dict[str, str]) -> dict[str, str]:
    return {"": value} if isinstance(value, str) else dict(value)


_TABLES: Final[dict[str, type[Any]]] = {
    cls.__name__: cls for cls in (EditionInfo, Files, SchemaFiles, Mentions, AnnotateSettings, ValidateSettings)
}
_Value = tuple[Callable[[Any], bool], str, Callable[[Any], Any]]
_VALUES: Final[dict[str, _Value]] = {
    "str": (lambda v: isinstance(v, str), 'a text in quotation marks: "…"', str),
    "str | None": (lambda v: isinstance(v, str), 'a text in quotation marks: "…"', str),
    "tuple[str, ...]": (_is_strings, 'a list of texts: ["…", "…"]', tuple),
    "Mapping[str, str]": (_is_string_table, 'a text, or one by language: { tr = "…", en = "…" }', _by_language),
    "tuple[Editor, ...]": (
        lambda v: isinstance(v, list) and all(isinstance(i, dict) for i in v),
        'a list of tables: [{ name = "…" }]',
        tuple,
    ),
}
