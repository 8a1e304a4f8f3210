"""The lines that decisions leave in their file."""

from __future__ import annotations

import pytest

from edition.annotate.review.obeyed import Decision
from edition.deciding.lines import with_line


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_line_ends_as_the_others_do(end: bytes) -> None:
    one, other = (Decision("a", block, "Kars", 1, "place", "accept", "", "", "") for block in ("p1", "p2"))
    data = with_line(b"", one).replace(b"\n", end)
    found = with_line(data.removesuffix(end), other)
    assert (found.count(end), found.count(b"\n")) == (3, 3)
    assert found.endswith(end)
