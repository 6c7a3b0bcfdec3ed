"""Small things to find, stored as a load stores them."""

from datetime import date
from typing import Any

from plan.models import Clause, Section
from plan.pinyin import keys
from projects.models import Project
from regions.models import Place
from tests import factories


def work(name: str, *aliases: str, kind: str = "works", **more: Any) -> Project:
    """A work with its readings."""
    return factories.project(
        name=name, aliases=list(aliases), kind=kind, pinyin=keys([name, *aliases]), **more
    )


def place(code: str, name: str, *aliases: str, **more: Any) -> Place:
    """A place with its readings."""
    values = {"level": "county", "short_name": name, "in_plan": True} | more
    return Place.objects.create(
        code=code, name=name, aliases=list(aliases), readings=keys([name, *aliases]), **values
    )


def gongzhuling() -> tuple[Place, Place]:
    """公主岭市 under 四平市 until June 2020, and under 长春市 since."""
    jilin = factories.place("220000")
    changchun = factories.place("220100")
    siping = place("220300", "四平市", "四平", level="prefecture", parent=jilin)
    day = date(2020, 6, 1)
    old = place("220381", "公主岭市", "公主岭", parent=siping, valid_to=day,
                valid_precision="month", successor_code="220184")  # fmt: skip
    new = place("220184", "公主岭市", "公主岭", parent=changchun, valid_from=day,
                valid_precision="month")  # fmt: skip
    return old, new


def shuangcheng() -> tuple[Place, Place]:
    """双城市, since 2014 双城区."""
    harbin = factories.place("230100")
    day = date(2014, 1, 1)
    old = place("230182", "双城市", parent=harbin, valid_to=day, valid_precision="year",
                successor_code="230113", in_plan=False)  # fmt: skip
    new = place("230113", "双城区", "双城", "双城市", parent=harbin, valid_from=day,
                valid_precision="year")  # fmt: skip
    return old, new


def section(chapter: int, number: int | None, title: str) -> Section:
    """A head of the plan."""
    return Section.objects.create(
        plan=factories.plan(), chapter=chapter, section=number, title=title
    )


def clause(chapter: int, number: int | None, paragraph: int, lead: str = "", **more: Any) -> Clause:
    """A paragraph of the plan."""
    return factories.clause(chapter=chapter, section=number, paragraph=paragraph, lead=lead, **more)


def text_of(pieces: Any) -> str:
    """Pieces as text, hits in brackets."""
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)
