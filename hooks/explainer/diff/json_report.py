"""The report of all differences for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.diff.comparison import Difference, Differences, PageFigures


def as_json(differences: Differences, base: str, commit: str) -> dict[str, Any]:
    """The report for programs.

    - `base`: `revision` as it was given, `commit`, `problems` (how many data/ has), `unread`
      (files that cannot be read, whose records are not compared)
    - `working_copy`: `problems`, `unread`
    - `records`: for each `kind`, `id`, `change` (added, removed, renamed, moved or changed),
      `for_review`, `path` and `line` (where it stands, or stood last), `was` (null if added:
      its former `id`, `path` and `line`), `fields` (if not: `path` in YAML, `item` (what names
      the item of the list in which it stands, or nothing), `before` and `after` as text, list,
      mapping or null, `for_review`), and `record` (if added or removed:
      all its fields but those that hold what is so if they are left out)
    - `quotes`: `verified` and `all` with `before` and `after`; `lost` and `gained`: statements
    - `pages`: for each `path`, `before` and `after` with `words`, `cited` and `factual` sentences,
      null where there is no such page, and `uncited`: the sentences without a citation that are new
    """
    return {
        "base": {"revision": base, "commit": commit} | _state(differences, 0),
        "working_copy": _state(differences, 1),
        "records": [_json_of(one) for one in differences.records],
        "quotes": {
            "verified": dict(zip(("before", "after"), differences.verified, strict=True)),
            "all": dict(zip(("before", "after"), differences.quotes, strict=True)),
            "lost": list(differences.lost),
            "gained": list(differences.gained),
        },
        "pages": [
            {
                "path": page.path,
                "before": _figures(page.before),
                "after": _figures(page.after),
                "uncited": page.uncited,
            }
            for page in differences.pages
        ],
    }


def _state(differences: Differences, version: int) -> dict[str, Any]:
    return {
        "problems": differences.problems[version],
        "unread": list(differences.unread[version]),
    }


def _json_of(one: Difference) -> dict[str, Any]:
    record, before = one.record, one.before
    told = {
        "kind": record.model.noun,
        "id": record.id,
        "change": one.change,
        "for_review": one.for_review,
        "path": record.place.path,
        "line": record.place.line,
        "was": before and {"id": before.id, "path": before.place.path, "line": before.place.line},
    }
    if one.change in {"added", "removed"}:
        return told | {"record": record.fields}
    return told | {
        "fields": [
            {
                "path": change.path,
                "item": change.item,
                "before": change.before,
                "after": change.after,
                "for_review": change.for_review,
            }
            for change in one.fields
        ]
    }


def _figures(page: PageFigures | None) -> dict[str, int] | None:
    if page is None:
        return None
    return {"words": page.words, "cited": page.cited, "factual": page.factual}
