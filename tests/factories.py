"""Objects at the state a test needs.

Three persons run through all tests: Li (长春, reports), Wang (吉林省, reviews) and Zhao (哈尔滨,
reports; must see nothing of Jilin's drafts).
"""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from accounts.models import User
from plan.models import Clause, Plan
from projects.models import Part, Project
from regions.models import Organisation, Place

numbers = itertools.count(1)

PLACES = {
    "220000": "吉林省",
    "220100": "长春市",
    "220200": "吉林市",
    "230000": "黑龙江省",
    "230100": "哈尔滨市",
    "230200": "齐齐哈尔市",
}


def place(code: str) -> Place:
    """A province or city of the plan, with its province above it."""
    level = "province" if code.endswith("0000") else "prefecture"
    parent = None if level == "province" else place(f"{code[:2]}0000")
    made, _ = Place.objects.get_or_create(
        code=code, defaults={"name": PLACES[code], "short_name": PLACES[code][:-1],
                             "level": level, "parent": parent, "in_plan": True},
    )  # fmt: skip
    return made


def office(code: str) -> Organisation:
    """The development commission of a place, or one above all provinces."""
    words = f"{PLACES[code]}发展和改革委员会" if code in PLACES else "哈长城市群协调机制办公室"
    where = place(code) if code in PLACES else None
    made, _ = Organisation.objects.get_or_create(
        code=f"org-{code}", defaults={"name": words, "place": where}
    )
    return made


def person(username: str, name: str, role: str, code: str = "", **more: Any) -> User:
    """An account; one per user name."""
    found = User.objects.filter(username=username).first()
    if found:
        return found
    where = place(code) if code else None
    user = User(username=username, name=name, role=role, place=where,
                organisation=office(code or "all"), **more)  # fmt: skip
    user.set_password("Changchun-2020")
    user.full_clean()
    user.save()
    return user


def li() -> User:
    """Reporter of 长春."""
    return person("li", "李工", "reporter", "220100")


def wang() -> User:
    """Reviewer of 吉林省."""
    return person("wang", "王处", "reviewer", "220000")


def zhao() -> User:
    """Reporter of 哈尔滨; nothing of Jilin's drafts is theirs."""
    return person("zhao", "赵工", "reporter", "230100")


def coordinator() -> User:
    """Coordinator between the provinces."""
    return person("chen", "陈协调", "coordinator")


def reader() -> User:
    """Reader of the ministry."""
    return person("buwei", "周查阅", "reader")


def admin() -> User:
    """Administrator of accounts."""
    return person("admin", "系统管理员", "admin")


def plan() -> Plan:
    """The plan all objects belong to."""
    made, _ = Plan.objects.get_or_create(
        code="hachang-2016",
        defaults={"title": "哈长城市群发展规划", "starts": date(2016, 1, 1),
                  "ends": date(2020, 12, 31), "outlook_year": 2030},
    )  # fmt: skip
    return made


def clause(**more: Any) -> Clause:
    """One paragraph of the plan."""
    values = {"chapter": 5, "section": 1, "box": None, "paragraph": next(numbers)} | more
    return Clause.objects.create(plan=plan(), **values)


def project(code: str = "", *, cities: tuple[str, ...] = ("220100",), parts: tuple[str, ...] = (),
            **more: Any) -> Project:  # fmt: skip
    """A work in these cities, promised to be built."""
    number = next(numbers)
    values: dict[str, Any] = {
        "name": f"示例高速公路{number}", "kind": "works", "category": "road", "verb": "建设",
        "commitment": "build", "commitment_strict": "build", "judgement": "once",
        "criterion": "通车的公告或报道", "ladder": "works", "required": "in_use",
        "required_strict": "in_use", "quote": f"示例高速公路{number}", "order": number,
    } | more  # fmt: skip
    made = Project.objects.create(
        plan=plan(), clause=clause(), code=code or f"road-{number}", cities=list(cities),
        provinces=sorted({f"{city[:2]}0000" for city in cities}), **values,
    )  # fmt: skip
    made.places.set([place(city) for city in cities])
    for order, name in enumerate(parts):
        Part.objects.create(project=made, code=f"part-{order + 1}", name=name, order=order)
    return made
