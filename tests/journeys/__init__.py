"""Journeys of people through the running system, in a real browser."""
