"""The file of a learned model: read back as written, cut to size, refused where its parts fit nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from edition.annotate.learned.chain import Chain
from edition.annotate.learned.links import MentionSetting, links_of
from edition.annotate.learned.memory import Memory
from edition.annotate.learned.model import MOST_BYTES, Model, from_bytes, settled, to_bytes
from edition.annotate.learned.worth import SIGNS, Worth
from edition.diagnostics import EditionError

HERE = MentionSetting(frozenset({"b"}), 1901, frozenset({"q1", "q2"}))
MODEL = Model(
    "briefe",
    Chain(("O", "B-place", "I-place"), {"w=wien": (-0.516, 0.5, 0.004), "w=naught": (0.0, 0.0, 0.0)},
          ((0.126, 0.0, -2.0), (0.0, 0.0, 1.0), (0.25, 0.0, 0.5))),
    Memory({("wien", "place"): 3, ("wien", "person"): 1}, {"wien": 5, "und": 1}),
    links_of([("wien", "p1", HERE)] * 2 + [("wien", "p2", MentionSetting())]),
    ("place",), Worth((0.5,) * SIGNS, 0.9, 0.7), 0.25, 12, 34, {"person": "low"},
)  # fmt: skip


def parts(model: Model = MODEL) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.msgpack.decode(to_bytes(model))
    return found


def read(**changes: object) -> Model:
    return from_bytes(msgspec.msgpack.encode({**parts(), **changes}), "m", "briefe")


def test_numbers_are_rounded_and_what_weighs_nothing_is_left_out() -> None:
    found = parts()
    assert found["weights"] == {"w=wien": [[0, -0.52], [1, 0.5]]}
    assert found["steps"] == [[0.13, 0.0, -2.0], [0.0, 0.0, 1.0], [0.25, 0.0, 0.5]]
    assert found["marked"] == {"wien": {"place": 3, "person": 1}}
    assert found["seen"] == {"wien": 5, "und": 1}


def test_what_is_read_is_what_was_written() -> None:
    back = from_bytes(to_bytes(MODEL), "m", "briefe")
    assert back == settled(MODEL)
    assert back.chain.labels == MODEL.chain.labels
    assert back.chain.weights == {"w=wien": (-0.52, 0.5, 0.0)}
    assert back.memory == MODEL.memory
    assert back.links.forms == {"wien": {"p1": 2, "p2": 1}}
    assert back.links.weigh("wien", ("p1", "p2"), HERE) == MODEL.links.weigh("wien", ("p1", "p2"), HERE)
    assert back.links.years == {"p1": {1901: 2}}
    assert (back.judged, back.worth, back.least) == (MODEL.judged, MODEL.worth, MODEL.least)
    assert (back.documents, back.marks, back.limits) == (12, 34, {"person": "low"})
    assert back.digest() == MODEL.digest()


def test_of_too_much_what_tells_least_is_left_out() -> None:
    much = {f"w={n:07}": (0.0, 3.0 if n % 100 == 0 else 0.04, 0.0) for n in range(90_000)}
    seen = {f"s{n:07}": 1 + n % 2 for n in range(2_000)}
    large = Model("briefe", Chain(MODEL.chain.labels, much, MODEL.chain.steps), Memory(MODEL.memory.marked, {**seen, "wien": 1}),
                  MODEL.links, (), Worth(), 0.0, 1, 1)  # fmt: skip
    data = to_bytes(large)
    assert len(data) <= MOST_BYTES
    back = from_bytes(data, "m", "briefe")
    assert len(back.chain.weights) == 900
    assert back.memory.seen == {"wien": 1}
    assert back.links.forms == {}
    assert back.links.uses == {"p1": 2, "p2": 1}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"format": 1}, "another version"),
        ({"signs": 1}, "another version"),
        ({"edition": "x"}, "made for the edition `x`, not for `briefe`"),
        ({"labels": ["B-place", "I-place", "I-person"]}, "fit each other"),
        ({"labels": ["O", "B-place", "B-planet"]}, "fit each other"),
        ({"worth": [[0.5] * (SIGNS - 1), 0.9, 0.7]}, "fit each other"),
        ({"worth": [[100.0] * SIGNS, 0.9, 0.7]}, "fit each other"),
        ({"worth": [[0.5] * SIGNS, -0.9, 0.7]}, "fit each other"),
        ({"worth": [[0.5] * SIGNS, 0.9, float("nan")]}, "fit each other"),
        ({"least": -1.0}, "fit each other"),
        ({"steps": [[0.0] * 3] * 2}, "fit each other"),
        ({"steps": [[0.0] * 3, [0.0] * 2, [0.0] * 3]}, "fit each other"),
        ({"steps": [[0.0] * 3, [0.0] * 3, [0.0, 0.0, -100.0]]}, "fit each other"),
        ({"weights": {"a": [[3, 1.0]]}}, "fit each other"),
        ({"weights": {"a": [[-1, 1.0]]}}, "fit each other"),
        ({"weights": {"a": [[0, float("inf")]]}}, "fit each other"),
        ({"uses": {"p1": -1}}, "fit each other"),
        ({"seen": {"a": -1}}, "fit each other"),
        ({"years": {"p1": {"19011": 1}}}, "fit each other"),
        ({"years": {"p1": {"x": 1}}}, "fit each other"),
        ({"years": {"p1": {"١٩٠١": 1}}}, "fit each other"),
        ({"weights": "none"}, "damaged"),
        ({"more": 1}, "damaged"),
    ],
)
def test_what_fits_nothing_is_refused(changes: Mapping[str, object], reason: str) -> None:
    with pytest.raises(EditionError) as refused:
        read(**changes)
    (finding,) = refused.value.diagnostics
    assert finding.code.id == "A205"
    assert reason in finding.message


def test_what_is_much_too_large_is_not_read() -> None:
    with pytest.raises(EditionError, match="8,000,001 bytes"):
        from_bytes(bytes(8 * MOST_BYTES + 1), "m", "briefe")


def test_bounds_that_are_still_sound() -> None:
    assert read(worth=[[], 0.0, 0.0], weights={"a": [[2, 99.9], [0, -99.9]]}, seen={"a": 0}).worth == Worth(
        (), 0.0, 0.0
    )
