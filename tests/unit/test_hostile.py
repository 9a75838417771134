"""Whatever a data field holds comes out as inert text, and every valid record can be shown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

import html5lib  # type: ignore[import-untyped]  # its stubs come as one more package
import pytest
from bs4 import BeautifulSoup
from conftest import ALDER, GOOD, with_checks
from drawing import draw
from explainer.facts.field_types import Headline, Prose, Text, Words
from explainer.facts.house_style import Allowed, House, LoadedWord, Names
from explainer.facts.images import Image
from explainer.facts.loader import LISTS, kind_of_file, read_data
from explainer.facts.model import Model
from explainer.facts.places import NamedPlace
from explainer.facts.records import Event, Source
from explainer.facts.tags import Tag
from explainer.facts.terms import Term
from explainer.language.normalisation import fold
from explainer.site import Site, read_site
from explainer.source_tree import read_folder
from explainer.yaml_text import reader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GIVEN = read_folder(ALDER)
TREE = GIVEN.overlay(
    {
        **dict.fromkeys(["docs/blocks.md", "docs/topics/tunnel.md"]),
        "docs/topics/light.md": b"---\ntopic: light\nmeans: [eva-falk]\n---\n\n# The lighthouse\n",
        "docs/index.md": b"# Agenda\n\n```agenda\n```\n",
        "data/house.yml": GIVEN["data/house.yml"].replace(b"names: problem", b"names: off"),
    }
)
"""The edition for newcomers, with facts of every kind, on one page."""
PAGES = ("docs/topics/pier.md", "docs/index.md")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</p></figure></article><h1>big</h1>",
    "[click](javascript:alert(1))",
    "<a href=javascript:alert(1)>x</a>",
    "{{ config.site_name }} {% raw %} {# note #}",
    "```timeline topic: harbour```",
    "~~~ [^gazette-2019-05-14-talks] [TOC] *[x]: y",
    "&lt;b&gt; &amp; <!-- --> ]]>",
    "wzxhzdk:0 \\<b\\> `x`",
    "a" * 9_990,
]
TOGETHER = " ".join(HOSTILE[:-1])
TEXTS = (Text, Headline, Prose, Words, str)


def text_fields(hint: Any) -> bool:
    """Whether a field holds free text, not an id, a word of a list, a date or an address."""
    if any(hint == text for text in TEXTS):
        return True
    return get_origin(hint) is not Annotated and any(map(text_fields, get_args(hint)))


def shapes_below(hint: Any) -> Iterator[type[Model]]:
    """The models that a field holds."""
    if isinstance(hint, type) and issubclass(hint, Model):
        yield hint
    for part in get_args(hint):
        yield from shapes_below(part)


def spots(model: type[Model], value: Any, loc: tuple[str | int, ...]) -> Iterator[Any]:
    """The way to each free text in a value of this model, with its model and field."""
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in value:
            continue
        inner, here = value[key], (*loc, key)
        if text_fields(hints[name]):
            yield ((*here, 0) if isinstance(inner, list) else here), model, name
        for below in shapes_below(hints[name]):
            for index, item in enumerate(inner) if isinstance(inner, list) else [(None, inner)]:
                yield from spots(below, item, here if index is None else (*here, index))


def all_spots() -> list[Any]:
    """Every free text that its pages show: path of the file, way, model and field."""
    found = []
    for document in read_data(TREE)[0]:
        if document.path.startswith(("data/topics/light/", "data/topics/tunnel/")):
            continue
        model = kind_of_file(document.path)
        assert model is not None
        value: Any = document.value
        records = [((), value)] if model not in LISTS else [
            ((LISTS[model], index), item) for index, item in enumerate(value[LISTS[model]])
        ]  # fmt: skip
        for loc, item in records:
            found += [(document.path, *spot) for spot in spots(model, item, loc)]
    return found


SPOTS = {(model, name): (path, way) for path, way, model, name in reversed(all_spots())}


UNSEEN = {
    (Term, "also"),
    (LoadedWord, "forms"),
    (LoadedWord, "instead"),
    (Allowed, "words"),
    (Allowed, "reason"),
    (Names, "names"),
    (House, "labels"),
    (House, "other_fields"),
    (Source, "editors_note"),
    (NamedPlace, "also"),
    (Tag, "meaning"),  # for the lists of the record
    (Image, "alt"),  # of a person, whose page is one of the record
    (Image, "credit"),
}
"""What the pages are read by, and do not show."""

LIMITED = {(Event, "short_title"), (Image, "file")}
"""A text of at most 36 characters and the name of a file, which cannot be any text."""

FREE = [spot for spot in SPOTS if spot not in LIMITED]


def site_with(texts: Mapping[Any, str]) -> Site:
    """Return the example site with texts in the places of some fields; JSON is YAML too."""
    files: dict[str, Any] = {}
    for spot, text in texts.items():
        path, way = SPOTS[spot]
        if path not in files:
            document, _ = reader.read_bytes(path, TREE[path])
            assert document is not None
            files[path] = document.value
        value = files[path]
        for step in way[:-1]:
            value = value[step]
        value[way[-1]] = text
    tree = TREE.overlay(
        {path: json.dumps(value, ensure_ascii=False).encode() for path, value in files.items()}
    )
    said = any(path.endswith("statements.yml") for path in files)
    return read_site(with_checks(tree, read=True) if said else tree)


OUR_ADDRESSES = (
    *("https://", "http://", "#", "..", "topics/", "record/", "images/", "people/", "sources/"),
    *("glossary/", "changes/"),
)
"""How the addresses begin that a page may have."""


def check_inert(html: str) -> BeautifulSoup:
    """It has no script, no handler, no image but a record's, no link but to the web or the site."""
    soup = BeautifulSoup(html, "html5lib")
    for tag in soup.find_all(True):
        assert tag.name not in {"script", "iframe", "style", "h6", "object"}
        assert tag.name != "img" or str(tag["src"]).startswith(("../../images/", "images/"))
        assert not [name for name in tag.attrs if name.startswith("on")]
        for name in ("href", "src", "cite"):
            address = str(tag.get(name) or "")
            assert not address or address.startswith(OUR_ADDRESSES), address
    return soup


