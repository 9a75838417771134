"""What the site needs from MkDocs. The face is `build.Build`, one per build.

Only this package and hooks/main.py import mkdocs.
"""
