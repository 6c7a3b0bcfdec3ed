"""What people write into the cells of a 任务分解表: deadlines and names of units.  No Django."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from calc.moments import EARLIEST, LATEST

BLANKS = frozenset({"", "-", "—", "——", "－", "/", "／", "无", "空", "待明确"})
LASTING = frozenset({"长期", "长期坚持", "持续推进", "长期推进", "常态化推进"})

_FOLD = str.maketrans("０１２３４５６７８９－／．（）　", "0123456789-/.() ")
_TAIL = r"(?:底前|末前|底|末|前|以前|之前)?"
_SEP = r"[-/.年]"
_DAY = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})[-/.月](\d{{1,2}})日?{_TAIL}\Z", re.ASCII)
_MONTH = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})月?{_TAIL}\Z", re.ASCII)
_QUARTER = re.compile(rf"(\d{{4}})年第?([一二三四1-4])季度{_TAIL}\Z", re.ASCII)
_HALF = re.compile(rf"(\d{{4}})年([上下])半年{_TAIL}\Z", re.ASCII)
_YEAR = re.compile(rf"(\d{{4}})(?:年(?:年)?{_TAIL})?\Z", re.ASCII)
_NOW_CALLED = re.compile(r"（现.+?承接）|\(现.+?承接\)")
_LABEL = re.compile(r"^(责任单位|配合单位|责任|配合)[：:]")
QUARTERS = "一二三四"


class Unreadable(ValueError):
    """What was typed cannot be taken; ``str()`` says why and how to do it right."""


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing: blank, a dash, 无, 待明确."""
    return text.strip() in BLANKS


def read_deadline(text: str) -> tuple[date | None, str]:
    """The last day of what is stated, and how precisely: 2018年6月 → (2018-06-30, month).

    长期 has no day; a blank gives no deadline.  Raises :class:`Unreadable`.
    """
    typed = text.translate(_FOLD).replace(" ", "").strip()
    if is_blank(typed):
        return None, ""
    if typed in LASTING:
        return None, "lasting"
    try:
        found = _stated(typed)
    except ValueError:
        raise Unreadable(f"“{text.strip()}”中的日期不存在，请核对年月日。") from None
    if found is None:
        raise Unreadable(
            f"“{text.strip()[:20]}”不是时限，请按“2018年6月30日”“2018年6月”“2018年上半年”"
            "“2018年”或“长期”填写。"
        )
    if not EARLIEST <= found[0] <= LATEST:
        raise Unreadable("时限应在 2000 年至 2099 年之间。")
    return found


def _stated(typed: str) -> tuple[date, str] | None:
    if match := _DAY.match(typed):
        return date(*(int(part) for part in match.groups())), "day"
    if match := _MONTH.match(typed):
        return last_of(int(match[1]), int(match[2])), "month"
    if match := _QUARTER.match(typed):
        number = QUARTERS.find(match[2]) + 1 or int(match[2])
        return last_of(int(match[1]), number * 3), "quarter"
    if match := _HALF.match(typed):
        return last_of(int(match[1]), 6 if match[2] == "上" else 12), "half"
    if match := _YEAR.match(typed):
        return last_of(int(match[1]), 12), "year"
    return None


def last_of(year: int, month: int) -> date:
    """The last day of a month; ValueError for a month that does not exist."""
    date(year, month, 1)
    return date(year, month, monthrange(year, month)[1])


def read_document_day(text: str) -> tuple[date | None, str]:
    """The day of a document as precisely as it is known; the end of the stated period.

    A blank gives none.  Raises :class:`Unreadable`.
    """
    try:
        day, precision = read_deadline(text)
    except Unreadable:
        precision = "?"
        day = None
    if precision not in ("", "day", "month", "year"):
        raise Unreadable(
            f"“{text.strip()[:20]}”不是日期，请按 2018-01-05 的样式填写；只知到月的写 2018年1月。"
        )
    return day, precision


def read_day(text: str) -> date:
    """A day as people type it.  Raises :class:`Unreadable`."""
    day, precision = read_document_day(text)
    if day is None or precision != "day":
        raise Unreadable(f"“{text.strip()[:20]}”没有写到日，请按 2018-01-05 的样式填写。")
    return day


def read_units(text: str) -> list[str]:
    """Names separated by 、，, ; or a line break; what is told about today is left out."""
    plain = _NOW_CALLED.sub("", text)
    names = (name.strip() for name in re.split(r"[、，,；;\n\r]+", plain))
    return [name for name in names if not is_blank(name)]


def read_others(text: str) -> tuple[list[str], list[str]]:
    """The responsible and the supporting units of one cell.

    Names without a label are responsible; a label holds until the next one.
    """
    found: dict[str, list[str]] = {"责任": [], "配合": []}
    now = "责任"
    for piece in re.split(r"[；;\n\r　]+", _NOW_CALLED.sub("", text)):
        part = piece.strip()
        if label := _LABEL.match(part):
            now = label[1][:2]
            part = part[label.end() :]
        found[now] += read_units(part)
    return found["责任"], found["配合"]
