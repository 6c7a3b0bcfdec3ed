"""The outlook of an indicator, for a reader who asks for it."""

from dashboards.queries.outlook.foretold import Foretold, Goal, Prospect, Step, prospect
from dashboards.queries.outlook.versus import YearThen, prospect_then
from dashboards.queries.outlook.words import RECORD, chance_words

__all__ = [
    "RECORD",
    "Foretold",
    "Goal",
    "Prospect",
    "Step",
    "YearThen",
    "chance_words",
    "prospect",
    "prospect_then",
]
