"""What a quote rests on: stored pages, checks and the lock. The face is `lock`."""
