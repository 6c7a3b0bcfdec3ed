"""The blocks of a report and their frozen JSON form.

An outline is what a report says, without a word on how it looks: the renderers turn the same
outline into docx and pdf. It is stored as JSON with the report, so a report printed years later
says what it said. All figures are words here, except the whole numbers of the figures.
"""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

from evaluation.outline.figures import Bars, Curve
from evaluation.outline.printable import OutlineError, Printable, require

SCHEMA = 1
ALIGNS = ("left", "center", "right")
ROW_KINDS = ("body", "group", "total")
PARAGRAPH_STYLES = ("body", "note", "centred")


@dataclass(frozen=True)
class Heading(Printable):
    """A heading with its number in the text, level 1 (一、) to 4 (（1）)."""

    level: int
    text: str

    def check(self) -> None:
        require(self.level in (1, 2, 3, 4), f"标题“{self.text}”的级次应为1至4，现为{self.level}。")


@dataclass(frozen=True)
class Paragraph(Printable):
    """Running text; `lead` is an opening phrase set apart by its typeface."""

    text: str
    lead: str = ""
    style: str = "body"

    def check(self) -> None:
        require(self.style in PARAGRAPH_STYLES, f"段落样式“{self.style}”不存在。")


@dataclass(frozen=True)
class Column(Printable):
    """One table column; `weight` is its share of the table width."""

    title: str
    weight: int
    align: str = "left"

    def check(self) -> None:
        require(self.weight > 0, f"表列“{self.title}”的宽度应大于0。")
        require(self.align in ALIGNS, f"表列“{self.title}”的对齐方式“{self.align}”不存在。")


@dataclass(frozen=True)
class Row(Printable):
    """One table row; a `group` row has a single cell across the whole table."""

    cells: tuple[str, ...]
    kind: str = "body"

    def check(self) -> None:
        require(self.kind in ROW_KINDS, f"表行类型“{self.kind}”不存在。")


@dataclass(frozen=True)
class Table(Printable):
    """A table; `wide` puts it on landscape pages; without rows it says `empty`."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    note: str = ""
    source: str = ""
    wide: bool = False
    empty: str = "无"
    nested: ClassVar[dict[str, type]] = {"columns": Column, "rows": Row}

    def check(self) -> None:
        require(bool(self.columns), f"“{self.title}”没有表列。")
        for number, row in enumerate(self.rows, start=1):
            expected = 1 if row.kind == "group" else len(self.columns)
            found = len(row.cells)
            require(
                found == expected, f"“{self.title}”第{number}行应有{expected}格，现有{found}格。"
            )

    @property
    def alt(self) -> str:
        """One sentence for readers who hear the table instead of seeing it."""
        body = sum(row.kind == "body" for row in self.rows)
        return f"{self.title}：{len(self.columns)}列，{body}行。"


@dataclass(frozen=True)
class Entry(Printable):
    """One numbered source; `link` is its public address or empty."""

    number: int
    text: str
    link: str = ""


@dataclass(frozen=True)
class Sources(Printable):
    """The numbered list the [n] of the tables point to."""

    entries: tuple[Entry, ...]
    nested: ClassVar[dict[str, type]] = {"entries": Entry}


Block = Heading | Paragraph | Table | Bars | Curve | Sources
KINDS: dict[str, type] = {
    "heading": Heading, "paragraph": Paragraph, "table": Table, "bars": Bars,
    "curve": Curve, "sources": Sources,
}  # fmt: skip
_NAMES = {kind: name for name, kind in KINDS.items()}


@dataclass(frozen=True)
class Outline(Printable):
    """A whole report.

    `as_of` and `known_at` are the moment it speaks of, `basis_words` that moment in a sentence;
    `frozen_at` (aware) is when its figures were taken, the creation date inside the files.
    """

    title: str
    subtitle: str
    as_of: date
    known_at: date | None
    basis: str
    basis_words: str
    frozen_at: datetime
    summary: tuple[str, ...]
    sections: tuple[Block, ...]

    def check(self) -> None:
        require(self.frozen_at.tzinfo is not None, "报告的生成时间须带时区。")

    @property
    def full_title(self) -> str:
        """Title and subtitle in one line, for file properties and lists."""
        return self.title + self.subtitle

    def to_data(self) -> dict[str, Any]:
        """Plain dict of JSON values, each block under its kind."""
        data = {item.name: getattr(self, item.name) for item in fields(self)}
        data["as_of"] = self.as_of.isoformat()
        data["known_at"] = self.known_at.isoformat() if self.known_at else None
        data["frozen_at"] = self.frozen_at.isoformat()
        data["sections"] = [
            {"block": _NAMES[type(block)], **asdict(block)} for block in self.sections
        ]
        return {"schema": SCHEMA, **data}

    def to_json(self) -> str:
        """Canonical JSON: equal outlines give equal text."""
        return json.dumps(
            self.to_data(),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
            allow_nan=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Outline":
        """Read what `to_json` wrote; OutlineError for anything else."""
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            raise OutlineError(
                f"报告内容不是有效的JSON：第{error.lineno}行第{error.colno}列。"
            ) from error
        return cls.from_data(data)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Outline":
        """Read what `to_data` gave; OutlineError for anything else."""
        require(
            isinstance(data, dict) and data.get("schema") == SCHEMA, f"报告内容的版本应为{SCHEMA}。"
        )
        try:
            return _outline({key: value for key, value in data.items() if key != "schema"})
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise (
                error
                if isinstance(error, OutlineError)
                else OutlineError(f"报告内容无法读取：{error}。")
            ) from error


def _outline(values: dict[str, Any]) -> Outline:
    values["as_of"] = date.fromisoformat(values["as_of"])
    values["known_at"] = date.fromisoformat(values["known_at"]) if values["known_at"] else None
    values["frozen_at"] = datetime.fromisoformat(values["frozen_at"])
    values["summary"] = tuple(values["summary"])
    values["sections"] = tuple(_block(dict(item)) for item in values["sections"])
    return Outline(**values)


def _block(values: dict[str, Any]) -> Block:
    kind = values.pop("block")
    require(kind in KINDS, f"报告内容中的“{kind}”不是已知的组成部分。")
    block: Block = _made(KINDS[kind], values)
    return block


def _made(kind: Any, values: dict[str, Any]) -> Any:
    for name, part in getattr(kind, "nested", {}).items():
        values[name] = tuple(_made(part, dict(item)) for item in values[name])
    return kind(**values)
