"""The dialogs of Review: link, new entry, kind, date, same, search, help. Plain HTML; the script fills them."""

from __future__ import annotations

from html import escape

from edition.deciding.decide import KINDS
from edition.desk.web.words import InterfaceWords

KEYS = (
    ("j", "next"), ("k", "previous"), ("a", "accept"), ("x", "reject"), ("1–9", "choose"), ("l", "link"),
    ("n", "new-entry"), ("t", "kind"), ("[ ]", "border-out"), ("Alt [ ]", "border-in"), ("Shift [ ]", "border-letter"),
    ("d", "date"), ("s", "same"), ("z", "undo"), ("Z", "redo"), ("m", "mark-words"), ("/", "search"), ("?", "help"),
)  # fmt: skip


def dialogs(word: InterfaceWords) -> str:
    """All of them, closed."""
    return "".join((
        _dialog(word, "link", _link(word)), _dialog(word, "new-entry", _new_entry(word)), _dialog(word, "kind", _kinds(word)),
        _dialog(word, "date", _date(word)), _dialog(word, "same", _same(word)), _dialog(word, "search", _search(word)),
        _dialog(word, "help", _help(word)),
    ))  # fmt: skip


def entry_dialogs(word: InterfaceWords) -> str:
    """Those of a new entry and of one that exists."""
    return _dialog(word, "new-entry", _new_entry(word)) + _dialog(word, "link", _link(word))


def _dialog(word: InterfaceWords, name: str, inside: str) -> str:
    close = f'<button type="button" class="close" data-close aria-label="{word.html("close")}">×</button>'
    return (
        f'<dialog id="dialog-{name}" aria-labelledby="dialog-{name}-head"><h2 id="dialog-{name}-head">'
        f'{word.html("dialog." + name)}</h2>{close}<p class="about" data-about></p>{inside}</dialog>'
    )


def _link(word: InterfaceWords) -> str:
    return (
        f'<label for="link-q">{word.html("link.search")}</label><input id="link-q" type="search" autocomplete="off" '
        'role="combobox" aria-expanded="true" aria-controls="link-hits" aria-autocomplete="list">'
        f'<ul id="link-hits" role="listbox" aria-label="{word.html("link.hits")}"></ul>'
    )


def _options(word: InterfaceWords, kinds: tuple[str, ...]) -> str:
    return "".join(f'<option value="{kind}">{word.html("kind." + kind)}</option>' for kind in kinds)


def _new_entry(word: InterfaceWords) -> str:
    kinds = ("person", "place", "org", "event", "work")
    return (
        '<form id="new-form">'
        f'<label>{word.html("field.kind")} <select name="kind">{_options(word, kinds)}</select></label>'
        f'<label>{word.html("field.name")} <input name="name" required autocomplete="off"></label>'
        f'<label>{word.html("field.lang")} <input name="lang" size="6" pattern="[A-Za-z]{{2,3}}(-[A-Za-z0-9]{{2,8}})*" autocomplete="off"></label>'
        f'<label>{word.html("field.key")} <input name="key" pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*" autocomplete="off"></label>'
        f'<label>{word.html("field.note")} <input name="note" autocomplete="off"></label>'
        f'<p class="error" role="alert"></p><button>{word.html("add")}</button></form>'
    )


def _kinds(word: InterfaceWords) -> str:
    buttons = "".join(
        f'<button type="button" data-kind-choice="{kind}">{word.html("kind." + kind)}<kbd aria-hidden="true">{n}</kbd></button>'
        for n, kind in enumerate(KINDS, 1)
    )
    return f'<div class="choices" role="group" aria-labelledby="dialog-kind-head">{buttons}</div>'


def _date(word: InterfaceWords) -> str:
    calendars = "".join(
        f'<option value="{name}">{word.html("calendar." + (name or "gregorian"))}</option>'
        for name in ("", "julian", "rumi", "hijri")
    )
    return (
        f'<form id="date-form"><p class="written">{word.html("date.written")}: <q id="date-words"></q></p>'
        f'<label>{word.html("date.value")} <input name="value" autocomplete="off" aria-describedby="date-help date-shown"></label>'
        f'<label>{word.html("date.calendar")} <select name="calendar">{calendars}</select></label>'
        f'<label class="check"><input type="checkbox" name="uncertain"> {word.html("date.uncertain")}</label>'
        f'<label class="check"><input type="checkbox" name="context"> {word.html("date.context")}</label>'
        f'<output id="date-shown"></output><p id="date-help" class="hint">{word.html("date.help")}</p>'
        f'<p class="error" role="alert"></p><button>{word.html("save")}</button></form>'
    )


def _same(word: InterfaceWords) -> str:
    return (
        '<ul id="same-list" class="listing" tabindex="0"></ul><div class="choices">'
        f'<button type="button" data-same="here">{word.html("same.here")}</button>'
        f'<button type="button" data-same="all">{word.html("same.all")}</button></div>'
    )


def _search(word: InterfaceWords) -> str:
    return (
        f'<label for="search-q">{word.html("search.label")}</label><input id="search-q" type="search" autocomplete="off">'
        f'<ul id="search-hits" role="listbox" aria-label="{word.html("search.hits")}"></ul>'
    )


def _help(word: InterfaceWords) -> str:
    rows = "".join(
        f'<tr><th scope="row"><kbd>{escape(key)}</kbd></th><td>{word.html("help." + what)}</td></tr>'
        for key, what in KEYS
    )
    return f"<table>{rows}</table><p>{word.html('help.mark')}</p>"
