"""All that can be found by one person, read once, and what of it fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from accounts.models import User
from dashboards.matching import Asked, Entry, Scored, best, nearest, ranked, scored
from dashboards.matching.ranking import EXACT, SETTLED
from dashboards.queries.search import entries
from dashboards.queries.search.atlas import Atlas
from dashboards.queries.search.filings import Subjects, filings
from dashboards.queries.search.hits import Hit, Shown, counted, found_at
from plan.models import Plan

# kind, what fits (a list or a query), and how one of it is shown
Found = list[tuple[str, Any, Callable[[Any], Hit]]]


class Library:
    """The entries of one plan and the terms that are looked for in them."""

    def __init__(self, user: User, plan: Plan, question: Asked) -> None:
        self.user, self.plan, self.question = user, plan, question
        self.atlas = Atlas()
        self.terms = [self.atlas.term(word) for word in question.words]
        paragraphs, self.spots = entries.clauses(plan)
        projects = entries.projects(plan, self.spots)
        self.works = [entry for entry in projects if entry.item.kind == "works"]
        self.measures = [entry for entry in projects if entry.item.kind == "measure"]
        self.indicators = entries.indicators(plan, self.spots)
        self.passages = [*entries.heads(plan), *paragraphs]

    def found(self) -> Found:
        """What fits, by kind, best first, and how each is shown."""
        show = self._shown()
        others = entries.others(self.plan, self.spots)
        works, measures, indicators = (
            scored(rows, self.terms) for rows in (self.works, self.measures, self.indicators)
        )
        subjects = self._subjects([*works, *measures], indicators)
        fits = self._ranked
        found: Found = [
            ("works", best(works), show.project),
            ("measures", best(measures), show.project),
            ("indicators", best(indicators), show.indicator),
            ("passages", fits(self.passages), show.passage),
            ("others", fits(others), show.other),
            ("places", self._places(), show.place),
            ("offices", fits(entries.offices()), show.office),
            ("filings", filings(self.user, self.terms, subjects), show.filing),
            ("reports", fits(entries.evaluations(self.plan)), show.report),
        ]
        lead = self._lead(works)
        return sorted(found, key=lambda group: group[0] != lead)

    def suggestions(self) -> tuple[tuple[str, str], ...]:
        """The same without one of several words, and names that look alike."""
        typed = [word.typed for word in self.question.words]
        fewer = [
            (" ".join(rest), found_at(" ".join(rest)))
            for rest in (typed[:at] + typed[at + 1 :] for at in range(len(typed)))
            if rest
        ]
        names = self._readings() if self.question.words[0].letters else self._names()
        alike = dict.fromkeys(names[one] for one in nearest("".join(typed), names))
        return (*fewer, *((name, found_at(name)) for name in alike))

    def _lead(self, works: list[Scored]) -> str:
        """The kind that answers first: what a citation or the name of a place names itself.

        Works lead all the same where one is called exactly so.
        """
        if any(term.word.reference for term in self.terms):
            return "passages"
        exact = any(fits == (EXACT,) for _, fits in works)
        alone = len(self.terms) == 1 and self.terms[0].places and not exact
        return "places" if alone else "works"

    def _shown(self) -> Shown:
        counts = {
            "works": counted(self.works),
            "measures": counted(self.measures),
            "indicators": counted(self.indicators),
        }
        return Shown(self.terms, self.atlas, counts)

    def _ranked(self, rows: Sequence[Entry]) -> list[Entry]:
        return ranked(rows, self.terms)

    def _places(self) -> list[Any]:
        found = self._ranked(self.atlas.entries)
        return self.atlas.resolved(entry.item for entry in found)

    def _subjects(self, projects: list[Scored], indicators: list[Scored]) -> list[Subjects]:
        """For each term the items that fit it; what fits by its criterion alone does not count."""
        places = range(len(self.terms))
        return [(_fitting(projects, at), _fitting(indicators, at)) for at in places]

    def _offered(self) -> list[Entry]:
        """What may be suggested; no former places."""
        places = [entry for entry in self.atlas.entries if not entry.item.valid_to]
        return [*places, *self.works, *self.indicators, *self.measures]

    def _names(self) -> dict[str, str]:
        """Names and aliases, each leading to itself."""
        return {name: name for one in self._offered() for name in (one.name, *one.aliases)}

    def _readings(self) -> dict[str, str]:
        """Full readings, each leading to the name of what is read so."""
        return {
            form.replace(" ", ""): one.name
            for one in self._offered()
            for form in one.spelled.split(",")
            if " " in form
        }


def _fitting(rows: Sequence[Scored], at: int) -> list[int]:
    return [entry.item.pk for entry, fits in rows if fits[at] not in (None, SETTLED)]
