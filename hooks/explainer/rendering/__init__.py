"""Records to HTML. The face is `page_renderer`."""
