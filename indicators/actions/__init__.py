"""What changes about indicators: the catalogue, values and rulings."""

from indicators.actions.catalogue import load_indicators, load_reference
from indicators.actions.history import load_observations
from indicators.actions.values import add_observation, build, rule

__all__ = [
    "add_observation",
    "build",
    "load_indicators",
    "load_observations",
    "load_reference",
    "rule",
]
