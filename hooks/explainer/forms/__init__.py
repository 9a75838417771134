"""Forms of the facts for programs: an API of JSON files, tables, feeds, calendars and references.

The face is `forms`. One module makes each form, from what readers may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.forms.calendars import calendars
from explainer.forms.feeds import feeds
from explainer.forms.json_api import api
from explainer.forms.publication import Publication
from explainer.forms.references import reference_lists
from explainer.forms.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.forms.publication import File

__all__ = ["Publication", "forms"]


def forms(publication: Publication) -> Iterator[File]:
    """Yield the path of each file, relative to the site's root, and its bytes."""
    for make in (api, tables, feeds, calendars, reference_lists):
        yield from make(publication)
