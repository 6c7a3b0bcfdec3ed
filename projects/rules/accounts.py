"""The names of accounts: which an item is counted in, and what a crossing of two means."""

from __future__ import annotations

from collections.abc import Collection

CROSSING = ","


def account_keys(
    *,
    plan: str,
    kind: str,
    commitment: str,
    category: str,
    provinces: Collection[str],
    cities: Collection[str],
) -> list[str]:
    """The accounts an item is counted in: the whole and one per dimension and value."""
    root = f"{plan}/{kind}"
    keys = [f"{root}/all", f"{root}/commitment={commitment}", f"{root}/category={category}"]
    keys += [f"{root}/province={code}" for code in provinces]
    return keys + [f"{root}/city={code}" for code in cities]


def is_crossing(subject: str) -> bool:
    """Whether a subject names a crossing: what two accounts of a ledger have in common.

    No Result is kept of one; it is computed when it is asked for.
    """
    return CROSSING in subject


def crossed(subject: str) -> list[str]:
    """The accounts of a crossing: p/works/a=1,b=2 → p/works/a=1 and p/works/b=2."""
    root, _, keys = subject.rpartition("/")
    return [f"{root}/{key}" for key in keys.split(CROSSING)]
