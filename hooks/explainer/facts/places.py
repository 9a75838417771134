"""Places of events: where they are, so that a map can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from explainer.facts.field_types import Id, Text
from explainer.facts.measures import Latitude, Longitude
from explainer.facts.model import RecordWithId
from explainer.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.facts.catalog import Catalog


class NamedPlace(RecordWithId):
    """A place on a map."""

    noun: ClassVar[str] = "place"
    id: Id
    """`place`, words of its name."""
    name: Text = Field(examples=["Alder"])
    """The name on the map."""
    also: tuple[Text, ...] = ()
    """Other texts in the field `place` of events that mean it, such as a house in the city."""
    latitude: Latitude = Field(examples=["43.6"])
    """Degrees north, to a tenth; south of the equator with a minus."""
    longitude: Longitude = Field(examples=["39.7"])
    """Degrees east, to a tenth; west of Greenwich with a minus."""


def place_problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield a problem for each name that two places have."""
    first: dict[str, NamedPlace] = {}
    for place in catalog.places.values():
        for index, form in enumerate((place.name, *place.also)):
            other = first.setdefault(form, place)
            if other is not place:
                at = other.place_of()
                field = place.place_of("also", index - 1) if index else place.place_of("name")
                message = f"'{other.id}' already has the name {quoted(form, 100)}"
                yield Problem(field, message, f"tell them apart; see {at.path}:{at.line}")
