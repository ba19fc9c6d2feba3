"""The documents say what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from kg.cli import app

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "kg" / "data" / "NOTICE.md"])
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#]+)")


def test_generated_documents_are_up_to_date() -> None:
    ran = subprocess.run([sys.executable, str(ROOT / "scripts" / "docs"), "--check"], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, ""), f"run scripts/docs\n{ran.stdout}{ran.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []


def test_every_command_and_option_has_help() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert command.help, name
        assert [parameter.name for parameter in command.params if not getattr(parameter, "help", "x")] == []


def test_the_files_that_the_threat_model_names_are_there() -> None:
    named = re.findall(r"`(tests/[^`]+)`", (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8"))
    assert named
    assert [pattern for pattern in named if not list(ROOT.glob(pattern))] == []


def test_the_changelog_has_the_version_of_the_package() -> None:
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"## {version[1]}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("package", ["annotate", "extract"])
def test_the_architecture_names_every_module(package: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "kg" / package).glob("*.py")} - {"__init__"}
    named = {word.removesuffix(".py").rpartition("/")[2] for word in re.findall(r"`([a-z_/.]+)`", page)}
    assert modules - named == set()
