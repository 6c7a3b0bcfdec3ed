"""Pytest plugins of this project, loaded by name before Django reads its settings."""
