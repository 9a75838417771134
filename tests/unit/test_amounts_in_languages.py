"""Amounts in another language than English."""

from __future__ import annotations

import pytest
from explainer.facts.amount_words import amount_in_words, value_in_words
from explainer.language.messages import ENGLISH, messages_in

AMOUNTS = {
    "62": "62 barcos",
    "2000": "2000 barcos",
    "9,000 to 12,000": "9.000 a 12.000 barcos",
    "about 9,000 to 12,000": "cerca de 9.000 a 12.000 barcos",
    "at least 40": "al menos 40 barcos",
    "up to 3.50": "hasta 3,50 barcos",
    "5 thousand": "5 mil barcos",
    "1 million": "1 millón de barcos",
    "3.7 million": "3,7 millones de barcos",
    "1.5 to 2 million": "1,5 a 2 millones de barcos",
    "900 thousand to 1.2 million": "900 mil a 1,2 millones de barcos",
    "2 billion": "2 mil millones de barcos",
}


@pytest.mark.parametrize(("amount", "words"), AMOUNTS.items())
def test_spanish(amount: str, words: str) -> None:
    """Its decimals stay as they are, and its thousands are set apart where they were."""
    spanish = messages_in("es")
    assert amount_in_words(amount, "barcos", spanish) == words
    assert words.startswith(value_in_words(amount, spanish))
    assert amount_in_words(amount, "boats", ENGLISH) == f"{amount} boats"


def test_per_cent() -> None:
    """Spanish has a space before the sign, which does not break."""
    assert amount_in_words("12", "%", messages_in("es")) == "12\u00a0%"
    assert amount_in_words("12", "%", ENGLISH) == "12%"
