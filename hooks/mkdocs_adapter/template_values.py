"""Template values: what the theme's templates know of the site besides MkDocs' own values."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from explainer.site import Site
    from jinja2 import Environment


def attribute(text: str) -> str:
    """Return text for HTML, also for an attribute; the theme's templates write it as it is."""
    return escape(text, quote=False).replace('"', "&quot;")


MOST_IN_HEADER = 8
"""The most topics that every page names."""


def add_template_values(
    env: Environment, site: Site, docs: str, forms: Container[str], page_data: Mapping[str, str]
) -> None:
    """Add what all templates need, the error page's too; `forms` has the files for programs.

    `page_data` is as in `Build`.
    """
    results = {path.removeprefix(f"{docs}/"): result for path, result in site.results.items()}

    def report_of(name: str) -> str | None:
        """Return the address for reporting an error on a page; None for a generated page."""
        result = results.get(name)
        if result is None:
            return None
        return site.edition.report(result.page.path, result.url)

    # The question of each topic's page, by its file's name in the docs folder.
    questions = {name: result.question for name, result in results.items() if result.question}
    env.globals["questions"] = questions
    # MkDocs' own templates for GNU gettext have no words of ours.
    env.install_gettext_translations(site.edition.messages.translations)  # type: ignore[attr-defined]  # of Jinja's extension i18n
    # The topic of each topic's page, by the same.
    env.globals["topics"] = {name: result.page.topic for name, result in results.items()}
    env.globals["forms"] = forms
    env.globals["page_data"] = page_data
    env.globals["few_topics"] = len(questions) <= MOST_IN_HEADER
    env.globals["report_of"] = report_of
