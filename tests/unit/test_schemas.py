"""The schemas for editors, judged by a validator and by readers of YAML that are not ours."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml  # noqa: TID251  (how other programs read the files)
from bad_examples import EXAMPLES, TAKES_THE_PLACE_OF, expected
from click.testing import CliRunner
from conftest import ALDER, GOOD, ROOT
from explainer.__main__ import explainer
from explainer.facts.edtf import DateError, parse
from explainer.facts.field_types import FieldError, _id, _url, languages
from explainer.facts.loader import FILES, FOLDERS
from explainer.json_schema import FOLDER, IDS, KINDS, modeline, of_models, text_of
from explainer.pages.page import FrontMatter
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # as html5lib's
from referencing import Registry, Resource

SCHEMAS = {path.name: json.loads(path.read_bytes()) for path in (ROOT / FOLDER).glob("*.json")}

# A schema that is not among these files would be fetched by nobody, and fail the test.
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


class Core(yaml.BaseLoader):
    """YAML 1.2, as editors read it: its core schema, chapter 10.3."""


class Old(yaml.SafeLoader):
    """YAML 1.1, as many programs still read it; JSON has no dates, so these are text."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (as its parent has it)
        first: [(tag, sign) for tag, sign in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


for tag, pattern in {
    "null": r"null|Null|NULL|~|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan",
}.items():
    name = f"tag:yaml.org,2002:{tag}"
    Core.add_implicit_resolver(name, re.compile(rf"(?:{pattern})$"), None)
    Core.add_constructor(
        name,
        {
            "null": lambda *_: None,
            "bool": lambda _, node: node.value.lower() == "true",
            "int": lambda _, node: int(node.value, 0 if node.value[:2] in {"0o", "0x"} else 10),
            "float": lambda _, node: float(re.sub(r"\.(?=[in])", "", node.value)),
        }[tag],
    )

LOADERS = [yaml.BaseLoader, Core, Old]
DATA = sorted(path for site in (ROOT, GOOD, ALDER) for one in FILES for path in site.glob(one))


def faults(schema: str, value: Any) -> list[str]:
    """What the validator has against a value."""
    validator = Draft7Validator({"$ref": schema}, registry=REGISTRY)
    return [error.message for error in validator.iter_errors(value)]


def kind(name: str, value: Any) -> bool:
    """Whether a value is of one of the kinds of value."""
    return bool(Draft7Validator(KINDS[name]).is_valid(value))


def test_they_are_as_the_shapes_have_them() -> None:
    """Run `explainer schemas` when a model has changed."""
    made = {name: text_of(schema) for name, schema in of_models().items()}
    found = {name: (ROOT / FOLDER / name).read_text(encoding="utf-8") for name in SCHEMAS}
    assert {**found, IDS: ""} == {**made, IDS: ""}


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_and_complete(name: str) -> None:
    """It is valid by its own standard, and every reference leads to a schema that is there."""
    Draft7Validator.check_schema(SCHEMAS[name])
    resolver = REGISTRY.resolver(name)
    for target in re.findall(r'"\$ref": "([^"]+)"', json.dumps(SCHEMAS[name])):
        assert resolver.lookup(target).contents


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("path", DATA, ids=lambda path: "/".join(path.parts[-3:]))
def test_what_is_right_passes(path: Path, loader: Any) -> None:
    """Every data file of the site and of the example, by whatever standard it is read."""
    assert faults(f"{path.stem}.json", yaml.load(path.read_bytes(), loader)) == []  # noqa: S506  (safe ones)


REFUSED: list[tuple[str, bool]] = [
    # Rules of the house, which schemas do not know, in the words of a missing field.
    (r"with the status (reported|disputed) needs|a change needs the field 'text'", False),
    (r"a key event with a title of|our own translation needs", False),
    (r"a source (with a call number|without an address) needs|an edition that cannot", False),
    # An editor sees the shape of an ISBN, but does not compute its last digit.
    (r"'978-0-306-40615-8' is not an ISBN", False),
    (r"is not an ISBN", True),
    (r"needs the field '|has no field|only '.*' belongs at the top", True),
    (r"^expected true or false|'\w+' is empty", True),
    (
        r"^expected (text|an? (list|date|amount|unit|whole number|point)|two numbers|degrees)",
        True,
    ),
    (r"^expected an? [\w ]+ with its fields", True),
    (r"is not one of: ", True),
    (r"is not an? (id|date|web address|http or https address)|an id of \d+ characters", True),
    (
        r"there is no season|a season has no days|X can replace|if all of these dates are right",
        True,
    ),
    (r"there is no (month|year)|has no day \d|an interval needs|a time needs|is not a time", True),
    (r"more than 20 levels deep", True),
]
"""Beginnings of messages, and whether an editor says so too: first what comes first."""


def refused(message: str) -> bool:
    """Whether the mistake of a message is one of structure."""
    return next((verdict for words, verdict in REFUSED if re.search(words, message)), False)


def read(path: Path) -> Any:
    """What an editor reads in a bad example; None in what is no YAML, as it says by itself."""
    try:
        return yaml.load(expected(path)[1], Core)  # noqa: S506  (its parent makes text alone)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None


STRUCTURES = [
    (f"{PurePosixPath(TAKES_THE_PLACE_OF[path.parent.name]).stem}.json", path)
    for path in EXAMPLES
    if path.suffix == ".yml"
    and path.parent.name not in {"lock", "shared-lock", "stray"}
    and read(path)
]


@pytest.mark.parametrize(("schema", "path"), STRUCTURES, ids=lambda one: getattr(one, "stem", one))
def test_mistakes_of_structure_are_refused(schema: str, path: Path) -> None:
    """And no other mistake: the messages that it names say what an example must be."""
    messages = [line.split(": ", 1)[1] for line in expected(path)[0]]
    assert bool(faults(schema, read(path))) == any(map(refused, messages))


def test_front_matter_and_blocks() -> None:
    """The pages' own, and the options of a block."""
    for page in (ROOT / "docs").rglob("*.md"):
        if front := re.match(r"---\n(.*?)---\n", page.read_text(encoding="utf-8"), re.DOTALL):
            value: Any = yaml.load(front[1], Core)  # noqa: S506  (a safe one)
            assert faults("front-matter.json", value) == []
    assert faults("front-matter.json", {"coverage": "lots"})
    assert set(SCHEMAS["front-matter.json"]["properties"]) == set(FrontMatter.model_fields)
    timeline = "blocks.json#/definitions/timeline"
    assert faults(timeline, {"from": 2019, "until": "2019-05-14", "kinds": ["call"]}) == []
    assert faults(timeline, {"order": "newest"})
    assert faults("blocks.json#/definitions/statement", {})


def agrees(name: str, text: str, read: Any) -> bool:
    """Whether a kind refuses a text that the explainer refuses, and accepts what it accepts."""
    try:
        read(text)
    except (DateError, FieldError):
        return not kind(name, text)
    return kind(name, text)


@pytest.mark.parametrize(
    ("name", "read", "texts"),
    [
        (
            "date",
            parse,
            (
                "2019 2019-05 2019-05-14 2019-05~ 2019? 2019-02-29% 2019-05-14T18:30+03:00 2019-13 "
                "2019-05-14T18:30:00Z 2019-05-14T18:30-0330 2019-05-14T24:00Z 2019-05-14T18:30 19 "
                "2019-02-30 2019-04-31 2019-00 2019-5-1 0000 ../.. / 2019/ /2019 ../2019 2019/.. "
                "2018-01/2019-02-03 2019/2020/2021 2019-05-14~T10:00Z 2019-05T10:00Z 2019~~ x "
                "-0000 -0044 2019-21 2019-25 2019-21-05 201X 20XX? 2XXX -004X 2019-XX 2019-XX-XX "
                "2019-05-XX 2019-XX-05 201X-05 2019-5X 2019-05-XXT10:00Z -0044-03-15T10:00Z "
                "[2019-05-14,2019-05-15] [2019] [2019,2020,] 2019,2020 [201X,2020]/.. {2019,2020}"
            ),
        ),
        ("id", _id, "a a-b a-1 1 2019 no A a_b a- -a a--b ä a.b"),
        (
            "address",
            _url,
            (
                "https://a.org http://a.org/x?y#z HTTPS://A.ORG https://a.org:80 ftp://a.org "
                "https://a javascript:alert(1) https://[gazette https://a.org/<b> https://"
            ),
        ),
    ],
)
def test_patterns_know_what_the_explainer_knows(name: str, read: Any, texts: str) -> None:
    """They say the same of a text, but for what no pattern can tell."""
    told = [text for text in texts.split() if not agrees(name, text, read)]
    assert told == (["2019-02-29%"] if name == "date" else [])


@given(st.from_regex(KINDS["date"]["pattern"], fullmatch=True))
def test_a_date_is_refused_by_its_pattern_or_by_the_calendar(text: str) -> None:
    """A pattern counts neither leap years nor the order of dates."""
    try:
        parse(text.rstrip("\n"))
    except DateError as error:
        told = str(error)
    else:
        told = "backwards"
    assert re.search("February|backwards|in order|given twice", told)


def test_scalars_that_look_like_something_else() -> None:
    """A year, Norwegian, a number for a title: right for us, and right for an editor."""
    assert all(kind("date", value) for value in (2019, "2019-05"))
    assert not any(kind("date", value) for value in (10, 750, True, None, 2019.5, "010"))
    assert all(kind("language", code.replace("_", "-")) for code in languages())
    assert kind("language", yaml.load("no", Old))  # noqa: S506  (a safe one)
    assert all(kind("text", value) for value in (1984, 1.5, False, "x"))
    assert not any(kind("text", value) for value in ("", None, ["x"], {"x": "y"}))
    assert all(kind("id", value) for value in (2019, True, "a-b"))
    assert kind("text-or-nothing", None)


def test_ids_are_offered_and_none_is_demanded(example: Path) -> None:
    """Those of the site, with others as good."""
    assert CliRunner().invoke(explainer, ["schemas", "--root", str(example)]).exit_code == 0
    ids = json.loads((example / FOLDER / IDS).read_text(encoding="utf-8"))["definitions"]
    known, _ = ids["side"]["anyOf"]
    assert known == {"enum": ["north", "south"]}
    assert ids.keys() == SCHEMAS[IDS]["definitions"].keys()
    assert faults(f"{IDS}#/definitions/source", "one-that-is-new") == []
    assert faults(f"{IDS}#/definitions/source", "No Id")


def test_the_command_says_what_is_old(example: Path) -> None:
    """A schema that is not as the shape has it fails a check; ids that came since do not."""

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(explainer, ["schemas", "--root", str(example), *arguments])
        return result.exit_code, result.output

    code, told = run("--check")
    assert (code, told.count(" is missing\n")) == (1, len(SCHEMAS))
    assert not (example / FOLDER).exists()
    assert run()[1].count(" written\n") == len(SCHEMAS)
    assert run("--check") == (0, "schemas/: 18 schemas, all up to date\n")
    (example / "data" / "sides.yml").write_text("sides: []\n", encoding="utf-8")
    assert run("--check") == (0, "schemas/ids.json is out of date\n")
    (example / FOLDER / "sides.json").write_text("{}", encoding="utf-8")
    assert run("--check") == (
        1,
        "schemas/sides.json is out of date\nschemas/ids.json is out of date\n",
    )


def test_editors_find_them() -> None:
    """By the settings of the folder, and by the first line of a file that has one."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    named = {path: schema for schema, paths in settings["yaml.schemas"].items() for path in paths}
    folders = {f"{path}/*.yml": f"./{FOLDER}/{PurePosixPath(path).name}.json" for path in FOLDERS}
    files = {path: f"./{FOLDER}/{PurePosixPath(path).stem}.json" for path in FILES}
    assert named == files | folders
    for path in (path for one in FILES for path in ROOT.glob(one)):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        if told := re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first):
            assert (path.parent / told[1]).resolve() == ROOT / FOLDER / f"{path.stem}.json"


def test_a_file_of_a_folder_has_the_schema_of_the_folder() -> None:
    """Whatever its name."""
    assert modeline("data/people/south.yml").endswith("=../../schemas/people.json")
    assert modeline("data/topics/x/events.yml").endswith("=../../../schemas/events.json")
