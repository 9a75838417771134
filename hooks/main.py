"""MkDocs' events, and what the explainer package does at each: the only file that knows MkDocs."""

from __future__ import annotations

import re
import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from jinja2 import FileSystemBytecodeCache
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from explainer.preview import Preview
    from explainer.rendering.page_renderer import Sheet
    from explainer.site import Site
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

STYLES = "stylesheets/site.css"
DARK = "stylesheets/dark.css"
FRAME_WORKER = "javascripts/frame-worker.js"

ARTICLE = re.compile(r"<article\b[^>]*>")

# The scheme that the theme's script names on a page that is to be dark.
SLATE = re.compile(r"""\[data-md-color-scheme=["']?slate["']?\]""")

log = get_plugin_logger("explainer")

# MkDocs runs this file once per process; between two builds of a preview, the state is here.
# `made` is what a preview has made, and of what.
state: dict[str, Any] = {"serving": False, "code": None, "made": {}}


def on_startup(*, command: str, **_: object) -> None:
    """Make the package importable for good: MkDocs undoes what is done while a hook is loaded."""
    sys.path.insert(0, str(Path(__file__).parent))
    # A .pyc written below a watched folder would start a second build.
    sys.dont_write_bytecode = True
    state["serving"] = command == "serve"
    state["folder"] = TemporaryDirectory() if command == "serve" else None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the whole site. A build with problems ends here, before the old site is touched."""
    forget_old_code(Path(config.config_file_path))
    from explainer import edition, preview, site, source_tree
    from explainer.pages import conversion
    from explainer.rendering import blocks, page_renderer

    root = Path(config.config_file_path).parent
    state["site"] = site.read_site(
        source_tree.read_folder(root),
        edition.Edition(
            edition.current_day(),
            edition.commit_of(root),
            repository=config.repo_url or "",
            editor=editor(config),
        ),
        address=lambda path: address(path, config),
    )
    state["preview"] = preview.Preview(state["site"])
    problems = state["site"].problems
    for problem in problems:
        log.error("%s", problem)
    if problems and not state["serving"]:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise PluginError(f"{count} in data/ and docs/; the site was left as it was")
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fences["custom_fences"] = [
        *fences.get("custom_fences", []),
        *conversion.custom_fences([*blocks.BLOCKS, page_renderer.CITATION], draw),
    ]
    # MkDocs hands on what it is given, and Python-Markdown takes an object as well as a name.
    extensions: list[Any] = config.markdown_extensions
    extensions.append(conversion.finishing(finish))
    complete_navigation(config)
    return config


def address(path: str, config: MkDocsConfig) -> str:
    """The address that MkDocs will give to a page."""
    name = path.removeprefix("docs/")
    return File(name, config.docs_dir, config.site_dir, config.use_directory_urls).url


def editor(config: MkDocsConfig) -> str:
    """The address below which the hosting site edits each file; empty without a repository.

    MkDocs knows it for docs/ alone.
    """
    if not config.repo_url or not config.edit_uri:
        config.edit_uri = None  # MkDocs would take it for an address
        return ""
    return urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri).removesuffix("docs/")


def complete_navigation(config: MkDocsConfig) -> None:
    """Put the pages of topics that the navigation does not name behind those that it does."""
    site: Site = state["site"]
    if not config.nav:
        return
    named = str(config.nav)
    behind = 1 + max(
        (index for index, item in enumerate(config.nav) if "topics/" in str(item)), default=-1
    )
    missing = [
        {page.heading or path: path.removeprefix("docs/")}
        for path, page in site.pages.items()
        if page.topic and repr(path.removeprefix("docs/")) not in named
    ]
    config.nav = [*config.nav[:behind], *missing, *config.nav[behind:]]


def forget_old_code(settings: Path) -> None:
    """Make a preview run the package as it is now, if a module of it or a setting has changed."""
    files = [settings, *Path(__file__).parent.rglob("*.py")]
    code = {path: path.stat().st_mtime_ns for path in files}
    own = code.pop(Path(__file__))
    if own != state.setdefault("own", own):
        log.warning("hooks/main.py has changed: MkDocs reads it when it starts, so start it again")
    if code != state["code"]:
        for name in [name for name in sys.modules if name.partition(".")[0] == "explainer"]:
            del sys.modules[name]
        state["made"] = {}
    state["code"] = code


def once(name: str, of: object, make: Callable[[], Any]) -> Any:
    """What is made of something; what was made of the same before is not made again."""
    made = state["made"].get(name)
    if made is None or made[0] != of:
        made = state["made"][name] = (of, make())
    return made[1]


def on_serve(server: LiveReloadServer, *, builder: Callable[[], None], **_: object) -> None:
    """Let a preview answer when it cannot be built: MkDocs would wait until it can."""
    root, preview = Path(server.root), state["preview"]
    kept = Path(state["folder"].name) / "last"

    def build() -> None:
        if not kept.exists():
            root.rename(kept)  # MkDocs would empty it before it knows whether it can fill it again
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        try:
            builder()
        except Exception as error:
            log.exception("The pages stand as they were")
            state["code"] = None  # what was imported of it may be half old and half new
            shutil.rmtree(root)
            shutil.copytree(kept, root)
            card = preview.stopped(error, Path(__file__).parent.parent)
            for page in root.rglob("*.html"):
                text = page.read_text(encoding="utf-8")
                page.write_text(ARTICLE.sub(lambda at: at[0] + card, text, 1), "utf-8")
        else:
            shutil.rmtree(kept)

    server.builder = build


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Bundle the style sheets, and draw the pictures."""
    bundle_styles(files, config)
    if config.extra.get("polyfills"):  # Material's plugin `offline` sets it
        bring_frame_worker(files, config)
    if not state["serving"]:  # a preview is not shared
        draw_pictures(files, config)


