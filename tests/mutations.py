"""Files gone wrong by chance: what a slip of the hand, an editor or an attacker makes of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bad_examples import EXAMPLES, TAKES_THE_PLACE_OF, expected
from conftest import GOOD
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST, MOST = 200_000, 60_000
"""How many bytes a bomb has at most: one of length or depth, and one of number."""

SNIPPETS = [
    b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xe2\x80\xa8",
    b"\xc2\x85", b"\xf0\x9f\x9a\xa2", b"e\xcc\x81", b"\r", b"\t", b"\n", b"\n\n", b" ", b"'", b'"',
    b"\\", b"\\ud800", b"\\0", b"\\x", b'"\\ud800"', b'"\\0"', b'"\\n\\n"', b": ", b":", b"- ",
    b"-", b"? ", b"#", b" #", b"&a ", b"*a", b"!!str ", b"!!python/object/apply:os.system ",
    b"! ", b"[", b"]", b"{", b"}", b"[]", b"{}", b",", b"|", b"|2", b">-", b">+9", b"@", b"`", b"%",
    b"%YAML 9.9\n", b"---\n", b"...\n", b"--- ", b"null", b"~", b"no", b"12:30", b"010", b".inf",
    b"2019-13", b"9999-12-31", b"0001-01-01", b"../..", b"2019/2018", b"2019-05-14T24:00Z",
    b"```\n", b"```timeline\n", b"```statement\nid: x\n```\n", b"~~~", b"    ", b"> ", b"[^",
    b"[^x]", b"[^gazette-2019-05-14-talks]",
    b"]:", b"<", b"<p>", b"<!-- ours: x -->", b"<!--", b"</",
    b"<script>", b"*", b"**", b"_", b"](", b"[x](javascript:x)", b"https://[", b"\xe2\x80\x9c",
    b"\xc2\xab", b"\xe2\x80\x98", b"[\xe2\x80\xa6]", b"# ", b"## Why?\n", b"<<<<<<< HEAD\n", b"Ada",
]  # fmt: skip

LONG: list[Callable[[int], bytes]] = [
    lambda size: b"[" * size,
    lambda size: b"[" * (size // 2) + b"]" * (size // 2),
    lambda size: b"{a: " * (size // 4),
    lambda size: b"- " * (size // 2),
    lambda size: b"? " * (size // 2),
    lambda size: b"\n" + b"".join(b" " * n + b"a:\n" for n in range(int((2 * size) ** 0.5))),
    lambda size: b"a" * size,
    lambda size: b"a-" * (size // 2),
    lambda size: b"1" * size,
    lambda size: b" " * size,
    lambda size: b"\n" * size,
    lambda size: b"\t" * size,
    lambda size: b"\r" * size,
    lambda size: b"\0" * size,
    lambda size: b"\xe2\x80\xae" * (size // 3),
    lambda size: b"\xcc\x81" * (size // 2),
    lambda size: b"'" * size,
    lambda size: b'"' * size,
    lambda size: b'"' + b"\\ud800" * (size // 6) + b'"',
    lambda size: b'"' + b"\\n" * (size // 2) + b'"',
    lambda size: b"\xe2\x80\x9c" * (size // 3),
    lambda size: b"\xe2\x80\x98a" * (size // 4),
    lambda size: b"\xc2\xabx" * (size // 3),
    lambda size: b"# " * (size // 2),
    lambda size: b"#" * size,
    lambda size: b"!" * size,
    lambda size: b"\\" * size,
    lambda size: b"*a " * (size // 3),
    lambda size: b"**" * (size // 2),
    lambda size: b"_a" * (size // 2),
    lambda size: b"`" * size,
    lambda size: b"```" + b"`a" * (size // 2),
    lambda size: b"```" + b" " * size,
    lambda size: b"[" + b"a" * size,
    lambda size: b"> " * (size // 2),
    lambda size: b"](" * (size // 2),
    lambda size: b"![" * (size // 2),
    lambda size: b"<" * size,
    lambda size: b"<!--" * (size // 4),
    lambda size: b"&amp;" * (size // 5),
    lambda size: b"https://a." * (size // 10),
]
"""Each makes so many bytes, or a few less, of one thing that is long, deep or never closed."""

MANY: list[Callable[[int], bytes]] = [
    lambda size: b"[" + b"a, " * (size // 3) + b"]",
    lambda size: b"[" + b"[], " * (size // 4) + b"]",
    lambda size: b"[" + b"{}, " * (size // 4) + b"]",
    lambda size: b"{" + b"".join(b"a%d: b, " % n for n in range(size // 12)) + b"}",
    lambda size: b"{" + b"a: b, " * (size // 6) + b"}",
    lambda size: b"\n" + b"  - x\n" * (size // 6),
    lambda size: b"\n" + b"".join(b"      k%d: v\n" % n for n in range(size // 16)),
    lambda size: b"\n" + b"".join(b"k%d: v\n" % n for n in range(size // 10)),
    lambda size: b"[&a x" + b", *a" * (size // 4) + b"]",
    lambda size: b"".join(b"l%d: &l%d [*l%d]\n" % (n, n + 1, n) for n in range(size // 20)),
    lambda size: b"A b. " * (size // 5),
    lambda size: b"Ada Burg " * (size // 9),
    lambda size: b"\n \n" * (size // 3),
    lambda size: b"\0\n" * (size // 2),
    lambda size: b"# x\n" * (size // 4),
    lambda size: b"---\n" * (size // 4),
    lambda size: b"```timeline\n```\n" * (size // 16),
    lambda size: b"```\n" * (size // 4),
    lambda size: b"\n" + b"- a\n" * (size // 4),
    lambda size: b"[^x]" * (size // 4),
    lambda size: b"".join(b"[^x%d] " % n for n in range(size // 10)),
    lambda size: b"".join(b"It was Ax%d.\n\n" % n for n in range(size // 15)),
    lambda size: b'He said "x".[^berg-2019-05-20-open]\n\n' * (size // 36),
    lambda size: b"".join(b"## Why x%d\n\n" % n for n in range(size // 13)),
    lambda size: b"The port is shut. " * (size // 18),
    lambda size: b"She slammed it. " * (size // 16),
    lambda size: b"```statement\nid: berg-2019-05-20-open\n```\n\n" * (size // 43),
    lambda size: b"```timelin\n```\n\n" * (size // 17),
    lambda size: b"```timeline\n```\n\n" * (size // 17),
    lambda size: b"- > " * (size // 4),
    lambda size: b"\n".join(b" " * 4 * n + b"- a" for n in range(int((size / 2) ** 0.5))),
    lambda size: b"[^gazette-2019-05-14-talks]" * (size // 27),
    lambda size: b"[^a]: b\n" * (size // 8),
    lambda size: b"[a](b) " * (size // 7),
    lambda size: b"<b>" * (size // 3),
    lambda size: b"<div>\n" * (size // 6),
    lambda size: b"| a " * (size // 4) + b"\n" + b"|---" * (size // 8),
]  # fmt: skip
"""Each makes so many bytes of things that each may be a mistake to tell of."""


def _made(bombs: list[Callable[[int], bytes]], most: int) -> st.SearchStrategy[bytes]:
    sizes = st.sampled_from([300, 10_000, most])
    return st.builds(lambda make, size: make(size), st.sampled_from(bombs), sizes)


_bombs = _made(LONG, LONGEST) | _made(MANY, MOST)
_at = st.integers(0, 2**16)


def _key_of(line: bytes) -> re.Match[bytes] | None:
    return re.match(rb"(?P<lead>[ -]*)(?P<key>\w+):(?: (?P<value>.*))?$", line)


KEYS = sorted(
    {
        match["key"]
        for path in GOOD.rglob("*.yml")
        for line in path.read_bytes().split(b"\n")
        if (match := _key_of(line))
    }
)


@st.composite
def _mutated(draw: st.DrawFn, raw: bytes) -> bytes:
    """The file with one thing wrong."""
    lines = raw.split(b"\n")
    at, to = draw(_at) % len(lines), draw(_at)
    spot = to % (len(raw) + 1)
    match draw(st.integers(0, 14)):
        case 0:
            return raw[:spot] + bytes([draw(st.integers(0, 255))]) + raw[spot + 1 :]
        case 1:
            return raw[:spot] + draw(st.sampled_from(SNIPPETS)) + raw[spot:]
        case 2:
            return raw[:spot]
        case 3:
            return raw[:spot] + raw[spot + draw(st.integers(1, 40)) :]
        case 4:
            lines.insert(to % len(lines), lines[at])
        case 5:
            del lines[at : at + draw(st.integers(1, 5))]
        case 6:
            lines.insert(to % len(lines), lines.pop(at))
        case 7:
            lines[at] = (
                draw(st.sampled_from([b" ", b"  ", b"    ", b"\t", b"- ", b"> "])) + lines[at]
            )
        case 8:
            lines[at] = lines[at][draw(st.integers(1, 4)) :]
        case 9 if match := _key_of(lines[at]):
            lines[at] = match["lead"] + draw(st.sampled_from(KEYS)) + b":" + b" x" * bool(to % 2)
        case 10 if match := _key_of(lines[at]):
            lines[at] = match["lead"] + match["key"] + b": " + draw(st.sampled_from(SNIPPETS))
        case 11 if match := _key_of(lines[at]):
            lines[at] = match["lead"] + match["key"] + b": " + draw(_bombs)
        case 12:
            lines.insert(at, draw(_bombs))
        case 13:
            return raw.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r", b"\n\n", b"\n "])))
        case 14:
            return (raw + b"\n") * draw(st.integers(2, 20))
    return b"\n".join(lines)


@st.composite
def broken_files(draw: st.DrawFn, kind: str) -> bytes:
    """The bytes of a file of that kind, with up to four things wrong; seldom mere noise."""
    noise = draw(st.integers(0, 19))
    if noise == 0:
        return draw(st.binary(max_size=400))
    if noise == 1:
        return draw(st.text(max_size=200)).encode("utf-8", "surrogatepass")
    raw = draw(st.sampled_from(_seeds(kind)))
    for _ in range(draw(st.integers(1, 4))):
        raw = draw(_mutated(raw))[: 2 * LONGEST]
    return raw


def _seeds(kind: str) -> list[bytes]:
    """The good file of that kind, if there is one, and the bad ones."""
    good = GOOD / TAKES_THE_PLACE_OF[kind]
    found = [good.read_bytes()] if good.exists() else []
    return found + [expected(path)[1] for path in EXAMPLES if path.parent.name == kind]
