"""The tables of the report, in the official column names as far as data exist."""

from collections.abc import Iterable, Iterator
from datetime import date

from evaluation.outline.account import (
    Account,
    AdjustedItem,
    IndicatorRow,
    LateItem,
    Sector,
    UnknownItem,
    WorkRow,
)
from evaluation.outline.blocks import Column, Row, Table
from evaluation.outline.references import References
from evaluation.outline.words import Gap, day, plain, rate, table_day, yi

MARKS_NOTE = "“—”为不适用，“暂无资料”“暂无数据”为尚无可引用的资料、数据，均不等于0。"
PROGRESS_NOTE = (
    "完成目标进度＝（实际−基期）÷（目标−基期）；差值＝完成目标进度−序时进度，单位为百分点。"
)

WORKS_COLUMNS = (
    Column("序号", 26, "center"),
    Column("项目名称", 150),
    Column("建设地点", 92),
    Column("规划要求（承诺）", 84),
    Column("阶段", 66, "center"),
    Column("形象进度", 52, "center"),
    Column("总投资", 52, "right"),
    Column("承诺评价", 66, "center"),
    Column("资料来源", 50, "center"),
)
ADJUSTED_COLUMNS = (
    Column("序号", 24, "center"),
    Column("项目名称", 110),
    Column("调整情况", 130),
    Column("依据文件", 96),
    Column("日期", 56, "center"),
    Column("资料来源", 46, "center"),
)
UNKNOWN_COLUMNS = (
    Column("序号", 26, "center"),
    Column("项目名称", 150),
    Column("现有资料", 80, "center"),
    Column("判据", 200),
)
PROMISE_COLUMNS = (
    Column("承诺", 40, "center"),
    Column("规划用语", 210),
    Column("达到的标准", 190),
)


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[Row, ...]:
    return tuple(Row((str(number), *cells)) for number, cells in enumerate(rows, start=1))


def indicator_table(name: str, account: Account, refs: References) -> Table:
    """表1 主要指标完成情况表."""
    return Table(
        title=f"{name} 主要指标完成情况表",
        columns=_indicator_columns(account),
        rows=_numbered(_indicator_cells(row, refs) for row in account.indicators),
        note=PROGRESS_NOTE + MARKS_NOTE,
        wide=True,
        empty=Gap.NO_VALUE.value,
    )


def _indicator_columns(account: Account) -> tuple[Column, ...]:
    return (
        Column("序号", 28, "center"),
        Column("指标名称", 120),
        Column("单位", 56, "center"),
        Column("属性", 48, "center"),
        Column(f"{account.baseline_year}年基期", 56, "right"),
        Column(f"{account.target_year}年目标", 56, "right"),
        Column("评估期实际", 76, "right"),
        Column("完成目标进度(%)", 50, "right"),
        Column("序时进度(%)", 46, "right"),
        Column("差值(百分点)", 46, "right"),
        Column("评价", 62, "center"),
        Column("数据来源", 48, "center"),
    )


def _indicator_cells(row: IndicatorRow, refs: References) -> tuple[str, ...]:
    actual = plain(row.actual) + (f"（{row.actual_on}）" if row.actual_on else "")
    shares = (rate(row.progress), rate(row.expected_progress), rate(row.gap_points))
    values = (plain(row.baseline), plain(row.target), actual)
    return (
        row.name,
        row.unit,
        row.attribute,
        *values,
        *shares,
        row.judgement,
        refs.cite(row.sources),
    )


def works_table(name: str, sectors: Iterable[Sector], refs: References) -> Table:
    """表2 重大工程项目进展表, by sector, numbered through."""
    return Table(
        title=f"{name} 重大工程项目进展表",
        columns=WORKS_COLUMNS,
        rows=tuple(_works_rows(sectors, refs)),
        unit="亿元",
        note=MARKS_NOTE,
        wide=True,
        empty=Gap.UNKNOWN.value,
    )


