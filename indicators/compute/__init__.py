"""Which Results follow from the values of indicators."""

from indicators.compute.figures import (
    TargetTest,
    figures_of,
    latest,
    no_value,
    tests_of,
    values,
)

__all__ = [
    "TargetTest",
    "figures_of",
    "latest",
    "no_value",
    "tests_of",
    "values",
]
