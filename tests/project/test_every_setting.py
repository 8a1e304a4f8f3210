"""Every setting with every kind of value: it is taken, or told with its place, and nothing else happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Final, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.diagnostics import EditionError
from edition.project.reader import read_settings
from edition.project.settings import Settings

TITLE: Final = "[edition]\ntitle = 'T'\n"
WORDS: Final = (
    "true", "1", "-1", "1.5", "inf", "nan", "9" * 400, '""', '" "', '"\\u0000"', '"\\u202e"', '"%00"', '".."', '"/"', '"("',
    "1979-05-27", "1979-05-27T07:32:00Z", "07:32:00", "[]", "[[]]", "[1]", '["a", 1]', '[""]', '["a", "a"]', '["["]',
    "{}", "{ a = 1 }", "{ a = { b = 1 } }", "{ a = [] }", '{ "" = "" }', '{ "(" = "x" }', '{ "x" = "$9" }', "[{}]",
    "[{ name = 1 }]", "[{ name = 'a', orcid = 1 }]", "[{ name = 'a', names = [] }]", '"javascript:alert(1)"',
    '"http://[::1"', '"a:b"', '"a\\nb"', '"**"', '["a[b"]', '"CON"', f'"{"x" * 5000}"',
)  # fmt: skip
TABLES: Final = {field.name: get_type_hints(Settings)[field.name] for field in fields(Settings)}


def lines(table: str, value: str) -> Iterator[str]:
    """A table with one setting of this value, each in turn; and the value in the table's place."""
    yield f"{table} = {value}\n" + ("" if table == "edition" else TITLE)
    for field in fields(TABLES[table]):
        name = field.name.replace("_", "-")
        if table != "edition":
            yield f"{TITLE}[{table}]\n{name} = {value}\n"
        else:
            yield f"{TITLE if name != 'title' else '[edition]'}\n{name} = {value}\n"


def read(text: str) -> None:
    try:
        read_settings("edition.toml", text.encode())
    except EditionError as error:
        assert all(d.primary is not None and d.primary.file == "edition.toml" for d in error.diagnostics), text


@pytest.mark.parametrize("table", TABLES)
def test_a_value_of_any_kind_is_taken_or_told_with_its_place(table: str) -> None:
    for value in WORDS:
        for text in lines(table, value):
            read(text)


VALUES: Final = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{toml(key)} = {toml(one)}' for key, one in value.items())} }}"
    signs = (f"\\U{ord(sign):08x}" if not sign.isalnum() else sign for sign in str(value))
    return f'"{"".join(signs)}"'


@given(table=st.sampled_from(sorted(TABLES)), value=VALUES)
def test_whatever_a_value_is_made_of(table: str, value: object) -> None:
    for text in lines(table, toml(value)):
        read(text)
