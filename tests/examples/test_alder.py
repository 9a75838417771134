"""The edition for newcomers, examples/: it is sound, and shows everything there is to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from conftest import ROOT, alder_site
from explainer.edition import Edition
from explainer.facts.dates import EdtfDate
from explainer.facts.loader import FILES, LISTS, kind_of_file, read_data
from explainer.facts.model import Model, _values, class_in, fields_of
from explainer.pages.page import FrontMatter
from explainer.rendering.blocks import BLOCKS
from explainer.rendering.blocks.block import Block
from explainer.site import read_site
from explainer.yaml_text import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BLOCK = re.compile(r"^ *```([a-z-]+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FRONT = re.compile(r"\A---\n(.*?)^---$", re.MULTILINE | re.DOTALL)
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def field(model: type[Model], key: str) -> tuple[str, str]:
    """Return a field by the model that declares it and its key: those that share it are one."""
    name = next(name for name, info in model.model_fields.items() if (info.alias or name) == key)
    bases = [one for one in model.__mro__ if name in vars(one).get("__annotations__", {})]
    # A record with an id repeats it for the sake of its description.
    return bases[-1].__name__, key


def every_field(models: Iterable[type[Model]]) -> Iterator[tuple[str, str]]:
    """Yield each field of some models and of the models in them."""
    for model in models:
        for key, info in fields_of(model).items():
            yield field(model, key)
            inner = class_in(info.annotation, Model)
            yield from every_field([inner] if inner else [])


def given(model: type[Model], value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each field that a record has as it is written, and of the records in it."""
    for key, one in value.items():
        info = fields_of(model)[key]
        yield field(model, key)
        inner = class_in(info.annotation, Model)
        for item in (one if isinstance(one, list) else [one]) if inner else []:
            assert inner
            yield from given(inner, item)


def written() -> Iterator[tuple[type[Model], dict[str, Any]]]:
    """Yield each record of the data, front matter and block's options, with its model."""
    for document in read_data(alder_site().tree)[0]:
        model, value = kind_of_file(document.path), document.value
        assert model
        assert isinstance(value, dict)
        records: Any = value[LISTS[model]] if model in LISTS else [value]
        yield from ((model, record) for record in records)
    site = alder_site()
    for path in site.pages:
        text = site.tree[path].decode()
        for name, body in BLOCK.findall(text):
            yield BLOCKS[name], options(body)
        yield FrontMatter, options("".join(FRONT.findall(text)))


def options(text: str) -> dict[str, Any]:
    """Return the fields in some YAML."""
    document, _ = reader.read_bytes("options.yml", text.encode())
    value: dict[str, Any] = document.value if document else {}  # type: ignore[assignment]  # a mapping, as each block is sound
    return value


def kind_of_date(text: str) -> str:
    """Return the kind of an EDTF text: the same for all days, all decades, all intervals."""
    if text.startswith("["):
        return "one of several"
    if "/" in text:
        return "/".join(end if end in {"", ".."} else "date" for end in text.split("/"))
    if text[-1] in "~?%" or text == "0000":
        return text[-1]
    if "T" in text:
        return "time"
    if re.fullmatch(r"\d{4}-2[1-4]", text):
        return f"season {text[-2:]}"
    return re.sub("[1-9]", "9", text[0]) + re.sub(r"\d", "9", text[1:])


def test_it_is_sound() -> None:
    """With every rule of the house a problem, and with drafts in a preview."""
    site = alder_site()
    assert site.problems == []
    assert site.record_problems == []
    assert read_site(site.tree, Edition(drafts=True)).problems == []


def test_it_shows_every_field() -> None:
    """Of records, front matter and blocks: whoever adds a field shows it there."""
    shown = {where for model, record in written() for where in given(model, record)}
    assert {*every_field([*FILES.values(), *BLOCKS.values(), FrontMatter])} - shown == set()


def test_it_shows_every_block() -> None:
    """On one page or another."""
    shown = {block.name for block, _ in written() if issubclass(block, Block)}
    assert {*BLOCKS} - shown == set()


def test_it_shows_every_kind_of_date() -> None:
    """Each that the guide lists."""
    table = GUIDE.split("Dates are EDTF", 1)[1].split("\n\n")[1]
    listed = {
        kind_of_date(text)
        for row in table.split("\n")
        for text in re.findall(r"`'?([^`']+)'?`", row.split("|")[1])
    }
    shown = {
        kind_of_date(date.edtf())
        for records in alder_site().catalog.records.values()
        for record in records.values()
        for _, date in _values(record, (), EdtfDate)
    }
    assert listed
    assert listed - shown == set()
