"""Everything the page of one indicator shows, at the reader's moment."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from calc.moments import Moment
from dashboards.queries.facts import Dispute, said
from dashboards.queries.filings import Desk, desk
from dashboards.queries.quality import SeriesQuality, value_quality
from dashboards.queries.values import Area, Course, Values
from dashboards.rules import FORMULA_WORDS
from indicators.models import Indicator, Observation, Target
from indicators.queries import observations, subject
from indicators.rules import ATTAINMENT_WORDS
from metrics.models import Result
from metrics.queries import results
from plan.queries import rulings
from ui.facts import Fact

FIGURE_WORDS = {"latest": "最新监测值", "attainment": "目标评价"}


@dataclass(frozen=True)
class IndicatorPage:
    """One indicator with what the plan says of it and all that is known at a moment."""

    indicator: Indicator
    moment: Moment
    targets: list[Target]
    figures: dict[str, Result]
    values: Values
    hidden: int
    desk: Desk

    @property
    def subject(self) -> str:
        """The name under which its Results are kept."""
        return subject(self.indicator)

    @property
    def latest(self) -> list[Observation]:
        """The values that count at the moment, one per area and scope."""
        keys = [cell["key"] for cell in self.figures["latest"].detail["series"]]
        by_key = {row.key: row for row in self.values.rows}
        return [by_key[key] for key in keys if key in by_key]

    @property
    def attainment(self) -> tuple[str, str]:
        """Mark and word of the answer whether the plan's number is reached."""
        row = self.figures.get("attainment")
        return ATTAINMENT_WORDS.get(row.text if row else "", ("not_applicable", "不适用"))

    @property
    def areas(self) -> list[Area]:
        """The table of values."""
        return self.values.areas()

    @property
    def courses(self) -> list[Course]:
        """The lines that may be drawn."""
        return self.values.courses()

    @property
    def quality(self) -> list[SeriesQuality]:
        """Unusual patterns in the values of each current series."""
        return value_quality(self.values, self.indicator.name)

    @property
    def conflicts(self) -> list[Dispute]:
        """Values that disagree without a vintage to explain it."""
        groups: dict[str, list[Observation]] = {}
        for row in self.values.rows:
            if row.conflict_group:
                groups.setdefault(row.conflict_group, []).append(row)
        return [self._dispute(key, rows) for key, rows in sorted(groups.items()) if len(rows) > 1]

    def _dispute(self, group: str, rows: list[Observation]) -> Dispute:
        ruling = self.values.ruled.get(group)
        sides = [_side(row, chosen=bool(ruling and ruling.chosen == row.key)) for row in rows]
        href = self.desk.ruling(group)
        about = f"{rows[0].area}{rows[0].year}年数值"
        return Dispute(about, sides, said(ruling) if ruling else "", href)

    @property
    def hidden_words(self) -> str:
        """What the chosen knowledge leaves out; blank where it leaves out nothing."""
        if not self.hidden:
            return ""
        late = "入库" if self.moment.basis == "system" else "公开，或发布时间不详"
        return f"另有{self.hidden}条监测值在知悉日以后才{late}，未计。"

    @property
    def methods(self) -> list[tuple[Result, str, str]]:
        """The figures of the moment with their name and their method in words."""
        return [
            (self.figures[name], word, FORMULA_WORDS.get(self.figures[name].formula, ""))
            for name, word in FIGURE_WORDS.items()
            if name in self.figures
        ]


def indicator_page(indicator: Indicator, moment: Moment, user: User) -> IndicatorPage:
    """Read one indicator for one reader; ``indicator`` as ``indicators.queries.find`` gives it."""
    name = subject(indicator)
    found = results(moment, "indicator", subjects=[name])
    figures = {metric: row for (_, metric), row in found.items()}
    rows = observations(indicator, moment)
    hidden = 0
    if moment.known_at is not None:
        hidden = Observation.objects.filter(indicator=indicator).count() - len(rows)
    own = desk(user, indicator, "indicator", name)
    return IndicatorPage(
        indicator=indicator,
        moment=moment,
        targets=list(indicator.targets.all()),
        figures=figures,
        values=Values(
            rows,
            rulings(indicator.plan, moment),
            figures["latest"].inputs,
            moment.as_of,
            lambda row: own.correction_of_value(row.key, row.area_code),
        ),
        hidden=hidden,
        desk=own,
    )


def _side(row: Observation, *, chosen: bool) -> Fact:
    return Fact(
        event=f"{row.period_words}　{row.value_words}", day=row.period_end,
        precision=row.date_precision, summary=row.note, source=row.source.title,
        publisher=row.source.publisher, published_on=row.published_on,
        published_precision=row.published_precision or "day", url=row.source.url, key=row.key,
        chosen=chosen,
    )  # fmt: skip
