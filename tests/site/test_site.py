"""The real site, as built: complete, exact, whole and the same each time."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner
from conftest import GOOD, PAGES, REPOSITORY, ROOT, copy_project, mkdocs
from explainer.__main__ import explainer
from explainer.rendering.blocks import BLOCKS
from explainer.rendering.provenance import provenance
from explainer.site import read_site
from explainer.source_tree import read_folder
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.facts.topics import Discrepancy, OpenQuestion, Position

SITE = read_site(read_folder(ROOT))
TOPICS = sorted(SITE.catalog.topics)
OWN_LINES = re.compile(
    r"INFO +-  (Cleaning site directory|Building documentation to directory: .*"
    r"|Documentation built in [\d.]+ seconds)"
)


def article(folder: Path, page: str) -> Tag:
    """The article of a built page."""
    soup = BeautifulSoup((folder / page / "index.html").read_text(encoding="utf-8"), "html5lib")
    found = soup.find("article")
    assert isinstance(found, Tag)
    return found


def test_the_data_has_no_problems() -> None:
    """What is published is sound."""
    assert SITE.problems == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_event_and_statement_stands_once_on_its_page(built: Path, topic: str) -> None:
    """As many anchors as there are records, each once, and nothing left out."""
    ids = Counter(str(tag["id"]) for tag in article(built, f"topics/{topic}").find_all(id=True))
    catalog = SITE.catalog
    events = [event.id for event in catalog.events.values() if topic in event.topics]
    statements = [said.id for said in catalog.statements.values() if topic in said.topics]
    assert events
    assert statements
    assert {name: ids[name] for name in events + statements} == dict.fromkeys(
        events + statements, 1
    )
    assert max(ids.values()) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_what_arose_early_and_late_is_shown_once(built: Path, topic: str) -> None:
    """Positions, differing sources and open questions stand on one side of the line alone."""
    page = article(built, f"topics/{topic}")
    told = SITE.catalog.topics[topic]
    assert len(page.select(".position")) == len(SITE.catalog.positions_of(topic))
    assert len(page.select(".discrepancy")) == len(told.discrepancies)
    assert len(page.select(".open-questions > li")) == len(told.open_questions)
    (line,) = page.select(".as-of")
    later = {str(one["id"]) for one in line.find_all_next(id=True)}
    every: list[Position | Discrepancy | OpenQuestion] = [
        *SITE.catalog.positions_of(topic),
        *told.discrepancies,
        *told.open_questions,
    ]
    for one in every:
        assert (one.id in later) is (one.since is not None), one.id


@pytest.mark.parametrize("topic", TOPICS)
def test_every_quote_is_exact(built: Path, topic: str) -> None:
    """The words on the page are the words in the data, character by character."""
    page = article(built, f"topics/{topic}")
    for said in SITE.catalog.statements_of([topic]):
        figure = page.find(id=said.id)
        assert isinstance(figure, Tag)
        quote = figure.select_one("blockquote > p")
        assert quote is not None
        assert quote.get_text() == said.text
        assert figure.blockquote is not None
        assert figure.blockquote["lang"] == said.lang
        office = SITE.catalog.office(said)
        assert office is None or office.title in figure.figcaption.get_text()  # type: ignore[union-attr]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_side_is_heard_or_named_as_unheard(built: Path, topic: str) -> None:
    """Two sides at least in their own words, and whoever is concerned and silent is named."""
    told = provenance(SITE.catalog, SITE.lock, [topic], [])
    assert {"washington", "moscow"} <= {side.id for side, _ in told.heard}
    assert len(told.heard) + len(told.unheard) >= len(SITE.catalog.topics[topic].sides) >= 2
    (row,) = article(built, f"topics/{topic}").find_all("dt", string="In their own words")
    words = row.parent.get_text() if row.parent else ""
    for side, count in told.heard:
        assert f"{side.name} {count}" in words
    assert ("no statement was found" in words) is bool(told.unheard)
    assert all(side.name in words for side in told.unheard)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_quote_can_be_followed(built: Path, topic: str) -> None:
    """Under each: the words around it, how it was checked, the page, and the very place in it."""
    page = article(built, f"topics/{topic}")
    for said in SITE.catalog.statements_of([topic]):
        figure = page.find(id=said.id)
        assert isinstance(figure, Tag)
        (check,) = figure.select("details.statement-check")
        told = " ".join(check.get_text().split())
        for context in (said.prefix, said.suffix):
            assert " ".join(context.split()) in told
        verified = SITE.lock.of(said)
        assert ("Not yet checked" in told) is (verified is None)
        assert ("statement-check--unverified" in check["class"]) is (verified is None)
        links = [str(link["href"]) for link in check.find_all("a")]
        source = SITE.catalog.sources[said.source]
        place = SITE.renderer.site.link_to_words(said)
        assert links == (
            [] if source.tier == "C" else [place, source.url] if place else [source.url]
        )
        others = [name for name in said.same_words_as if page.find(id=name)]
        beside = figure.parent.select("figure") if figure.parent else []
        assert {*others, said.id} <= {str(other["id"]) for other in beside}


def test_a_shared_link_says_what_it_leads_to(built: Path) -> None:
    """Title and description, for search engines too; those of a topic come from its data."""
    for page in SITE.pages.values():
        path = built / SITE.results[page.path].url / "index.html"
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
        told = {
            str(tag.get("property") or tag.get("name")): str(tag["content"])
            for tag in soup.select("meta[content]")
        }
        assert told["og:description"] == told["description"]
        assert told["og:site_name"] == "Talking Points"
        if page.topic:
            assert soup.h1 is not None
            assert soup.h1.get_text().startswith(told["og:title"])
            topic = SITE.catalog.topics[page.topic]
            assert told["description"].startswith(topic.question)
            assert len(told["description"]) < 300


def test_every_page_says_what_it_rests_on(built: Path) -> None:
    """In a box of its own, with the commit; those about the site rest on nothing."""
    for page in (one for one in SITE.pages.values() if not one.front.ours):
        (box,) = article(built, SITE.results[page.path].url.rstrip("/")).select("aside.provenance")
        text = box.get_text()
        told = SITE.results[page.path].coverage
        assert "checked word for word" in text
        assert f"{told.cited} of {told.factual} factual sentences" in text


@pytest.mark.parametrize("topic", TOPICS)
def test_an_error_can_be_reported_where_it_is_seen(built: Path, topic: str) -> None:
    """At each event and each statement, with its id filled in."""
    page = article(built, f"topics/{topic}")
    reports = [parse_qs(urlsplit(str(link["href"])).query) for link in page.select("a.report")]
    told = Counter(report["item"][0] for report in reports)
    catalog = SITE.catalog
    shown = [*catalog.events_of([topic]), *catalog.statements_of([topic])]
    assert told == Counter(record.id for record in shown)


def test_the_pages_hold_every_record(built: Path) -> None:
    """No event, statement, position, discrepancy, question, source or term is lost."""
    ids = {
        str(tag["id"])
        for topic in TOPICS
        for tag in article(built, f"topics/{topic}").find_all(id=True)
    }
    catalog = SITE.catalog
    named = {*catalog.events, *catalog.statements, *catalog.positions, *catalog.terms}
    for topic in catalog.topics.values():
        named |= {discrepancy.id for discrepancy in topic.discrepancies}
        named |= {question.id for question in topic.open_questions}
    assert named - ids == set()


def test_no_block_citation_or_problem_is_left_over(built: Path) -> None:
    """What a page shows is drawn."""
    for page in built.rglob("*.html"):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html5lib")
        text = soup.get_text()
        assert "[^" not in text, page
        assert "```" not in text, page
        assert not soup.select(".problem"), page
        assert not soup.select(", ".join(f"code.language-{name}" for name in BLOCKS)), page


def broken_links(folder: Path, base: str) -> list[str]:
    """Every link on the site, below its base address, that leads nowhere."""
    soups = {
        "/" + path.relative_to(folder).as_posix().removesuffix("index.html"): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html5lib"
        )
        for path in folder.rglob("*.html")
    }
    ids = {url: {str(tag["id"]) for tag in soup.find_all(id=True)} for url, soup in soups.items()}
    broken = []
    for url, soup in soups.items():
        if url == "/404.html":  # its links begin at the root of the host
            continue
        for tag in soup.find_all(["a", "link", "script", "img"]):
            link = str(tag.get("href") or tag.get("src") or "")
            target = urlsplit(urljoin(f"https://site.example{base}{url[1:]}", link))
            if not link or target.netloc != "site.example":
                continue
            path = unquote(target.path)
            if not path.startswith(base):
                broken.append(f"{url}: {link}")
                continue
            path = "/" + path.removeprefix(base)
            file = folder / (path[1:] + ("index.html" if path.endswith("/") else ""))
            lost = target.fragment and unquote(target.fragment) not in ids.get(path, set())
            if not file.is_file() or (lost and not target.fragment.startswith("__")):
                broken.append(f"{url}: {link}")
    return broken


def test_no_link_is_broken(built: Path) -> None:
    """Neither to pages nor to places in them."""
    assert broken_links(built, "/") == []


def test_no_link_breaks_below_a_sub_path(tmp_path: Path) -> None:
    """The site may live anywhere; shared links have a picture where the address is known."""
    folder = copy_project(tmp_path / "project")
    result = mkdocs("build", "--strict", folder=folder, site_url="https://site.example/a/b/")
    assert result.returncode == 0, result.stderr
    assert broken_links(folder / "site", "/a/b/") == []
    for page in SITE.pages.values():
        built = BeautifulSoup(
            (folder / "site" / SITE.results[page.path].url / "index.html").read_bytes(), "html5lib"
        )
        told = {str(tag["property"]): str(tag["content"]) for tag in built.select("meta[property]")}
        picture = told["og:image"].removeprefix("https://site.example/a/b/")
        with Image.open(folder / "site" / picture) as image:
            assert image.format == "PNG"
            assert [str(side) for side in image.size] == [
                told["og:image:width"],
                told["og:image:height"],
            ]
        assert (folder / "site" / picture).stat().st_size < 100_000


def same(one: filecmp.dircmp[str]) -> bool:
    """Whether two folders hold the same files, byte by byte."""
    if one.left_only or one.right_only or one.funny_files:
        return False
    _, mismatch, errors = filecmp.cmpfiles(one.left, one.right, one.common_files, shallow=False)
    return not mismatch and not errors and all(map(same, one.subdirs.values()))


def test_a_strict_build_is_silent_and_repeatable(built: Path, tmp_path: Path) -> None:
    """Nothing but MkDocs' own lines; two builds are byte-identical."""
    result = mkdocs("build", "--strict", "--site-dir", tmp_path / "again")
    lines = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    assert [line for line in lines if not OWN_LINES.fullmatch(line)] == []
    assert same(filecmp.dircmp(built, tmp_path / "again"))


