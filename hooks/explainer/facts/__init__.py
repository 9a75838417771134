"""Records, the catalog that indexes them, and their rules. The face is `catalog`."""
