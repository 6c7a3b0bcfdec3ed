"""How a reported physical progress (形象进度) is written.  No Django."""

from __future__ import annotations

from ui.format import num


def percent_words(reached: float | None, passed: float | None) -> str:
    """One figure, a range, or the one end that was reported; blank where nothing was."""
    if reached is None or passed is None:
        ends = (("不低于", reached), ("不超过", passed))
        return "".join(f"{word}{num(end)}%" for word, end in ends if end is not None)
    return "～".join(f"{end}%" for end in _ends(reached, passed))


def percent_cell(reached: float | None, passed: float | None) -> str:
    """The same for a narrow cell whose head names the unit."""
    if reached is None or passed is None:
        ends = (("≥", reached), ("≤", passed))
        return "".join(f"{sign}{num(end)}" for sign, end in ends if end is not None)
    return "～".join(_ends(reached, passed))


def _ends(reached: float, passed: float) -> list[str]:
    """Both in words, the lower first: a later report may fall behind an earlier one."""
    return [num(end) for end in sorted({reached, passed})]
