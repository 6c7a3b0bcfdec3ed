"""A 任务分解表 that comes back, row by row against what stands: changes and faults.  No Django."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from projects.rules.offices import Office, Offices, plain
from projects.rules.responsibility import Allotment, Span, objections, out_of_force
from projects.rules.table import (
    CODE,
    DEADLINE,
    DELIVERABLE,
    EDITABLE,
    LEAD,
    LONGEST,
    MARK,
    NOTE,
    OTHERS,
    TASK,
    Comparison,
    Fault,
    Item,
    Wanted,
    asked_of,
    changes_of,
    doubt,
)
from projects.rules.typed import Unreadable, is_blank, read_deadline, read_others, read_units
from workbook import RowRead


def compare(
    rows: Sequence[RowRead], items: Mapping[str, Item], offices: Offices, day: date,
    *, elsewhere: Callable[[str], str] = lambda code: "",
) -> Comparison:  # fmt: skip
    """What the rows would change on that day, and every fault by row and column.

    ``elsewhere`` names the other ledger to which a code belongs, blank for none.
    """
    found = Comparison(rows=len(rows))
    seen: dict[str, int] = {}
    for row in rows:
        reader = _Row(row, offices, day)
        item = reader.item(items, seen, elsewhere)
        wanted = reader.allotment()
        if item and not reader.faults:
            reader.compare(item, wanted, found)
        found.faults += reader.faults
    return found


class _Row:
    """Reads one row and notes what is wrong with it."""

    def __init__(self, row: RowRead, offices: Offices, day: date) -> None:
        self.row = row
        self.offices = offices
        self.day = day
        self.faults: list[Fault] = []
        for title in (TASK, CODE, *EDITABLE):
            cell = row.cells.get(title)
            if cell and cell.fault:
                self.wrong(title, cell.fault)

    def wrong(self, column: str, reason: str) -> None:
        """Note a fault of a cell; the first of each cell is kept."""
        if all(fault.column != column for fault in self.faults):
            self.faults.append(Fault(self.row.number, column, reason))

    def item(
        self, items: Mapping[str, Item], seen: dict[str, int], elsewhere: Callable[[str], str]
    ) -> Item | None:
        """The item the row is about; None with a fault where that is not certain."""
        code = self.row.text(CODE)
        if not code:
            self.wrong(CODE, "缺事项代码（导出表中隐藏的一列），请在系统导出的表上修改。")
        elif code in seen:
            self.wrong(CODE, f"与第 {seen[code]} 行是同一事项，请只留一行。")
        elif code not in items:
            other = elsewhere(code)
            hint = f"它属于{other}，请在{other}的表中修改。" if other else "请重新导出后修改。"
            self.wrong(CODE, f"本表没有代码为“{code[:40]}”的事项，{hint}")
        elif plain(self.row.text(TASK)) != plain(items[code].name):
            self.wrong(
                TASK,
                f"与事项代码不符：该代码对应“{items[code].name}”。"
                "可能只对部分列排了序，或改了任务名称，请重新导出后修改。",
            )
        seen.setdefault(code, self.row.number)
        return items.get(code)

    def allotment(self) -> Allotment:
        """What the row says is settled."""
        leads = self._units(LEAD, read_units(self.row.text(LEAD)))
        if len(leads) > 1:
            names = "、".join(self.offices.name(code) for code in leads)
            self.wrong(
                LEAD, f"牵头单位只能有一个，写了 {len(leads)} 个：{names}。其余请写入{OTHERS}。"
            )
        mine, helping = (self._units(OTHERS, names) for names in read_others(self.row.text(OTHERS)))
        self._refuse_repeats(leads, mine, helping)
        deadline, precision = self._deadline()
        return Allotment(
            leads[0] if leads else "", mine, helping, deadline, precision,
            self._text(DELIVERABLE), self._text(NOTE),
        )  # fmt: skip

    def _units(self, column: str, names: Iterable[str]) -> tuple[str, ...]:
        found = []
        for name in names:
            try:
                found.append(self.offices.find(name, self.day).code)
            except Unreadable as error:
                self.wrong(column, str(error))
        return tuple(found)

    def _refuse_repeats(self, *groups: tuple[str, ...]) -> None:
        listed = [code for group in groups for code in group]
        twice = [code for code in dict.fromkeys(listed) if listed.count(code) > 1]
        if twice:
            self.wrong(
                OTHERS,
                f"“{self.offices.name(twice[0])}”写了两次，同一单位对一个事项只能有一种责任。",
            )

    def _deadline(self) -> tuple[date | None, str]:
        cell = self.row.cells.get(DEADLINE)
        text = self.row.text(DEADLINE)
        if cell and cell.is_number and "." in text:
            self.wrong(DEADLINE, f"“{text}”是数字，分不清月份，请写成“2018年10月”的样式。")
            return None, ""
        try:
            return read_deadline(text)
        except Unreadable as error:
            self.wrong(DEADLINE, str(error))
            return None, ""

    def _text(self, column: str) -> str:
        text = self.row.text(column)
        if len(text) > LONGEST[column]:
            self.wrong(column, f"现有 {len(text)} 字，请控制在 {LONGEST[column]} 字以内。")
        return "" if is_blank(text) else text

    def compare(self, item: Item, wanted: Allotment, found: Comparison) -> None:
        """Note what differs from what is settled, unless the row was not touched."""
        now = item.current
        exported = self.row.text(MARK)
        if wanted.same(now) or wanted.mark == exported:
            return
        if exported and exported != now.mark:
            self.wrong(MARK, "导出以后该事项已有改动，请重新导出后再改，以免覆盖他人的改动。")
            return
        asked = asked_of(item, wanted, self.day)
        self._refuse_unfit(item, asked)
        if not self.faults:
            found.wanted.append(asked)
            found.changes += changes_of(self.row.number, item, wanted, self.offices)
            found.warnings += self._doubts(asked)

    def _refuse_unfit(self, item: Item, asked: Wanted) -> None:
        staying = [span for span in item.spans if span not in asked.ends]
        for role, code in asked.begins:
            office = self.offices.by_code[code]
            column = LEAD if role == "lead" else OTHERS
            fault = out_of_force(
                office.name, self.day, office.valid_from, office.valid_to, office.heir
            )
            span = Span(code, office.name, role, self.day)
            for reason in [fault] if fault else objections(span, staying):
                self.wrong(column, reason)

    def _doubts(self, asked: Wanted) -> list[Fault]:
        """Units that are known to have been replaced, nobody knows when exactly."""
        added: list[tuple[str, Office]] = [
            (LEAD if role == "lead" else OTHERS, self.offices.by_code[code])
            for role, code in asked.begins
        ]
        return [
            Fault(self.row.number, column, doubt(office))
            for column, office in added
            if office.heir and office.valid_to is None
        ]
