"""A preview keeps what has not changed, and gives the same pages as if it had kept nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, copy_project, python

if TYPE_CHECKING:
    from pathlib import Path

HARBOUR = "data/topics/harbour"
TIMELINE = "hooks/explainer/rendering/templates/timeline.html.jinja"
HOME, NEWS, TOPIC = ALL = ["index.md", "news.md", "topics/harbour.md"]
OTHERS = f"""from mkdocs.structure.files import File
def on_files(files, config):
    files.remove(files.get_file_from_path("{NEWS}"))
    text = open("more.md", encoding="utf-8").read()
    files.append(File.generated(config, "{NEWS}", content=text))
"""
"""Hooks of somebody else, which put a page in place of another."""
ON_PAGES = """
def on_page_content(html, **_):
    return html + open("end.html", encoding="utf-8").read()
"""
"""And which change pages: nobody knows what else they depend on."""
LATER = {"mkdocs.yml", "base.yml", "more.md", f"docs/{NEWS}"}
"""Files after whose edits the pages made first are not what they will be: settings, files that an
extension of Markdown reads, and a new page."""
SNIPPETS = "  - tables\n  - pymdownx.snippets: {auto_append: [more.md]}"

EDITS: list[tuple[str, str, str, list[str]]] = [
    # What is edited, and which pages MkDocs converts for it: fragments are put in afterwards.
    ("mkdocs.yml", "", "", [HOME, TOPIC]),
    (TIMELINE, '<ol class="timeline', '<ol class="timeline new', []),
    (f"{HARBOUR}/events.yml", "The towns talk", "The towns speak", []),
    (f"{HARBOUR}/events.yml", "The towns speak", "The towns talk", []),
    ("data/words.yml", "", "# a note\n", []),
    ("data/people.yml", "name: Ada Berg", "name: Ada Berger", []),
    ("data/glossary.yml", "[berths]", "[berths, talked]", [TOPIC]),
    ("data/glossary.yml", "a ship is tied up", "ships are tied up", []),
    (f"{HARBOUR}/topic.yml", "title: The harbour", "title: The port", []),
    (f"{HARBOUR}/sources.yml", "title: ", "title: News, ", []),
    (f"docs/{TOPIC}", "They talked.", "They *talked*.", [TOPIC]),
    (f"docs/{HOME}", "# Agenda", "# Agenda\n\nSee [the port](topics/harbour.md).", [HOME]),
    (f"docs/{NEWS}", "", "# News\n\nNone of [the port](topics/harbour.md).", ALL),
    (f"docs/{TOPIC}", "# The harbour", "# Our harbour", [TOPIC]),
    (f"docs/{HOME}", "the port](topics/harbour.md)", "it](topics/harbour.md#quay)", [HOME]),
    ("docs/stylesheets/tokens.css", ":root {", ":root {\n  --new: 1;", []),
    ("overrides/partials/page-end.html", "</nav>", "</nav><hr>", []),
    ("overrides/partials/tags.html", "", "<p>New</p>", []),
    ("overrides/assets/new.svg", "", "<svg/>", ALL),
    (f"docs/{HOME}", "See ", "See [this](/x) and ", [HOME]),
    ("mkdocs.yml", "absolute_links: warn", "absolute_links: ignore", ALL),
    ("mkdocs.yml", "language: en", "language: es", ALL),
    ("more.md", "", "More.", []),
    ("mkdocs.yml", "  - tables", SNIPPETS, ALL),
    ("more.md", "More.", "Still more.", ALL),
    (f"{HARBOUR}/events.yml", "kind: other", "knid: other", []),
    (f"{HARBOUR}/events.yml", "knid: other", "kind: other", []),
    ("base.yml", "", "plugins: [offline: {enabled: false}, search]\n", []),
    ("mkdocs.yml", "\nplugins:\n", "\nINHERIT: base.yml\nmore:\n", []),
    ("base.yml", ", search", "", []),
    ("others.py", "", OTHERS, []),
    ("mkdocs.yml", "[hooks/main.py]", "[hooks/main.py, others.py]", ALL),
    ("more.md", "more.", "much more.", ALL),
    ("end.html", "", "<p>The end.", []),
    ("pages.py", "", ON_PAGES, []),
    ("mkdocs.yml", "others.py]", "others.py, pages.py]", []),
    ("end.html", "The end", "This is the end", []),
]


FEW = EDITS[:2] + [edit for edit in EDITS if edit[0] == f"docs/{TOPIC}"]
FEW += [edit for edit in EDITS if "knid" in edit[1] + edit[2]]


@pytest.mark.parametrize(
    "made", [pytest.param(FEW, id="few"), pytest.param(EDITS, id="all", marks=pytest.mark.slow)]
)
def test_what_a_preview_keeps_is_as_if_made_anew(
    tmp_path: Path, made: list[tuple[str, str, str, list[str]]]
) -> None:
    """After each edit, byte for byte; and no page is converted again that has not changed.

    The pages that a preview makes first are as it will make them with all others.
    """
    edits = json.dumps([edit[:3] for edit in made])
    project = copy_project(tmp_path / "project", example=True)
    for lock in ("overrides/.#main.html", "hooks/explainer/.#site.py"):
        (project / lock).symlink_to("somebody@somewhere")  # as Emacs does while a file is open
    result = python(ROOT / "tests" / "rebuilds.py", project, tmp_path / "sites", edits)
    assert result.returncode == 0, result.stderr
    made_first: set[str] = set()
    for number, edit in enumerate(made):
        kept, anew = (_contents(tmp_path / "sites" / str(number) / one) for one in ("kept", "anew"))
        assert kept.keys() == anew.keys()
        assert [name for name in kept if kept[name] != anew[name]] == [], edit[:3]
        first = _contents(tmp_path / "sites" / str(number) / "first")
        different = [name for name in first if first[name] != kept[name]]
        assert edit[0] in LATER or not different, edit[:3]
        made_first |= first.keys()
    assert made_first >= {"index.html", "topics/harbour/index.html"}
    for edit, converted in zip(made, json.loads(result.stdout), strict=True):
        assert converted == edit[3], edit[:3]


def _contents(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
