"""Advisory locks that put readers and writers of one figure in a row.

Order, so that nobody ever waits in a ring: ``FIGURES``, then subjects (sorted), then ``TIDY``.
Who computes some subjects shares ``FIGURES`` with others who do; who computes a moment whole
holds it alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection

FIGURES = "metrics.figures"
TIDY = "metrics.tidy"


def lock(*names: str, shared: bool = False) -> None:
    """Hold a lock per name until the transaction ends."""
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        for number in sorted({number_of(name) for name in names}):
            cursor.execute(f"SELECT {function}(%s)", [number])


def lock_subjects(kind: str, subjects: Iterable[str]) -> None:
    """Be the only one to compute these subjects."""
    lock(*(f"metrics:{kind}:{subject}" for subject in subjects))


def number_of(name: str) -> int:
    """The number under which the database knows a lock."""
    seal = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(seal, "big", signed=True)
