"""A statement from a saved page and a few of its words: begin with `quotations.py`."""
