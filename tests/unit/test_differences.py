"""`explainer diff`: the report on each edit of a history, and what is no difference.

The reports are in tests/examples/diff/, one file a step.
`pytest tests/unit/test_differences.py --update-goldens` writes them anew.
"""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from conftest import GOOD, ROOT, check_quotes
from explainer.__main__ import explainer
from explainer.diff.comparison import Version, compare, read_version
from explainer.diff.markdown_report import plain
from explainer.diff.report import rows, styled_text
from explainer.source_tree import SourceTree, read_folder
from explainer.yaml_text.reader import read_text
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from revisions import commit, git

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = ROOT / "tests" / "examples" / "diff"
TOPIC = "data/topics/harbour"


@pytest.fixture
def repository(example: Path) -> Path:
    """The example site in a repository of its own, with one commit."""
    git(example, "init", "--quiet")
    commit(example, "first")
    return example


def diff(site: Path, *arguments: str) -> Result:
    """The command run on a site."""
    return CliRunner().invoke(explainer, ["diff", "--root", str(site), *arguments])


def output(site: Path, *arguments: str) -> str:
    """What the command prints about a site."""
    result = diff(site, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def edit(site: Path, path: str, old: str, new: str) -> None:
    """Replace a text, which must be there, with another."""
    file = site / path
    before = file.read_text(encoding="utf-8")
    assert old in before, f"no {old!r} in {path}"
    file.write_text(before.replace(old, new), encoding="utf-8")


def edited(tree: SourceTree, path: str, old: str, new: str) -> SourceTree:
    """A tree in which a text, which must be there, is replaced with another."""
    before = tree[path].decode()
    assert old in before, f"no {old!r} in {path}"
    return tree.overlay({path: before.replace(old, new).encode()})


def append(site: Path, path: str, new: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(before + new, encoding="utf-8")


# --- The history, edit by edit


def add_event(site: Path) -> None:
    append(
        site,
        f"{TOPIC}/sources.yml",
        """
  - id: gazette-2019-07-01-fees
    publisher: The Gazette
    title: Fees agreed
    url: https://gazette.example.org/2019/fees
    published: 2019-07-01
    kind: news
    language: en
    tier: B
""",
    )
    append(
        site,
        f"{TOPIC}/events.yml",
        """
  - id: harbour-2019-07-01-fees
    date: 2019-07-01
    title: The towns agree on fees
    summary: They agreed on fees.
    kind: agreement
    status: occurred
    topics: [harbour]
    sources: [gazette-2019-07-01-fees]
""",
    )


def change_date(site: Path) -> None:
    edit(site, f"{TOPIC}/events.yml", "2019-05-14T18:30+03:00", "2019-05-14T19:00+03:00")
    edit(site, f"{TOPIC}/events.yml", "[ada-berg, carl-dahl, north-council]", "[ada-berg]")


def change_words(site: Path) -> None:
    edit(site, f"{TOPIC}/statements.yml", '"open" to all & sundry', '"open", to all and sundry')
    check_quotes(site)


def end_office(site: Path) -> None:
    old = "from: 2019-05-20\n"
    edit(site, "data/people.yml", old, f"{old}        to: 2021-02-01\n")


def remove_statement(site: Path) -> None:
    path = site / TOPIC / "statements.yml"
    head, fees = path.read_text(encoding="utf-8").split("  - id: council-2019-06-01-fees")
    assert fees
    path.write_text(head, encoding="utf-8")
    check_quotes(site)


def rename_source(site: Path) -> None:
    for name in (f"{TOPIC}/sources.yml", f"{TOPIC}/events.yml"):
        edit(site, name, "gazette-2019-07-01-fees", "gazette-2019-07-01-agreement")


def reformat(site: Path) -> None:
    """Every file as JSON, which is YAML, with records, keys and lists the other way round."""
    for path in (site / "data").rglob("*.yml"):
        document, _ = read_text(path.name, path.read_text(encoding="utf-8"))
        assert document
        value = turned(document.value)
        body = json.dumps(value, ensure_ascii=False, indent=1)
        path.write_text(f"# Laid out anew.\n{body}\n", encoding="utf-8")


def turned(value: Any) -> Any:
    """A value with all its keys and items in the opposite order, and some defaults written out."""
    if isinstance(value, list):
        return [turned(item) for item in reversed(value)]
    if isinstance(value, dict):
        out: dict[str, Any] = {}
        out |= {"also": [], "offices": []} if set(value) == {"id", "name", "side"} else {}
        out |= {"rights": "reserved"} if "tier" in value and "rights" not in value else {}
        return out | {key: turned(value[key]) for key in reversed(value)}
    return value


def uncited_sentence(site: Path) -> None:
    edit(site, "docs/topics/harbour.md", "They talked.", "The pier was cold. They talked.")


def new_topic(site: Path) -> None:
    append(
        site,
        "data/topics/pier/topic.yml",
        """\
slug: pier
title: The pier
question: Who built the pier?
summary: Nobody knows.
as_of: 2019-05-14
record_ends: 2021-02
authors: [The Harbour Desk]
sides: [north]
open_questions:
  - id: pier-question-wood
    text: Where the wood came from.
changes:
  - date: 2021-06-02
    kind: new fact
    text: First edition.
""",
    )
    append(
        site,
        "docs/topics/pier.md",
        "---\ntopic: pier\n---\n\n# The pier\n\n```topic\n```\n\n"
        "It stands.[^gazette-2019-05-14-talks]\n",
    )


def change_view(site: Path) -> None:
    old = '"gist": "Everybody."'
    edit(site, f"{TOPIC}/positions.yml", old, '"gist": "Everybody who pays."')
    edit(
        site,
        f"{TOPIC}/topic.yml",
        '"changes": [',
        '"changes": [{"date": "2021-06-03", "kind": "rewording", "text": "A view put anew."},',
    )


STEPS = (
    add_event,
    change_date,
    change_words,
    end_office,
    remove_statement,
    rename_source,
    reformat,
    uncited_sentence,
    new_topic,
    change_view,
)


@pytest.mark.slow
def test_history(repository: Path, *, update_goldens: bool) -> None:
    """Each edit is compared with the one before, and at the end all of them with the start."""
    git(repository, "tag", "start")
    found = {}
    for number, step in enumerate(STEPS, 1):
        step(repository)
        found[f"{number:02}-{step.__name__.replace('_', '-')}.txt"] = output(repository, "HEAD")
        commit(repository, step.__name__)
    whole = json.loads(output(repository, "start", "--format", "json"))
    assert whole["base"].pop("commit") == git(repository, "rev-parse", "start")
    found["whole.json"] = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    found["whole.md"] = output(repository, "start", "--format", "markdown")
    if update_goldens:
        shutil.rmtree(REPORTS, ignore_errors=True)
        REPORTS.mkdir()
        for name, said in found.items():
            (REPORTS / name).write_text(said, encoding="utf-8")
    expected = {path.name: path.read_text(encoding="utf-8") for path in REPORTS.iterdir()}
    assert found == expected
    assert found["07-reformat.txt"] == "compared with HEAD: no facts changed\n"


# --- What is a difference, and what is none


@pytest.fixture(scope="session")
def tree() -> SourceTree:
    """The files of the example."""
    return read_folder(GOOD)


@pytest.fixture(scope="session")
def good(tree: SourceTree) -> Version:
    """The example as it is."""
    return read_version(tree)


def report(before: Version, after: SourceTree) -> list[str]:
    """The lines of the report, without the first."""
    found = rows(compare(before, read_version(after)), "before")
    return ["".join(words for words, _ in styled_text(row)) for row in found][1:]


NOTHING: list[str] = []
SMALL: list[tuple[str, str, str, list[str]]] = [
    ("data/people.yml", "also: [A. Berg]", "also: ['A.  Berg' ]", NOTHING),
    ("data/people.yml", "    name: Eva Falk", "    name: >\n      Eva\n      Falk", NOTHING),
    ("data/organisations.yml", "    role:", "    kind: body\n    role:", NOTHING),
    (
        "data/organisations.yml",
        "    role:",
        "    kind: state\n    role:",
        [
            "organisations",
            "  changed north-council (data/organisations.yml:2)",
            "      kind: (not given) → state",
        ],
    ),
    (
        "data/people.yml",
        "title: Mayor of Northport",
        "title: Lady Mayor of Northport",
        [
            "review first: offices of 1 person",
            "people",
            "  changed ada-berg (data/people.yml:2)",
            "!     offices[1].title: Mayor of Northport → Lady Mayor of Northport",
        ],
    ),
    (
        "data/people.yml",
        "      - title: Pilot of Southport\n        seen: [2019-05-14]\n",
        "",
        [
            "review first: offices of 1 person",
            "people",
            "  changed carl-dahl (data/people.yml:18)",
            "!     offices[0]: − title: Pilot of Southport; seen: 2019-05-14",
        ],
    ),
    (
        "data/people.yml",
        "    legal_status:\n      text: Charged in 2020; acquitted in 2021.",
        "    legal_status:\n      text: Charged in 2020; convicted in 2021.",
        [
            "people",
            "  changed carl-dahl (data/people.yml:18)",
            (
                "      legal_status.text: Charged in 2020; acquitted in 2021. "
                "→ Charged in 2020; convicted in 2021."
            ),
        ],
    ),
    (
        "data/words.yml",
        "    exceptions:\n      - words: The gate slammed\n        reason: It is a gate.\n",
        "",
        [
            "words",
            "  changed slam (data/words.yml:2)",
            "      exceptions[0]: − words: The gate slammed; reason: It is a gate.",
        ],
    ),
    (
        "data/words.yml",
        "      - words: The gate slammed\n        reason: It is a gate.\n",
        "      - The gate slammed\n",
        [
            "the working copy has 1 problem in data/: only what can be read is compared",
            "words",
            "  changed slam (data/words.yml:2)",
            ("      exceptions: words: The gate slammed; reason: It is a gate. → The gate slammed"),
        ],
    ),
    (
        "data/names.yml",
        "Midport, the",
        "Eastport, the",
        [
            "lists of names",
            "  changed places (data/names.yml:2)",
            "      names: + Eastport − Midport",
        ],
    ),
    (
        f"{TOPIC}/topic.yml",
        "text: The harbour is shut and stays so",
        "text: The harbour is shut, and stays so",
        [
            "review first: 1 quote changed",
            "discrepancies",
            f"  changed harbour-discrepancy-words ({TOPIC}/topic.yml:24)",
            "!     accounts[1].text ('Vestnik translated it.')",
            "!       before: The harbour is [-shut-] and stays so",
            "!       after: The harbour is {+shut,+} and stays so",
        ],
    ),
    (
        f"{TOPIC}/events.yml",
        "    summary: The harbour opened.\n",
        "",
        [
            "the working copy has 1 problem in data/: only what can be read is compared",
            "events",
            f"  changed harbour-2010-opening ({TOPIC}/events.yml:2)",
            "      summary: The harbour opened. → (not given)",
        ],
    ),
]


@pytest.mark.parametrize(("path", "old", "new", "lines"), SMALL)
def test_small_edit(
    path: str, old: str, new: str, lines: list[str], tree: SourceTree, good: Version
) -> None:
    """It is in the report, and nothing else is."""
    assert report(good, edited(tree, path, old, new)) == lines


def test_the_home_of_a_record_counts(example: Path, good: Version) -> None:
    """The order of its other topics does not; a move to another file is reported."""
    new_topic(example)
    before = read_version(read_folder(example))
    for name in ("harbour", "pier"):
        events = example / "data" / "topics" / name / "events.yml"
        moved = (GOOD / TOPIC / "events.yml").read_text(encoding="utf-8").split("\n\n")
        body = moved[:2] if name == "harbour" else ["events:", moved[2]]
        events.write_text("\n".join(body) + "\n", encoding="utf-8")
    assert report(before, read_folder(example))[-3:] == [
        "events",
        "  moved harbour-2019-05-14-quarrel (data/topics/pier/events.yml:2)",
        f"      moved from {TOPIC}/events.yml",
    ]
    edit(example, "data/topics/pier/events.yml", "[harbour]", "[pier, harbour]")
    assert report(before, read_folder(example))[-5:] == [
        "events",
        "  changed harbour-2019-05-14-quarrel (data/topics/pier/events.yml:2)",
        f"      moved from {TOPIC}/events.yml",
        "      topics[0]: harbour → pier",
        "      topics: + pier",
    ]
    before = read_version(read_folder(example))
    edit(example, "data/topics/pier/events.yml", "[pier, harbour]", "[harbour, pier]")
    assert report(before, read_folder(example))[-1] == "      topics[0]: pier → harbour"


def test_names_of_all_kinds_at_once(example: Path, good: Version) -> None:
    """Records that refer to each other are reported as renamed, and nothing about others."""
    for path in [*(example / "data").rglob("*.yml"), *(example / "docs").rglob("*.md")]:
        written = path.read_text(encoding="utf-8")
        for old, new in (
            ("dahl-2019-05-14-closed", "dahl-shut"),
            ("gazette-2019-05-14-talks", "gazette-talks"),
            ("harbour-2019", "port-2019"),
            ("[harbour]", "[port]"),
            ("slug: harbour", "slug: port"),
            ("topic: harbour", "topic: port"),
        ):
            written = written.replace(old, new)
        path.write_text(written, encoding="utf-8")
    (example / TOPIC).rename(example / "data" / "topics" / "port")
    check_quotes(example)
    assert read_version(read_folder(example)).problems == 0
    found = report(good, read_folder(example))
    assert [line.partition(" (")[0] for line in found if line.startswith(" ")] == [
        "  renamed harbour → port",
        "  renamed harbour-2019-05-14-talks → port-2019-05-14-talks",
        "  renamed harbour-2019-05-14-quarrel → port-2019-05-14-quarrel",
        "  renamed dahl-2019-05-14-closed → dahl-shut",
        "  renamed dahl-2019-05-14-closed-interpreter → dahl-shut-interpreter",
        "  renamed gazette-2019-05-14-talks → gazette-talks",
    ]


def test_a_new_name_with_another_value_is_another_record(tree: SourceTree, good: Version) -> None:
    """Nobody can say that it is the same."""
    old, new = "id: south\n    name: Southport", "id: s\n    name: The South"
    found = report(good, edited(tree, "data/sides.yml", old, new))
    assert [line for line in found if "The South" in line or " south:" in line] == [
        "  added s: The South (data/sides.yml:5)",
        "  removed south: Southport (data/sides.yml:5)",
    ]


def test_a_new_name_for_what_rests_on_another_source(tree: SourceTree, good: Version) -> None:
    """It is the same except for its source, which is not the old one with a new name."""
    after = edited(tree, f"{TOPIC}/events.yml", "harbour-2010-opening", "harbour-2010-start")
    for name in (f"{TOPIC}/events.yml", "data/sources.yml", "data/people.yml"):
        after = edited(after, name, "gazette-2010-03-01-master", "gazette-2010-03-01-start")
    assert any("renamed harbour-2010-opening" in line for line in report(good, after))
    after = edited(after, "data/sources.yml", "A new harbour master", "An old harbour master")
    found = report(good, after)
    assert [line.split(":")[0] for line in found if line.startswith("  ")][:2] == [
        "  added harbour-2010-start",
        "  removed harbour-2010-opening",
    ]


def test_a_quote_that_lost_its_check(repository: Path) -> None:
    """And got it again; stored texts that are not committed make no difference."""
    edit(repository, f"{TOPIC}/statements.yml", "all & sundry", "all & some")
    assert output(repository, "HEAD").splitlines() == [
        "compared with HEAD: 1 statement changed",
        "review first: 1 quote changed, 1 quote no longer verified",
        "the working copy has 1 problem in data/: only what can be read is compared",
        "statements",
        f"  changed berg-2019-05-20-open ({TOPIC}/statements.yml:2)",
        "!     text",
        '!       before: The harbour is "open" to all & [-sundry-]',
        '!       after: The harbour is "open" to all & {+some+}',
        "quotes",
        "  verified: 4 of 4 → 3 of 4",
        "! no longer verified: berg-2019-05-20-open",
    ]
    commit(repository, "unchecked")
    check_quotes(repository)
    assert output(repository, "HEAD").splitlines()[-3:] == [
        "quotes",
        "  verified: 3 of 4 → 4 of 4",
        "  now verified: berg-2019-05-20-open",
    ]
    commit(repository, "checked")
    (repository / "captures" / "gazette-2019-05-14-talks.txt").write_text("Other.", "utf-8")
    assert output(repository, "HEAD") == (
        "compared with HEAD: no facts changed\n"
        "the working copy has 2 problems in data/: only what can be read is compared\n"
    )


def test_a_short_quote_and_one_with_a_new_name(tree: SourceTree, good: Version) -> None:
    """Exact words are always shown whole; a check does not follow a new name."""
    path = f"{TOPIC}/statements.yml"
    after = edited(tree, path, "The port is shut", "The port is open")
    after = edited(after, path, "id: council-2019-06-01-fees", "id: council-fees")
    found = report(good, after)
    assert found[0] == "review first: 1 quote changed, 2 quotes no longer verified"
    assert "!       before: The port is [-shut-]" in found
    assert found[-2:] == [
        "! no longer verified: dahl-2019-05-14-closed-interpreter",
        "! no longer verified: council-fees",
    ]


# --- Data that is broken, or hostile


def test_a_base_that_cannot_be_read_as_a_whole(repository: Path) -> None:
    """The rest of it is compared; what was in a broken file is not reported as new."""
    broken = {
        f"{TOPIC}/events.yml": "events: [\n",
        f"{TOPIC}/positions.yml": "positions: 3\n",
        "data/glossary.yml": "terms:\n  - 3\n  - term: Berth\n  - id: [harbour-term-berth]\n",
        "data/words.yml": "[]\n",
        "data/misplaced.yml": "words: []\n",
    }
    for path, body in broken.items():
        (repository / path).write_text(body, encoding="utf-8")
    edit(repository, "data/sides.yml", "name: Southport", "name: Southport\n    motto: On!")
    commit(repository, "broken")
    git(repository, "checkout", "--quiet", "HEAD~1", "--", ".")
    (repository / "data/misplaced.yml").unlink()
    lines = output(repository, "HEAD").splitlines()
    assert lines[0] == "compared with HEAD: 1 side changed, 1 term added"
    assert lines[1].startswith("HEAD has ")
    assert lines[1].endswith(" problems in data/: only what can be read is compared")
    assert lines[2:] == [
        f"HEAD: {TOPIC}/events.yml cannot be read, and is not compared",
        f"HEAD: {TOPIC}/positions.yml cannot be read, and is not compared",
        "HEAD: data/words.yml cannot be read, and is not compared",
        "sides",
        "  changed south (data/sides.yml:5)",
        "      motto: On! → (not given)",
        "terms",
        "  added harbour-term-berth: Berth (data/glossary.yml:2)",
    ]
    git(repository, "checkout", "--quiet", "HEAD", "--", ".")
    assert "events" not in output(repository, "HEAD~1").splitlines()
    assert output(repository, "HEAD").splitlines()[0] == "compared with HEAD: no facts changed"


HOSTILE = (
    "<script>alert(1)</script> <b>x</b> &lt; @someone/team #12 GH-7 :tada: `x` **b** _i_ ~~s~~ "
    "[a](javascript:x) ![i](https://e.example/i.png) www.example.org https://e.example a@b.example "
    "| c | $x$ \\ <!-- c --> </code></del> ]]> {% x %}"
)


class Shown(HTMLParser):
    """What a reader sees of HTML, and the tags that it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert attrs == []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")


def rendered(markdown: str) -> Shown:
    """Markdown as a site shows it that allows HTML and tables."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Shown(renderer.render(markdown))


def test_no_field_can_inject_anything(repository: Path) -> None:
    """A job summary shows any text of data and prose unchanged."""
    quoted = json.dumps(HOSTILE)
    edit(repository, f"{TOPIC}/events.yml", "title: The towns talk", f"title: {quoted}")
    edit(repository, f"{TOPIC}/events.yml", "place: Midport", f"{json.dumps('k` ' + HOSTILE)}: 1")
    edit(repository, "data/sides.yml", "id: south", f"id: {json.dumps('x` ' + HOSTILE)}")
    edit(repository, f"{TOPIC}/statements.yml", "text: The port is shut", f"text: {quoted}")
    edit(repository, "data/names.yml", "Midport", quoted)
    append(repository, "docs/topics/harbour.md", "\nHere `<b>@someone</b>` stands.\n")
    written = output(repository, "HEAD", "--format", "markdown")
    shown = rendered(written)
    assert shown.tags <= {"p", "h3", "ul", "li", "code", "del", "ins", "strong"}
    text = " ".join(shown.text.replace("\u200b", "").split())
    assert text.count(HOSTILE) >= 4
    assert not [sign for sign in ("@someone", "#12", "GH-7", ":tada:") if sign in shown.text]


@given(st.text(alphabet=st.sampled_from("aZ1 \n`*_~[]()<>!#&@|\\:/.-+=\"'{}$;")))
def test_any_text_is_shown_as_it_is(written: str) -> None:
    """Read as Markdown, in the middle of a line."""
    shown = rendered(f"- x{plain(written)}x\n").text.replace("\u200b", "")
    assert shown.strip() == f"x{' '.join(written.split())}x"


def test_nothing_moves_the_cursor_of_a_terminal(repository: Path) -> None:
    """What YAML can write as an escape."""
    edit(repository, "data/sides.yml", "name: Southport", r'name: "South\e[2Jport"')
    assert "name: Southport → South\ufffd[2Jport" in output(repository, "HEAD")


# --- Revisions


@pytest.mark.parametrize("name", ["HEAD", "main", "start", ":/first", "HEAD^0", "HEAD^{/first}"])
def test_any_name_of_a_revision(name: str, repository: Path) -> None:
    """As git knows them."""
    git(repository, "tag", "start")
    assert output(repository, name) == f"compared with {name}: no facts changed\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["origin/mian"], "no git revision 'origin/mian'; did you mean 'origin/main'?"),
        (["nothing"], "no git revision 'nothing'; for example: origin/main or HEAD~1; "),
        (["--", "--output=x"], "no git revision '--output=x'; "),
        (["--", "--branches=main"], "no git revision '--branches=main'; "),
        (["--", "-h"], "no git revision '-h'; "),
        (["HEAD:data"], "no git revision 'HEAD:data'; "),
        (["HEAD..HEAD"], "no git revision 'HEAD..HEAD'; "),
        (["^HEAD"], "no git revision '^HEAD'; "),
        ([""], "no git revision ''; "),
        (["empty"], "'empty' has no data/ and no docs/ in this folder"),
        ([], "Missing argument 'BASE'"),
    ],
)
def test_no_such_revision(arguments: list[str], message: str, repository: Path) -> None:
    """One message, and nothing else happens."""
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(repository, "branch", "empty", git(repository, "commit-tree", EMPTY_TREE, "-m", "empty"))
    files = sorted(repository.rglob("*"))
    result = diff(repository, *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert sorted(repository.rglob("*")) == files


def test_links_that_lead_out_of_the_folder(repository: Path) -> None:
    """At a revision, they are files that cannot be read; the rest is compared."""
    git(repository, "checkout", "--quiet", "-b", "linked")
    (repository / "docs" / "out.md").symlink_to("../../../etc/passwd")
    (repository / "data" / "glossary.yml").unlink()
    (repository / "data" / "glossary.yml").symlink_to("../../glossary.yml")
    change_date(repository)
    commit(repository, "linked")
    git(repository, "checkout", "--quiet", "main")
    lines = output(repository, "linked").splitlines()
    assert lines[0] == "compared with linked: 1 event changed"
    assert "linked: docs/out.md cannot be read, and is not compared" in lines
    assert "linked: data/glossary.yml cannot be read, and is not compared" in lines
    assert "passwd" not in "".join(lines)


EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def test_a_project_in_a_folder_of_its_repository(example: Path) -> None:
    """Only what lies in that folder is read."""
    git(example.parent, "init", "--quiet")
    commit(example.parent, "first")
    change_date(example)
    assert "review first: 1 date changed\n" in output(example, "HEAD")


def test_no_repository_and_no_git(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said in a sentence."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(example.parent))
    result = diff(example, "HEAD")
    assert (result.exit_code, "git cannot read a revision in" in result.output) == (2, True)
    assert "not a git repository" in result.output
    monkeypatch.setenv("PATH", "")
    result = diff(example, "HEAD")
    assert (result.exit_code, "no git on this machine" in result.output) == (2, True)


def test_colours_are_for_terminals(repository: Path) -> None:
    """On one, words taken out and put in have their colours."""
    change_words(repository)
    arguments = ["diff", "--root", str(repository), "HEAD"]
    coloured = CliRunner().invoke(explainer, arguments, color=True)
    assert "\x1b[31m\x1b[1m[-" in coloured.stdout
    assert "\x1b" not in output(repository, "HEAD")
