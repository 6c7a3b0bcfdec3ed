"""The six true stories: every word of them looked up when the page is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from calc.moments import Moment
from calc.stages import LADDERS
from indicators.models import Observation
from indicators.rules import PERIOD_WORDS, QUALIFIER_WORDS
from metrics.actions import ensure
from metrics.queries import results
from plan.models import Plan, Story
from plan.queries import known
from plan.stories import Argument, fill, parse
from projects.models import Progress
from projects.rules import VERDICT_WORDS
from regions.models import Place
from ui.format import cdate, num, yi

UNKNOWN = "暂无资料"


@dataclass(frozen=True)
class StoryLine:
    """A story in words and the page it leads to."""

    text: str
    kind: str
    subject: str
    name: str = ""


@dataclass(frozen=True)
class Teller:
    """Looks up the words of a story for one plan, as known at the page's moment."""

    plan: Plan
    moment: Moment

    def tell(self, story: Story) -> StoryLine:
        """The sentence of a story with every figure from results and facts."""
        words = {a.name: self._word(a) for a in parse(story.arguments)}
        name = f"{self.plan.code}/{story.subject}"
        return StoryLine(fill(story.pattern, words), story.subject_kind, story.subject, name)

    def _word(self, argument: Argument) -> str:
        looks: dict[str, Callable[[Argument], str]] = {
            "stage": self._stage,
            "verdict": self._verdict,
            "late": self._late,
            "first": self._first,
            "said": lambda a: self._fact_word(a, _day),
            "words": lambda a: self._fact_word(a, lambda fact: fact.summary),
            "value": lambda a: self._value_word(a, _value),
            "period": lambda a: self._value_word(a, _period),
            "place": self._parent,
            "moved": self._moved,
        }
        return looks[argument.kind](argument)

    def _at(self, argument: Argument) -> Moment:
        """The day the story names, or today where it says now."""
        return self.moment.at(argument.as_of or timezone.localdate())

    def _result(
        self, argument: Argument, metric: str, moment: Moment
    ) -> tuple[str, dict[str, Any]]:
        ensure(moment)
        name = f"{self.plan.code}/{argument.code}"
        row = results(moment, "project", subjects=[name]).get((name, metric))
        return (row.text, row.detail) if row else ("", {})

    def _stage(self, argument: Argument) -> str:
        return self._result(argument, "stage", self._at(argument))[1].get("words", UNKNOWN)

    def _verdict(self, argument: Argument) -> str:
        code = self._result(argument, "promise", self._at(argument))[0]
        return VERDICT_WORDS.get(code, UNKNOWN)

    def _late(self, argument: Argument) -> str:
        now = self.moment.at(timezone.localdate())
        if self._result(argument, "late", now)[1].get("late"):
            return "逾期后完成"
        return VERDICT_WORDS.get(self._result(argument, "promise", now)[0], UNKNOWN)

    def _first(self, argument: Argument) -> str:
        rows = known(Progress.objects.filter(project__plan=self.plan), self.moment)
        rows = rows.filter(project__code=argument.code, event=argument.event, relation="item")
        if argument.part:
            rows = rows.filter(part__code=argument.part)
        fact = rows.exclude(confidence="low").order_by("day", "key").first()
        return _day(fact) if fact else UNKNOWN

    def _fact_word(self, argument: Argument, word: Callable[[Progress], str]) -> str:
        rows = known(Progress.objects.filter(project__plan=self.plan), self.moment)
        fact = rows.filter(key=argument.code).first()
        return word(fact) if fact else UNKNOWN

    def _value_word(self, argument: Argument, word: Callable[[Observation], str]) -> str:
        rows = known(Observation.objects.filter(indicator__plan=self.plan), self.moment)
        rows = rows.filter(
            indicator__code=argument.code, area_code=argument.area, year=argument.year,
            value_type="actual",
        )  # fmt: skip
        row = (
            rows.filter(vintage=argument.vintage).exclude(confidence="low").order_by("key").first()
        )
        return word(row) if row else UNKNOWN

    def _parent(self, argument: Argument) -> str:
        day = argument.as_of or self.moment.as_of
        place = Place.objects.select_related("parent").filter(code=argument.code).first()
        while place and place.valid_to and place.valid_to <= day and place.successor_code:
            rows = Place.objects.select_related("parent")
            place = rows.filter(code=place.successor_code).first()
        return place.parent.name if place and place.parent else UNKNOWN

    def _moved(self, argument: Argument) -> str:
        place = Place.objects.filter(code=argument.code).first()
        if place is None or place.valid_to is None:
            return UNKNOWN
        return cdate(place.valid_to, place.valid_precision or "day")


def stories(plan: Plan, moment: Moment) -> list[StoryLine]:
    """All stories of the plan as known at the moment."""
    teller = Teller(plan, moment)
    return [teller.tell(story) for story in Story.objects.filter(plan=plan)]


def steps(ladder: str) -> list[str]:
    """The words of a ladder from the lowest stage to the highest."""
    return [word for _, word in LADDERS[ladder].stages]


def _day(fact: Progress) -> str:
    return cdate(fact.day, fact.precision)


def _value(row: Observation) -> str:
    sign = QUALIFIER_WORDS[row.qualifier]
    if row.unit == "万元":
        return f"{sign}{yi(row.value)}"
    return f"{sign}{num(row.value.normalize())}{row.unit}"


def _period(row: Observation) -> str:
    word = PERIOD_WORDS[row.period_kind]
    return f"{row.year}年末" if word == "年末" else f"{row.year}年"
