"""New records and pages, and quotes from saved pages. The face is `addition`."""
