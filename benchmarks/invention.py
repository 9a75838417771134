"""Invents the records of topics: everything that a page of a generated site is told with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from random import Random

HERE = Path(__file__).parent
SIDES = {"north": "Northport", "south": "Southport", "east": "Eastport", "west": "Westport"}
KINDS = ("meeting", "statement", "report", "vote", "call", "agreement", "other")
SOURCE_KINDS = ("news", "wire", "official-document", "report", "reference")
KEY = (1, 4, 7, 12, 15, 18)
"""The numbers of the key events of a topic, from 0."""
DAY = timedelta(days=1)

Record = dict[str, Any]


@cache
def words_of(name: str) -> list[str]:
    """Give the lines of a list in words.txt."""
    text = (HERE / "words.txt").read_text(encoding="utf-8")
    return text.partition(f"\n[{name}]\n")[2].partition("\n\n")[0].splitlines()


def slug(text: str) -> str:
    """Make an id of a name."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def spell(day: date) -> str:
    """Write a day as prose has it: 14 May 2019."""
    return f"{day.day} {words_of('months')[day.month - 1]} {day.year}"


def pair(left: Sequence[str], right: Sequence[str], number: int) -> tuple[str, str]:
    """Take one word of each list, without repeating a pair before all have been used."""
    turn, at = divmod(number, len(left))
    return left[at], right[(at + turn) % len(right)]


# YAML


def scalar(text: str) -> str:
    """Write a text as YAML has it, between quotation marks where it must."""
    plain = re.fullmatch(r"\w(?:.*\S)?", text) and not re.search(r": | #|:$", text)
    return text if plain else "'" + text.replace("'", "''") + "'"


def yaml_lines(record: Record, margin: str = "") -> Iterator[str]:
    """Write a record as lines of YAML; long prose has a sentence a line."""
    for key, value in record.items():
        if key in {"summary", "definition"} and len(value) > 90:
            yield f"{margin}{key}: >-"
            yield from (f"{margin}  {line}" for line in re.split(r"(?<=\.) ", value))
        elif isinstance(value, str):
            yield f"{margin}{key}: {scalar(value)}"
        elif isinstance(value[0], str):
            yield f"{margin}{key}: [{', '.join(value)}]"
        else:
            yield f"{margin}{key}:"
            for one in value:
                first, *others = yaml_lines(one, f"{margin}    ")
                yield from (f"{margin}  - {first.lstrip()}", *others)


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines into a file, and make its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# What topics share


@dataclass(frozen=True)
class Shared:
    """The records that all topics may use, by the name of their file."""

    sources: list[Record]
    people: list[Record]
    organisations: list[Record]
    terms: list[Record]

    def of_side(self, side: str) -> list[Record]:
        """List the people of a side."""
        return [person for person in self.people if person["side"] == side]


def make_source(name: str, day: date, random: Random) -> Record:
    """Make a source that was published on a day; the name makes its id and its address."""
    publisher = random.choice(words_of("publishers"))
    return {
        "id": f"{slug(publisher)}-{day}-{name}",
        "publisher": publisher,
        "title": f"What is known about number {name.rpartition('-')[2]}",
        "url": f"https://www.example.org/{name.replace('-', '/')}",
        "published": str(day),
        "kind": random.choice(SOURCE_KINDS),
        "language": "en",
        "tier": random.choice("ABB"),
    }


