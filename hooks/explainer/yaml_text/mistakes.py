"""libyaml's error messages, reworded to say how to correct a text that is not YAML."""

from __future__ import annotations

_MISTAKES = {
    "found unexpected end of stream": (
        "this quotation mark is never closed",
        "close it, or remove the quotation marks",
    ),
    "found unexpected document indicator": (
        "this quotation mark is never closed",
        "close it, or remove the quotation marks",
    ),
    "mapping values are not allowed in this context": (
        "a ': ' in the middle of a value, or a line that is indented too far",
        "put a text that contains ': ' between single quotes",
    ),
    "could not find expected ':'": ("a line without 'key: value'", "write a colon and a space"),
    "did not find expected key": (
        "a line that does not fit the lines above it",
        "check its indentation, and close any quotation mark before it",
    ),
    "did not find expected '-' indicator": (
        "a list item was expected here",
        "begin it with '- ', indented like the items above",
    ),
    "did not find expected ',' or ']'": (
        "a list between [ and ] is not closed, or lacks a comma",
        "for example: [one, two]",
    ),
    "did not find expected ',' or '}'": (
        "a mapping between { and } is not closed, or lacks a comma",
        "for example: {one: two}",
    ),
    "found unknown escape character": (
        "a backslash that means nothing here",
        "use single quotes, where a backslash is a backslash",
    ),
    "found invalid Unicode character escape code": (
        "an escape that is not a character",
        "write the character itself",
    ),
    "did not find expected <document start>": (
        "text after the end of the document",
        "check the indentation of the lines above",
    ),
    "block sequence entries are not allowed in this context": (
        "a '- ' that cannot be here",
        "begin the list on a line of its own",
    ),
    "did not find expected node content": (
        "a value was expected here",
        "write it, or close the list or mapping",
    ),
}
"""The parser's words, and our message and hint."""


def explain(problem: str) -> tuple[str, str]:
    """Return the message and hint for the parser's words."""
    unknown = "this cannot be read as YAML", "put the text between single quotes"
    return _MISTAKES.get(problem, unknown)
