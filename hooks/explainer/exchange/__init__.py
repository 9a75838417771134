"""Exchange: timelines from other programs, and topics for them."""