def make_shared(count: int, random: Random) -> Shared:
    """Make people, bodies, terms and sources for so many topics; they grow slowly with these."""
    start = date(2018, 1, 1)
    sources = [
        make_source(f"shared-{number + 1:04}", start + number % 300 * DAY, random)
        for number in range(10 + count // 10)
    ]
    bodies: list[Record] = []
    for number in range(min(8 + count // 20, 280)):
        name = " ".join(pair(words_of("places"), words_of("bodies"), number))
        side = [*SIDES][number % 4]
        role = random.choice(words_of("roles"))
        bodies.append({"id": slug(name), "name": name, "side": side, "role": role})
    people: list[Record] = []
    parts = words_of("beginnings of surnames"), words_of("ends of surnames")
    firsts = words_of("first names")
    for number in range(40 + count // 5):
        surname = "".join(pair(*parts, number))
        name = f"{firsts[(number + number // 900) % len(firsts)]} {surname}"
        body = random.choice(bodies)
        office: Record = {
            "title": f"{random.choice(words_of('offices'))} {random.choice(words_of('places'))}",
            "organisation": body["id"],
        }
        offices = [office | {"sources": [random.choice(sources)["id"]]}]
        if number % 3 == 0:
            earlier = office | {"title": f"Clerk of {random.choice(words_of('places'))}"}
            offices = [
                earlier | {"from": "2010-03-01", "to": "2019-01-07"},
                office | {"from": "2019-01-07"},
            ]
        side = [*SIDES][number % 4]
        people.append({"id": slug(name), "name": name, "side": side, "offices": offices})
    terms: list[Record] = []
    for number in range(min(10 + count // 10, 400)):
        text = " ".join(pair(words_of("beginnings of terms"), words_of("ends of terms"), number))
        definition = random.choice(words_of("definitions"))
        name = f"shared-term-{slug(text)}"
        terms.append({"id": name, "term": text, "definition": definition, "topics": []})
    return Shared(sources, people, bodies, terms)


# A topic


@dataclass
class Teller:
    """Fills the gaps of sentences with what a topic is about."""

    random: Random
    people: list[Record]
    bodies: list[Record]
    terms: list[Record]
    thing: str
    sides: list[str]
    days: tuple[date, date]
    """The first day and the last that a sentence may name."""
    named: set[str] | None = None
    """Who has been named in full; None where everybody always is."""
    last: str = ""
    fixed: dict[str, str] = field(default_factory=dict)

    def tell(self, template: str, **fixed: str) -> str:
        """Fill the gaps of a sentence."""
        self.fixed = fixed
        text = template.format_map(self)
        return text[0].upper() + text[1:]

    def __getitem__(self, gap: str) -> str:
        first, last = self.days
        day = first + self.random.randrange((last - first).days) * DAY
        match gap:
            case "person":
                others = [one for one in self.people if one["name"] != self.last]
                return self.name(self.random.choice(others))
            case "body":
                return str(self.random.choice(self.bodies)["name"])
            case "term":
                return str(self.random.choice(self.terms)["term"])
            case "side a" | "side b":
                return SIDES[self.sides[gap == "side b"]]
            case "place":
                return self.random.choice(words_of("places"))
            case "day":
                return spell(day)
            case "month":
                return words_of("months")[day.month - 1]
            case "year":
                return str(day.year)
            case "number":
                return str(self.random.randrange(3, 400))
            case _:
                return self.thing if gap == "thing" else self.fixed[gap]

    def name(self, person: Record) -> str:
        """Name a person, in full the first time."""
        self.last = person["name"]
        if self.named is None or self.last not in self.named:
            self.named = None if self.named is None else {*self.named, self.last}
            return self.last
        return self.last.split()[-1]


@dataclass(frozen=True)
class Topic:
    """The records of a topic's folder, and what its page is told with."""

    slug: str
    as_of: date
    record: Record
    events: list[Record]
    statements: list[Record]
    positions: list[Record]
    sources: list[Record]
    teller: Teller


def make_topic(number: int, count: int, shared: Shared, random: Random) -> Topic:
    """Make the records of a topic; some events are shown by the topic after it too."""
    name = f"topic-{number:04}"
    sides = random.sample([*SIDES], 2)
    groups = [random.sample(shared.of_side(side), 3) for side in sides]
    quality, thing = pair(words_of("qualities"), words_of("things"), number)
    as_of = date(2019, 5, 14) + random.randrange(365) * DAY
    teller = Teller(
        random,
        [person for couple in zip(*groups, strict=True) for person in couple],
        random.sample(shared.organisations, 2),
        random.sample(shared.terms, 3),
        f"{quality} {thing}",
        sides,
        (as_of - 400 * DAY, as_of),
    )
    for term in teller.terms:
        term["topics"].append(name)
    after = [2, *sorted(random.sample(range(20, 300), 3)), 305]
    days = [*sorted(random.sample(range(-400, 0), 7)), *after]
    sources = [
        make_source(f"{name}-{at + 1:02}", as_of + day * DAY, random) for at, day in enumerate(days)
    ]
    before, later = random.sample(range(-400, 0), 13), random.sample(range(1, 300), 6)
    offsets = [*sorted(before), 0, *sorted(later)]
    events = [
        make_event(name, as_of + day * DAY, at, teller, sources) for at, day in enumerate(offsets)
    ]
    events[12]["part_of"] = events[13]["id"]
    if count > 1:
        events[3]["topics"].append(f"topic-{number % count + 1:04}")
    said_at = [*sorted(random.sample(range(14), 7)), *sorted(random.sample(range(14, 20), 3))]
    statements = make_statements(name, [events[at] for at in said_at], teller)
    record = {
        "slug": name,
        "title": f"The {teller.thing}",
        "question": f"Why did the {teller.thing} divide {teller['side a']} and {teller['side b']}?",
        "summary": teller.tell(random.choice(words_of("answers on paper"))),
        "as_of": str(as_of),
        "record_ends": sources[-1]["published"][:7],
        "authors": ["Talking Points"],
        "sides": sides,
        "discrepancies": make_discrepancies(name, sources, teller),
        "open_questions": [
            {
                "id": f"{name}-question-{at + 1}",
                "text": teller.tell(text),
                "sources": [sources[at]["id"]],
            }
            for at, text in enumerate(random.sample(words_of("doubts"), 2))
        ],
        "changes": [
            {"date": "2026-02-03", "kind": "new fact", "text": "First edition of this page."},
            {"date": "2026-04-05", "kind": "rewording", "text": "Shorter sentences."},
        ],
    }
    positions = make_positions(name, sources, statements, teller)
    return Topic(name, as_of, record, events, statements, positions, sources, teller)


def make_event(topic: str, day: date, number: int, teller: Teller, sources: list[Record]) -> Record:
    """Make an event of a day, with sources that are not older."""
    random = teller.random
    later = [source["id"] for source in sources if source["published"] >= str(day)][:4]
    event: Record = {
        "id": f"{topic}-{day}-{number + 1:02}",
        "date": str(day),
        "title": teller.tell(random.choice(words_of("headlines"))),
        **(key_event(number) if number in KEY else {}),
        "summary": teller.tell(random.choice(words_of("summaries"))),
        "kind": random.choice(KINDS),
        "status": "reported" if number % 9 == 5 else "occurred",
        "actors": [
            teller.people[number % 6]["id"],
            *(body["id"] for body in random.sample(teller.bodies, random.randrange(3))),
        ],
        "topics": [topic],
        "place": random.choice(words_of("places")),
        "sources": random.sample(later, min(len(later), random.randrange(1, 4))),
    }
    if event["status"] == "reported":
        event["attribution"] = random.choice(teller.bodies)["name"]
    return event


def key_event(number: int) -> Record:
    """Make what a key event has beside its title; without chance, to leave all else as it is."""
    names = words_of("short headlines")
    return {"short_title": names[KEY.index(number) % len(names)], "importance": "key"}


def make_statements(topic: str, events: list[Record], teller: Teller) -> list[Record]:
    """Make a quote of the first actor of each event; two are renderings of the same words."""
    random = teller.random
    texts = [*map(teller.tell, random.sample(words_of("quotes"), len(events)))]
    texts[4:6] = teller.tell(random.choice(words_of("renderings"))).split(" | ")
    events = [*events[:5], events[4], *events[6:]]
    statements: list[Record] = []
    for at, (event, text) in enumerate(zip(events, texts, strict=True)):
        rendered = at in {4, 5}
        said: Record = {
            "id": f"{event['actors'][0]}-{event['date']}-{topic}-{at + 1:02}",
            "speaker": event["actors"][0],
            "date": event["date"],
            "text": text,
            "prefix": random.choice(words_of("before the words")),
            "suffix": random.choice(words_of("after the words")),
            "source": event["sources"][0],
            "rendering": ("interpreter", "agency-translation")[at - 4] if rendered else "original",
            "lang": "en",
            "original_lang": "ru" if rendered else "en",
            "context": teller.tell(random.choice(words_of("contexts"))),
            "event": event["id"],
            "topics": [topic],
        }
        statements.append(said)
    statements[4]["same_words_as"] = [statements[5]["id"]]
    statements[5]["same_words_as"] = [statements[4]["id"]]
    statements[0]["answered_by"] = [statements[1]["id"]]
    return statements


def make_positions(
    topic: str, sources: list[Record], statements: list[Record], teller: Teller
) -> list[Record]:
    """Make what the sides agree on, and a question on which each has a view."""
    gists = words_of("answers on paper")
    side_of = {person["id"]: person["side"] for person in teller.people}
    views: list[Record] = []
    for side, gist in zip(teller.sides, gists, strict=False):
        own = [said["id"] for said in statements[:7] if side_of[said["speaker"]] == side]
        view = {"side": side, "gist": teller.tell(gist)}
        views.append(view | {"statements": own[:1]} if own else view)
    shown = [source["id"] for source in sources[:2]]
    return [
        {
            "id": f"{topic}-position-safe",
            "question": f"Should the {teller.thing} be safe?",
            "agreed": teller.tell(gists[2]),
            "sources": shown[:1],
        },
        {
            "id": f"{topic}-position-pay",
            "question": f"Who should pay for the {teller.thing}?",
            "views": views,
            "sources": shown,
        },
    ]


def make_discrepancies(topic: str, sources: list[Record], teller: Teller) -> list[Record]:
    """Make a point on which two sources have different words."""
    texts = teller.tell(teller.random.choice(words_of("renderings"))).split(" | ")
    accounts = [
        {"says": f"{source['publisher']}, from the room.", "text": text, "sources": [source["id"]]}
        for source, text in zip(sources, texts, strict=False)
    ]
    what = f"What was said of the {teller.thing}"
    note = "Both may be right."
    return [{"id": f"{topic}-discrepancy-words", "what": what, "accounts": accounts, "note": note}]
