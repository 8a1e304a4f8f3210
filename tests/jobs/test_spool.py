"""What one job leaves for a later one of the same call."""

from pathlib import Path

from edition.jobs import Left, Spool


def test_what_was_left_is_found_whole_and_goes_with_the_call(tmp_path: Path) -> None:
    with Spool.opened(tmp_path / "deep/left") as spool:
        places = [spool.leave(data) for data in (b"one", b"", "üç".encode())]
        assert [spool.take(place) for place in places if place] == [b"one", b"", "üç".encode()]
    assert list((tmp_path / "deep").iterdir()) == []


def test_what_a_call_left_that_was_killed_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "left").mkdir()
    (tmp_path / "left/1").write_bytes(b"half")
    with Spool.opened(tmp_path / "left") as spool:
        assert spool.take(Left(f"{spool.folder}/1", 0, 4)) is None


def test_what_cannot_be_left_or_is_not_whole_is_made_again(tmp_path: Path) -> None:
    with Spool.opened(tmp_path / "left") as spool:
        assert Spool(str(tmp_path / "nowhere")).leave(b"one") is None
        place = spool.leave(b"one")
        assert place is not None
        assert spool.take(Left(place.file, place.start, 4)) is None
