"""`edition.toml` read into the frozen settings; every wrong setting is named and placed, with the nearest right one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.diagnostics.toml import TomlText
from edition.project.checks import wrong_value
from edition.project.codes import WRONG_SETTING
from edition.project.kinds import KINDS, PATTERNS, REASONS, SettingKind, told
from edition.project.settings import (
    AnnotateSettings,
    EditionInfo,
    Editor,
    Elements,
    FacsimileSettings,
    Files,
    KeySettings,
    ListSettings,
    Mentions,
    SchemaFiles,
    Settings,
    SiteSettings,
    ValidateSettings,
)

_Where = tuple[str, ...]


def read_settings(path: str, data: bytes) -> Settings:
    """The settings of an edition; raises with all that is wrong."""
    text = TomlText(path, data, WRONG_SETTING)
    table = text.parse()
    reader = _Reader(text)
    settings: Settings = reader.read(Settings, table, ())
    if reader.findings:
        raise EditionError(*reader.findings)
    return settings


def _advice(key: str, known: list[str]) -> str:
    near = _nearest(key, known)
    return f"did you mean `{near}`?" if near else f"known here: {', '.join(known)}"


class _Reader:
    """Turns TOML tables into the frozen settings and gathers what is wrong with them."""

    def __init__(self, text: TomlText) -> None:
        self._text = text
        self.findings: list[Diagnostic] = []

    def read(self, cls: type[Any], table: Mapping[str, Any], where: _Where) -> Any:
        """A table as the settings class `cls`; what is wrong is noted and left out."""
        known = _fields(cls)
        values = {}
        for key, value in table.items():
            if key not in known:
                self._unknown(key, value, where)
                continue
            converted = self._convert(known[key], value, (*where, key))
            if converted is not None:
                values[key.replace("-", "_")] = converted
        if cls is EditionInfo and "title" not in values:
            if "title" not in table:
                self._report("title", where, "the edition has no title", 'add a line such as: title = "Letters"')
            values["title"] = {}
        if cls is Settings and "edition" not in values:
            # keys of [edition] that lost their heading are told by themselves, and so is an [edition] that is no table
            lost = "edition" in table or "title" in table
            values["edition"] = EditionInfo({}) if lost else self.read(EditionInfo, {}, ("edition",))
        made = cls(**values)
        if isinstance(made, Mentions):
            self._one_kind_each(made, table)
        return made

    def _convert(self, kind: str, value: Any, where: _Where) -> Any:
        if kind in _TABLES:
            if isinstance(value, dict):
                return self.read(_TABLES[kind], value, where)
            return self._wrong_kind(where, value, "a table", f"begin it with [{where[-1]}]")
        wanted = _TEXT_TABLES.get(where) or KINDS[kind]
        if not wanted.test(value):
            return self._wrong_kind(where, value, wanted.name, f"write: {where[-1]} = {wanted.example_of(value)}")
        if kind == "tuple[Editor, ...]":
            return tuple(self.read(Editor, item, where) for item in value if self._has_name(item, where))
        converted = wanted.make(value)
        if wrong := wrong_value(where[0], ".".join(where[1:]), converted):
            self._report(where[-1], where[:-1], f"`{where[-1]}`: {wrong[0]}", wrong[1])
            return None
        return converted

    def _one_kind_each(self, mentions: Mentions, table: Mapping[str, Any]) -> None:
        """An expression that two kinds claim would be a mention of the first of them only."""
        claimed: dict[str, str] = {}
        for kind in _fields(Mentions):
            for expression in getattr(mentions, kind):
                first = claimed.setdefault(expression.strip(), kind)
                if first != kind:
                    message = f"`{expression}` stands for {first} and for {kind}"
                    key = kind if kind in table else first
                    self._report(
                        key,
                        ("mentions",),
                        message,
                        f"take it out of one of the two, or tell them apart: {expression}[@type='{kind}']",
                    )

    def _has_name(self, item: Mapping[str, Any], where: _Where) -> bool:
        if isinstance(item.get("name"), str):
            return True
        self._report(where[-1], where[:-1], "an editor has no name", 'write { name = "…" }')
        return False

    def _unknown(self, key: str, value: Any, where: _Where) -> None:
        homes = [name for name, cls in _HOMES.items() if (name,) != where and key in _fields(cls)]
        if not where and (homes or not isinstance(value, dict | list)):
            advice = f"put it below [{homes[0]}]" if homes else f"settings stand below {_headings()}"
            return self._report(key, where, f"`{key}` stands outside of every table", advice)
        known = list(_fields(_HOMES[where[0]] if len(where) == 1 else Editor if where else Settings))
        advice = f"it belongs below [{homes[0]}]" if homes else _advice(key, known)
        message = f"[{'.'.join(where)}] knows no setting `{key}`" if where else f"there is no table `{key}`"
        return self._report(key, where, message, advice)

    def _wrong_kind(self, where: _Where, value: Any, name: str, advice: str) -> None:
        self._report(where[-1], where[:-1], f"`{where[-1]}` is {told(value)}, not {name}", advice)

    def _report(self, key: str, where: _Where, message: str, advice: str) -> None:
        self.findings.append(Diagnostic(WRONG_SETTING, message, self._text.span(key, where), help=advice))


def _fields(cls: type[Any]) -> dict[str, str]:
    """The keys of a table and the kinds of their values."""
    return {f.name.replace("_", "-"): str(f.type) for f in fields(cls)}


def _nearest(key: str, known: list[str]) -> str | None:
    lower = {name.lower().replace("-", ""): name for name in known}
    plain = key.lower().replace("-", "").replace("_", "")
    near = difflib.get_close_matches(plain, lower, 1, 0.6)
    return lower[near[0]] if near else None


def _headings() -> str:
    return ", ".join(f"[{name}]" for name in _HOMES)


_TABLES: Final[dict[str, type[Any]]] = {
    cls.__name__: cls
    for cls in (
        *(EditionInfo, Files, SchemaFiles, Mentions, KeySettings, Elements),
        *(FacsimileSettings, ListSettings, SiteSettings, AnnotateSettings, ValidateSettings),
    )
}
_HOMES: Final = {name: _TABLES[kind] for name, kind in _fields(Settings).items()}
_TEXT_TABLES: Final[dict[_Where, SettingKind]] = {
    ("validate", "ignore"): REASONS,
    ("keys", "patterns"): PATTERNS,
    ("facsimile", "patterns"): PATTERNS,
}
