"""Which pattern of ``criteria.csv`` drafts the criterion of an item."""

from collections.abc import Iterable

from plan.catalogue_files.commitment_rows import CRITERIA, CriterionRow
from plan.catalogue_files.errors import CatalogueError
from plan.catalogue_files.rows import ProjectRow

_SAME = ("ladder", "category", "commitment", "commitment_strict")


def drafted(item: ProjectRow, patterns: Iterable[CriterionRow]) -> str:
    """The first pattern whose conditions the item meets; blank when there is none."""
    return next((one.pattern for one in patterns if _fits(item, one)), "")


def _fits(item: ProjectRow, one: CriterionRow) -> bool:
    same = all(getattr(one, name) in ("", getattr(item, name)) for name in _SAME)
    named = not one.match or any(piece in item.name for piece in one.match)
    return one.judgement == item.judgement and same and named


def criterion_faults(
    file: str, items: Iterable[ProjectRow], patterns: tuple[CriterionRow, ...]
) -> list[CatalogueError]:
    """An item without a criterion of its own has a pattern that drafts one."""
    reason = f"为空，{CRITERIA.file} 中也没有适用的一条"
    return [
        CatalogueError(file, item.line, "criterion", reason)
        for item in items
        if not item.criterion and not drafted(item, patterns)
    ]