def _works_rows(sectors: Iterable[Sector], refs: References) -> Iterator[Row]:
    number = 0
    for sector in sectors:
        yield Row((_sector_words(sector),), "group")
        for work in sector.works:
            number += 1
            yield Row((str(number), *_work_cells(work, refs)))


def _sector_words(sector: Sector) -> str:
    tally = sector.tally
    counts = [
        f"可确认达到{tally.reached}项",
        f"可确认未达到{tally.missed}项",
        f"不能确定{tally.undetermined}项{tally.unknown_words if tally.undetermined else ''}",
    ]
    counts += [
        f"{word}{count}项"
        for word, count in (("已调整", tally.adjusted), ("不计入评价", tally.unrated))
        if count
    ]
    return f"{sector.name}：共{tally.total}项，{'，'.join(counts)}"


def _work_cells(work: WorkRow, refs: References) -> tuple[str, ...]:
    shown = (
        f"{rate(work.progress)}%"
        if not isinstance(work.progress, (str, Gap))
        else plain(work.progress)
    )
    return (
        work.name, work.place, work.promise, work.stage, shown, yi(work.investment), work.verdict,
        refs.cite(work.sources),
    )  # fmt: skip


def late_table(name: str, account: Account, refs: References) -> Table:
    """Works finished after the plan period."""
    return Table(
        title=f"{name} 逾期后完成项目表",
        columns=_late_columns(account.as_of, account.looked_on),
        rows=_numbered(_late_cells(item, refs) for item in account.late),
    )


def _late_columns(then: date, now: date) -> tuple[Column, ...]:
    return (
        Column("序号", 26, "center"),
        Column("项目名称", 120),
        Column("规划要求（承诺）", 70),
        Column(f"{day(then)}阶段", 66, "center"),
        Column(f"{day(now)}阶段", 66, "center"),
        Column("完成日期", 56, "center"),
        Column("资料来源", 46, "center"),
    )


def _dated(value: date | None, precision: str) -> str:
    return table_day(value, precision) if value else Gap.UNKNOWN.value


def _late_cells(item: LateItem, refs: References) -> tuple[str, ...]:
    done = _dated(item.done_on, item.precision)
    return (item.name, item.promise, item.stage_then, item.stage_now, done, refs.cite(item.sources))


def adjusted_table(name: str, items: Iterable[AdjustedItem], refs: References) -> Table:
    """Works replaced, merged, realigned or cancelled."""
    cells = (
        (
            item.name,
            item.change,
            item.document,
            _dated(item.settled_on, item.precision),
            refs.cite(item.sources),
        )
        for item in items
    )
    return Table(title=f"{name} 已调整项目表", columns=ADJUSTED_COLUMNS, rows=_numbered(cells))


def unknown_table(name: str, items: Iterable[UnknownItem]) -> Table:
    """What cannot be judged yet and what would settle each, under those who may know."""
    groups: dict[tuple[str, str], list[UnknownItem]] = {}
    for item in items:
        groups.setdefault((item.sector, item.informants), []).append(item)
    return Table(
        title=f"{name} 尚不能确定的事项表",
        columns=UNKNOWN_COLUMNS,
        rows=tuple(_unknown_rows(groups)),
        note="“可能知情”只提示可以向哪类单位查询，不是责任单位。",
    )


def _unknown_rows(groups: dict[tuple[str, str], list[UnknownItem]]) -> Iterator[Row]:
    number = 0
    for (sector, informants), members in groups.items():
        words = informants or Gap.UNKNOWN.value
        yield Row((f"{sector}（{len(members)}项，可能知情：{words}）",), "group")
        for item in members:
            number += 1
            yield Row((str(number), item.name, item.known, item.settles))


def promise_table(account: Account) -> Table:
    """The reading of the plan's verbs."""
    rows = tuple(Row((item.name, item.verbs, item.reached_when)) for item in account.promises)
    return Table(title="附表 规划用语与承诺等次对照表", columns=PROMISE_COLUMNS, rows=rows)
