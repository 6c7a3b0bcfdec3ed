"""What the joined pages read."""
