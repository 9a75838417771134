"""YAML as text with places; knows nothing of records. The face is `reader`."""
