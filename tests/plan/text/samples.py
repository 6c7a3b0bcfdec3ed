"""A plan of our own with every trap of a text taken out of a typeset file."""

from functools import cache
from pathlib import Path

from plan.text import PlanText, read

TRAPS = (Path(__file__).parent / "trap_plan.txt").read_text(encoding="utf-8")


@cache
def trap_plan() -> PlanText:
    """The trap text, read once."""
    return read(TRAPS)


def text_of(address: str) -> str:
    """The words of the paragraph at an address written like 2.1[1].3."""
    return next(str(p.text) for p in trap_plan().paragraphs if str(p.address) == address)
