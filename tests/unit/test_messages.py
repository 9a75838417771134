"""Messages: every word for readers is one, and each catalogue has them all."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import pytest
from catalogues import by_key, extracted, faults, read
from conftest import ROOT
from explainer.edition import Edition
from explainer.facts.records import Event, Source
from explainer.facts.topics import Change
from explainer.language.messages import CATALOGUES, ENGLISH, messages_in
from explainer.rendering import labels
from jinja2 import Environment, nodes  # noqa: TID251  (reads templates, renders none)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog

FILES = sorted(CATALOGUES.glob("*.po"))


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return extracted(tmp_path_factory.mktemp("messages"))


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_catalogue_is_complete(file: Path, wanted: Catalog) -> None:
    catalogue = read(file.read_text(encoding="utf-8"), file.stem)
    assert [*faults(catalogue, wanted)] == []
    assert len(by_key(catalogue)) > 300


WANTED = """
msgid "one %(a)s"
msgstr ""

msgid "%(num)s pier of %(town)s"
msgid_plural "%(num)s piers of %(town)s"
msgstr[0] ""
msgstr[1] ""
"""
GOOD = """
msgid "one %(a)s"
msgstr "uno: %(a)s"

msgid "%(num)s pier of %(town)s"
msgid_plural "%(num)s piers of %(town)s"
msgstr[0] "un muelle de %(town)s"
msgstr[1] "%(num)s muelles de %(town)s"
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        ('msgid "one %(a)s"\nmsgstr "uno: %(a)s"\n', "", "is missing"),
        ('"one %(a)s"', '"two %(a)s"', "is in no template and no code"),
        ('msgid "one', '#, fuzzy\nmsgid "one', "is fuzzy"),
        ('"uno: %(a)s"', '""', "is empty"),
        ('"un muelle de %(town)s"', '""', "is empty"),
        ("uno: %(a)s", "uno: %(b)s", "has other placeholders"),
        ("uno: %(a)s", "uno", "has other placeholders"),
        ("uno: %(a)s", "uno: %(a)s %", "has other placeholders"),
        ("un muelle de %(town)s", "un muelle", "has other placeholders"),
        ('msgstr[1] "%(num)s muelles de %(town)s"\n', "", "is empty"),
    ],
)
def test_faults_of_a_catalogue(old: str, new: str, fault: str | None) -> None:
    """Each way to break a catalogue is found."""
    assert old in GOOD
    broken = read(GOOD.replace(old, new) if old else GOOD, "es")
    found = [*faults(broken, read(WANTED, "en"))]
    assert [one.split(":")[0] for one in found][-1:] == ([fault] if fault else [])


# What only contributors see: the preview, and the page that unsound data leaves.
FOR_CONTRIBUTORS = {"preview", "card", "more", "unsound"}
TEMPLATES = [
    path
    for path in (*(ROOT / "hooks").rglob("*.jinja"), *(ROOT / "overrides").rglob("*.html"))
    if path.name.partition(".")[0] not in FOR_CONTRIBUTORS
]
_SHOWN = re.compile(r"""\b(?:title|alt|aria-label|placeholder)=(["'])(.*?)\1""", re.DOTALL)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"\b(?!BibTeX)[A-Z][a-z]+|[a-z]+ [a-z]+")
_CALLS = {"_", "gettext", "ngettext", "pgettext", "with_date"}


def words_of(template: str) -> set[str]:
    """Return the words of a template that are neither messages nor values nor HTML."""
    environment = Environment(trim_blocks=True)  # noqa: S701  (renders nothing)
    environment.add_extension("jinja2.ext.i18n")
    html = "".join(
        text if kind == "data" else "\0" if kind in {"variable_begin", "block_begin"} else ""
        for _, kind, text in environment.lex(template)
    )
    shown = " ".join(match[2] for match in _SHOWN.finditer(_HIDDEN_SCRIPT.sub("", html)))
    found = {*_WORDS.findall(f"{_HIDDEN.sub(' ', html)} {shown}".replace("&nbsp;", " "))}
    return found | {*_constants(environment.parse(template))}


_HIDDEN_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)


