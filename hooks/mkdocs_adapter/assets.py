"""Assets: one style sheet, pictures for shared links and the offline search script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.forms import SHEETS
from explainer.rendering.share_image import share_image
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

if TYPE_CHECKING:
    from explainer.site import Site
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

STYLES = "stylesheets/site.css"
DARK = "stylesheets/dark.css"
FRAME_WORKER = "javascripts/frame-worker.js"

COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)

# The scheme that the theme's script sets on a dark page.
SLATE = re.compile(r"""\[data-md-color-scheme=["']?slate["']?\]""")


def add_assets(
    files: Files, config: MkDocsConfig, site: Site, docs: str, *, pictures: bool
) -> None:
    """Add generated assets to the site's files."""
    _bundle_styles(files, config)
    if config.extra.get("polyfills"):  # Material's plugin `offline` sets it
        _bring_frame_worker(files, config)
    # Links to pictures need the whole address, and Material's plugin `social` draws its own.
    if pictures and config.site_url and "material/social" not in config.plugins:
        _draw_pictures(files, config, site, docs)


def _bundle_styles(files: Files, config: MkDocsConfig) -> None:
    """Join the site's style sheets into one without comments, and add one for dark without scripts.

    A browser shows nothing until it has loaded every style sheet.
    """
    styles = {path: files.get_file_from_path(str(path)) for path in config.extra_css}
    ours = [style for style in styles.values() if style]
    palettes = [style for style in files.css_files() if "/palette." in style.src_uri]
    content = COMMENT.sub("", "\n".join(style.content_string for style in ours))
    dark = "\n".join([*(palette.content_string for palette in palettes), content])
    for style in ours:
        files.remove(style)
    files.append(File.generated(config, STYLES, content=content))
    files.append(File.generated(config, DARK, content=SLATE.sub("[data-md-color-scheme]", dark)))
    config.extra_css = [STYLES, *(path for path, style in styles.items() if not style)]


def embed_sheets(config: MkDocsConfig) -> dict[str, str]:
    """Return the style sheets of the site that embeds need, by name, without comments."""
    found = (Path(config.docs_dir) / path for path in map(str, config.extra_css))
    return {
        path.stem: COMMENT.sub("", path.read_text(encoding="utf-8"))
        for path in found
        if path.stem in SHEETS and path.is_file()
    }


def _bring_frame_worker(files: Files, config: MkDocsConfig) -> None:
    """Add the script that makes search work on pages opened from disk.

    A browser starts no worker there, so the script uses a frame instead.
    Material would have the pages fetch the script from another site.
    """
    module = Path(config.config_file_path).parent / "node_modules" / "iframe-worker"
    if not module.is_dir():
        raise PluginError("OFFLINE needs node_modules/iframe-worker: get it with `npm ci`")
    script = str(module / "shim" / "index.js")
    files.append(File.generated(config, FRAME_WORKER, abs_src_path=script))
    config.extra["polyfills"] = [FRAME_WORKER]


def _draw_pictures(files: Files, config: MkDocsConfig, site: Site, docs: str) -> None:
    """Draw the picture that other sites show for a link to each page."""
    for path, result in site.results.items():
        title = result.heading or config.site_name
        text = result.question or config.site_description or ""
        picture = share_image(config.site_name, title, text, result.chart)
        name = Path(path).relative_to(docs).with_suffix(".png").as_posix()
        files.append(File.generated(config, f"share/{name}", content=picture))
