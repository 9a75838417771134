"""YAML as text with places; knows no record. The face is `reader`."""
