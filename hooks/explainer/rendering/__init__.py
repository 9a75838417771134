"""Turns records into HTML. The face is `page_renderer`."""
