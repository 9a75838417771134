"""Forms of the facts for programs: JSON files, tables, feeds, calendars and linked data.

The face is `forms`. One module makes each form, from what readers may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.forms.calendars import calendars
from explainer.forms.embeds import SHEETS, embeds
from explainer.forms.feeds import feeds
from explainer.forms.json_api import api
from explainer.forms.linked_data import linked_data
from explainer.forms.page_data import page_data
from explainer.forms.publication import Publication
from explainer.forms.references import reference_lists
from explainer.forms.tables import tables
from explainer.forms.twins import llms_txt, twin
from explainer.forms.web_annotations import web_annotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.forms.publication import File

__all__ = ["SHEETS", "Publication", "embeds", "forms", "page_data", "twin"]

_MAKERS = (
    *(api, tables, feeds, calendars),
    *(reference_lists, linked_data, web_annotations, llms_txt),
)


def forms(publication: Publication) -> Iterator[File]:
    """Yield the path of each file, relative to the site's root, and its bytes."""
    for make in _MAKERS:
        yield from make(publication)
