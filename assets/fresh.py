"""Whether the bundles are those that `make assets` makes of what lies here: by digests, without npm."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent


def stale(here: Path = HERE) -> list[str]:
    """What differs from what `make assets` noted, in words."""
    noted = json.loads((here / "digests.json").read_text(encoding="utf-8"))
    bundles = json.loads((here / "bundles.json").read_text(encoding="utf-8"))
    told = [f"{one['entry']} is not bundled yet" for one in bundles if one["entry"] not in noted["from"]]
    changed = [name for name, digest in noted["from"].items() if _digest(here / name) != digest]
    told += [f"{name} was changed since" for name in changed]
    return told + [
        f"{name} is not as it was made" for name, d in noted["made"].items() if _digest(here.parent / name) != d
    ]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


if __name__ == "__main__":
    found = stale()
    for line in found:
        print(f"assets: {line}")
    if found:
        print("run: make assets")
    sys.exit(1 if found else 0)
