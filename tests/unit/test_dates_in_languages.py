"""Dates in other languages than English."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from explainer.facts.edtf import parse
from explainer.language.messages import messages_in
from explainer.language.translated_messages import TranslatedMessages
from explainer.rendering.time_drawing.scale import Panel

SPANISH = {
    "2019-05-14": "14 de mayo de 2019",
    "2019-05": "mayo de 2019",
    "2019": "2019",
    "2019-05-14T18:30+03:00": "14 de mayo de 2019, 18:30 UTC+3 (15:30 UTC)",
    "2019-05-14T01:30+03:00": "14 de mayo de 2019, 01:30 UTC+3 (13 de mayo, 22:30 UTC)",
    "2019-05-14T18:30Z": "14 de mayo de 2019, 18:30 UTC",
    "2019-05~": "hacia mayo de 2019",
    "2019-05-14~": "hacia el 14 de mayo de 2019",
    "2019?": "probablemente 2019",
    "2019-05-14?": "probablemente el 14 de mayo de 2019",
    "2019-05-14%": "quizá hacia el 14 de mayo de 2019",
    "2019-10-25/2019-10-26": "25–26 de octubre de 2019",
    "2019-10-25/2019-11-03": "25 de octubre a 3 de noviembre de 2019",
    "2019-12-25/2020-01-03": "25 de diciembre de 2019 a 3 de enero de 2020",
    "2019-03/2019-05": "marzo a mayo de 2019",
    "2019-03/2020-05": "marzo de 2019 a mayo de 2020",
    "2019-03/2019-05-14": "marzo a 14 de mayo de 2019",
    "2014/2019": "2014 a 2019",
    "2014-03/..": "desde marzo de 2014",
    "2014-03-18/..": "desde el 18 de marzo de 2014",
    "2014-03-18~/..": "desde hacia el 18 de marzo de 2014",
    "../2020-05": "hasta mayo de 2020",
    "../2020-05-14": "hasta el 14 de mayo de 2020",
    "2014-03-18/": "desde el 18 de marzo de 2014, final desconocido",
    "/2014-03": "inicio desconocido, hasta marzo de 2014",
    "2019-21": "primavera de 2019",
    "2019-21/2019-23": "primavera a otoño de 2019",
    "2019-24": "invierno de 2019-20",
    "0987-24": "invierno de 987 d. C. a 988 d. C.",
    "201X": "la década de 2010",
    "190X": "los años 1900 a 1909",
    "20XX": "el siglo XXI",
    "18XX": "el siglo XIX",
    "00XX": "el siglo I",
    "99XX": "el siglo C",
    "2019-XX": "un mes de 2019",
    "2019-05-XX": "un día de mayo de 2019",
    "2019-XX-XX": "un día de 2019",
    "[2019-05-14,2019-05-15]": "14 o 15 de mayo de 2019",
    "[2019-05-14,2019-05-15,2019-06-01]": "14 de mayo, 15 de mayo o 1 de junio de 2019",
    "[2018,2019-05]": "2018 o mayo de 2019",
    "0987": "987 d. C.",
    "-0044-03-15": "15 de marzo de 45 a. C.",
}


@pytest.mark.parametrize(("edtf", "words"), SPANISH.items())
def test_spanish(edtf: str, words: str) -> None:
    """The space in an era does not break."""
    found = parse(edtf)
    assert found.say(messages=messages_in("es")).replace("\u00a0", " ") == words
    pieces = found.pieces(messages=messages_in("es"))
    isos = [point.iso() for point in found.points if point.iso()]
    assert [iso for _, iso in pieces if iso] == isos


def test_the_place_of_a_time() -> None:
    words = parse("2019-05-14T18:30+03:00").say("Alder", messages_in("es"))
    assert words == "14 de mayo de 2019, 18:30 en Alder (15:30 UTC)"


@pytest.mark.parametrize(
    ("code", "day", "days", "months", "mixed"),
    [
        (
            "de",
            "14. Mai 2019",
            "25.–26. Oktober 2019",
            "März to Mai 2019",
            "März to 14. Mai 2019",
        ),
        (
            "ja",
            "2019年5月14日",
            "2019年10月25日～26日",
            "2019年3月 to 5月",
            "2019年3月 to 2019年5月14日",
        ),
        (
            "hu",
            "2019. május 14.",
            "2019. október 25–26.",
            "2019. március to május",
            "2019. március to 2019. május 14.",
        ),
        (
            "pl",
            "14 maja 2019",
            "25–26 października 2019",
            "marzec to maj 2019",
            "marzec to 14 maja 2019",
        ),
    ],
)
def test_each_language_orders_a_date_its_own_way(
    code: str, day: str, days: str, months: str, mixed: str
) -> None:
    """Days, months and years come from the Unicode CLDR; the words between are messages."""
    messages = TranslatedMessages(code, NullTranslations())
    texts = ("2019-05-14", "2019-10-25/2019-10-26", "2019-03/2019-05", "2019-03/2019-05-14")
    assert [parse(text).say(messages=messages) for text in texts] == [day, days, months, mixed]


def test_an_axis_in_spanish() -> None:
    messages = messages_in("es")
    first, may, later = (parse(text).first_day for text in ("2019-01-10", "2019-05-14", "2021-02"))
    year, years = Panel(first, may, 0, 600), Panel(first, later, 0, 600)
    assert year.titles(messages) == ["enero a mayo de 2019", "ene a may de 2019", "2019"]
    assert years.titles(messages)[0] == "enero de 2019 a febrero de 2021"
    assert [one.text for one in year.labels(len, messages, apart=5)] == ["feb", "mar", "abr", "may"]
    days = Panel(first, first.after(9), 0, 600).labels(len, messages, apart=5)
    assert days[0].text == "10 ene"
