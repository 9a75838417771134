"""A page's text, front matter, citations and names. The face is `page`."""
