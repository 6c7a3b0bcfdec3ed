"""四、承诺兑现进程 — the curve in words, figures and tables; the sentences only word the values."""

from collections.abc import Iterator

from evaluation.outline.blocks import Block, Column, Heading, Paragraph, Row, Table
from evaluation.outline.course import Course, CourseGroup, CourseRow
from evaluation.outline.figures import BAR_PARTS, Curve, CurvePoint
from evaluation.outline.references import References
from evaluation.outline.words import Gap, day, percent_range, rate

COLUMNS = (
    Column("截至", 86),
    Column("计入比率（项）", 48, "right"),
    Column("可确认达到", 48, "right"),
    Column("可确认未达到", 52, "right"),
    Column("不能确定", 44, "right"),
    Column("下限(%)", 42, "right"),
    Column("上限(%)", 42, "right"),
    Column("推算(%)", 60, "right"),
)
NOTE = (
    "下限将不能确定的项目全部按未达到计，上限全部按达到计。推算只供参考，不作评价依据；"
    "“—”为可据的项目太少，不作推算。"
)


def course_blocks(courses: tuple[Course, ...], refs: References, figure: int) -> Iterator[Block]:
    """The chapter: in words, then a figure and a table for each reading, then the groups.

    `figure` is the number of its first figure.
    """
    yield Heading(2, "（一）兑现曲线")
    yield Paragraph("".join(map(_sentence, courses)))
    if courses[0].failed:
        yield Paragraph(
            f"计算失败，已搁置的{courses[0].failed}项，各月都计入不能确定。", style="note"
        )
    for number, course in enumerate(courses, start=figure):
        yield _figure(course, f"图{number}")
        yield _table(course, refs.next_table())
    yield Heading(2, "（二）分承诺、分领域")
    yield _groups(courses, refs.next_table())


def _sentence(course: Course) -> str:
    end = course.end
    first = (
        f"按{course.reading}，截至{day(end.day)}，计入比率的{end.counted}项中可确认兑现"
        f"{end.reached}项，占{rate(end.low)}%，最多{rate(end.high)}%"
    )
    return f"{first}。" if end is course.last else f"{first}；{_since(course)}。"


def _since(course: Course) -> str:
    until = f"此后至{day(course.last.day)}，"
    if not course.since:
        return f"{until}没有新的可确认兑现的项目"
    late = f"，其中期末可确认尚未兑现的{course.late}项" if course.late else ""
    return f"{until}又有{course.since}项可确认兑现{late}"


def _figure(course: Course, name: str) -> Curve:
    return Curve(
        title=f"{name} 承诺兑现曲线（{course.reading}）",
        parts=BAR_PARTS,
        starts=course.starts.isoformat(),
        ends=course.ends.isoformat(),
        points=tuple(map(_point, course.rows)),
        words=_sentence(course),
        note=_basis(course),
    )


def _point(row: CourseRow) -> CurvePoint:
    counts = (row.reached, row.undetermined, row.missed)
    if row.estimate is None:
        return CurvePoint(row.day.isoformat(), counts)
    low, high = (int((end * 100).to_integral_value()) for end in row.estimate)
    return CurvePoint(row.day.isoformat(), counts, (low, high))


def _basis(course: Course) -> str:
    bounds = "实色上沿为下限，斜线上沿为上限，竖线为规划期末。"
    if not any(row.estimate for row in course.rows):
        return f"{bounds}{course.items}项中有日期资料的{course.dated}项，不足以推算。"
    return (
        f"{bounds}虚线据有日期资料的{course.dated}项推算，等于假定其余"
        f"{course.items - course.dated}项与之情形相同，这一假定无从检验，只供参考。"
    )


def _table(course: Course, name: str) -> Table:
    return Table(
        title=f"{name} 各年末承诺兑现率（{course.reading}）",
        columns=COLUMNS,
        rows=tuple(Row(_cells(row)) for row in course.years),
        note=NOTE,
    )


def _cells(row: CourseRow) -> tuple[str, ...]:
    counts = (row.counted, row.reached, row.missed, row.undetermined)
    return (
        day(row.day), *map(str, counts), rate(row.low), rate(row.high), _estimate(row),
    )  # fmt: skip


def _estimate(row: CourseRow) -> str:
    if row.estimate is None:
        return Gap.NOT_APPLICABLE.value
    low, high = (rate(end) for end in row.estimate)
    return low if low == high else f"{low}—{high}"


def _groups(courses: tuple[Course, ...], name: str) -> Table:
    first = courses[0]
    days = [first.end.day, *([first.last.day] if first.last is not first.end else [])]
    readings = [course.reading for course in courses]
    heads = [f"{day(one)}（{word[0]}）" for one in days for word in readings]
    columns = (
        Column("分组", 92),
        Column("计入比率（项）", 44, "right"),
        *(Column(head, 76, "right") for head in heads),
    )
    rows = [
        Row(_group_cells(parts, len(days)))
        for parts in zip(*(course.groups for course in courses), strict=True)
    ]
    note = "各格为下限—上限；按宽口径的承诺分组。“—”为已全部调整，没有计入比率的项目。"
    return Table(f"{name} 分承诺、分领域承诺兑现率", columns, tuple(rows), note=note)


def _group_cells(parts: tuple[CourseGroup, ...], days: int) -> tuple[str, ...]:
    shown = [part.end for part in parts] + [part.last for part in parts] * (days - 1)
    counted = parts[0].end.counted if parts[0].end else 0
    return (f"{parts[0].head}：{parts[0].name}", str(counted), *map(_range, shown))


def _range(row: CourseRow | None) -> str:
    return percent_range(row.low, row.high) if row else Gap.NOT_APPLICABLE.value
