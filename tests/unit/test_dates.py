"""EDTF dates: read, ordered, said; and what is no date."""

from __future__ import annotations

import re
from datetime import date

import pytest
from explainer.facts.days import EARLIEST, LATEST, Day, day_of
from explainer.facts.edtf import DATE, DateError, parse
from hypothesis import given
from hypothesis import strategies as st

SAID = [
    ("2014", "2014"),
    ("2014~", "about 2014"),
    ("2014?", "probably 2014"),
    ("2014%", "perhaps about 2014"),
    ("2019-04", "April 2019"),
    ("2019-05-14", "14 May 2019"),
    ("2019-05-11~", "about 11 May 2019"),
    ("2014-03/..", "since March 2014"),
    ("2014-03/", "from March 2014, end not known"),
    ("../2020-05-05", "until 5 May 2020"),
    ("/2020-05-05", "beginning not known, until 5 May 2020"),
    ("2019-10-25/2019-10-26", "25–26 October 2019"),
    ("2019-05-25/2019-06-02", "25 May to 2 June 2019"),
    ("2019-05/2019-06", "May to June 2019"),
    ("2018-05/2019-06", "May 2018 to June 2019"),
    ("2018/2019", "2018 to 2019"),
    ("2018~/2019-03-01", "about 2018 to 1 March 2019"),
    ("2019-05-14T18:30Z", "14 May 2019, 18:30 UTC"),
    ("2019-05-14T18:30+03:00", "14 May 2019, 18:30 UTC+3 (15:30 UTC)"),
    ("2019-05-14T00:30+03:00", "14 May 2019, 00:30 UTC+3 (13 May, 21:30 UTC)"),
    ("2019-01-01T00:30+03:00", "1 January 2019, 00:30 UTC+3 (31 December 2018, 21:30 UTC)"),
    ("2019-05-14T23:30-04:30", "14 May 2019, 23:30 UTC−4:30 (15 May, 04:00 UTC)"),
    ("2019-21", "spring 2019"),
    ("2019-22?", "probably summer 2019"),
    ("2019-24", "winter 2019–20"),
    ("1999-24", "winter 1999–2000"),
    ("-0044-24", "winter 45 BC to 44 BC"),
    ("2019-21/2019-22", "spring to summer 2019"),
    ("2019-23/2019-24", "autumn 2019 to winter 2019–20"),
    ("201X", "the 2010s"),
    ("201X~", "about the 2010s"),
    ("200X", "the years 2000 to 2009"),
    ("000X", "the years 1 BC to AD 9"),
    ("20XX", "the 21st century"),
    ("12XX", "the 13th century"),
    ("201X/2021-05", "the 2010s to May 2021"),
    ("2019-XX", "a month in 2019"),
    ("2019-XX-XX", "a day in 2019"),
    ("2019-05-XX", "a day in May 2019"),
    ("2019-05-XX/2019-06-XX", "a day in May 2019 to a day in June 2019"),
    ("0987-05-14", "14 May AD 987"),
    ("0000", "1 BC"),
    ("-0044", "45 BC"),
    ("-0044-03-15~", "about 15 March 45 BC"),
    ("-0044/0014", "45 BC to AD 14"),
    ("[2019-05-14,2019-05-15]", "14 or 15 May 2019"),
    ("[2019-04-30,2019-05-01]", "30 April or 1 May 2019"),
    ("[2018-12-31,2019-01-01]", "31 December 2018 or 1 January 2019"),
    ("[2017,2018,2020]", "2017, 2018 or 2020"),
    ("[2019-05,2019-07]", "May or July 2019"),
    ("[2019-05-14~,2019-05-15]", "about 14 May 2019 or 15 May 2019"),
]


@pytest.mark.parametrize(("edtf", "words"), SAID)
def test_a_date_is_said_as_people_say_it(edtf: str, words: str) -> None:
    """Precision, doubt and open ends are heard."""
    assert parse(edtf).say() == words


def test_a_time_is_said_with_its_place() -> None:
    """Local time comes first, with the place that it is local to."""
    said = parse("2019-05-14T18:30+03:00").say("Sochi")
    assert said == "14 May 2019, 18:30 in Sochi (15:30 UTC)"
    assert parse("2019-05-14T18:30Z").say("Accra") == "14 May 2019, 18:30 in Accra (18:30 UTC)"


