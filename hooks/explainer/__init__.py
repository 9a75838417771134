"""Facts in YAML, prose in Markdown, one explainer page a topic: read `site.py` first."""
