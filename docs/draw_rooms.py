"""Draw docs/images/rooms.svg: the rooms in their layers, and an arrow for each room that another one imports.

    .venv/bin/python docs/draw_rooms.py

The layers are those of the import-linter contract, the arrows those of the code; a test fails if the picture is stale.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs/images/rooms.svg"
WIDTH, ROW, BOX, HEIGHT = 1180, 92, 112, 34


def layers() -> list[list[str]]:
    """The layers of the contract from top to bottom."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [layer.split(" | ") for layer in listed if layer not in ("__main__", "version")]


def arrows(rooms: set[str]) -> list[tuple[str, str, int]]:
    """Which room imports which, and by how many imports."""
    graph = grimp.build_graph("edition")
    counts: dict[tuple[str, str], int] = {}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = (room_of(module), room_of(imported))
            if pair[0] != pair[1] and set(pair) <= rooms:
                counts[pair] = counts.get(pair, 0) + 1
    return [(one, other, count) for (one, other), count in sorted(counts.items())]


def room_of(module: str) -> str:
    """The room of a module: `edition.jobs.run` → `jobs`."""
    return module.split(".")[1] if "." in module else ""


def draw() -> str:
    """The picture as SVG."""
    rows = layers()
    at = {
        room: ((column + 0.5) * WIDTH / len(row), 40 + number * ROW)
        for number, row in enumerate(rows)
        for column, room in enumerate(row)
    }
    height = 60 + (len(rows) - 1) * ROW
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="14"><title>Which room imports which</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for one, other, count in arrows(set(at)):
        (x, y), (u, v) = at[one], at[other]
        stroke = min(0.6 + count / 25, 4)
        out.append(
            f'<path d="M{x:.0f} {y + HEIGHT / 2:.0f} C{x:.0f} {(y + v) / 2:.0f} {u:.0f} {(y + v) / 2:.0f} '
            f'{u:.0f} {v - HEIGHT / 2:.0f}" fill="none" stroke="#46718f" stroke-opacity=".45" '
            f'stroke-width="{stroke:.1f}"><title>{one} imports {other}: {count}</title></path>'
        )
    for room, (x, y) in at.items():
        out.append(
            f'<rect x="{x - BOX / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{BOX}" height="{HEIGHT}" rx="6" '
            f'fill="#f4efe4" stroke="#7a6a45"/>'
            f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{escape(room)}</text>'
        )
    return "\n".join([*out, "</svg>\n"])


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
