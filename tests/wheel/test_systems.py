"""Where the program can be installed: what it stands on comes as a wheel for every system that the README names."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import canonicalize_name, parse_wheel_filename

PYTHONS = (11, 12, 13, 14)


def manylinux(machine: str) -> list[str]:
    newer = [f"manylinux_2_{n}_{machine}" for n in range(28, 4, -1)]
    return [*newer, f"manylinux2014_{machine}", f"manylinux2010_{machine}", f"manylinux1_{machine}"]


SYSTEMS: dict[str, tuple[str, str, list[str]]] = {
    "Windows x64": ("win32", "AMD64", ["win_amd64"]),
    "macOS 13 arm64": ("darwin", "arm64", list(mac_platforms((13, 0), "arm64"))),
    "macOS 13 x64": ("darwin", "x86_64", list(mac_platforms((13, 0), "x86_64"))),
    "Linux x64": ("linux", "x86_64", manylinux("x86_64")),
    "Linux arm64": ("linux", "aarch64", manylinux("aarch64")),
}


def tags(minor: int, platforms: list[str]) -> set[Tag]:
    return {*cpython_tags((3, minor), platforms=platforms), *compatible_tags((3, minor), f"cp3{minor}", platforms)}


def applies(marker: str, minor: int, platform: str, machine: str) -> bool:
    return Marker(marker).evaluate(
        {
            "python_version": f"3.{minor}",
            "python_full_version": f"3.{minor}.0",
            "sys_platform": platform,
            "platform_machine": machine,
            "platform_system": {"win32": "Windows", "darwin": "Darwin", "linux": "Linux"}[platform],
            "os_name": "nt" if platform == "win32" else "posix",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }
    )


def without_a_wheel(packages: list[dict[str, Any]], system: str, minor: int) -> Iterator[str]:
    """The packages that are asked for there and have no wheel for it."""
    platform, machine, platforms = SYSTEMS[system]
    fitting = tags(minor, platforms)
    for package in packages:
        if applies(package.get("marker", "python_version > '3'"), minor, platform, machine) and not any(
            parse_wheel_filename(wheel["name"])[3] & fitting for wheel in package.get("wheels", ())
        ):
            yield package["name"]


@pytest.fixture(scope="module")
def packages(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((root / "runtime-wheels.toml").read_text(encoding="utf-8"))["packages"]
    return found


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("minor", PYTHONS)
def test_all_that_the_program_stands_on_has_a_wheel(packages: list[dict[str, Any]], system: str, minor: int) -> None:
    assert list(without_a_wheel(packages, system, minor)) == []


def test_a_package_without_a_wheel_is_seen_unless_its_marker_leaves_the_system_out() -> None:
    mac = [{"name": "made-up", "wheels": [{"name": "made_up-1-cp312-cp312-macosx_14_0_arm64.whl"}]}]
    assert list(without_a_wheel(mac, "macOS 13 arm64", 12)) == ["made-up"]  # for a newer macOS only
    assert list(without_a_wheel([{"name": "old", "sdist": {"name": "old-1.tar.gz"}}], "Linux x64", 11)) == ["old"]
    assert list(without_a_wheel([{**mac[0], "marker": "sys_platform == 'linux'"}], "Windows x64", 12)) == []


def test_the_locks_hold_what_the_project_asks_for_and_agree(root: Path, packages: list[dict[str, Any]]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    names = {(package["name"], package["version"]) for package in packages}
    for requirement in wanted:
        versions = [version for name, version in names if name == canonicalize_name(requirement.name)]
        assert versions, requirement
        assert all(requirement.specifier.contains(version) for version in versions), requirement
    hashed = [line.split(" ")[0] for line in (root / "runtime.lock").read_text().splitlines() if "==" in line]
    assert {f"{name}=={version}" for name, version in names} == set(hashed)
    for other in ("requirements.lock", "extras.lock"):
        assert set(hashed) <= {line.split(" ")[0] for line in (root / other).read_text().splitlines()}, other


@pytest.mark.parametrize("lock", ["requirements.lock", "runtime.lock", "extras.lock"])
def test_every_locked_package_has_its_hashes(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    packages = re.findall(r"^[\w.-]+==.*(?:\n    .*)*", text, re.MULTILINE)
    assert packages and [one.splitlines()[0] for one in packages if "--hash=sha256:" not in one] == []


def test_the_lock_of_the_container_holds_every_extra(root: Path) -> None:
    extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    wanted = {canonicalize_name(Requirement(line).name) for lines in extras.values() for line in lines} - {"edition"}
    locked = set(re.findall(r"^([\w.-]+)==", (root / "extras.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert wanted <= locked
    assert "--require-hashes --only-binary :all: -r extras.lock" in (root / "Containerfile").read_text(encoding="utf-8")


def test_large_libraries_of_arithmetic_are_only_for_what_needs_them(root: Path, packages: list[dict[str, Any]]) -> None:
    assert {package["name"] for package in packages}.isdisjoint({"icukit-pyicu", "networkx", "numpy"})
    importing = [p for p in (root / "src").rglob("*.py") if "networkx" in p.read_text("utf-8")]
    assert [path.parent.name for path in importing] == ["graphs"]


@pytest.mark.parametrize("lock", ["requirements.lock", "runtime.lock", "extras.lock", "runtime-wheels.toml"])
def test_a_lock_names_no_address(root: Path, lock: str) -> None:
    assert "://" not in (root / lock).read_text(encoding="utf-8")


def test_the_readme_names_the_systems(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert "Windows (x64), macOS 13 and later (ARM and Intel)" in readme
    assert "3.11 to 3.14" in readme


def test_the_bill_of_materials_names_all_that_is_locked(root: Path, tmp_path: Path) -> None:
    made = tmp_path / "sbom.json"
    program = Path(sys.executable).with_name("cyclonedx-py")
    call = [program, "requirements", "--output-reproducible", "--output-file", made, root / "runtime.lock"]
    subprocess.run(call, check=True, capture_output=True)
    bill = json.loads(made.read_text(encoding="utf-8"))
    locked = [line.split(" ")[0] for line in (root / "runtime.lock").read_text().splitlines() if "==" in line]
    assert bill["bomFormat"] == "CycloneDX"
    assert sorted(f"{c['name']}=={c['version']}" for c in bill["components"]) == sorted(locked)