@pytest.mark.parametrize("edtf", [edtf for edtf, _ in SAID] + ["2019-05-14T18:30:15+03:00"])
def test_a_date_keeps_its_text(edtf: str) -> None:
    """Nothing is lost between text and date."""
    assert parse(edtf).edtf() == edtf


@pytest.mark.parametrize("edtf", [edtf for edtf, _ in SAID])
def test_the_pieces_are_the_words(edtf: str) -> None:
    """What carries a machine-readable date and what does not make up the words together."""
    found = parse(edtf)
    assert "".join(words for words, _ in found.pieces()) == found.say()
    assert [datetime for _, datetime in found.pieces() if datetime] == [
        point.iso() for point in found.points if point.iso()
    ]


@pytest.mark.parametrize(
    ("edtf", "html"),
    [
        ("2019-05-XX", ["2019-05"]),
        ("2019-XX-XX", ["2019"]),
        ("0987", ["0987"]),
        ("[2019-05-14,2019-05-15]", ["2019-05-14", "2019-05-15"]),
        ("2019-21", []),
        ("201X", []),
        ("20XX", []),
        ("-0044-03-15", []),
        ("-0044/0014", ["0014"]),
    ],
)
def test_only_what_html_has_a_form_for_is_machine_readable(edtf: str, html: list[str]) -> None:
    """HTML has no seasons, decades or years before AD 1."""
    assert [datetime for _, datetime in parse(edtf).pieces() if datetime] == html