@pytest.mark.parametrize("strict", [[], ["--strict"]])
@pytest.mark.parametrize(
    ("file", "mistake"),
    [
        ("data/topics/harbour/events.yml", "\n  - id: half"),
        ("docs/topics/harbour.md", "\nHe said so.[^nowhere]\n"),
    ],
)
def test_a_failed_build_leaves_the_old_site(
    tmp_path: Path, strict: list[str], file: str, mistake: str
) -> None:
    """Whether the mistake is in the data or on a page."""
    folder = copy_project(tmp_path / "project", example=True)
    assert mkdocs("build", "--strict", folder=folder).returncode == 0
    shutil.copytree(folder / "site", tmp_path / "before")
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write(mistake)
    result = mkdocs("build", *strict, folder=folder)
    assert result.returncode == 1
    assert f"{file}:" in result.stderr
    assert "Traceback" not in result.stderr
    assert same(filecmp.dircmp(tmp_path / "before", folder / "site"))


def test_the_check_command_names_every_problem_and_exits_1(example: Path) -> None:
    """It needs no MkDocs, and agrees with the build."""
    command = [sys.executable, "-m", "explainer", "check"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}

    def run(folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, "--root", str(folder)],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    good = run(ROOT)
    assert good.returncode == 0
    assert good.stdout.startswith("no problems\n")
    (venezuela,) = [line for line in good.stdout.splitlines() if "/venezuela.md: " in line]
    assert re.fullmatch(
        r".*: 1,\d{3} words, 1\d\.\d a sentence; (\d+) of \1 factual sentences cited "
        r"\(100 %\), \d ours",
        venezuela,
    )
    assert "87 of 95 quotes verified" in good.stdout
    (example / "docs" / "index.md").write_text("[^nowhere] [^nobody]\n", encoding="utf-8")
    bad = run(example)
    assert bad.returncode == 1
    assert "\n2 problems\n" in bad.stdout
    assert "docs/index.md:1:3: no source or statement 'nowhere'" in bad.stdout


