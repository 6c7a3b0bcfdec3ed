"""Save the rows of a file: the database judges each, and its refusal is put into words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction


def save(
    row: Any, *, exclude: Collection[str] = (), update_fields: Collection[str] | None = None
) -> None:
    """Insert a row, or update the named fields of a stored one.

    The constraints are left to the database, which checks them as it writes; to ask it about
    each of them beforehand takes several statements a row.  Raises ValidationError with the
    messages of the fields or of the constraints that refuse the row.
    """
    row.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            row.save(force_insert=update_fields is None, update_fields=update_fields)
    except IntegrityError:
        row.full_clean(exclude=exclude)  # which of them refused, in its own words
        raise
