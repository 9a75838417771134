"""Which facts differ between two versions of the site. The face is `comparison`."""
