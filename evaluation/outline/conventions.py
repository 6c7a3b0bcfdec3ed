"""口径全景 — the figures under every admissible convention: sentences and two tables."""

from collections.abc import Iterator

from evaluation.outline.account import Account, Conventions
from evaluation.outline.blocks import Block, Column, Paragraph, Row, Table
from evaluation.outline.references import References

OPENING = (
    "同一批资料，怎样理解承诺、怎样取舍资料，数字会有不同。本章把每一种说得通的口径都算一遍，"
    "说明结论是否随口径改变。"
)
NOTE = (
    "结论指资料是否足以评价、是否过半：不能确定的不超过两成为足以评价；下限不低于50%为已过半，"
    "上限低于50%为不到一半。取决于某种口径，指只改这一种即不同；写“合起来”的，须同时改变。"
)
UNMOVED = "不随口径改变"
FIGURES = (
    Column("数字", 70),
    Column("本报告口径", 76, "center"),
    Column("最低", 48, "center"),
    Column("最高", 48, "center"),
    Column("取决于", 110),
)
TURNING = (
    Column("序号", 26, "center"),
    Column("项目名称", 150),
    Column("本报告口径", 76, "center"),
    Column("其他口径", 90, "center"),
    Column("取决于", 100),
)


def convention_blocks(account: Account, refs: References) -> Iterator[Block]:
    """The chapter; nothing where the account has no item with a verdict."""
    found = account.conventions
    if found is None:
        return
    yield Paragraph(OPENING + "".join(found.sentences))
    if found.failed:
        yield Paragraph(_failed(found), style="note")
    yield _figures(refs.next_table(), found)
    if found.turning:
        name = refs.next_table()
        yield Paragraph(f"承诺评价随口径改变的{len(found.turning)}项列入{name}。")
        yield _turning(name, found)
    yield Paragraph("各种口径的取法：" + "；".join(found.choices) + "。", style="note")


def _failed(found: Conventions) -> str:
    return (
        f"有{len(found.failed)}项计算失败，已搁置，凡算不出的口径都计入不能确定："
        f"{'、'.join(found.failed)}。"
    )


def _figures(name: str, found: Conventions) -> Table:
    rows = tuple(
        Row((one.name, one.house, one.least, one.most, one.depends or UNMOVED))
        for one in found.figures
    )
    return Table(f"{name} 各项数字在各种口径下的范围", FIGURES, rows, note=NOTE)


def _turning(name: str, found: Conventions) -> Table:
    rows = tuple(
        Row((str(number), one.name, one.house, one.others, one.depends))
        for number, one in enumerate(found.turning, start=1)
    )
    return Table(f"{name} 承诺评价随口径改变的项目", TURNING, rows)