def _constants(node: nodes.Node) -> Iterator[str]:
    """Yield the texts in expressions that look like words of a language, outside messages."""
    inner = list(node.iter_child_nodes())
    if isinstance(node, nodes.Filter) and node.name == "in_words":
        inner = inner[:1]
    elif isinstance(node, nodes.Call) and getattr(node.node, "name", "") in _CALLS:
        inner = [pair.value for pair in node.kwargs]
    text = node.value if isinstance(node, nodes.Const) else ""
    if isinstance(text, str) and "<" not in text and _SENTENCE.search(text):
        yield text
    for child in inner:
        yield from _constants(child)


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_a_template_has_no_words_but_messages(path: Path) -> None:
    assert words_of(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ('<p class="a b">{{ _("Two words") }}</p>', set()),
        ("<p>Two {{ _('words') }}</p>", {"Two"}),
        ('<a title="Back">{{ x }}</a>', {"Back"}),
        ('<b>{{ "Other events" if x else _("An event") }}</b>', {"Other events"}),
        ("{{ 'Sources' }}", {"Sources"}),
        ("<script>const a = 1;</script>{# A note. #}", set()),
    ],
)
def test_words_of_a_template(template: str, words: set[str]) -> None:
    """Words outside messages are found, wherever they are."""
    assert words_of(template) == words


def test_no_message_is_within_a_format() -> None:
    """Babel finds none there before Python 3.12."""
    calls = {"gettext", "ngettext", "pgettext", "message"}
    found = []
    for path in (ROOT / "hooks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found += [
                    f"{path.name}:{node.lineno}"
                    for one in ast.walk(node)
                    if isinstance(one, ast.Call)
                    and isinstance(one.func, ast.Attribute)
                    and one.func.attr in calls
                    and any(isinstance(argument, ast.Constant) for argument in one.args)
                ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "model", "field"),
    [
        (labels.EVENT, Event, "kind"),
        (labels.STATUS, Event, "status"),
        (labels.SOURCE, Source, "kind"),
        (labels.CHANGE, Change, "kind"),
    ],
)
def test_every_value_of_a_field_has_a_label(what: str, model: type, field: str) -> None:
    values = get_args(model.model_fields[field].annotation)  # type: ignore[attr-defined]  # of pydantic
    assert sorted(labels.LABELS[what]) == sorted(one.replace("-", " ") for one in values)
    if what == labels.SOURCE:
        assert {*labels.SOURCES} == {*values}


@pytest.mark.parametrize(
    ("language", "code"),
    [("es", "es"), ("es-MX", "es"), ("es_AR", "es"), ("en", "en"), ("en-GB", "en"), ("ar", "en")],
)
def test_the_nearest_catalogue(language: str, code: str) -> None:
    """A language without a catalogue has English words."""
    found = messages_in(language)
    assert found.code == code
    assert (found is ENGLISH) == (code == "en")


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("es-MX", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("sh", "ltr"),
    ],
)
def test_the_direction_of_a_language(language: str, direction: str) -> None:
    """One that Babel does not know, but Material does, runs from left to right."""
    assert Edition(language=language).direction == direction


def test_english_reads_no_catalogue() -> None:
    """And no data of Babel: an English site does not pay for other languages."""
    code = (
        "import sys\n"
        "from explainer.facts.edtf import parse\n"
        "from explainer.language.messages import messages_in\n"
        "words = messages_in('en')\n"
        "assert parse('2019-05-14/2019-06').say(messages=words) == '14 May to June 2019'\n"
        "assert words.number(1234) == '1,234'\n"
        "print([name for name in sys.modules if name.startswith('babel')])"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=ROOT / "hooks", capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_forms_of_plurals() -> None:
    spanish = messages_in("es")
    assert [labels.counted("event", count, spanish) for count in (0, 1, 2)] == [
        "0 hechos",
        "1 hecho",
        "2 hechos",
    ]
    assert spanish.number(12345) == "12.345"
    assert spanish.joined(["Ada", "Bo", "Cy"]) == "Ada, Bo y Cy"
    assert spanish.joined(["Ada"]) == "Ada"
