"""What a typed search finds and in which order.  Pure.

``asked`` reads the words, ``rank`` says how well an entry fits, ``marked`` shows where.
"""

from dashboards.matching.asked import Asked, Word, asked, word
from dashboards.matching.folding import fold
from dashboards.matching.marking import Piece, excerpt, marked
from dashboards.matching.nearest import nearest
from dashboards.matching.ranking import Entry, Term, fit, rank, ranked
from dashboards.matching.references import Reference, read_reference

__all__ = [
    "Asked",
    "Entry",
    "Piece",
    "Reference",
    "Term",
    "Word",
    "asked",
    "excerpt",
    "fit",
    "fold",
    "marked",
    "nearest",
    "rank",
    "ranked",
    "read_reference",
    "word",
]
