"""What a page says: its text, front matter, citations and names. The face is `page`."""
