"""Dates in words, in pieces that a page can mark with their machine-readable text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from explainer.facts.days import year_in_words
from explainer.language.calendar_words import Pair
from explainer.language.messages import message, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.facts.dates import EdtfDate, Point
    from explainer.language.messages import Messages

Piece: TypeAlias = tuple[str, str]
"""Words and their text for HTML's `datetime` attribute, which may be empty."""

SEASONS = {
    21: message("spring"),
    22: message("summer"),
    23: message("autumn"),
    24: message("winter"),
}
"""The seasons by their numbers in EDTF, where they take the place of months."""
WINTER = 24

SINCE = message("since %(date)s")
FROM = message("from %(date)s, end not known")
UNTIL = message("until %(date)s")
ENDED = message("beginning not known, until %(date)s")
LATER = message("What follows came after %(date)s.")
BEGINNING = message("From %(date)s")
_ABOUT = {
    "~": message("about %(date)s"),
    "?": message("probably %(date)s"),
    "%": message("perhaps about %(date)s"),
}
# Some languages have an article before a day, but none before a month or a year.
_WITH_A_DAY = (
    message("since %(date)s", "a day"),
    message("from %(date)s, end not known", "a day"),
    message("until %(date)s", "a day"),
    message("beginning not known, until %(date)s", "a day"),
    message("about %(date)s", "a day"),
    message("probably %(date)s", "a day"),
    message("perhaps about %(date)s", "a day"),
    message("From %(date)s", "a day"),
    message("What follows came after %(date)s.", "a day"),
)
_MIXED = Pair("", "", "")
"""For dates of several kinds: each is said in full, but only the last with its year."""
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = str.maketrans("IVX", "XLC")


def pieces_of(point: Point, place: str, messages: Messages) -> list[Piece]:
    """Return a point with its qualifier; the place names a local time."""
    words = [(in_words(point, place, messages), point.iso())]
    if not point.qualifier:
        return words
    return _with(_ABOUT[point.qualifier], words, messages, day=bool(point.day))


def with_words(text: str, point: Point, place: str, messages: Messages) -> list[Piece]:
    """Return a point within one of the texts above, such as `SINCE`."""
    pieces = pieces_of(point, place, messages)
    return _with(text, pieces, messages, day=bool(point.day and not point.qualifier))


def in_phrase(text: str, date: EdtfDate, messages: Messages) -> str:
    """Return the translation of one of the texts above for a date, still with its placeholder."""
    plain = date.end is None and not date.others and not date.points[0].qualifier
    is_day = plain and date.points[0].day
    return messages.pgettext("a day", text) if is_day else messages.gettext(text)


def between(start: Point, end: Point, place: str, messages: Messages) -> list[Piece]:
    """Return an interval; say a shared month or year once."""
    shared = _shared((start, end), messages)
    first, last = _pieces((start, end), shared, place, messages)
    if shared and shared is messages.calendar.days_of_month:
        return [*first, (shared.dash, ""), *last]
    return _filled(messages.gettext("%(first)s to %(last)s"), first=first, last=last)


def among(points: Sequence[Point], place: str, messages: Messages) -> list[Piece]:
    """Return dates of which one is right; say a shared month or year once."""
    *others, last = _pieces(points, _shared(points, messages), place, messages)
    first = [*others[0]]
    for other in others[1:]:
        first += [(", ", ""), *other]
    return _filled(messages.gettext("%(dates)s or %(last)s"), dates=first, last=last)


def in_words(point: Point, place: str, messages: Messages) -> str:
    """Return a point without its qualifier."""
    if point.unspecified in {"X", "XX"}:
        return _years(point, messages)
    year, words = year_in_words(point.year, messages), messages.calendar
    if point.season:
        said = _season(point, year, messages)
    elif point.month:
        pattern = words.day if point.day else words.month
        said = words.written(pattern, year, point.month, point.day)
    else:
        said = year
    if point.unspecified == "-XX" and not point.month:
        return messages.gettext("a month in %(date)s", date=said)
    if point.unspecified:
        return messages.gettext("a day in %(date)s", date=said)
    if point.time:
        time = _time(point, place, messages)
        return messages.gettext("%(day)s, %(time)s", day=said, time=time)
    return said


def _with(text: str, pieces: list[Piece], messages: Messages, *, day: bool) -> list[Piece]:
    whole = messages.pgettext("a day", text) if day else messages.gettext(text)
    return _filled(whole, date=pieces)


