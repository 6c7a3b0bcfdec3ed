"""The headline figures under every convention, in words."""

from dashboards.queries.conventions.account import Conventions, Summary, conventions, summary

__all__ = ["Conventions", "Summary", "conventions", "summary"]
