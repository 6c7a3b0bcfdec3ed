"""What a typed search finds and in which order.  Pure.

``asked`` reads the words, ``ranked`` gives the entries that fit, best first, and ``marked`` shows
where they do.
"""

from dashboards.matching.asked import Asked, Word, asked, word
from dashboards.matching.folding import fold
from dashboards.matching.marking import Piece, excerpt, marked
from dashboards.matching.nearest import nearest
from dashboards.matching.ranking import Entry, Scored, Term, best, fit, ranked, scored
from dashboards.matching.references import Reference, read_reference

__all__ = [
    "Asked",
    "Entry",
    "Piece",
    "Reference",
    "Scored",
    "Term",
    "Word",
    "asked",
    "best",
    "excerpt",
    "fit",
    "fold",
    "marked",
    "nearest",
    "ranked",
    "read_reference",
    "scored",
    "word",
]