def _filled(text: str, **pieces: list[Piece]) -> list[Piece]:
    """Return a message with pieces in its placeholders."""
    found: list[Piece] = []
    for at, part in enumerate(parts(text)):
        if at % 2:
            found += pieces[part]
        elif part:
            found.append((part, ""))
    return found


def _shared(points: Sequence[Point], messages: Messages) -> Pair | None:
    """Return the patterns of dates that share a year or a month; None if each is said in full."""
    last, words = points[-1], messages.calendar
    alike = (point.month and point.month != WINTER and not point.time for point in points)
    if not all(alike) or any(point.marked or point.year != last.year for point in points):
        return None
    if all(point.day for point in points):
        same = all(point.month == last.month for point in points)
        return words.days_of_month if same else words.days_of_year
    if any(point.day or point.season for point in points):
        return _MIXED if words.year_last else None
    return words.months_of_year


def _pieces(
    points: Sequence[Point], shared: Pair | None, place: str, messages: Messages
) -> list[list[Piece]]:
    """Return the pieces of each point, as far as they are not shared with the last."""
    if shared is None:
        return [pieces_of(point, place, messages) for point in points]
    *others, last = points
    words = [_in_pattern(point, shared.first, messages) for point in others]
    words.append(
        _in_pattern(last, shared.last, messages) if shared.last else in_words(last, place, messages)
    )
    return [[(said, point.iso())] for said, point in zip(words, points, strict=True)]


def _in_pattern(point: Point, pattern: str, messages: Messages) -> str:
    """Return a month, a day or a season in a pattern; without one, leave its year out."""
    assert point.month
    words = messages.calendar
    if point.season:
        return messages.gettext(SEASONS[point.month])
    pattern = pattern or (words.day_of_year if point.day else "{alone}")
    return words.written(pattern, year_in_words(point.year, messages), point.month, point.day)


def _season(point: Point, year: str, messages: Messages) -> str:
    """Return a season; a winter with both its years, since nobody knows which one a year means."""
    assert point.month
    if point.month != WINTER:
        name = messages.gettext(SEASONS[point.month])
        return messages.gettext("%(season)s %(year)s", season=name, year=year)
    after = point.year + 1
    if point.year < 1000:
        years = {"year": year, "next": year_in_words(after, messages)}
        return messages.gettext("winter %(year)s to %(next)s", **years)
    years = {"year": year, "next": str(after % 100 or after).zfill(2)}
    return messages.gettext("winter %(year)s–%(next)s", **years)


def _years(point: Point, messages: Messages) -> str:
    """Return a decade or a century."""
    first = point.year
    if point.unspecified == "XX":
        number = _ordinal(first // 100 + 1, messages)
        return messages.gettext("the %(number)s century", number=number)
    # The 1900s may mean a century, and the 10s any.
    if first % 100 == 0 or first < 100:
        return messages.gettext(
            "the years %(first)s to %(last)s",
            first=year_in_words(first, messages),
            last=year_in_words(first + 9, messages),
        )
    return messages.gettext("the %(year)ss", year=first)


def _ordinal(number: int, messages: Messages) -> str:
    """Return the number of a century in the style in which the language writes the 21st."""
    style = messages.pgettext("a century", "21st")
    if style == "XXI":
        return _roman(number)
    if style != "21st":
        return style.replace("21", str(number))
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _roman(number: int) -> str:
    """Return a number up to 100 in Roman numerals."""
    tens, ones = (_ROMAN[int(digit)] for digit in f"{number % 100:02}")
    return "C" * (number // 100) + tens.translate(_TENS) + ones


def _time(point: Point, place: str, messages: Messages) -> str:
    assert point.time
    local, universal = point.time.strftime("%H:%M"), point.instant.strftime("%H:%M")
    offset = point.time.utcoffset()
    if not offset and not place:
        return f"{local} UTC"
    if point.instant.date() != point.first_day.date:
        there, words = point.instant, messages.calendar
        pattern = words.day if there.year != point.year else words.day_of_year
        year = year_in_words(there.year, messages)
        day = words.written(pattern, year, there.month, there.day)
        universal = messages.gettext("%(day)s, %(time)s", day=day, time=universal)
    if place:
        return messages.gettext(
            "%(time)s in %(place)s (%(universal)s UTC)",
            time=local,
            place=place,
            universal=universal,
        )
    return f"{local} UTC{_offset(offset or timedelta())} ({universal} UTC)"


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    return f"{sign}{hours}:{minutes:02}" if minutes else f"{sign}{hours}"
