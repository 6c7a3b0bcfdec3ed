"""What would settle an item, as it stood at a Moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from calc.moments import Moment
from plan.queries import end_of
from projects.models import Criterion, Project


@dataclass(frozen=True)
class Criteria:
    """The version in force at a moment, the catalogue's draft, and all versions known then."""

    versions: tuple[Criterion, ...]
    now: Criterion | None
    draft: Criterion | None

    @property
    def differ(self) -> bool:
        """Whether a decided version stands before another draft of the catalogue."""
        return bool(self.now and self.draft and self.now.text != self.draft.text)


def criterion_text(moment: Moment, owner: str = "pk") -> Coalesce:
    """For ``annotate`` over items: the text in force at the moment, in the same query.

    ``owner`` names the primary key of the item in the outer query.
    """
    rows = _in_force(Criterion.objects.filter(project=OuterRef(owner)), moment)
    return Coalesce(Subquery(rows.values("text")[:1]), F(owner.removesuffix("pk") + "criterion"))


def criteria(project: Project, moment: Moment) -> Criteria:
    """All that is known of the criterion of one item at a moment, the newest version first."""
    versions = list(_known(Criterion.objects.filter(project=project), moment).order_by("-number"))
    return Criteria(tuple(versions), _last(versions, moment), _draft(versions))


def _in_force(rows: QuerySet[Criterion], moment: Moment) -> QuerySet[Criterion]:
    """What was decided for the day comes before every draft, the latest of each first."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=moment.as_of)
    latest = F("valid_from").desc(nulls_last=True)
    return _known(rows, moment).filter(begun).order_by(latest, "-number")


def _known(rows: QuerySet[Criterion], moment: Moment) -> QuerySet[Criterion]:
    """系统口径 knows what was recorded by then; 公开口径 reads the archive as it stands."""
    if moment.known_at is None or moment.basis == "public":
        return rows
    return rows.filter(recorded_at__lt=end_of(moment.known_at))


def _last(versions: Sequence[Criterion], moment: Moment) -> Criterion | None:
    begun = [one for one in versions if one.valid_from and one.valid_from <= moment.as_of]
    return max(begun, key=_since, default=_draft(versions))


def _since(one: Criterion) -> tuple[Any, int]:
    return one.valid_from, one.number


def _draft(versions: Sequence[Criterion]) -> Criterion | None:
    return next((one for one in versions if one.origin == "catalogue"), None)
