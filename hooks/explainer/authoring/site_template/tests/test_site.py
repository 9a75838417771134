"""The data has no problems, and the site builds."""

import os
import subprocess
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in the site's folder."""
    environment = {**os.environ, "PYTHONPATH": "hooks", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


class TestSite(unittest.TestCase):
    def test_there_are_no_problems(self) -> None:
        found = run("explainer", "check")
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)

    def test_the_site_builds(self) -> None:
        with TemporaryDirectory() as folder:
            found = run("mkdocs", "build", "--strict", "--site-dir", folder)
            self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
            self.assertTrue(Path(folder, "index.html").is_file())


if __name__ == "__main__":
    unittest.main()
