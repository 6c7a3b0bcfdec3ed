"""Bring stored catalogue rows into line with a file, and say what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, ProtectedError, QuerySet

from plan.actions.rows import save


@dataclass
class Changes:
    """Lines saying what a load changed; empty when nothing did."""

    lines: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lines)

    def add(self, word: str, row: Model | str, what: str = "") -> None:
        """Note one change: 新增 / 修改 / 移出."""
        kind = row._meta.verbose_name if isinstance(row, Model) else ""
        self.lines.append(f"{word}{kind} {row}{'：' + what if what else ''}")

    def extend(self, other: Changes) -> None:
        """Take over the lines of another load."""
        self.lines += other.lines


def sync(
    rows: QuerySet[Any],
    fresh: Iterable[Mapping[str, Any]],
    *,
    key: tuple[str, ...],
    many: tuple[str, ...] = (),
) -> tuple[Changes, dict[tuple[Any, ...], Any]]:
    """Make the stored ``rows`` equal to ``fresh``; returns the changes and rows by key.

    ``key`` names the fields that say which row it is, ``many`` the many-to-many fields.
    Raises ValidationError when a row has to go that facts still refer to.
    """
    changes = Changes()
    stored = {_key(row, key): row for row in rows.prefetch_related(*many)}
    kept: dict[tuple[Any, ...], Any] = {}
    for values in fresh:
        plain = {name: value for name, value in values.items() if name not in many}
        links = {name: list(values[name]) for name in many if name in values}
        slot = tuple(_flat(plain[name]) for name in key)
        if slot in kept:
            raise ValidationError(f"{rows.model._meta.verbose_name}“{kept[slot]}”写了两次。")
        row = stored.get(slot)
        kept[slot] = _insert(rows, plain, changes) if row is None else _update(row, plain, changes)
        _link(kept[slot], links, changes, new=row is None)
    for slot, row in stored.items():
        if slot not in kept:
            _remove(row, changes)
    return changes, kept


def _flat(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def _key(row: Model, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(_held(row, name) for name in names)


def _held(row: Model, name: str) -> Any:
    """What a row holds in a field: for a reference its key, without reading the other row."""
    return getattr(row, str(getattr(row._meta.get_field(name), "attname", name)))


def _insert(rows: QuerySet[Any], plain: Mapping[str, Any], changes: Changes) -> Any:
    row = rows.model(**plain)
    _save(row)
    changes.add("新增", row)
    return row


def _update(row: Any, plain: Mapping[str, Any], changes: Changes) -> Any:
    differing = [n for n, value in plain.items() if _held(row, n) != _flat(value)]
    if differing:
        was = "；".join(
            f"{label(row, n)} {_said(getattr(row, n))} → {_said(plain[n])}" for n in differing
        )
        for name in differing:
            setattr(row, name, plain[name])
        _save(row, update_fields=differing)
        changes.add("修改", row, was)
    return row


def label(row: Any, name: str) -> str:
    """The word people read for a field; none for what concerns the row as a whole."""
    return "" if name == NON_FIELD_ERRORS else str(row._meta.get_field(name).verbose_name)


def _said(value: Any) -> str:
    if value in (None, "", []):
        return "空"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _save(row: Any, update_fields: list[str] | None = None) -> None:
    """Let the model or the database refuse the row, saying which row and which field."""
    try:
        save(row, update_fields=update_fields)
    except ValidationError as error:
        reasons = (f"{label(row, n)}：{'；'.join(said)}" for n, said in error.message_dict.items())
        listed = "，".join(reason.removeprefix("：") for reason in reasons)
        raise ValidationError(f"{row._meta.verbose_name}“{row}”不能装入：{listed}") from error


def _link(row: Any, links: Mapping[str, list[Any]], changes: Changes, *, new: bool) -> None:
    for name, wanted in links.items():
        manager = getattr(row, name)
        before = set() if new else {item.pk for item in manager.all()}
        if before != {item.pk for item in wanted}:
            manager.set(wanted)
            if not new:
                changes.add("修改", row, f"{label(row, name)} 已调整")


def _remove(row: Any, changes: Changes) -> None:
    try:
        row.delete()
    except ProtectedError as error:
        raise ValidationError(
            f"目录中已没有“{row}”，但仍有资料引用它，不能移出。请恢复该行，或先处理引用。"
        ) from error
    changes.add("移出", str(row))
