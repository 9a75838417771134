"""The report for programs: all differences as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.diff.comparison import Difference, Differences, PageFigures


def as_json(differences: Differences, base: str, commit: str) -> dict[str, Any]:
    """Return all differences as values for JSON.

    - `base`: the `revision` as it was given, its `commit`, `problems` (how many are in data/) and
      `unread` (files that cannot be read, and are not compared)
    - `working_copy`: `problems` and `unread`
    - `records`: for each, `kind`, `id`, `change` (added, removed, renamed, moved or changed),
      `for_review`, `path` and `line` (where it is, or was before it was removed), and `was` (its
      former `id`, `path` and `line`; null if it was added). One that was added or removed has its
      `record`: all its fields except defaults. Any other has `fields`, each with its YAML `path`,
      the `item` (what identifies the item of a list, if it belongs to one), `before` and `after`
      (a text, a list, a mapping or null) and `for_review`
    - `quotes`: `verified` and `all`, each with `before` and `after`; `lost` and `gained`:
      statements
    - `pages`: for each, `path`, `before` and `after` (`words`, and `cited` and `factual`
      sentences; null where there is no such page), and `uncited`: new sentences without a citation
    """
    return {
        "base": {"revision": base, "commit": commit} | _state(differences, 0),
        "working_copy": _state(differences, 1),
        "records": [_difference(one) for one in differences.records],
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
    """Return what is wrong with one of the two versions."""
    return {
        "problems": differences.problems[version],
        "unread": list(differences.unread[version]),
    }


def _difference(one: Difference) -> dict[str, Any]:
    """Return how one record differs."""
    record, before = one.record, one.before
    identity = {
        "kind": record.model.noun,
        "id": record.id,
        "change": one.change,
        "for_review": one.for_review,
        "path": record.place.path,
        "line": record.place.line,
        "was": before and {"id": before.id, "path": before.place.path, "line": before.place.line},
    }
    if one.change in {"added", "removed"}:
        return identity | {"record": record.fields}
    return identity | {
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
