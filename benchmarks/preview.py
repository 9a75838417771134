"""How long a rebuild of the preview takes after an edit, and how long without what it keeps.

Run with the project's Python. Both are measured in turn, on a copy of the real site, in one
process, by the processor's clock; the figure to compare is the ratio.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from rebuilds import serve  # noqa: E402  (it lies among the tests)

ROUNDS = 5
PARTS = ("data", "docs", "hooks", "overrides", "captures", "mkdocs.yml")
EDITS = {
    "a fact": ("data/topics/venezuela/events.yml", "state oil company PDVSA", "oil company PDVSA"),
    "a sentence": ("docs/topics/venezuela.md", "# Venezuela\n", "# Venezuela \n"),
    "a template": (
        "hooks/explainer/rendering/templates/timeline.html.jinja",
        '<ol class="timeline">',
        '<ol class="timeline" >',
    ),
}
"""A file, a text in it, and what stands there after the edit, by what is edited."""


def main() -> None:
    """Print the median of each, and their ratio."""
    with TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            (project / part).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / part, project / part)
        os.chdir(project)
        site = Path(folder) / "site"
        serve(site)
        for what, edit in EDITS.items():
            seconds: dict[bool, list[float]] = {False: [], True: []}
            for _ in range(ROUNDS):
                for anew, taken in seconds.items():
                    toggle(Path(edit[0]), *edit[1:])
                    start = time.process_time()
                    serve(site, anew=anew)
                    taken.append(time.process_time() - start)
            kept, whole = map(statistics.median, seconds.values())
            print(f"{what}: {kept:.2f} s, anew {whole:.2f} s: {kept / whole:.2f}")  # noqa: T201


def toggle(file: Path, old: str, new: str) -> None:
    """Make an edit, or take it back."""
    text = file.read_text(encoding="utf-8")
    there, instead = (old, new) if old in text else (new, old)
    file.write_text(text.replace(there, instead, 1), encoding="utf-8")


if __name__ == "__main__":
    main()
