"""Files of TimelineJS: its JSON, and its Google spreadsheet saved as CSV.

The columns are described at https://timeline.knightlab.com/docs/using-spreadsheets.html; those
of its first version had one cell for a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from explainer.exchange import located_json
from explainer.exchange.imported import ImportedTimeline, UnreadableFileError, text_of_file
from explainer.exchange.prose import words_in
from explainer.exchange.spreadsheet import rows_of
from explainer.exchange.timelinejs import event_of, topic_of
from explainer.problems import Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from explainer.exchange.spreadsheet import Row
    from explainer.exchange.timelinejs import Settings

COLUMNS = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time"),
    *("Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption"),
    *("Media Thumbnail", "Alt Text", "Type", "Group", "Background"),
    *("Start Date", "End Date", "Tag"),
)
"""The columns of the spreadsheet; the last three are of its first version."""
_PARTS = {
    "Display Date": ("display_date",), "Headline": ("text", "headline"), "Text": ("text", "text"),
    "Media": ("media", "url"), "Media Credit": ("media", "credit"),
    "Media Caption": ("media", "caption"), "Media Thumbnail": ("media", "thumbnail"),
    "Alt Text": ("media", "alt"), "Type": ("type",), "Group": ("group",), "Tag": ("group",),
    "Background": ("background",),
    **{f"{end}{part}": (f"{kind}_date", part.lower())
       for end, kind in (("", "start"), ("End ", "end")) for part in ("Year", "Month", "Day")},
}  # fmt: skip
"""The part of a slide that each column has."""
_TIME = re.compile(
    r"(\d{1,2})(?:[:.]?([0-5]\d))?(?:[:.](\d\d)(?:[.,:](\d+))?)?\s*(?:([ap])\.?m\.?)?",
    re.IGNORECASE,
)
_ONE_CELL = re.compile(
    r"(?:(?P<year>-?\d+)(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?"
    r"|(?:(?P<us_month>\d\d?)/)?(?:(?P<us_day>\d\d?)/)?(?P<us_year>\d{4}))(?:[T\s]+(?P<time>.+))?"
)


def read(raw: bytes, path: str, settings: Settings) -> ImportedTimeline:
    """Return the timeline in a file: JSON if it begins with a brace, or else a table.

    Raise UnreadableFileError if it is neither.
    """
    text = text_of_file(raw, path)
    if text.lstrip().startswith(("{", "[")):
        return _from_json(text, path, settings)
    rows, losses = rows_of(text, path, COLUMNS)
    slides = []
    for row in rows:
        slide, lost = _slide(row)
        slides.append((slide, row.place))
        losses += lost
    return _timeline(slides, losses, settings, lambda place: lambda _: place)


def _from_json(text: str, path: str, settings: Settings) -> ImportedTimeline:
    whole = located_json.read(text, path)
    slides = whole.get("events") if isinstance(whole, dict) else None
    if not isinstance(slides, list):
        message = "expected an object with a list of 'events', as TimelineJS 3 has"
        raise UnreadableFileError(Place(path), message)
    lines = located_json.Lines(text, path)
    losses = [
        Problem(lines.place(whole), f"'{name}' not carried: {quoted(str(whole[name]))}")
        for name in whole
        if name not in {"events", "title", "eras"} and whole[name] not in ("human", "", None)
    ]
    if (eras := whole.get("eras")) and not isinstance(eras, list):
        message = f"'eras' not carried: expected a list, found {quoted(str(eras))}"
        losses.append(Problem(lines.place(whole), message))
    typed = [(whole.get("title"), "title"), *((one, "era") for one in _list(whole.get("eras")))]
    # A slide of JSON has no type; only rows of the spreadsheet have one.
    marked = [*((_typed(one, kind), one) for one, kind in typed if one)]
    marked += [(_typed(one, ""), one) for one in slides]
    return _timeline(
        marked, losses, settings, lambda slide: lambda part: lines.place(_located(part, slide))
    )


def _located(part: Any, slide: Any) -> Any:
    return part if isinstance(part, located_json.LocatedObject) and part.at else slide


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _typed(slide: Any, kind: str) -> Any:
    """Return a slide with its type, or whatever it is in place of an object."""
    if not isinstance(slide, located_json.LocatedObject):
        return slide
    made = located_json.LocatedObject({**slide, "type": kind})
    made.at, made.repeated = slide.at, slide.repeated
    return made


def _timeline(
    slides: Iterable[tuple[Any, Any]],
    losses: list[Problem],
    settings: Settings,
    places: Callable[[Any], Callable[[Any], Place]],
) -> ImportedTimeline:
    """Return the timeline of slides; `places` returns what finds places in one of them."""
    events = []
    topic: Mapping[str, str] = {}
    for slide, where in slides:
        place_of = places(where)
        if not isinstance(slide, dict):
            message = (
                f"not imported: expected a slide, which is an object, found {quoted(str(slide))}"
            )
            losses.append(Problem(place_of(None), message))
        elif slide.get("type") == "title" and not topic:
            topic, lost = topic_of(slide)
            losses += [Problem(place_of(slide), f"the title: {what}") for what in lost]
        elif slide.get("type") == "era":
            text = slide.get("text")
            head = text.get("headline") if isinstance(text, dict) else ""
            name = quoted(words_in(str(head or "")).plain or "an era without a headline")
            losses.append(Problem(place_of(slide), f"{name}: not imported: an era is no event"))
        else:
            event, lost_here = event_of(slide, place_of, settings)
            events += [event] if event else []
            losses += lost_here
            if kind := slide.get("type"):
                message = f"type not carried: {quoted(str(kind))}"
                losses.append(Problem(place_of(slide), message))
    return ImportedTimeline(tuple(events), tuple(losses), topic)


def _slide(row: Row) -> tuple[dict[str, Any], list[Problem]]:
    """Return the slide of a row, and what of the row cannot be read."""
    slide: dict[str, Any] = {}
    for column, way in _PARTS.items():
        if column in row.cells:
            *above, name = way
            part = slide.setdefault(above[0], {}) if above else slide
            part[name] = row.cells[column]
    losses = []
    for end, key in (("", "start_date"), ("End ", "end_date")):
        given = row.cells.get(f"{end}Time", "")
        if whole := row.cells.get(f"{end or 'Start '}Date"):
            found = _ONE_CELL.fullmatch(whole)
            if found is None:
                losses.append(f"{end or 'Start '}Date {quoted(whole)} is not a date")
                continue
            names = ("year", "month", "day")
            # Of two numbers before the year, TimelineJS takes the first for the month.
            slide[key] = {name: found[name] or found[f"us_{name}"] for name in names}
            given = found["time"] or ""
        clock = _clock(given)
        if clock and slide.get(key):
            slide[key] |= clock
        elif given:
            why = "there is no date" if clock else "not a time such as 17:30 or 5:30 PM"
            losses.append(f"{end}Time {quoted(given)} not carried: {why}")
    name = quoted(words_in(row.cells.get("Headline", "")).plain or "a row without a headline")
    return slide, [Problem(row.place, f"{name}: {lost}") for lost in losses]


def _clock(text: str) -> dict[str, str]:
    """Return the parts of a time of day; none if it is not one."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return {}
    hour = int(found[1])
    if half := (found[5] or "").lower():
        hour = hour % 12 + 12 * (half == "p")
    if hour > 23:
        return {}
    # Texts, since midnight counts here.
    names = ("minute", "second", "millisecond")
    rest = dict(zip(names, found.groups()[1:4], strict=True))
    return {"hour": str(hour), **{name: value for name, value in rest.items() if value}}
