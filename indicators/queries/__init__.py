"""Reading indicators and their values, always at a Moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from calc.moments import Moment
from indicators.models import TOGETHER, Indicator, Observation, Target
from indicators.rules import PLAIN, ObservationEntry, vintage_rank
from metrics.models import Result
from metrics.queries import results
from metrics.rules import FAILED
from plan.models import Plan, Ruling
from plan.queries import joined, known, names, rulings, standing


@dataclass(frozen=True)
class Series:
    """Values of one area and scope, oldest first; each year may have several vintages."""

    area: str
    area_code: str
    scope: str
    values: tuple[Observation, ...]


@dataclass(frozen=True)
class Line:
    """One row of the list: the indicator, what the plan says, and the latest known values."""

    indicator: Indicator
    targets: tuple[Target, ...]
    latest: tuple[Observation, ...]
    attainment: str
    known: int
    subject: str = ""
    failed: bool = False

    @property
    def kinds(self) -> list[str]:
        """What the plan says of it: 基期值, 目标值 …, each word once."""
        return list(dict.fromkeys(target.get_kind_display() for target in self.targets))

    @property
    def baselines(self) -> list[Target]:
        """What the plan says it was."""
        return [target for target in self.targets if target.kind == "baseline"]

    @property
    def goals(self) -> list[Target]:
        """What the plan asks, whatever the kind."""
        return [target for target in self.targets if target.kind != "baseline"]


@dataclass(frozen=True)
class Conflict:
    """Values that disagree without a vintage to explain it, and the ruling if there is one."""

    group: str
    facts: tuple[Observation, ...]
    ruling: Ruling | None


def subject(indicator: Indicator) -> str:
    """The name under which Results about an indicator are kept."""
    return f"{indicator.plan.code}/{indicator.code}"


def listed(plan: Plan) -> QuerySet[Indicator]:
    """All indicators of a plan, the plan's own first."""
    return Indicator.objects.filter(plan=plan).prefetch_related("targets__clause")


def find(plan: Plan, code: str) -> Indicator | None:
    """An indicator of the plan by its code."""
    return listed(plan).select_related("plan").filter(code=code).first()


def lines(rows: QuerySet[Indicator], plan: Plan, moment: Moment) -> list[Line]:
    """The rows of the list at a moment; six queries whatever their number."""
    figures = results(moment, "indicator")
    found = known(Observation.objects.filter(indicator__plan=plan), moment)
    counts = Counter(found.values_list("indicator_id", flat=True))
    chosen = {key for row in figures.values() for key in row.inputs}
    values = {(row.indicator_id, row.key): row for row in found.filter(key__in=chosen)}
    return [_line(row, plan, figures, counts, values) for row in rows]


def _line(
    indicator: Indicator, plan: Plan, figures: Mapping[tuple[str, str], Result],
    counts: Mapping[int, int], values: Mapping[tuple[int, str], Observation],
) -> Line:  # fmt: skip
    name = f"{plan.code}/{indicator.code}"
    latest, attainment = figures.get((name, "latest")), figures.get((name, "attainment"))
    keys = [cell["key"] for cell in latest.detail["series"]] if latest else []
    shown = [values[indicator.pk, key] for key in keys if (indicator.pk, key) in values]
    return Line(
        indicator,
        tuple(indicator.targets.all()),
        tuple(sorted(shown, key=area_order)),
        attainment.text if attainment else "",
        counts.get(indicator.pk, 0),
        name if latest else "",
        (name, FAILED) in figures,
    )


def area_order(row: Observation) -> tuple[object, ...]:
    """The whole cluster first, then provinces, then cities by code."""
    code = row.area_code
    level = 0 if not code else 1 if code.endswith("0000") else 2
    return (level, code, row.area, row.scope)


def observations(indicator: Indicator, moment: Moment) -> list[Observation]:
    """Every value known at the moment, all vintages."""
    rows = known(Observation.objects.filter(indicator=indicator), moment)
    return joined(rows.select_related("source").order_by("area_code", "scope", "period_end", "id"))


def find_fact(indicator: Indicator, key: str) -> Observation | None:
    """One value of an indicator by its key."""
    rows = Observation.objects.select_related("source", "indicator")
    return rows.filter(indicator=indicator, key=key).first()


def drafted(indicator: Indicator, entry: ObservationEntry, *, key: str = "~new") -> Observation:
    """The row of a value, not saved and without its source.

    A correction takes the place of what the corrected value had replaced and stays in its
    groups, so that it is judged against the same other sources.
    """
    row = Observation(
        indicator=indicator, key=key,
        published_on=entry.source.published_on,
        published_precision=entry.source.published_precision,
        **{name: getattr(entry, name) for name in PLAIN},
    )  # fmt: skip
    corrected = find_fact(indicator, entry.corrects) if entry.corrects else None
    if corrected is not None:
        row.replaces = [corrected.key, *corrected.replaces]
        row.revision_group = row.revision_group or corrected.revision_group
        row.conflict_group = row.conflict_group or corrected.conflict_group
    return row


def series(rows: Iterable[Observation]) -> list[Series]:
    """Values grouped by what may be compared: same area, same scope."""
    groups: dict[tuple[str, str, str], list[Observation]] = defaultdict(list)
    for row in rows:
        groups[(row.area_code, row.area, row.scope)].append(row)
    return [
        Series(area, code, scope, tuple(sorted(values, key=release_order)))
        for (code, area, scope), values in sorted(groups.items())
    ]


def release_order(row: Observation) -> tuple[object, ...]:
    """By period, then by vintage, then by day of release: the newest comes last."""
    published = row.published_on.isoformat() if row.published_on else ""
    return (row.period_end, vintage_rank(row.vintage), published, row.key)


def conflicts(indicator: Indicator, moment: Moment) -> list[Conflict]:
    """The disagreements about an indicator's values; of other values none is read."""
    ruled = rulings(indicator.plan, moment)
    about = known(Observation.objects.filter(indicator=indicator), moment).select_related("source")
    together = list(about.filter(TOGETHER))
    every = {row.pk: row for row in (*together, *about.filter(key__in=names(together, {})))}
    rows = sorted(every.values(), key=lambda r: (r.area_code, r.scope, r.period_end, r.pk))
    groups: dict[str, list[Observation]] = defaultdict(list)
    for row in joined(rows):
        if row.conflict_group:
            groups[row.conflict_group].append(row)
    return [
        Conflict(group, tuple(rows), ruled.get(group))
        for group, rows in sorted(groups.items())
        if len(rows) > 1
    ]


def counting(
    plan: Plan, moment: Moment, codes: Collection[str] | None = None
) -> dict[str, list[Observation]]:
    """Actual, trusted values that stand at the moment's knowledge, by indicator code."""
    rows = candidates(plan, moment, codes)
    found: dict[str, list[Observation]] = defaultdict(list)
    every = sorted((row for some in rows.values() for row in some), key=lambda row: row.key)
    for row in standing(every, rulings(plan, moment)):
        found[row.indicator.code].append(row)
    return found


def candidates(
    plan: Plan, moment: Moment, codes: Collection[str] | None = None
) -> dict[str, list[Observation]]:
    """Actual, trusted values known at the moment, standing or not, by indicator code."""
    rows = known(Observation.objects.filter(indicator__plan=plan, value_type="actual"), moment)
    rows = rows.exclude(confidence="low").select_related("indicator").order_by("key")
    if codes is not None:
        rows = rows.filter(indicator__code__in=codes)
    found: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        found[row.indicator.code].append(row)
    return found
