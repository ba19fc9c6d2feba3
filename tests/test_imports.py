"""What is installed is what is needed: the wheel is complete, every module of it can be imported, public names exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distribution, requires
from importlib.util import find_spec
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the content of the wheel."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(script: str, folder: Path, cwd: Path) -> str:
    """What a script says that finds the package in `folder` and not in the source tree."""
    command = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(folder)!r})\n{script}"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {
        str(path.relative_to(ROOT)) for path in (ROOT / "kg").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    queries = {f"kg/{path.relative_to(ROOT)}" for path in (ROOT / "queries").rglob("*") if path.is_file()}
    metadata = {name for name in names if name.startswith("simpul-")}
    assert names - metadata == sources | queries
    assert {"LICENSE", "kg/data/NOTICE.md"} <= {name.partition("/licenses/")[2] for name in metadata}


def test_the_wheel_is_the_same_every_time(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_every_module_of_the_wheel_can_be_imported(installed: Path, tmp_path: Path) -> None:
    modules = sorted(
        ".".join(path.relative_to(installed).with_suffix("").parts).removesuffix(".__init__")
        for path in (installed / "kg").rglob("*.py")
    )
    assert len(modules) > 40
    script = f"import importlib\nfor name in {modules!r}: print(importlib.import_module(name).__file__)"
    assert all(line.startswith(str(installed)) for line in run(script, installed, tmp_path).splitlines())


def test_the_wheel_builds_and_asks_without_the_source_tree(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Bupati Kampar Budi Hartono membuka rapat di Bangkinang, Senin (20/10/2025).", encoding="utf-8"
    )
    script = "import kg\nkg.build(['a.txt'])\nprint(kg.query('officials')[0]['person'], len(kg.to_rdflib()) > 50)"
    assert run(script, installed, tmp_path) == "Budi Hartono True\n"


def test_public_names() -> None:
    for name in kg.__all__:
        assert getattr(kg, name).__doc__
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = kg.nonsense  # type: ignore[attr-defined]


IMPORTED_AS = {"google-re2": "re2", "ahocorasick-rs": "ahocorasick_rs", "lxml-html-clean": "lxml_html_clean"}


def test_every_dependency_can_be_imported() -> None:
    """A resolver may choose versions that install and cannot be imported."""
    needed = [re.split(r"[^A-Za-z0-9_.-]", line)[0] for line in requires("simpul") or [] if "extra ==" not in line]
    assert len(needed) > 8
    for name in needed:
        module = IMPORTED_AS.get(name.lower().replace("_", "-"), name)
        assert find_spec(module), name
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True)


def test_the_lock_holds_what_is_installed_and_names_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", lock, re.MULTILINE))
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r'\s+"([A-Za-z0-9_-]+)>=([0-9.]+)",', line):
            name = found[1].lower().replace("_", "-")
            assert name in locked, f"renew requirements.lock: {name} is missing"
    if os.environ.get("CI") == "true":
        assert {name: distribution(name).version for name in ("pyoxigraph", "typer", "trafilatura")}.items() <= locked.items()
    assert all(re.search(rf"^{name}==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE) for name in locked)
