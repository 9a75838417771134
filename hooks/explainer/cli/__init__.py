"""What people start: one command a file. The face is `explainer.__main__`."""