@pytest.mark.parametrize(
    "ordered",
    [
        ["2018", "2019", "2020"],
        ["2019", "2019-01", "2019-01-01", "2019-01-02"],
        ["2019-04-30", "2019-05~", "2019-05-01", "2019-05-14", "2019-06"],
        ["2019-05", "2019-05?", "2019-05~"],
        ["2019-05-14T23:00-04:00", "2019-05-15T01:00+03:00"],
        ["2019-04-30", "2019-05-01T01:00+14:00", "2019-05-01T01:00+03:00", "2019-05-02"],
        ["2019-05", "2019-05-01", "2019-05-01T00:00+14:00"],
        ["2019-05-14", "2019-05-14T09:00+03:00", "2019-05-14T18:30+03:00"],
        ["2013-12", "2014-03/..", "2014-03-01", "../2014-04"],
        ["-0045-12-31", "-0044", "-0044-03-15", "0000", "0001", "0987", "1987"],
        ["20XX", "201X", "2010", "2010-01-XX", "2010-01-01", "2010-21", "2010-04", "2010-24"],
        ["2019-05-13", "2019-05-14", "[2019-05-14,2019-05-15]", "2019-05-15"],
    ],
)
def test_dates_sort_right(ordered: list[str]) -> None:
    """By the day at their place; the wider before the narrower; times of a day by one clock."""
    dates = [parse(text) for text in reversed(ordered)]
    assert [found.edtf() for found in sorted(dates, key=lambda found: found.key)] == ordered


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("", 0, "no date"),
        ("14 May 2019", 0, "'14 May 2019' is not a date (year, year-month or year-month-day)"),
        ("2019-5-1", 4, "'2019-5-1' is not a date (year, year-month or year-month-day)"),
        ("2019-05-14~~", 11, "'2019-05-14~~' is not a date (year, year-month or year-month-day)"),
        ("٢٠١٩", 0, "'٢٠١٩' is not a date (year, year-month or year-month-day)"),
        ("-0000", 0, "there is no year -0000"),
        ("-44", 0, "'-44' is not a date (year, year-month or year-month-day)"),
        ("Y-12000", 0, "'Y-12000' is not a date (year, year-month or year-month-day)"),
        ("201x", 0, "'201x' is not a date (year, year-month or year-month-day)"),
        ("2019-25", 5, "there is no season 25"),
        ("2019-21-05", 7, "a season has no days"),
        ("2X19", 0, "X can replace the last digit of a year, or the last two"),
        ("-004X", 0, "a year before our era needs all its digits"),
        ("201X-05", 5, "a year with an X has no months"),
        ("2019-1X", 5, "a month is known or XX"),
        ("2019-05-1X", 8, "a day is known or XX"),
        ("2019-XX-05", 8, "a month that is not known has no days that are"),
        ("2019-05-XXT10:00Z", 11, "a day that is not known has no time"),
        ("-0044-03-15T10:00Z", 11, "a day before our era has no time"),
        ("-0044-02-30", 9, "February 45 BC has no day 30"),
        ("[2019-05-14,2019-05-14]", 12, "'2019-05-14' is given twice"),
        ("[2019-05-15,2019-05-14]", 12, "the dates are not in order"),
        ("[2019-05-14, 2019-05-15]", 12, "no spaces belong between the dates"),
        (
            "[2019-05-14..2019-05-16]",
            11,
            "write each date that is possible, with commas between them",
        ),
        ("[2019-05-14]", 0, "one of several dates needs two or more"),
        ("[2019-05-14,2019-05-15", 22, "one of several dates ends with ']'"),
        ("[2019-05-14,x]", 12, "'x' is not a date (year, year-month or year-month-day)"),
        ("{2019,2020}", 0, "if all of these dates are right, each needs an event"),
        ("2019-13-02", 5, "there is no month 13"),
        ("2019-02-30", 8, "February 2019 has no day 30"),
        ("2019-05-14T", 11, "'' is not a time"),
        ("2019-05-14T18:30", 16, "a time needs its offset from UTC"),
        ("2019-05-14T25:00Z", 11, "'25:00Z' is not a time of day"),
        ("2019-05-14T18:30+15:00", 16, "no place is that far from UTC"),
        ("a/b/c", 3, "an interval has one '/'"),
        ("../..", 0, "an interval needs at least one date"),
        ("2019/2018", 5, "the interval runs backwards"),
        ("2019-05-14T10:00Z/2019-05-14T12:00+03:00", 18, "the interval runs backwards"),
        ("2019-05-14/x", 11, "'x' is not a date (year, year-month or year-month-day)"),
    ],
)
def test_what_is_no_date_says_where(text: str, offset: int, message: str) -> None:
    """The first wrong character is known."""
    with pytest.raises(DateError) as error:
        parse(text)
    assert (error.value.offset, str(error.value)) == (offset, message)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("-44", "a year has four digits: 45 BC is written -0044"),
        ("12000", "years have four digits, from -9999 to 9999"),
        ("201x", "a digit that is not known is a capital X, for example: 201X, 20XX"),
        ("2019-25", "21 is spring, 22 is summer, 23 is autumn, 24 is winter"),
        ("[2019-05-15,2019-05-14]", "write '[2019-05-14,2019-05-15]'"),
        ("-0000", "0000 is 1 BC, and -0001 is 2 BC"),
    ],
)
def test_what_is_no_date_says_what_was_expected(text: str, hint: str) -> None:
    """Whoever meant a date finds out how to write it."""
    with pytest.raises(DateError) as error:
        parse(text)
    assert error.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("../2020", EARLIEST, Day(2020, 12, 31)),
        ("2014-03/..", Day(2014, 3, 1), LATEST),
        ("2020-02", Day(2020, 2, 1), Day(2020, 2, 29)),
        ("-0043-02", Day(-43, 2, 1), Day(-43, 2, 28)),
        ("-0044-02", Day(-44, 2, 1), Day(-44, 2, 29)),
        ("2019-21", Day(2019, 3, 1), Day(2019, 5, 31)),
        ("2019-24", Day(2019, 12, 1), Day(2020, 2, 29)),
        ("201X", Day(2010, 1, 1), Day(2019, 12, 31)),
        ("20XX", Day(2000, 1, 1), Day(2099, 12, 31)),
        ("2019-05-XX", Day(2019, 5, 1), Day(2019, 5, 31)),
        ("2019-XX", Day(2019, 1, 1), Day(2019, 12, 31)),
        ("[2019-05,2019-05-14]", Day(2019, 5, 1), Day(2019, 5, 31)),
        ("[2019-05-14,2019-06-02]", Day(2019, 5, 14), Day(2019, 6, 2)),
    ],
)
def test_the_first_and_the_last_possible_day(text: str, first: Day, last: Day) -> None:
    """What has no known beginning or end reaches as far as the calendar."""
    assert (parse(text).first_day, parse(text).last_day) == (first, last)


