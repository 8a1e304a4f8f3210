"""`make mutate`: a sample of wrong changes a room; ends with 1 where the room's fast tests notice too few of them.

Survivors of which a person has said why no test can or need see them stand in `judged.toml`; they do not count.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutate.mutants import Mutant, sample
from tests.mutate.trial import Copy, Limits

ROOT = Path(__file__).resolve().parents[2]
JUDGED = Path(__file__).with_name("judged.toml")
ROOMS = ("facts", "registers", "markup", "intake", "annotate", "validate", "relaxng", "jobs")
LEAST = 80
FIRST_TIME = Limits(processor=300, clock=600)


@dataclass(frozen=True)
class Result:
    """How a room did."""

    room: str
    mutants: int
    judged: int
    killed: int
    survivors: tuple[Mutant, ...]

    @property
    def percent(self) -> int:
        """How many of a hundred were noticed, the judged ones aside."""
        counted = self.mutants - self.judged
        return 100 * self.killed // counted if counted else 100


def judged() -> dict[tuple[str, str, str], str]:
    """The changes that a person has judged, with the reason."""
    entries = tomllib.loads(JUDGED.read_text(encoding="utf-8")).get("judged", [])
    return {(e["file"], e["before"], e["after"]): e["reason"] for e in entries}


def try_room(copy: Copy, root: Path, room: str, count: int, seed: int) -> Result:
    """Make every mutant of the sample once."""
    passed, seconds = copy.passes(room, FIRST_TIME)
    if not passed:
        sys.exit(f"the tests of {room} fail before anything is changed:\n{copy.told()}")
    limits = Limits(processor=10 + int(4 * seconds), clock=30 + int(10 * seconds))
    mutants, known = sample(root, room, count, seed), judged()
    tried = [mutant for mutant in mutants if mutant.change not in known]
    survivors = []
    for number, mutant in enumerate(tried, 1):
        if not copy.kills(mutant, room, limits):
            survivors.append(mutant)
        print(f"\r{room}: {number} of {len(tried)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return Result(room, len(mutants), len(mutants) - len(tried), len(tried) - len(survivors), tuple(survivors))


def tell_survivors(result: Result) -> None:
    """Every change of a room that no test noticed and nobody has judged."""
    for mutant in result.survivors:
        print(f"{mutant.path}:{mutant.line}\n  - {mutant.before}\n  + {mutant.after}", flush=True)


def tell(results: list[Result]) -> None:
    """The table."""
    print(f"\n{'room':<10} {'mutants':>8} {'judged':>7} {'killed':>7} {'percent':>8}")
    for result in results:
        print(f"{result.room:<10} {result.mutants:>8} {result.judged:>7} {result.killed:>7} {result.percent:>8}")


def main() -> None:
    """Try the rooms one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rooms", nargs="*", metavar="room", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=40, help="how many changes a room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--root", type=Path, default=ROOT, help="another checkout")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edition-mutate-") as place:
        copy = Copy(options.root, Path(place))
        results = []
        for room in options.rooms or ROOMS:
            results.append(try_room(copy, options.root, room, options.sample, options.seed))
            tell_survivors(results[-1])
    tell(results)
    sys.exit(any(result.percent < LEAST for result in results))


if __name__ == "__main__":
    main()
