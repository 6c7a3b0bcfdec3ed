"""Dated rows of the plan's real history, with the words of their sources.

Each tuple: id, event, date, precision, date basis, and what a person mapped by
hand (part, ranks, derived, conflict and event group). Titles and publishers of
the sources stand in plan/history.
"""

from datetime import date

from calc.ladders import Ladder
from calc.stages import Fact, Interval, Verdict, period, required, span, verdict

Row = tuple[str, str, str, str, str, dict[str, object]]


def fact(
    key: str,
    event: str,
    day: str,
    precision: str = "day",
    basis: str = "event",
    **mapped: object,
) -> Fact:
    """A fact as the loader makes it from one row."""
    stated = date.fromisoformat(day)
    earliest, latest = span(stated, precision, basis)
    first = period(stated, precision)[0]
    return Fact(key=key, event=event, earliest=earliest, latest=latest, first_day=first, **mapped)  # type: ignore[arg-type]


def judge(known: Interval, commitment: str, result_word: str, ladder: Ladder) -> Verdict:
    """The verdict on one commitment as the catalogue writes it."""
    rank = required(commitment, result_word, ladder)
    return verdict(known, rank, study=commitment == "study")


def facts(*rows: Row) -> list[Fact]:
    """All facts of one item."""
    return [fact(*row[:5], **row[5]) for row in rows]


# 佳木斯至牡丹江铁路
MUDANJIANG_JIAMUSI = facts(
    ("PE-013", "construction_start", "2016-01-01", "year", "period", {"group": "EG-02"}),
    ("PE-014", "construction_start", "2016-11-01", "month", "event", {"group": "EG-02"}),
    ("PE-015", "track_laid", "2020-11-01", "month", "event", {}),
    ("PE-016", "trial_operation", "2021-08-19", "day", "event", {"conflict": "CG-03"}),
    ("PE-017", "opened", "2021-12-06", "day", "event", {"group": "EG-03", "conflict": "CG-03"}),
    ("PE-018", "opened", "2021-12-06", "day", "event", {"group": "EG-03", "conflict": "CG-03"}),
)

# 长春至辽源铁路（研究建设）
CHANGCHUN_LIAOYUAN = facts(
    ("PE-036", "not_started", "2020-12-31", "day", "period", {"derived": True}),
    ("PE-037", "statement", "2022-01-01", "year", "reported", {"counts": False}),
    ("PE-038", "progress", "2025-03-01", "month", "event", {"counts": False}),
)

# 四平至通化至白河铁路；沈白高铁是替代线路，不是规划项目本身
SIPING_TONGHUA_BAIHE = facts(
    ("PE-029", "construction_start", "2021-06-01", "month", "event", {"counts": False}),
    ("PE-033", "opened", "2025-09-28", "day", "event", {"counts": False}),
    ("PE-035", "realigned", "2025-09-28", "day", "reported", {"derived": True}),
)

# G1 京哈高速哈尔滨至拉林河段
HARBIN_LALINHE = facts(
    ("PE-080", "not_started", "2018-02-01", "month", "reported", {}),
    ("PE-081", "progress", "2020-09-28", "day", "reported", {"at_least": 3}),
    ("PE-082", "opened", "2021-01-01", "year", "by", {}),
)

# G1 京哈高速拉林河至长春段，左右幅分期通车
LALINHE_CHANGCHUN_PARTS = ("left", "right")
LALINHE_CHANGCHUN = facts(
    ("PE-083", "construction_start", "2017-09-01", "month", "event", {}),
    ("PE-084", "statement", "2019-01-27", "day", "event", {"counts": False}),
    ("PE-085", "opened", "2019-08-05", "day", "event", {"part": "left"}),
    ("PE-086", "opened", "2020-09-26", "day", "event", {"part": "right"}),
)

# 中俄东线天然气管道
SINO_RUSSIA_EAST_PARTS = ("north", "middle", "south")
SINO_RUSSIA_EAST = facts(
    ("PE-159", "construction_start", "2016-01-01", "year", "period", {"undeclared": True}),
    ("PE-160", "construction_start", "2016-09-01", "month", "event", {"undeclared": True}),
    ("PE-161", "accepted", "2019-03-01", "month", "event", {"undeclared": True}),
    ("PE-162", "opened", "2019-12-02", "day", "event", {"part": "north", "group": "EG-11"}),
    ("PE-163", "opened", "2019-12-02", "day", "event", {"part": "north", "group": "EG-11"}),
    ("PE-164", "opened", "2019-12-02", "day", "event", {"part": "north", "group": "EG-11"}),
    ("PE-165", "progress", "2020-12-02", "day", "by", {}),
    ("PE-166", "completed", "2024-11-18", "day", "event", {}),
)

