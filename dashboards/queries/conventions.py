"""The sentence of the first screen on all conventions, kept while the facts stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone

from calc.moments import Moment
from metrics.queries import Freshness, computing
from metrics.rules import FAILED_WORDS, Uncomputable
from plan.models import Plan, Ruling
from projects.compute import conventions
from projects.models import Progress
from ui.strip import Pair


@dataclass(frozen=True)
class Summary:
    """The sentence of the first screen and its strip; ``failed``: how many it cannot judge."""

    sentence: str
    pairs: list[Pair]
    failed: int = 0


def summary(plan: Plan, moment: Moment, fresh: Freshness) -> Summary | None:
    """The sentence on 承诺兑现率 of the whole ledger; made anew only when the facts changed.

    Facts are only ever added, so the last of them name the state they were read in.
    """
    state = (
        timezone.localdate(), fresh.computed_at,
        Progress.objects.aggregate(last=Max("pk"))["last"],
        Ruling.objects.aggregate(last=Max("pk"))["last"],
    )  # fmt: skip
    slot = f"dashboards.conventions/{plan.pk}/{moment.key}"
    kept = cache.get(slot)
    if kept is None or kept[0] != state:
        try:
            with computing("口径全景"):
                kept = (state, _summary(plan, moment))
        except Uncomputable:  # the rest of the first screen stands without it; tried again
            return Summary(f"口径全景：{FAILED_WORDS}。", [])
        cache.set(slot, kept)
    found: Summary | None = kept[1]
    return found


def _summary(plan: Plan, moment: Moment) -> Summary | None:
    found = conventions(plan, moment)
    if found is None:
        return None
    promise = found.rates[0]
    return Summary(promise.sentence, promise.pairs, len(found.failed))
