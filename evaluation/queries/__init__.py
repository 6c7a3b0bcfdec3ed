"""What an evaluation report reads: Results, and the facts that stand behind them."""

from evaluation.queries.account import account
from evaluation.queries.inquiry import first_questions, informed, inquiry_items, searched_words
from evaluation.queries.reports import find, last_moment, listed

__all__ = [
    "account",
    "find",
    "first_questions",
    "informed",
    "inquiry_items",
    "last_moment",
    "listed",
    "searched_words",
]
