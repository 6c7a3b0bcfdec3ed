"""What a check needs to know besides the typed text: today, and what is on file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.rules import EVENT_WORDS
from reporting.rules.fields import Options
from reporting.rules.numbers import last_day


@dataclass(frozen=True)
class KnownFact:
    """A fact on file about a work, as far as order and sums need it.

    The groups name the event or the disagreement it shares with others.
    """

    key: str
    event: str
    day: date
    precision: str = "day"
    part: str = ""
    percent: Decimal | None = None
    amount: Decimal | None = None
    value_kind: str = ""
    event_group: str = ""
    conflict_group: str = ""

    @property
    def groups(self) -> set[str]:
        """The names under which others tell of the same event."""
        return {self.key, self.event_group, self.conflict_group} - {""}

    @property
    def words(self) -> str:
        """投用，2020-09-26，编号PE-086."""
        length = {"year": 4, "month": 7}.get(self.precision, 10)
        return f"{EVENT_WORDS[self.event]}，{self.day.isoformat()[:length]}，编号{self.key}"

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
    conflict_group: str = ""


@dataclass(frozen=True)
class WorkContext:
    """About a work: its declared parts, its ladder, the facts that stand."""

    today: date
    parts: Options = ()
    stages: Options = ()
    known: tuple[KnownFact, ...] = ()
    corrects: str = ""

    def options(self, source: str, switch: str) -> Options:
        """Choices that only this work knows, for the chosen event."""
        if source == "tellings":
            return tuple(self._tellings(switch))
        return {"parts": self.parts, "stages": self.stages}.get(source, ())

    def _tellings(self, event: str) -> Iterator[tuple[str, str]]:
        """Each fact of that event on file: told again, or told differently."""
        same = [fact for fact in self.known if fact.event == event]
        for fact in same:
            yield f"same:{fact.key}", f"同一事件，另一来源：{fact.words}"
        for fact in same:
            yield f"differs:{fact.key}", f"说法不一：{fact.words}"

    def others(self, told: str = "") -> list[KnownFact]:
        """The facts that stand, without the other tellings of the one named.

        That is the one being corrected, or the one that ``told`` is another telling of.
        """
        named = {self.corrects, told} - {""}
        groups = {group for f in self.known if f.key in named for group in f.groups}
        return [fact for fact in self.known if not fact.groups & (groups | named)]

    def find(self, key: str) -> KnownFact | None:
        """The fact on file of that key."""
        return next((fact for fact in self.known if fact.key == key), None)


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

    def options(self, source: str, switch: str) -> Options:
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

    def options(self, source: str, switch: str) -> Options:
        """The sides of the disagreement."""
        return self.sides if source == "sides" else ()


Context = WorkContext | IndicatorContext | RulingContext