def check_fields(hostile: str, fields: list[Any]) -> None:
    """A text in each of some fields is read as it is, shown as it is, and does nothing."""
    texts = {spot: f"{hostile} marker{number:03}" for number, spot in enumerate(fields)}
    site = site_with(texts)
    assert site.problems == []
    shown = ""
    for path in PAGES:
        html, problems = draw(site, path), site.results[path].problems
        assert problems == ()
        shown += check_inert(html).get_text()
    for (model, name), text in texts.items():
        assert (text[-9:] in shown) is ((model, name) not in UNSEEN), (model, name)
        if get_type_hints(model, include_extras=True)[name] == Words:
            assert text in shown


PLACES = [(Event, "place"), (NamedPlace, "also")]
"""An event is on the map by one of these or the name of a place, so one must keep its text."""


@pytest.mark.parametrize(
    "fields", [[one for one in FREE if one not in PLACES], PLACES], ids=["most", "places"]
)
def test_hostile_text_is_inert_everywhere(fields: list[Any]) -> None:
    """Every trick in every text field at once."""
    check_fields(TOGETHER, fields)


@pytest.mark.slow
@pytest.mark.parametrize("hostile", HOSTILE, ids=[*map(str, range(len(HOSTILE) - 1)), "long"])
@pytest.mark.parametrize("spot", FREE, ids=lambda spot: f"{spot[0].noun}-{spot[1]}")
def test_hostile_text_is_inert(spot: Any, hostile: str) -> None:
    """Each trick in each text field by itself."""
    check_fields(hostile, [spot])


@pytest.mark.parametrize("examples", [15, pytest.param(150, marks=pytest.mark.slow)])
def test_any_text_is_inert(examples: int) -> None:
    """What no list of tricks has thought of."""

    @settings(max_examples=examples)
    @given(
        spot=st.sampled_from(FREE),
        text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
    )
    def is_inert(spot: Any, text: str) -> None:
        site = site_with({spot: f"{text}m"})
        assert site.problems == []
        for path in PAGES:
            check_inert(draw(site, path))

    is_inert()


