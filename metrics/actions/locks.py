"""The transaction that stores, and the one advisory lock inside it.

Order of locks, so that nobody ever waits in a ring: claims (by id), kept moments, Results,
``TIDY``, moments somebody only looked at.  All of them are held for the storing alone, never
while anything is computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

TIDY = "metrics.tidy"


LIMITS = """
SELECT set_config('idle_in_transaction_session_timeout', %s, true),
       set_config('lock_timeout', %s, true)
"""


@contextmanager
def storing() -> Iterator[None]:
    """A transaction whose locks end with the lease, whatever becomes of this process."""
    ours = not connection.in_atomic_block
    with transaction.atomic():
        if ours:
            limit_waits()
        yield


def limit_waits() -> None:
    """Bound what the present transaction, which is ours alone, may hold up from here on.

    The database ends the session of a process that is stopped inside; who waits for another's
    locks gives up in time and is tried again.
    """
    lease = f"{settings.METRICS_LEASE}s"
    with connection.cursor() as cursor:
        cursor.execute(LIMITS, [lease, lease])


def lock(name: str) -> None:
    """Hold a lock until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number_of(name)])


def number_of(name: str) -> int:
    """The number under which the database knows a lock."""
    seal = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(seal, "big", signed=True)
