"""`make release`: what it makes up to the upload, from a clean copy of this checkout, and what it refuses."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
NEEDED = ("cyclonedx-py",)


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """The committed and other files of this checkout as one commit of its own."""
    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no checkout, or git is not installed")
    if any(not (Path(sys.executable).parent / name).exists() for name in NEEDED):
        pytest.skip("the tools of a release are not installed")
    copy = tmp_path / "checkout"
    names = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=root, capture_output=True, check=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        if (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, copy / name)
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "all")):
        subprocess.run([*GIT, *arguments], cwd=copy, check=True, capture_output=True)
    return copy


def release(checkout: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BIN": str(Path(sys.executable).parent)}
    return subprocess.run([".ci/release"], cwd=checkout, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_all_that_is_uploaded_is_made_and_checked(checkout: Path) -> None:
    done = release(checkout)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (checkout / "dist").iterdir()}
    version = next(name for name in names if name.endswith(".tar.gz")).removeprefix("edition-").removesuffix(".tar.gz")
    wheel = f"edition-{version}-py3-none-any.whl"
    assert names == {
        wheel,
        f"edition-{version}.tar.gz",
        f"edition-{version}.cdx.json",
        f"edition-{version}.lock",
        "SHA256SUMS",
    }
    sums = dict(reversed(line.split("  ")) for line in (checkout / "dist/SHA256SUMS").read_text().splitlines())
    data = (checkout / "dist" / wheel).read_bytes()
    assert sums[wheel] == hashlib.sha256(data).hexdigest() and len(sums) == len(names) - 1
    assert "edition/_data/schema/edition.rng" in zipfile.ZipFile(checkout / "dist" / wheel).namelist()
    parts = json.loads((checkout / "dist" / f"edition-{version}.cdx.json").read_text())["components"]
    assert "lxml" in {part["name"] for part in parts}
    assert "attest" in done.stdout
    again = release(checkout)
    assert again.returncode == 1 and "dist exists" in again.stderr


def test_what_is_not_committed_is_not_released(checkout: Path) -> None:
    (checkout / "README.md").write_text("other", "utf-8")
    assert "not committed" in release(checkout).stderr and not (checkout / "dist").exists()