AT_THE_TALKS = {"event": "harbour-2019-05-14-talks", "date": "2019-05-14"}
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60
)
ID = st.from_regex(r"[a-z]{3,9}(-[a-z0-9]{1,6}){1,3}", fullmatch=True)
DATE = st.one_of(
    st.integers(1900, 2024).map(str),
    st.dates().filter(lambda day: day.year < 2025).map(lambda day: day.isoformat()[:7] + "~"),
    st.dates().filter(lambda day: day.year < 2025).map(lambda day: day.isoformat()),
    st.integers(10, 23).map(lambda hour: f"2019-05-14T{hour}:30+03:00"),
    st.integers(1990, 2020).map(lambda year: f"{year}/.."),
    st.integers(1990, 2020).map(lambda year: f"{year}-02/{year + 2}-03-05"),
)
DATED = ["gazette-2010-03-01-master", "gazette-2019-05-14-talks"]
UNDATED = "vestnik-2019-05-15-port"
"""A source that may be younger than whatever it shows."""
EVENT = st.fixed_dictionaries(
    {
        "id": ID,
        "date": DATE,
        "title": WORDS,
        "summary": WORDS,
        "kind": st.sampled_from(["meeting", "call", "vote", "other"]),
        "status": st.sampled_from(["occurred", "reported", "disputed", "cancelled"]),
        "attribution": WORDS,
        "topics": st.just(["harbour"]),
        "sources": st.lists(st.sampled_from(DATED), unique=True).map(
            lambda names: [*names, UNDATED]
        ),
    },
    optional={
        "actors": st.lists(st.sampled_from(["ada-berg", "north-council"]), unique=True),
        "place": WORDS,
        "part_of": st.just("harbour-2019-05-14-talks"),
    },
)
STATEMENT = st.fixed_dictionaries(
    {
        "id": ID,
        "speaker": st.sampled_from(["eva-falk", "north-council"]),
        "date": DATE,
        "text": WORDS.map(lambda words: f"{words} m"),
        "source": st.just(UNDATED),
        "rendering": st.sampled_from(["original", "interpreter", "official-translation"]),
        "lang": st.sampled_from(["en", "ru", "ko"]),
        "context": WORDS,
        "topics": st.just(["harbour"]),
    },
    optional={
        "prefix": WORDS,
        "suffix": WORDS,
        "original_lang": st.sampled_from(["ru", "es"]),
        "carried_by": st.lists(st.sampled_from(DATED), unique=True),
        "answered_by": st.just(["berg-2019-05-20-open"]),
        "note": WORDS,
    },
)


@pytest.mark.slow
@pytest.mark.parametrize("examples", [8, pytest.param(125, marks=pytest.mark.slow)])
def test_a_thousand_records_load_and_show(examples: int) -> None:
    """Eight records of any valid model at a time: no problem, and HTML without a parse error."""
    positions = "data/topics/harbour/positions.yml"
    # Any side may speak in them.
    tree = read_folder(GOOD)
    good = tree.overlay({positions: re.sub(rb"\n +no_view: .*", b"", tree[positions])})

    @settings(
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
    )
    @given(
        events=st.lists(EVENT, min_size=4, max_size=4, unique_by=lambda record: record["id"]),
        statements=st.lists(
            st.one_of(STATEMENT, STATEMENT.map(lambda record: record | AT_THE_TALKS)),
            min_size=4,
            max_size=4,
            unique_by=(lambda record: record["id"], lambda record: fold(record["text"]).text),
        ),
    )
    def load_and_show(events: list[dict[str, Any]], statements: list[dict[str, Any]]) -> None:
        tree = good
        for key, records in (("events", events), ("statements", statements)):
            path = f"data/topics/harbour/{key}.yml"
            document, _ = reader.read_bytes(path, good[path])
            assert document is not None
            old: Any = document.value
            new = [record | {"id": f"{key}-{record['id']}"} for record in records]
            text = json.dumps({key: old[key] + new}, ensure_ascii=False)
            tree = tree.overlay({path: text.encode()})
        site = read_site(with_checks(tree, read=True))
        assert site.problems == []
        for page in ("docs/topics/harbour.md", "docs/index.md"):
            html, problems = draw(site, page), site.results[page].problems
            assert problems == ()
            html5lib.HTMLParser(strict=True).parseFragment(html)

    load_and_show()
