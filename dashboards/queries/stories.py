"""The six true stories: every word of them looked up when the page is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from calc.moments import Moment
from calc.stages import LADDERS
from indicators.models import Indicator, Observation
from indicators.rules import PERIOD_WORDS, QUALIFIER_WORDS
from metrics.actions import ensure
from metrics.models import Result
from metrics.queries import results
from plan.models import Plan, Story
from plan.queries import known
from plan.stories import Argument, fill, parse
from projects.models import Progress, Project
from projects.rules import VERDICT_WORDS
from regions.models import Place
from ui.format import cdate, num, yi

UNKNOWN = "暂无资料"
Row = TypeVar("Row")


@dataclass(frozen=True)
class StoryLine:
    """A story in words and the page it leads to."""

    text: str
    kind: str
    subject: str
    name: str = ""


Key = tuple[str, str, int | None, str]


class Shelf:
    """What the stories of a plan speak of, each kind read once for all of them."""

    def __init__(self, plan: Plan, moment: Moment, arguments: Sequence[Argument]) -> None:
        self.plan = plan
        self.moment = moment
        self.by_kind: dict[str, list[Argument]] = defaultdict(list)
        for argument in arguments:
            self.by_kind[argument.kind].append(argument)
        self._results: dict[Moment, dict[tuple[str, str], Result]] = {}

    def result(self, code: str, metric: str, moment: Moment) -> Result | None:
        """One stored figure of an item; the moment is read once."""
        if moment not in self._results:
            ensure(moment)
            told = [a for kind in ("stage", "verdict", "late") for a in self.by_kind[kind]]
            names = {self._name(a.code) for a in told}
            self._results[moment] = results(moment, "project", subjects=names)
        return self._results[moment].get((self._name(code), metric))

    @cached_property
    def facts(self) -> dict[str, Progress]:
        """The facts named by their key."""
        codes = [a.code for kind in ("said", "words") for a in self.by_kind[kind]]
        rows = known(Progress.objects.filter(project__plan=self.plan), self.moment)
        return {row.key: row for row in rows.filter(key__in=codes).order_by("-pk")}

    @cached_property
    def values(self) -> dict[Key, Observation]:
        """The values named by indicator, area, year and vintage: of several the first."""
        told = [a for kind in ("value", "period") for a in self.by_kind[kind]]
        codes = {a.code for a in told}
        rows = Indicator.objects.filter(plan=self.plan, code__in=codes).values_list("code", "pk")
        numbers = dict(rows)
        wanted = Q(pk__in=[])
        for a in told:
            wanted |= Q(
                indicator=numbers.get(a.code), area_code=a.area, year=a.year, vintage=a.vintage
            )
        found = known(Observation.objects.filter(wanted, value_type="actual"), self.moment)
        names = {pk: code for code, pk in numbers.items()}
        return {
            (names[row.indicator_id], row.area_code, row.year, row.vintage): row
            for row in found.exclude(confidence="low").order_by("-key")
        }

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places named, and those that followed them, by code."""
        codes = {a.code for kind in ("place", "moved") for a in self.by_kind[kind]}
        found: dict[str, Place] = {}
        while codes:
            rows = Place.objects.select_related("parent").filter(code__in=codes)
            found |= {place.code: place for place in rows}
            codes = {p.successor_code for p in found.values()} - {"", *found, *codes}
        return found

    def first(self, argument: Argument) -> Progress | None:
        """The earliest fact of one kind of event, found without reading the later ones."""
        items = Project.objects.filter(plan=self.plan, code=argument.code).order_by()
        about = Progress.objects.filter(project=items.values("pk")[:1], relation="item")
        rows = known(about.filter(event=argument.event), self.moment)
        if argument.part:
            rows = rows.filter(part__code=argument.part)
        return rows.exclude(confidence="low").order_by("day", "key").first()

    def _name(self, code: str) -> str:
        return f"{self.plan.code}/{code}"


@dataclass(frozen=True)
class Teller:
    """Looks up the words of a story for one plan, as known at the page's moment."""

    plan: Plan
    moment: Moment
    shelf: Shelf

    def tell(self, story: Story) -> StoryLine:
        """The sentence of a story with every figure from results and facts."""
        words = {a.name: self._word(a) for a in parse(story.arguments)}
        name = f"{self.plan.code}/{story.subject}"
        return StoryLine(fill(story.pattern, words), story.subject_kind, story.subject, name)

    def _word(self, argument: Argument) -> str:
        looks: dict[str, Callable[[Argument], str]] = {
            "stage": self._stage,
            "verdict": lambda a: self._verdict(a, self._at(a)),
            "late": self._late,
            "first": lambda a: _told(self.shelf.first(a), _day),
            "said": lambda a: _told(self.shelf.facts.get(a.code), _day),
            "words": lambda a: _told(self.shelf.facts.get(a.code), lambda fact: fact.summary),
            "value": lambda a: _told(self._value(a), _value),
            "period": lambda a: _told(self._value(a), _period),
            "place": self._parent,
            "moved": self._moved,
        }
        return looks[argument.kind](argument)

    def _at(self, argument: Argument) -> Moment:
        """The day the story names, or today where it says now."""
        return self.moment.at(argument.as_of or timezone.localdate())

    def _stage(self, argument: Argument) -> str:
        row = self.shelf.result(argument.code, "stage", self._at(argument))
        return str(row.detail["words"]) if row else UNKNOWN

    def _verdict(self, argument: Argument, moment: Moment) -> str:
        row = self.shelf.result(argument.code, "promise", moment)
        return VERDICT_WORDS.get(row.text, UNKNOWN) if row else UNKNOWN

    def _late(self, argument: Argument) -> str:
        now = self.moment.at(timezone.localdate())
        row = self.shelf.result(argument.code, "late", now)
        return "逾期后完成" if row and row.detail["late"] else self._verdict(argument, now)

    def _value(self, argument: Argument) -> Observation | None:
        place = (argument.code, argument.area, argument.year, argument.vintage)
        return self.shelf.values.get(place)

    def _parent(self, argument: Argument) -> str:
        day = argument.as_of or self.moment.as_of
        place = self.shelf.places.get(argument.code)
        while place and place.valid_to and place.valid_to <= day and place.successor_code:
            place = self.shelf.places.get(place.successor_code)
        return place.parent.name if place and place.parent else UNKNOWN

    def _moved(self, argument: Argument) -> str:
        place = self.shelf.places.get(argument.code)
        if place is None or place.valid_to is None:
            return UNKNOWN
        return cdate(place.valid_to, place.valid_precision or "day")


def stories(plan: Plan, moment: Moment) -> list[StoryLine]:
    """All stories of the plan as known at the moment."""
    told = list(Story.objects.filter(plan=plan))
    arguments = [argument for story in told for argument in parse(story.arguments)]
    teller = Teller(plan, moment, Shelf(plan, moment, arguments))
    return [teller.tell(story) for story in told]


def steps(ladder: str) -> list[str]:
    """The words of a ladder from the lowest stage to the highest."""
    return [word for _, word in LADDERS[ladder].stages]


def _told(row: Row | None, word: Callable[[Row], str]) -> str:
    return word(row) if row is not None else UNKNOWN


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
