"""Links that keep the moment a reader has chosen. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

VERSUS_KEYS = ("versus", "versus_known_at", "versus_basis")
MOMENT_KEYS = ("as_of", "known_at", "basis", *VERSUS_KEYS)


def moment_query(params: Mapping[str, str]) -> str:
    """Return the query string of the moment in ``params``; empty when none was chosen."""
    kept = [(key, params[key]) for key in MOMENT_KEYS if params.get(key)]
    return urlencode(kept)


def with_moment(url: str, params: Mapping[str, str]) -> str:
    """Return ``url`` with the moment of ``params`` added to its query."""
    query = moment_query(params)
    if not query:
        return url
    path, mark, fragment = url.partition("#")
    joined = f"{path}{'&' if '?' in path else '?'}{query}"
    return f"{joined}{mark}{fragment}"


def other_params(
    pairs: Iterable[tuple[str, str]], leave_out: Iterable[str] = MOMENT_KEYS
) -> list[tuple[str, str]]:
    """Return the query pairs that a form must carry along as hidden fields."""
    skipped = {*leave_out, "page"}
    return [(key, value) for key, value in pairs if key not in skipped and value]


def without(pairs: Iterable[tuple[str, str]], keys: Iterable[str]) -> str:
    """Return the query string of ``pairs`` without ``keys`` and the page number, no ``?``."""
    return urlencode(other_params(pairs, keys))


def replaced(pairs: Iterable[tuple[str, str]], key: str, value: object) -> str:
    """Return the query string of ``pairs`` with ``key`` set to ``value``, with its ``?``."""
    kept = [(name, text) for name, text in pairs if name != key]
    return f"?{urlencode([*kept, (key, str(value))])}"
