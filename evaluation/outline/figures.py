"""The drawn parts of an outline, as the numbers they are drawn from."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from evaluation.outline.printable import Printable, require

BAR_PARTS = ("可确认达到", "不能确定", "可确认未达到")
WHOLE = 10_000  # an estimate is written in ten-thousandths
ENDS = ("lowest", "highest")


@dataclass(frozen=True)
class BarRow(Printable):
    """One bar: three counts in the order of `Bars.parts`, and a remark printed at its end."""

    label: str
    counts: tuple[int, int, int]
    remark: str = ""

    def check(self) -> None:
        whole = len(self.counts) == len(BAR_PARTS) and all(
            type(count) is int and count >= 0 for count in self.counts
        )
        require(whole, f"图中“{self.label}”应有三个不小于0的整数。")


@dataclass(frozen=True)
class Bars(Printable):
    """A figure of bars in three parts, each with its word, count and pattern."""

    title: str
    parts: tuple[str, str, str]
    rows: tuple[BarRow, ...]
    note: str = ""
    nested: ClassVar[dict[str, type]] = {"rows": BarRow}

    @property
    def alt(self) -> str:
        """The whole figure in words."""
        return f"{self.title}。" + "；".join(map(self._row_words, self.rows)) + "。"

    def _row_words(self, row: BarRow) -> str:
        counts = (f"{p}{n}项" for p, n in zip(self.parts, row.counts, strict=True))
        return f"{row.label}：{'、'.join(counts)}" + (f"，{row.remark}" if row.remark else "")


@dataclass(frozen=True)
class CurvePoint(Printable):
    """One month end: its day, three counts in the order of `Curve.parts`, and the estimate.

    `estimate` is lowest and highest in ten-thousandths, empty where there is none.
    """

    day: str
    counts: tuple[int, int, int]
    estimate: tuple[int, int] | tuple[()] = ()

    def check(self) -> None:
        date.fromisoformat(self.day)
        whole = len(self.counts) == len(BAR_PARTS) and all(
            type(count) is int and count >= 0 for count in self.counts
        )
        require(whole and sum(self.counts) > 0, f"图中“{self.day}”应有三个不小于0的整数。")
        ends = self.estimate
        plain = all(type(end) is int for end in ends)
        fits = not ends or (len(ends) == len(ENDS) and 0 <= ends[0] <= ends[1] <= WHOLE)
        require(plain and fits, f"图中“{self.day}”的推算应为由低到高的两个数。")


@dataclass(frozen=True)
class Curve(Printable):
    """The shares of three parts month by month; `ends` is the plan's last day, drawn as a line."""

    title: str
    parts: tuple[str, str, str]
    starts: str
    ends: str
    points: tuple[CurvePoint, ...]
    words: str
    note: str = ""
    nested: ClassVar[dict[str, type]] = {"points": CurvePoint}

    def check(self) -> None:
        days = [date.fromisoformat(day) for day in (self.starts, *(p.day for p in self.points))]
        require(bool(self.points) and days == sorted(set(days)), f"“{self.title}”的月份应递增。")

    @property
    def alt(self) -> str:
        """The figure in words."""
        return f"{self.title}。{self.words}"
