"""How records and pages are written into the site: begin with `addition.py`."""