# 绥芬河机场新建
SUIFENHE_AIRPORT = facts(
    ("PE-100", "construction_start", "2017-10-10", "day", "event", {}),
    ("PE-101", "statement", "2017-10-11", "day", "event", {"counts": False}),
    ("PE-102", "trial_operation", "2021-09-04", "day", "event", {}),
    ("PE-103", "statement", "2021-09-06", "day", "event", {"counts": False}),
    ("PE-104", "statement", "2022-04-26", "day", "event", {"counts": False, "conflict": "CG-07"}),
    ("PE-105", "accepted", "2024-09-01", "month", "event", {"conflict": "CG-07"}),
    ("PE-106", "approved", "2024-12-06", "day", "event", {"counts": False}),
    ("PE-107", "opened", "2024-12-28", "day", "event", {"conflict": "CG-07"}),
    ("PE-108", "opened", "2025-03-30", "day", "event", {"conflict": "CG-07"}),
)
# Days on which the sources appeared, for the second clock.
SUIFENHE_PUBLISHED = {
    "PE-100": date(2017, 10, 11),
    "PE-101": date(2017, 10, 11),
    "PE-102": date(2021, 9, 6),
    "PE-103": date(2021, 9, 6),
    "PE-104": date(2022, 4, 26),
    "PE-105": date(2024, 12, 28),
    "PE-106": date(2024, 12, 28),
    "PE-107": date(2024, 12, 28),
    "PE-108": date(2025, 3, 31),
}

# 大庆西客站，规划之前建成
DAQING_WEST_PARTS = ("conventional", "high-speed")
DAQING_WEST = facts(
    ("PE-087", "construction_start", "2011-04-05", "day", "event", {}),
    ("PE-088", "opened", "2013-11-20", "day", "event", {"part": "conventional"}),
    ("PE-089", "opened", "2015-08-17", "day", "event", {"part": "high-speed"}),
)

# 松原机场新建，两个开工日期
SONGYUAN_AIRPORT = facts(
    ("PE-109", "approved", "2014-09-28", "day", "event", {}),
    (
        "PE-110",
        "construction_start",
        "2015-06-01",
        "month",
        "event",
        {"undeclared": True, "group": "EG-09", "conflict": "CG-08"},
    ),
    (
        "PE-111",
        "construction_start",
        "2015-07-01",
        "month",
        "event",
        {"group": "EG-09", "conflict": "CG-08"},
    ),
    ("PE-112", "trial_operation", "2017-05-12", "day", "event", {}),
    ("PE-113", "opened", "2017-10-29", "day", "event", {}),
)

# 敦化至白河铁路，先有预告后有开通
DUNHUA_BAIHE = facts(
    ("PE-019", "construction_start", "2017-08-08", "day", "event", {"conflict": "CG-04"}),
    (
        "PE-021",
        "opened",
        "2021-12-24",
        "day",
        "scheduled",
        {"counts": False, "part": "main", "group": "EG-04", "conflict": "CG-04"},
    ),
    ("PE-023", "opened", "2021-12-24", "day", "event", {"part": "main", "group": "EG-04"}),
)

# 牡丹江至敦化铁路（研究建设）
MUDANJIANG_DUNHUA = facts(
    ("PE-024", "progress", "2020-09-01", "month", "event", {"at_least": 1}),
    ("PE-025", "not_started", "2020-12-31", "day", "period", {"derived": True}),
    ("PE-026", "progress", "2025-01-01", "year", "reported", {"at_least": 1, "at_most": 1}),
    ("PE-027", "not_started", "2026-01-01", "month", "reported", {"derived": True}),
)

# 哈尔滨新区（园区平台），两份材料说同一件事
HARBIN_NEW_AREA = facts(
    ("PE-201", "approved", "2015-12-16", "day", "event", {"group": "EG-13"}),
    ("PE-202", "approved", "2015-12-22", "day", "reported", {"group": "EG-13"}),
)

# 哈尔滨、长春公交都市示范城市（试点示范）
HARBIN_TRANSIT_CITY = facts(("PE-173", "accepted", "2020-09-01", "month", "event", {}))
CHANGCHUN_TRANSIT_CITY = facts(("PE-174", "accepted", "2021-07-01", "month", "event", {}))
