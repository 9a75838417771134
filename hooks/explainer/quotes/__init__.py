"""The evidence for quotes: stored pages, checks and the lock. The face is `lock`."""
