"""The type of a field with an ISBN."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from pydantic_extra_types.isbn import ISBN

from explainer.facts.field_types import FieldError
from explainer.problems import quoted

# Valid in both ECMA 262 and Python, like the patterns in `field_types.py`.
ISBN_DIGITS = "(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9X]"
"""The pattern of an ISBN of 13 or 10 digits, between which hyphens may be."""


def _isbn(text: str) -> str:
    """Return an ISBN as written, if its last digit is right (ISO 2108)."""
    hint = "an ISBN has 10 or 13 digits, for example: 978-0-306-40615-7"
    if re.fullmatch(ISBN_DIGITS, text):
        try:
            ISBN.validate_isbn_format(re.sub("[- ]", "", text))
        except PydanticCustomError:
            hint = "compare it with the book: its last digit does not fit the others"
        else:
            return text
    raise FieldError(f"{quoted(text)} is not an ISBN", hint)


Isbn = Annotated[str, AfterValidator(_isbn)]
"""An International Standard Book Number, with or without hyphens."""
