"""What changed between two versions of the site, fact by fact: begin with `comparison.py`."""
