"""The preview serves on loopback only, adds the reloading script on the way out, and builds again what is saved."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.until import until

from edition.project import Project

Command = Callable[..., Any]


@pytest.fixture
def address(sample: Project) -> Iterator[str]:
    command = [sys.executable, "-m", "edition", "-C", str(sample.root), "preview", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if match := re.match(r"(http://127\.0\.0\.1:\d+/)", line):
                yield match[1]
                break
        else:
            pytest.fail("the preview did not start")
    finally:
        process.terminate()
        process.wait(timeout=20)


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def test_a_saved_file_is_built_and_told_to_the_browser(address: str, sample: Project) -> None:
    page = f"{address}articles/a-bridge-at-mostar.html"
    assert "rainbow" in fetch(page)
    assert "/__reload.js" in fetch(page)
    assert "/__reload.js" not in (sample.root / "output/site/articles/a-bridge-at-mostar.html").read_text()
    before = fetch(f"{address}__version")
    article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
    article.write_text(article.read_text().replace("rainbow", "bow of light"))
    wait_for_another_version(address, before)
    assert "bow of light" in fetch(page)


def test_only_this_machine_is_answered(address: str, command: Command) -> None:
    def status(path: str, host: str = "") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", int(address.split(":")[2].strip("/")), timeout=10)
        connection.request("GET", path, headers={"Host": host} if host else {})
        return connection.getresponse().status

    assert status("/index.html") == 200
    assert status("/index.html", "localhost:8000") == 200
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "[::1", "localhost@evil.example"):
        assert status("/index.html", host) == 421
        assert status("/__version", host) == 421
    for path in ("/%00", "/a%00.html", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"):
        assert status(path) == 404
    for port in ("99999", "-1"):
        assert command("preview", "--port", port).code == 2


@pytest.mark.parametrize("name", ["theme/theme.css", "tei/images/bridge.png"])
def test_a_new_style_sheet_or_picture_is_seen_too(address: str, sample: Project, name: str) -> None:
    before = fetch(f"{address}__version")
    path = sample.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"/* new */")
    wait_for_another_version(address, before)


def wait_for_another_version(address: str, before: str) -> None:
    until(lambda: fetch(f"{address}__version") != before)


def test_a_port_in_use_is_a_finding(command: Command, sample: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        outcome = command("preview", "--port", str(taken.getsockname()[1]), folder=sample.root)
    assert outcome.code == 2
    assert "S730" in outcome.err
