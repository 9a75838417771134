"""What a timeline can be narrowed down to."""

from __future__ import annotations

import re
from typing import get_args

from conftest import ROOT, busy_site
from explainer.facts.records import EventKind
from explainer.rendering.time_drawing import FEWEST
from explainer.rendering.timeline_filter import KINDS, MOST, choices, marks_of, numbers_of

CATALOG = busy_site().catalog
EVENTS = CATALOG.events_of(["ferry"])


def test_a_choice_leaves_what_it_says() -> None:
    """Each leaves some events and not all; its number stands at those and no others."""
    events = EVENTS
    found = choices(events, CATALOG)
    assert list(found) == ["Sides", "Kinds of event", "People and organisations"]
    options = [choice for choices_of in found.values() for choice in choices_of]
    assert [choice.number for choice in options] == list(range(1, len(options) + 1))
    assert len(options) <= MOST
    for heading, choice in ((head, one) for head, many in found.items() for one in many):
        assert 0 < len(choice.events) < len(events)
        for event in events:
            left = choice.value in marks_of(event, CATALOG)[heading]
            assert (event.id in choice.events) == left
            assert (choice.number in numbers_of(event, found)) == left
    assert "south" in {choice.value for choice in found["Sides"]}
    assert "carl-dahl" in {choice.value for choice in found["People and organisations"]}


def test_every_kind_of_event_has_a_group() -> None:
    """One, and no other."""
    kinds = [kind for group in KINDS.values() for kind in group]
    assert sorted(kinds) == sorted(get_args(EventKind))


def test_a_short_list_needs_no_choice() -> None:
    """As it needs no overview."""
    assert choices(EVENTS[: FEWEST - 1], CATALOG) == {}
    assert choices(EVENTS[:FEWEST], CATALOG)


def test_the_style_sheet_knows_every_number() -> None:
    """One rule for each choice that a timeline may have, and none beyond."""
    css = (ROOT / "docs" / "stylesheets" / "filter.css").read_text(encoding="utf-8")
    months = re.findall(
        r'\.timeline:has\(\[data-choice="(\d+)"\]:checked\) '
        r'\.timeline-month:not\(:has\(\[data-choices~="(\d+)"\], :target\)\)',
        css,
    )
    events = re.findall(
        r'\.timeline:has\(\[data-choice="(\d+)"\]:checked\) '
        r'\.event:not\(\[data-choices~="(\d+)"\], :has\(:target\)\)',
        css,
    )
    assert months == events == [(str(number),) * 2 for number in range(1, MOST + 1)]