def bundle_styles(files: Files, config: MkDocsConfig) -> None:
    """Make one style sheet of all that are the site's own, and one for the dark without script.

    A browser shows nothing before it has each style sheet.
    """
    styles = {path: files.get_file_from_path(str(path)) for path in config.extra_css}
    ours = [style for style in styles.values() if style]
    palettes = [style for style in files.css_files() if "/palette." in style.src_uri]
    content = "\n".join(style.content_string for style in ours)
    dark = "\n".join([*(palette.content_string for palette in palettes), content])
    for style in ours:
        files.remove(style)
    files.append(File.generated(config, STYLES, content=content))
    files.append(File.generated(config, DARK, content=SLATE.sub("[data-md-color-scheme]", dark)))
    config.extra_css = [STYLES, *(path for path, style in styles.items() if not style)]


def bring_frame_worker(files: Files, config: MkDocsConfig) -> None:
    """Bring the script by which the search works in pages that are opened from disk.

    A browser starts no worker there; a frame does its work.
    Material would have the pages fetch the script from elsewhere.
    """
    module = Path(config.config_file_path).parent / "node_modules" / "iframe-worker"
    if not module.is_dir():
        raise PluginError("OFFLINE needs node_modules/iframe-worker: get it with `npm ci`")
    script = str(module / "shim" / "index.js")
    files.append(File.generated(config, FRAME_WORKER, abs_src_path=script))
    config.extra["polyfills"] = [FRAME_WORKER]


def draw_pictures(files: Files, config: MkDocsConfig) -> None:
    """Make the picture that other sites show of each page when it is shared."""
    site: Site = state["site"]
    for path, sheet in site.sheets.items():
        picture = sheet.share_image(config.site_name, config.site_description or "")
        name = Path(path).relative_to("docs").with_suffix(".png").as_posix()
        files.append(File.generated(config, f"share/{name}", content=picture))


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Turn to the next page, and give it the footnotes that its citations need."""
    sheet: Sheet | None = state["site"].sheets.get(f"docs/{page.file.src_uri}")
    state["sheet"] = sheet
    if sheet is None:
        return markdown
    if description := sheet.description():
        page.meta.setdefault("description", description)
    if state["serving"]:
        vars(page)["render"] = partial(render_once, page, sheet)
    # What is too much to be read is left out of a preview, which says so above the page.
    return "" if sheet.page.too_large else f"{markdown}\n{sheet.definitions()}"


def render_once(page: Page, sheet: Sheet, config: MkDocsConfig, files: Files) -> None:
    """Convert a page as MkDocs does, unless nothing of what it is made of has changed."""

    def render() -> tuple[dict[str, Any], list[str]]:
        before = vars(page).copy()
        type(page).render(page, config, files)
        rendered = {name: one for name, one in vars(page).items() if before.get(name) is not one}
        return rendered, sheet.explained

    of = page.markdown, state["preview"].prerender(sheet), [*files.src_uris]
    rendered, sheet.explained = once(f"page {page.url}", of, render)
    vars(page).update(rendered)
    links = page.links_to_anchors or {}
    page.links_to_anchors = {files.src_uris[file.src_uri]: links[file] for file in links}


def on_env(env: Environment, config: MkDocsConfig, **_: object) -> None:
    """Let a preview compile templates once, and read a page for the search when it has changed."""
    if not state["serving"]:
        return
    templates = Path(state["folder"].name) / "templates"
    templates.mkdir(exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(templates))
    index: Any = vars(config.plugins["material/search"])["search_index"]
    add = index.add_entry_from_context

    def entries(page: Page) -> object:
        index.entries = []
        add(page)
        return index.entries

    def add_once(page: Page) -> None:
        of = page.title, page.meta, page.content
        index.entries = [*index.entries, *once(f"search {page.url}", of, lambda: entries(page))]

    index.add_entry_from_context = add_once


def draw(name: str, body: str) -> str:
    """Draw a fence; in a preview, a problem as a card in its place."""
    sheet: Sheet = state["sheet"]
    if not state["serving"]:
        return sheet.fragment(name, body)[0]
    preview: Preview = state["preview"]
    return preview.fragment(sheet, name, body)


def finish(root: Element) -> None:
    """Finish the tree of the page at hand."""
    if state["sheet"]:
        state["sheet"].finish(root)


def on_post_page(output: str, **_: object) -> str:
    """Name the search dialog, which Material leaves without a name."""
    return output.replace('role="dialog">', 'role="dialog" aria-label="Search">', 1)


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Add the explanations, and tell MkDocs the ids in the fragments, so that links are checked."""
    sheet: Sheet | None = state["sheet"]
    if sheet is None:
        return html
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *sheet.canvas.anchors}
    return html + sheet.glosses()


@event_priority(-100)  # after the search has read the page
def on_page_context(_: dict[str, Any], *, page: Page, **__: object) -> None:
    """Put what a preview has of its own above the page."""
    path = f"docs/{page.file.src_uri}"
    if state["serving"] and path in state["site"].pages:
        page.content = state["preview"].bar(path) + (page.content or "")
