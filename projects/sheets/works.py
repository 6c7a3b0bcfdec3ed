"""Which columns the workbook of works or of measures has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from calc.stages import LADDERS
from metrics.rules import changed_words
from projects.compute.courses import Course
from projects.queries import Line
from projects.rules import (
    CATEGORY_WORDS,
    COMMITMENT_WORDS,
    JUDGEMENT_WORDS,
    LADDER_WORDS,
    STANDING_WORDS,
    THEME_WORDS,
)
from workbook import Column

FIELD_WORDS = CATEGORY_WORDS | THEME_WORDS


def verdict(line: Line) -> str:
    """The verdict by the lenient reading, with 逾期后完成 where it applies."""
    return _words(line.standings)


def verdict_strict(line: Line) -> str:
    """The verdict by the strict reading."""
    return _words(line.standings_strict)


def _words(codes: tuple[str, ...]) -> str:
    shown = [codes[0], *(code for code in codes if code == "late")]
    return "，".join(STANDING_WORDS[code] for code in shown)


def _stage(line: Line, key: str) -> str:
    ladder = LADDERS[line.project.ladder]
    return ladder.word(ladder.rank(key))


def _bound(line: Line, name: str) -> str:
    """One end of the stage; “—” where nothing is known."""
    return "—" if line.stage.detail["no_data"] else _stage(line, line.stage.detail[name])


COLUMNS = [
    Column("项目名称", "text", 36, lambda line: line.project.name),
    Column("领域", "text", 14, lambda line: FIELD_WORDS[line.project.category]),
    Column("规划用语", "text", 10, lambda line: line.project.verb),
    Column("承诺", "text", 8, lambda line: COMMITMENT_WORDS[line.project.commitment]),
    Column(
        "承诺（从严）", "text", 8, lambda line: COMMITMENT_WORDS[line.project.commitment_strict]
    ),
    Column("判定类型", "text", 8, lambda line: JUDGEMENT_WORDS[line.project.judgement]),
    Column("所涉地区", "text", 24, lambda line: line.areas),
    Column("阶段", "text", 18, lambda line: line.stage.detail["words"]),
    Column("至少达到", "text", 10, lambda line: _bound(line, "at_least")),
    Column("至多达到", "text", 10, lambda line: _bound(line, "at_most")),
    Column("应达阶段", "text", 10, lambda line: _stage(line, line.project.required)),
    Column("应达阶段（从严）", "text", 10, lambda line: _stage(line, line.project.required_strict)),
    Column("承诺评价", "text", 14, verdict),
    Column("承诺评价（从严）", "text", 14, verdict_strict),
    Column("截至日前事实（条）", "number", 10, lambda line: line.filed.before),
    Column("截至日后事实（条）", "number", 10, lambda line: line.filed.after),
    Column("最近事实", "text", 16, lambda line: line.last_words or None),
    Column("判据", "text", 40, lambda line: line.criterion),
    Column("规划出处", "text", 18, lambda line: line.project.clause.address),
    Column("规划原文", "text", 40, lambda line: line.project.quote),
    Column("别称", "text", 24, lambda line: "；".join(line.project.aliases) or None),
    Column("阶段序列", "text", 10, lambda line: LADDER_WORDS[line.project.ladder]),
    Column("代码", "text", 26, lambda line: line.project.code),
]


def columns(kind: str, courses: Mapping[str, Course] | None = None) -> list[Column]:
    """The columns of one ledger, ``works`` or ``measure``; only the head of the name differs.

    While two moments are compared, ``courses`` has the way of each item between them.
    """
    first, *rest = COLUMNS
    change = [] if courses is None else [_change(courses)]
    return [replace(first, title="任务名称") if kind == "measure" else first, *change, *rest]


def _change(courses: Mapping[str, Course]) -> Column:
    def value(line: Line) -> str:
        course = courses.get(line.project.code)
        return changed_words(course.steps if course else ())

    return Column("变化", "text", 44, value)
