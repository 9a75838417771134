"""A new site: begun with one command, without a problem, and with a test of its own."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from conftest import ROOT, python
from explainer.__main__ import explainer
from explainer.authoring.new_site import PARTS, TEMPLATE, TONES, machinery, new_site
from explainer.edition import Edition
from explainer.site import read_site
from explainer.source_tree import SourceTree, read_folder
from explainer.yaml_text.reader import read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TODAY = Edition().today
OWN = machinery()


OF_THE_EDITION = re.compile(
    r"2019-05-14|14 May|talking.?point|\b(?:sochi|moscow|washington|russian?|united states|kremlin"
    r"|american|maduro|venezuela|lavrov|pompeo|tass|putin)\b",
    re.IGNORECASE,
)


def settings_of(raw: bytes) -> dict[str, Any]:
    """Return the settings in mkdocs.yml."""
    document, _ = read_bytes("mkdocs.yml", raw)
    assert document
    assert isinstance(document.value, dict)
    return document.value


def init(folder: Path, *arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(explainer, ["init", str(folder), *arguments])


def test_a_new_site_passes_its_own_test(tmp_path: Path) -> None:
    """Which checks the data and builds the pages, strictly."""
    folder = tmp_path / "news"
    result = init(folder, "--title", "River News", "--side", "Alder", "--side", "Ferry & Sons")
    assert result.exit_code == 0, result.output
    assert f"cd {folder}; make serve" in result.output
    found = python("-m", "unittest", "discover", "tests", folder=folder)
    assert found.returncode == 0, found.stderr
    assert "Ran 2 tests" in found.stderr


@pytest.mark.parametrize(
    "title", ["News", "A: “b” #1, $5 & 'c'", "News, [daily]", "yes", "Новости"]
)
@pytest.mark.parametrize("sides", [["One", "Two"], [f"Side {tone}" for tone in TONES]])
def test_a_new_site_has_no_problems(title: str, sides: list[str]) -> None:
    """Not even a warning, whatever its name; nothing is left of the template or of this site."""
    files, problems = new_site(OWN, title, sides, TODAY)
    assert problems == []
    sources = {path: raw for path, raw in files.items() if path.endswith((".yml", ".md", ".lock"))}
    site = read_site(SourceTree(sources))
    assert [*map(str, [*site.problems, *site.record_problems])] == []
    assert [side.name for side in site.catalog.sides.values()] == sides
    assert site.catalog.topics["bridge"].authors == (title,)
    settings, ours_settings = settings_of(files["mkdocs.yml"]), settings_of(OWN["mkdocs.yml"])
    assert settings["site_name"] == settings["site_author"] == title
    assert [*settings] == [*ours_settings]
    assert [*settings["nav"][0].values()] == ["index.md"]
    assert settings["nav"][1] in ours_settings["nav"]
    ours = [path for path in files if not path.startswith((*PARTS, "hooks/", "schemas/"))]
    own = {path.relative_to(TEMPLATE).as_posix() for path in TEMPLATE.rglob("*") if path.is_file()}
    own = {path for path in own if "__pycache__" not in path}
    assert {*ours} - {"data/topics/bridge/quotes.lock", ".gitignore"} == own - {"gitignore"}
    assert not any(
        word in files["mkdocs.yml"].decode() for word in ("alking point", "Sochi", "Pompeo")
    )
    for path in {*ours} - {"Makefile"}:
        words = files[path].decode().replace(title, "")
        assert "$" not in words.replace("$schema", ""), path


def test_the_guide_of_a_new_site() -> None:
    """It has every field and every block, and nothing of hosting, tests or the code."""
    files, _ = new_site(OWN, "News", ["One", "Two"], TODAY)
    guide = files["CONTRIBUTING.md"].decode()
    headings = re.findall(r"^## (.*)", guide, re.MULTILINE)
    ours = re.findall(r"^## (.*)", OWN["CONTRIBUTING.md"].decode(), re.MULTILINE)
    assert headings == ours[: ours.index("Looking at the pages")]
    assert "An event: `data/topics/<topic>/events.yml`" in headings
    assert not re.search("pull request|pytest|tests/|hooks/", guide)


def test_the_machinery_knows_nothing_of_this_edition() -> None:
    """Else a new site would speak of it."""
    found = [
        (path, word[0])
        for path, raw in OWN.items()
        if path.startswith(("hooks/", "overrides/", "docs/"))
        for word in OF_THE_EDITION.finditer(raw.decode("utf-8", "replace"))
    ]
    assert found == []


def test_a_wheel_has_the_machinery() -> None:
    """Else `explainer init` would miss it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {part: f"explainer_machinery/{part}" for part in PARTS}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--side", "One"], "name 2 to 10 sides"),
        ([f"--side={number}" for number in range(11)], "name 2 to 10 sides"),
        (["--side", "One", "--side", "one!"], "each needs letters of its own"),
        (["--side", "Да", "--side", "Нет"], "each needs letters of its own"),
    ],
)
def test_sides_that_cannot_be(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = init(tmp_path / "news", "--title", "News", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert not (tmp_path / "news").exists()


@pytest.mark.parametrize("side", ["Mara Holt", "Places", "x" * 150])
def test_a_side_with_the_id_of_another_record(tmp_path: Path, side: str) -> None:
    """The problem is named, and nothing is written."""
    result = init(tmp_path / "news", "--title", "News", "--side", side, "--side", "Two")
    assert result.exit_code == 1
    assert "nothing was written: choose another name for the side" in result.output
    assert not (tmp_path / "news").exists()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = init(tmp_path, "--title", "News")
    assert result.exit_code == 2
    assert "is not empty" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_new_site_in_another_language(tmp_path: Path) -> None:
    """Its settings are in the language, and its pages have no problem."""
    result = init(tmp_path / "rio", "--title", "Río", "--language", "es")
    assert result.exit_code == 0, result.output
    settings = settings_of((tmp_path / "rio" / "mkdocs.yml").read_bytes().replace(b"!ENV ", b""))
    assert settings["theme"]["language"] == "es"
    assert settings["copyright"] == "Texto y datos de Río."
    assert {"Cronología": "timeline.md"} in settings["nav"][1]["Registro"]
    assert settings["theme"]["palette"][0]["toggle"]["name"] == "Cambiar a modo oscuro"
    found = read_site(read_folder(tmp_path / "rio"))
    assert found.edition.language == "es"
    assert found.problems == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [("pt-br", "did you mean pt-BR?"), ("tlh", "it has, for example, es and pt-BR")],
)
def test_a_language_that_material_does_not_have(tmp_path: Path, code: str, hint: str) -> None:
    """Its build would end with the error of a template."""
    result = init(tmp_path / "rio", "--title", "Río", "--language", code)
    assert result.exit_code == 2
    assert f"Material has no words in the language '{code}'; {hint}" in " ".join(
        result.output.split()
    )
