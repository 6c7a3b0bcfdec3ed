"""Save rows: the database judges each, and its refusal is put into words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def save(
    row: Any, *, exclude: Collection[str] = (), update_fields: Collection[str] | None = None
) -> None:
    """Insert a row, or update the named fields of a stored one.

    The constraints are left to the database, which checks them as it writes; to ask it about
    each of them beforehand takes several statements a row.  So are references to rows in hand.
    Raises ValidationError with the messages of the fields or of the constraints that refuse it.
    """
    known = {*exclude, *_in_hand(row)}
    try:
        row.full_clean(exclude=known, validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            row.save(force_insert=update_fields is None, update_fields=update_fields)
    except (ValidationError, IntegrityError):
        row.full_clean(exclude=exclude)  # all that refuse it, each in its own words
        raise


def _in_hand(row: Any) -> Iterator[str]:
    """The references given as rows that were read or written, hence are on file."""
    for field in row._meta.concrete_fields:
        if field.is_relation and field.is_cached(row):
            held = field.get_cached_value(row)
            if held is not None and not held._state.adding:
                yield field.name
