"""Offices by dates: the one of the day."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from explainer.facts.actors import Person
from explainer.facts.edtf import parse
from explainer.facts.offices import office_on, office_problems
from explainer.problems import Place
from explainer.yaml_text.document import nothing

Office: TypeAlias = "dict[str, str | list[str]]"


def person(*offices: Office) -> Person:
    value = {"id": "a-b", "name": "A B", "side": "s", "offices": list(offices)}
    return Person.model_validate(value, context=(nothing(Place("people.yml")), ()))


MAYOR: Office = {"title": "Mayor", "from": "2010", "to": "2018-04-26"}
MINISTER: Office = {"title": "Minister", "from": "2018-04-26", "to": "2021-01-20"}
SENATOR: Office = {"title": "Senator", "seen": ["2020-08-18"]}
SECRETARY: Office = {"title": "Secretary", "seen": ["2025-02-18", "2025-08-15"]}


@pytest.mark.parametrize(
    ("offices", "day", "title"),
    [
        ([MAYOR, MINISTER], "2018-04-25", "Mayor"),
        ([MAYOR, MINISTER], "2018-04-26", "Minister"),  # on a day of handover, the new one
        ([MAYOR, MINISTER], "2019-05-14", "Minister"),
        ([MAYOR, MINISTER], "2019-05-14T23:30-04:00", "Minister"),
        ([MAYOR, MINISTER], "2021-01-20", "Minister"),
        ([MAYOR, MINISTER], "2021-01-21", None),
        ([MAYOR, MINISTER], "2018", None),  # a year in which both were held
        ([SENATOR, SECRETARY], "2020-08-18", "Senator"),
        ([SENATOR, SECRETARY], "2025-05-01", "Secretary"),  # between two days on which it is seen
        ([SENATOR, SECRETARY], "2022-01-01", None),  # nothing says which
        ([{"title": "Pilot"}], "1900", "Pilot"),  # the only one known
        ([], "2019", None),
    ],
)
def test_the_office_of_the_day(offices: list[Office], day: str, title: str | None) -> None:
    """As far as sources show it, and no further."""
    office = office_on(person(*offices), parse(day))
    assert (office and office.title) == title


def test_sound_offices_have_no_problems() -> None:
    """Offices that meet on a day do not overlap."""
    assert list(office_problems(person(MAYOR, MINISTER))) == []
    assert list(office_problems(person(SENATOR, SECRETARY))) == []
