"""Advisory locks that put readers and writers of one figure in a row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection


def lock(names: Iterable[str]) -> None:
    """Hold a lock per name until the transaction ends; sorted, so that nobody waits in a ring."""
    numbers = sorted({_number(name) for name in names})
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _number(name: str) -> int:
    seal = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(seal, "big", signed=True)
