"""What the site needs of MkDocs; the face is `build.Build`, one for each build.

Only this package and hooks/main.py import mkdocs.
"""
