"""The coast that all pages share: land, lakes and rivers around the places of an edition, as one picture.

Maps lay it under their places; a browser fetches it once. Its units are tenths of a degree, so that a map in any
projection of ours can stretch it to its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from edition.publish.map.frame import MapPlace, boxes
from edition.publish.map.geometry import Box, Line, path
from edition.publish.map.layers import layers_in

COAST: Final = "data/coast.svg"
_AROUND: Final = 9.0  # degrees beyond the outermost places: what the map of a single one shows
_UNITS: Final = 10.0  # in a degree
_LIGHT: Final = {"sea": "#e6edf0", "land": "#f7f3e8", "coast": "#b9b19f", "river": "#9db9c6"}
_DARK: Final = {"sea": "#1b242a", "land": "#2b2c2b", "coast": "#6b675e", "river": "#456272"}


def coast_box(places: Sequence[MapPlace]) -> Box | None:
    """What the picture shows, in degrees; nothing where no place has coordinates."""
    if not places:
        return None
    left, low, right, high = boxes(places)[1]
    return (
        max(-180.0, left - _AROUND),
        max(-85.0, low - _AROUND),
        min(180.0, right + _AROUND),
        min(85.0, high + _AROUND),
    )


def draw_coast(box: Box) -> bytes:
    """The picture. Its colours follow the page that shows it, light or dark."""
    layers = layers_in(box)

    def lines(found: Iterable[Line], *, closed: bool) -> str:
        return path(
            ([((x - box[0]) * _UNITS, (box[3] - y) * _UNITS) for x, y in line] for line in found), closed=closed
        )

    width, height = (box[2] - box[0]) * _UNITS, (box[3] - box[1]) * _UNITS
    line = max(0.05, min(0.3, width / 3500))
    sewn = bool(layers.coast)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none">',
        f"<style>{_rules(_LIGHT, line)}@media (prefers-color-scheme: dark) {{ {_rules(_DARK, line)} }}</style>",
        f'<rect class="s" width="{width:g}" height="{height:g}"/>',
        f'<path class="l{"" if sewn else " c"}" d="{lines(layers.land, closed=True)}"/>',
        f'<path class="c n" d="{lines(layers.coast, closed=False)}"/>' if sewn else "",
        f'<path class="s" d="{lines(layers.lakes, closed=True)}"/>',
        f'<path class="r n" d="{lines(layers.rivers, closed=False)}"/></svg>\n',
    ]
    return "".join(parts).encode()


def _rules(colours: dict[str, str], line: float) -> str:
    return (
        f".s {{ fill: {colours['sea']}; }} .l {{ fill: {colours['land']}; }} .n {{ fill: none; }} "
        f".c {{ stroke: {colours['coast']}; stroke-width: {line:.2f}; }} "
        f".r {{ stroke: {colours['river']}; stroke-width: {line:.2f}; }} "
    )
