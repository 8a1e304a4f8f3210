"""Land under a map: what lies outside or whole inside is not cut, and the drawing is as if it had been."""

from __future__ import annotations

import pytest

from edition.publish.map import layers
from edition.publish.map.geometry import Box

BOXES = [
    (30.0, 36.0, 50.0, 45.0),
    (-130.0, -60.0, 170.0, 80.0),
    (10.0, 45.0, 10.5, 45.3),
    (-160.0, -20.0, -150.0, -10.0),
]


@pytest.mark.parametrize("box", BOXES)
def test_a_map_is_as_if_every_line_had_been_cut(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = layers.layers_in(box)
    monkeypatch.setattr(layers._Drawn, "misses", lambda _line, _box: False)
    monkeypatch.setattr(layers._Drawn, "is_within", lambda _line, _box: False)
    assert layers.layers_in(box) == quick


def test_what_only_touches_the_box_is_not_missed() -> None:
    line = layers._Drawn([(0.0, 0.0), (1.0, 1.0)], (0.0, 0.0, 1.0, 1.0))
    assert not line.misses((1.0, 1.0, 2.0, 2.0))
    assert line.misses((1.1, 0.0, 2.0, 2.0))
    assert line.is_within((0.0, 0.0, 1.0, 1.0))
    assert not line.is_within((0.1, 0.0, 1.0, 1.0))