def test_the_year_to_count_a_date_under() -> None:
    """Nobody knows which year of a decade it was."""
    known = ["2019", "2019-24", "2019-05-XX", "[2019-05-14,2019-06-02]", "2019/2021"]
    assert [parse(text).year for text in known] == [2019] * 5
    assert [parse(text).year for text in ("201X", "20XX", "[2018,2019]")] == [None] * 3


def test_a_calendar_has_only_days_of_our_era() -> None:
    """Whole days that are known."""
    shown = ["2019-05-14", "2019-05-14~", "2019-05-14/2019-05-16", "0987-05-14"]
    hidden = ["2019-05", "2019-21", "2019-05-XX", "-0044-03-15", "[2019-05-14,2019-05-15]"]
    assert [parse(text).in_days for text in shown + hidden] == [True] * 4 + [False] * 5
    assert [parse(text).sure for text in shown[1:2] + hidden[4:]] == [False, False]


@given(st.integers(-3_600_000, 3_600_000), st.integers(-1_000_000, 1_000_000))
def test_days_count_as_in_python_and_beyond(number: int, more: int) -> None:
    """Each day has a number, in the order of the days."""
    day = Day(1).after(number - 1)
    assert day.number == number
    assert day.after(more).number == number + more
    assert (day < day.after(more)) == (more > 0)
    if day.year > 0:
        assert day == day_of(date.fromordinal(number)) == day_of(day.date)


def test_moments_at_the_end_of_the_calendar() -> None:
    """An offset cannot carry a time out of the calendar."""
    assert parse("0001-01-01T00:00+14:00").key < parse("0001-01-02").key


@given(st.dates(), st.sampled_from(["", "~", "?", "%"]), st.sampled_from([4, 7, 10]))
def test_every_date_keeps_its_text(day: date, qualifier: str, length: int) -> None:
    """Any precision, any doubt."""
    text = day.isoformat()[:length] + qualifier
    assert parse(text).edtf() == text
    assert parse(text).say()


RESTS = ["", "-05", "-05-14", "-05-XX", "-XX", "-XX-XX", "-21", "-24", "X", "XX"]


def point(year: int, rest: str, qualifier: str) -> str:
    """A text of one date; only years of our era have digits that are not known."""
    text = f"{'-' * (year < 0)}{abs(year):04}"
    if not rest.startswith("X"):
        return text + rest + qualifier
    return (text if year < 0 else text[: -len(rest)] + rest) + qualifier


POINTS = st.builds(
    point, st.integers(-9999, 9999), st.sampled_from(RESTS), st.sampled_from(["", "~", "?", "%"])
)


def joined(points: list[str], kind: str) -> str:
    """A date, an interval or several possible dates of some points."""
    first, *others = sorted({*points}, key=lambda text: parse(text).key)
    if kind == "set" and others:
        return f"[{','.join([first, *others])}]"
    return "/".join([first, *others[-1:], *([] if others else [".."])]) if kind == "/" else first


DATES = st.builds(
    joined, st.lists(POINTS, min_size=1, max_size=4), st.sampled_from(["", "/", "set"])
)


@given(DATES)
def test_nothing_is_lost_between_text_and_date(text: str) -> None:
    """Of a date of any kind."""
    found = parse(text)
    assert found.edtf() == text
    assert parse(found.edtf()) == found
    assert found.first_day <= found.last_day
    assert re.fullmatch(DATE, text)
    assert found.say()


@given(DATES, DATES)
def test_the_order_of_dates_is_consistent(text: str, another: str) -> None:
    """By their days if these differ; two are only equal if their texts are."""
    one, other = parse(text), parse(another)
    assert (one.key < other.key) + (one.key > other.key) + (text == another) == 1
    if one.day.last_day < other.day.first_day:
        assert one.key < other.key


@given(st.text(max_size=30) | st.text("0129-X.,/[]{}~?%TZ:+Yx ", max_size=24))
def test_no_text_breaks_the_reader(text: str) -> None:
    """A text is a date or a DateError, and its offset lies in the text."""
    offset = 0
    try:
        parse(text)
    except DateError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)
