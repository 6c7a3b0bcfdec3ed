"""Template libraries of the ui package."""
