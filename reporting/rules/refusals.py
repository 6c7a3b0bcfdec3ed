"""Why a request is not carried out; each carries what the page needs to say so."""

from __future__ import annotations

from collections.abc import Iterable


class NotNow(Exception):
    """The step is not possible in the present state; ``str()`` is the reason shown."""


class Stale(Exception):
    """The filing has changed since it was read.

    ``seen`` is the version that was read (None where none was sent), ``now`` the present one.
    """

    def __init__(self, submission_id: int, seen: int | None, now: int) -> None:
        super().__init__("在您打开页面之后，这份填报已有改动，本次操作没有执行。")
        self.submission_id = submission_id
        self.seen = seen
        self.now = now


class Invalid(Exception):
    """The fields cannot be taken; ``errors`` are pairs of field (blank: the whole) and message."""

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        self.errors = tuple(errors)
        super().__init__("；".join(message for _, message in self.errors))
