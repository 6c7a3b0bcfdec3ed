"""What a check needs to know besides the typed text: today, and what is on file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.rules.fields import Options
from reporting.rules.numbers import last_day


@dataclass(frozen=True)
class KnownFact:
    """A fact on file about a work, as far as order and sums need it.

    ``groups`` names the event or disagreement it shares with others.
    """

    key: str
    event: str
    day: date
    precision: str = "day"
    part: str = ""
    percent: Decimal | None = None
    amount: Decimal | None = None
    value_kind: str = ""
    groups: frozenset[str] = frozenset()

    @property
    def last(self) -> date:
        """The last day it may speak of."""
        return last_day(self.day, self.precision)

    def beside(self, part: str) -> bool:
        """Whether it can be compared with something said of ``part`` (blank: the whole)."""
        return not part or not self.part or part == self.part


@dataclass(frozen=True)
class KnownValue:
    """A value on file of an indicator, as far as vintages and sums need it."""

    key: str
    area_code: str
    scope: str
    period_kind: str
    period_start: date | None
    period_end: date
    vintage: str
    value: Decimal


@dataclass(frozen=True)
class WorkContext:
    """About a work: its declared parts, its ladder, the facts that stand."""

    today: date
    parts: Options = ()
    stages: Options = ()
    known: tuple[KnownFact, ...] = ()
    corrects: str = ""

    def options(self, source: str) -> Options:
        """Choices that only this work knows."""
        return {"parts": self.parts, "stages": self.stages}.get(source, ())

    def others(self) -> Iterable[KnownFact]:
        """The facts that stand, without the one being corrected and its other tellings."""
        told = next((fact.groups for fact in self.known if fact.key == self.corrects), frozenset())
        return (f for f in self.known if f.key != self.corrects and not f.groups & told)


@dataclass(frozen=True)
class IndicatorContext:
    """About an indicator: its unit, the areas one may file for, the values that stand.

    ``bounded`` marks a share between 0 and 100 %; ``unit`` is what the form asks in.
    """

    today: date
    unit: str = ""
    bounded: bool = False
    areas: Options = ()
    known: tuple[KnownValue, ...] = ()
    corrects: str = ""

    def options(self, source: str) -> Options:
        """Choices that only this indicator knows."""
        return self.areas if source == "areas" else ()

    def others(self) -> Iterable[KnownValue]:
        """The values that stand, without the one being corrected."""
        return (value for value in self.known if value.key != self.corrects)


@dataclass(frozen=True)
class RulingContext:
    """About a disagreement: the key of each side and how it reads."""

    today: date
    sides: Options = ()
    corrects: str = ""

    def options(self, source: str) -> Options:
        """The sides of the disagreement."""
        return self.sides if source == "sides" else ()


Context = WorkContext | IndicatorContext | RulingContext
