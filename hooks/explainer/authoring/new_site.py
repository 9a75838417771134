"""A new site: this site's machinery with a topic of its own, in a new folder.

The folder `site_template/` has the texts, in which `$title`, `$sides`, `$first` and `$second` are
replaced. The machinery is copied as it is.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from string import Template
from typing import TYPE_CHECKING, get_args

from explainer.facts.actors import Tone
from explainer.installation import MACHINERY, PACKAGES
from explainer.json_schema import IDS, of_ids, of_models, text_of
from explainer.language.messages import message, messages_in
from explainer.quotes import lock
from explainer.site import read_site
from explainer.source_tree import SourceTree
from explainer.yaml_text.scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from explainer.problems import Problem

GUIDE = "CONTRIBUTING.md"
TEMPLATE = Path(__file__).with_name("site_template")
PARTS = (
    *("hooks/main.py", "overrides", "docs/stylesheets", "docs/javascripts", "mkdocs.yml"),
    *("requirements/site.txt", "package.json", "package-lock.json", "LICENSE"),
    GUIDE,
)
"""What a new site has from this one; mkdocs.yml and the guide without what only this one has."""
TONES = get_args(Tone)[:10]
"""The tones of the sides, in the order of the sides."""


def machinery() -> dict[str, bytes]:
    """Return the files of this project that a new site has too, by path.

    Raise FileNotFoundError if some are missing, as beside a lone copy of the packages.
    """
    places = {part: MACHINERY / part for part in PARTS}
    places |= {f"hooks/{name}": PACKAGES / name for name in ("explainer", "mkdocs_adapter")}
    return {
        (path / file.relative_to(place)).as_posix(): file.read_bytes()
        for path, place in ((PurePosixPath(part), place) for part, place in places.items())
        for file in (sorted(place.rglob("*")) if place.is_dir() else [place])
        if not file.is_dir() and "__pycache__" not in file.parts
    }


def new_site(
    own: Mapping[str, bytes], title: str, sides: Sequence[str], today: date, language: str = "en"
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files of a new site by path, and its problems.

    A side may have the id of another record, for example. `own` is the machinery; there are at
    least two sides, and at most as many as tones. The settings are in a language; the first topic
    is in English.
    """
    files = dict(own)
    files["mkdocs.yml"] = _settings(own["mkdocs.yml"].decode(), title, language).encode()
    files[GUIDE] = _guide(own[GUIDE].decode()).encode()
    for path, text in _texts(title, sides):
        files[path] = text.encode()
    data = SourceTree({path: raw for path, raw in files.items() if path.startswith("data/")})
    site = read_site(data, html=False)
    changes, _ = lock.verify(data, site.catalog, {}, {}, today)
    files |= {path: raw for path, raw in changes.items() if raw is not None}
    schemas = {**of_models(), IDS: of_ids(site.catalog)}
    files |= {f"schemas/{name}": text_of(one).encode() for name, one in schemas.items()}
    whole = {path: raw for path, raw in files.items() if path.startswith(("data/", "docs/topics/"))}
    return files, read_site(SourceTree(whole), html=False).problems


def side_id(name: str) -> str:
    """Return the id of a side; empty if its name has no letter or digit of ASCII."""
    return "-".join(re.findall("[a-z0-9]+", name.casefold()))


def _texts(title: str, sides: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of the template."""
    ids = [side_id(name) for name in sides]
    listed = "\n\n".join(
        f"  - id: {name}\n    name: {scalar(text)}\n    tone: {tone}"
        for name, text, tone in zip(ids, sides, TONES, strict=False)
    )
    for file in sorted(TEMPLATE.rglob("*")):
        if not file.is_file() or "__pycache__" in file.parts:
            continue
        path = file.relative_to(TEMPLATE).as_posix()
        text = file.read_text(encoding="utf-8")
        if path != "Makefile":  # whose own variables have the same sign
            shown = scalar(title) if path.endswith(".yml") else title
            text = Template(text).substitute(title=shown, sides=listed, first=ids[0], second=ids[1])
        yield (".gitignore" if path == "gitignore" else path), text


_SETTINGS = (
    message("Home"),
    message("Record"),
    message("Timeline"),
    message("Statements"),
    message("People"),
    message("Sources"),
    message("Glossary"),
    message("Changes"),
    message("Corrections"),
    message("Switch to dark"),
    message("Switch to light"),
    message("Link to this section"),
)
"""The words for readers in mkdocs.yml."""


def _settings(text: str, title: str, language: str) -> str:
    """Return mkdocs.yml with another name and language, and without what only this site has."""
    record = re.search(r"^  - Record:.*\n(?: {6}.*\n)+", text, re.MULTILINE)
    assert record
    nav = f"nav: # topics follow the first page by themselves\n  - Home: index.md\n{record[0]}\n"
    text = re.sub(r"^nav:\n(?:(?: .*)?\n)+", nav, text, flags=re.MULTILINE)
    text = re.sub(r"(?:  #.*\n)?  (?:next|all)_topics?:.*\n", "", text)
    names = {"site_name": title, "site_author": title}
    messages = messages_in(language)
    names["site_description"] = messages.gettext(
        "The news explained, with a source for every date and quote."
    )
    names["copyright"] = messages.gettext("Text and data by %(site)s.", site=title)
    for name, value in names.items():
        line = re.search(rf"^{name}:.*$", text, re.MULTILINE)
        assert line
        text = text.replace(line[0], f"{name}: {scalar(value)}")
    for word in _SETTINGS:
        own = scalar(messages.gettext(word))
        text = re.sub(rf"(- ){word}(:)|(: ){word}$", rf"\1\3{own}\2", text, flags=re.MULTILINE)
    return re.sub(r"^  language: en$", f"  language: {language}", text, flags=re.MULTILINE)


def _guide(text: str) -> str:
    """Return CONTRIBUTING.md without what is about the hosting and the tests of this site."""
    start, end = text.index("## Rules for every sentence"), text.index("## Looking at the pages")
    return f"# Contributing\n\n{text[start:end].rstrip()}\n"