def test_a_block_that_cannot_be_drawn_is_a_problem(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SuperFences would swallow the error, and publish the page without the block."""

    def fail(*_: object) -> str:
        raise RuntimeError("out of ink")

    monkeypatch.setattr("explainer.rendering.blocks.lists.People.view", fail)
    (problem,) = read_site(read_folder(example)).problems
    assert problem.message == "this people block cannot be rendered"
    assert "out of ink" in problem.hint
    assert problem.place.path == "docs/topics/harbour.md"


def prose(topic: str) -> str:
    """The prose of a topic's page: its Markdown without front matter, blocks and headings."""
    page = SITE.pages[f"docs/topics/{topic}.md"]
    text = "\n".join(page.lines[page.body_line :])
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return re.sub(r"^#.*$", "", text, flags=re.MULTILINE)


def section(topic: str, heading: str) -> str:
    """The text below a heading."""
    text = "\n".join(SITE.pages[f"docs/topics/{topic}.md"].lines)
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def words(text: str) -> int:
    """How many words a reader reads; citations are none."""
    unread = r"\[\^[^\]]+\]|```.*?```|<!--.*?-->"
    return len(re.sub(unread, "", text, flags=re.DOTALL).split())


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_keeps_the_editorial_frame(topic: str) -> None:
    """A short answer, and a few cited points; and the page asks for what every page must hold."""
    assert 20 <= words(section(topic, "In short")) <= 90
    points = [line for line in section(topic, "Key points").split("\n") if line.startswith("- ")]
    assert 3 <= len(points) <= 5
    assert all("[^" in point for point in points)
    front = SITE.pages[f"docs/topics/{topic}.md"].front
    assert front.words == range(900, 1501)
    assert front.coverage is not None
    assert front.coverage.percent == 90


@pytest.mark.parametrize("topic", TOPICS)
def test_quoted_words_on_a_page_are_in_a_statement_or_a_title(topic: str) -> None:
    """What stands in quotation marks is somebody's exact words."""
    catalog = SITE.catalog
    said = [statement.text for statement in catalog.statements.values()]
    titles = [source.title or "" for source in catalog.sources.values()]
    for quote in re.findall(r'"([^"]+)"', prose(topic)):
        core = quote.rstrip(".,")
        assert any(core in text for text in said + titles), quote


def test_every_tone_has_a_colour() -> None:
    """A side without a colour token would look like no side."""
    css = (ROOT / "docs" / "stylesheets" / "sides.css").read_text(encoding="utf-8")
    for side in SITE.catalog.sides.values():
        assert css.count(f"--tone-{side.tone}:") == 2, side.tone  # light and dark
        assert f".side--{side.tone}" in css


def test_style_sheets_are_sent_as_one_and_none_is_lost(tmp_path: Path) -> None:
    """In their order; one that is no file of the site is linked as it was."""
    folder = copy_project(tmp_path / "project", example=True)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    elsewhere = "https://style.example.org/x.css"
    config.write_text(text.replace("extra_css:\n", f"extra_css:\n  - {elsewhere}\n"), "utf-8")
    assert mkdocs("build", "--strict", folder=folder).returncode == 0
    page = (folder / "site" / "index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(page, "html5lib")
    links = [str(link["href"]) for link in soup.select("link[rel=stylesheet]")]
    ours = [link for link in links if not link.startswith("assets/")]
    assert ours == ["stylesheets/site.css", elsewhere, "stylesheets/dark.css"]
    sent = (folder / "site" / "stylesheets" / "site.css").read_text(encoding="utf-8")
    sheets = re.findall(r"- (stylesheets/[\w-]+\.css)", text)
    places = [sent.index((folder / "docs" / path).read_text(encoding="utf-8")) for path in sheets]
    assert places == sorted(places)
    assert len(places) == len(list((folder / "docs" / "stylesheets").glob("*.css")))


def test_the_example_site_builds(tmp_path: Path) -> None:
    """A new topic is one Markdown file and one data folder."""
    folder = copy_project(tmp_path / "project", example=True)
    result = mkdocs("build", "--strict", folder=folder)
    assert result.returncode == 0, result.stderr
    page = article(folder / "site", "topics/harbour")
    assert page.find(id="harbour-2019-05-14-talks")
    assert (GOOD / "docs" / "topics" / "harbour.md").is_file()


def test_every_fact_leads_to_the_line_of_its_record(built: Path) -> None:
    """On the hosting site, where it can be edited; each page to its own file."""
    editor = f"{REPOSITORY}/edit/main/"
    for name in PAGES.values():
        soup = BeautifulSoup((built / name / "index.html").read_text("utf-8"), "html5lib")
        own = soup.select_one("a[rel=edit]")
        assert own is not None
        assert (ROOT / str(own["href"]).removeprefix(editor)).is_file()
        for link in soup.select("article a.edit"):
            path, _, line = str(link["href"]).removeprefix(editor).partition("#L")
            holder = link.find_parent(["li", "figure"])
            assert holder is not None
            shown = holder if holder.get("id") else holder.select_one("[id]")
            assert shown is not None
            text = (ROOT / path).read_text(encoding="utf-8").split("\n")[int(line) - 1]
            assert text == f"  - id: {shown['id']}"
        if name.startswith("topics/"):
            told = {holder for holder in ("event", "statement", "source-entry")
                    if soup.select(f".{holder} a.edit")}  # fmt: skip
            assert told == {"event", "statement", "source-entry"}


def test_a_topic_that_the_navigation_does_not_name(tmp_path: Path) -> None:
    """Its page stands behind those of the other topics: nothing but its files is needed."""
    folder = copy_project(tmp_path / "project")
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    line = "  - Prisoners: topics/prisoners.md\n"
    assert line in text
    config.write_text(text.replace(line, ""), encoding="utf-8")
    result = mkdocs("build", "--strict", folder=folder)
    assert result.returncode == 0, result.stderr
    soup = BeautifulSoup((folder / "site" / "index.html").read_text("utf-8"), "html5lib")
    links = [link.get_text(strip=True) for link in soup.select(".md-nav--primary .md-nav__link")]
    assert links.index("Prisoners") == links.index("Sanctions") + 1
    assert links.index("Prisoners") == links.index("About") - 1


def test_a_new_topic_needs_no_other_edit(tmp_path: Path) -> None:
    """What `explainer new` begins is built strictly, and stands in the navigation."""
    folder = copy_project(tmp_path / "project", example=True)
    config = folder / "mkdocs.yml"
    nav = "nav:\n  - Agenda: index.md\n  - Harbour: topics/harbour.md\n"
    config.write_text(config.read_text(encoding="utf-8") + nav, encoding="utf-8")
    source = "gazette-2019-06-02-pier"
    for arguments in (
        [
            "topic", "--title", "The Pier", "--question", "Who may use the pier?",
            "--summary", "Some may.", "--as-of", "2019-05-31", "--record-ends", "2021-02",
            "--author", "A", "--side", "north", "--side", "south",
        ],
        [
            "source", "--publisher", "The Gazette", "--url", "https://gazette.example.org/pier",
            "--published", "2019-06-02", "--kind", "news", "--language", "en", "--tier", "B",
            "--topic", "the-pier",
        ],
        ["person", "--name", "Åse Dahl", "--side", "north"],
        [
            "event", "--date", "2019-05-29", "--title", "The pier opens", "--summary",
            "It opened.", "--kind", "other", "--status", "occurred", "--topic", "the-pier",
            "--actor", "ase-dahl", "--source", source,
        ],
        [
            "statement", "--speaker", "ase-dahl", "--date", "2019-05-29", "--text",
            "Come one, come all", "--source", source, "--rendering", "original", "--lang", "en",
            "--context", "At the opening.", "--topic", "the-pier", "--compared",
        ],
    ):  # fmt: skip
        result = CliRunner().invoke(explainer, ["new", *arguments, "--root", str(folder)])
        assert result.exit_code == 0, result.output
    build = mkdocs("build", "--strict", folder=folder)
    assert build.returncode == 0, build.stderr
    soup = BeautifulSoup((folder / "site" / "index.html").read_text("utf-8"), "html5lib")
    links = {str(link["href"]) for link in soup.select(".md-nav--primary .md-nav__link[href]")}
    assert {"topics/harbour/", "topics/the-pier/"} <= links
    heading = article(folder / "site", "topics/the-pier").h1
    assert heading is not None
    assert heading.get_text().startswith("The Pier")
