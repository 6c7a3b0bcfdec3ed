"""What an evaluation report reads: Results, and the facts that stand behind them."""

from evaluation.queries.account import account
from evaluation.queries.reports import find, listed

__all__ = ["account", "find", "listed"]
