"""New records and pages, and quotes out of saved pages. The face is `addition`."""
