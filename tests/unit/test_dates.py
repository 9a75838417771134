"""EDTF dates: read, ordered, said; and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from explainer.facts.edtf import DateError, parse
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
        point.iso() for point in found.points
    ]


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
        ("0000", 0, "there is no year 0000"),
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


def test_days_of_open_ends() -> None:
    """What has no known beginning or end reaches as far as the calendar."""
    assert parse("../2020").first_day == date.min
    assert parse("2014-03/..").last_day == date.max
    assert parse("2020-02").last_day == date(2020, 2, 29)


def test_moments_at_the_end_of_the_calendar() -> None:
    """An offset cannot carry a time out of the calendar."""
    assert parse("0001-01-01T00:00+14:00").key < parse("0001-01-02").key


@given(st.dates(), st.sampled_from(["", "~", "?", "%"]), st.sampled_from([4, 7, 10]))
def test_every_date_keeps_its_text(day: date, qualifier: str, length: int) -> None:
    """Any precision, any doubt."""
    text = day.isoformat()[:length] + qualifier
    assert parse(text).edtf() == text
    assert parse(text).say()


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    """A text is a date or a DateError, and its offset lies in the text."""
    offset = 0
    try:
        parse(text)
    except DateError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)
