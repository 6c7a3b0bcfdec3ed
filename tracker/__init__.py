"""Wiring of the system: settings, addresses, Celery, commands. Nothing imports it."""

from tracker.celery import app as celery_app

__all__ = ["celery_app"]
