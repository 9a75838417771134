"""The project installed from a wheel: its plugin and its command need no checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import pytest
from built_pages import contents
from conftest import ROOT, change, mkdocs_environment
from explainer.authoring.new_site import machinery, new_site
from explainer.edition import current_day

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

HOOK, PLUGIN = "hooks: [hooks/main.py]\nwatch: [data, hooks, overrides]", "watch: [data, overrides]"


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an environment with the wheel.

    It borrows the dependencies of the environment of this test, but not its copy of the project.
    """
    folder = tmp_path_factory.mktemp("installed")
    pip = sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"
    made = "--no-deps", "--no-build-isolation", "--wheel-dir", folder
    subprocess.run([*pip, "wheel", *made, ROOT], check=True, timeout=120)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    wheel = next(folder.glob("*.whl"))
    into = "--python", python, "install", "--no-deps", "--no-index"
    subprocess.run([*pip, *into, wheel], check=True, timeout=120)
    (packages,) = (folder / "venv" / "lib").glob("*/site-packages")
    borrowed = sysconfig.get_path("purelib")
    (packages / "borrowed.pth").write_text(borrowed, encoding="utf-8")
    return python.parent


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, in the environment of a build."""
    return subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env=mkdocs_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def project(tmp_path: Path, example_project: Path) -> Path:
    """The example site with the plugin, listed first, in place of hooks/."""
    folder = tmp_path / "project"
    shutil.copytree(example_project, folder, ignore=shutil.ignore_patterns("hooks"))
    change(folder / "mkdocs.yml", HOOK, PLUGIN)
    change(folder / "mkdocs.yml", "plugins:\n", "plugins:\n  - explainer\n")
    return folder


def test_the_plugin_gives_the_same_site(programs: Path, project: Path, built: Path) -> None:
    """Every file, byte for byte, as with hooks/main.py."""
    built_by = run(programs / "python", "-m", "mkdocs", "build", "--strict", folder=project)
    assert built_by.returncode == 0, built_by.stderr
    one, other = contents(built), contents(project / "site")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_the_command_needs_no_checkout(programs: Path, project: Path) -> None:
    """It finds what it needs where pip put it."""
    found = run(programs / "explainer", "check", folder=project)
    assert found.returncode == 0, found.stdout + found.stderr
    where = "import explainer; print(explainer.__file__)"
    code = run(programs / "python", "-c", where, folder=project).stdout
    assert code.startswith(str(programs.parent))


def test_a_new_site_is_the_same(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from a checkout; and it passes its own test."""
    sides = "--side", "Alder", "--side", "Ferry & Sons"
    made = run(programs / "explainer", "init", "news", "--title", "News", *sides, folder=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    epoch = "SOURCE_DATE_EPOCH"
    monkeypatch.setenv(epoch, mkdocs_environment()[epoch])
    files, _ = new_site(machinery(), "News", ["Alder", "Ferry & Sons"], current_day())
    assert contents(tmp_path / "news") == files
    passed = run(
        programs / "python", "-m", "unittest", "discover", "tests", folder=tmp_path / "news"
    )
    assert passed.returncode == 0, passed.stderr
    assert "Ran 2 tests" in passed.stderr


def test_the_plugin_and_the_hook_at_once(programs: Path, project: Path) -> None:
    """They would do everything twice."""
    shutil.copytree(ROOT / "hooks", project / "hooks")
    change(project / "mkdocs.yml", PLUGIN, HOOK)
    result = run(programs / "python", "-m", "mkdocs", "build", folder=project)
    assert result.returncode == 1
    assert "the plugin 'explainer' and hooks/main.py do the same" in result.stderr
