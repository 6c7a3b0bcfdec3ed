"""Roles and scopes: who may do what kind of thing, and where."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

ROLE_WORDS: dict[str, str] = {
    "reporter": "填报人",
    "reviewer": "审核人",
    "coordinator": "省际协调人",
    "reader": "部委查阅人",
    "admin": "系统管理员",
}

ROLE_NOTES: dict[str, str] = {
    "reporter": "填报、修改、提交本地区事项的进展、监测值、裁定和更正。",
    "reviewer": "审核本省各地提交的填报，通过或写明理由退回；不能审核本人填报。",
    "coordinator": "查阅两省已提交和已通过的内容，明确任务分解和责任单位，修改判据，出具评估报告。",
    "reader": "查阅两省已通过的内容，出具评估报告。",
    "admin": "管理账号，查看计算状态；不填报、不审核、不看草稿。",
}

# permission -> roles; one place for the button and the refusal
PERMISSIONS: dict[str, frozenset[str]] = {
    "file": frozenset({"reporter", "reviewer"}),
    "review": frozenset({"reviewer"}),
    "see_submitted": frozenset({"reporter", "reviewer", "coordinator"}),
    "see_drafts": frozenset({"reporter", "reviewer"}),
    "see_queue": frozenset({"reviewer", "coordinator"}),
    "make_report": frozenset({"reviewer", "coordinator", "reader"}),
    "assign": frozenset({"coordinator"}),
    "revise_criterion": frozenset({"coordinator"}),
    "administer": frozenset({"admin"}),
    "oversee": frozenset({"admin"}),
}


class Forbidden(Exception):
    """The person may not do this; ``str()`` is the reason shown to them."""


@dataclass(frozen=True)
class Scope:
    """The area an account covers: ``level`` all, province, city or none, and its code."""

    level: str
    code: str = ""

    def covers(self, *, province: str, city: str) -> bool:
        """True when a record of this province and city lies in the area."""
        if self.level == "all":
            return True
        if self.level == "province":
            return province == self.code
        return self.level == "city" and city == self.code

    @property
    def province(self) -> str:
        """Province of the area, blank for all."""
        return f"{self.code[:2]}0000" if self.code else ""

    @property
    def city(self) -> str:
        """City of the area, blank for a province or all."""
        return self.code if self.level == "city" else ""


def scope_of(role: str, place_code: str) -> Scope:
    """Scope of an account from its role and the code of its place."""
    if role == "admin":
        return Scope("none")
    if not place_code:
        return Scope("all")
    return Scope("province" if place_code.endswith("0000") else "city", place_code)


def may(role: str, permission: str) -> bool:
    """Whether the role holds the permission."""
    return role in PERMISSIONS[permission]


def check_may(role: str, permission: str) -> None:
    """Raise :class:`Forbidden` with the reason unless the role holds the permission."""
    if not may(role, permission):
        word = ROLE_WORDS.get(role, "未登录人员")
        raise Forbidden(f"{word}没有这项权限。")


SHORTEST_PASSWORD = 8
CLASSES_NEEDED = 3
PASSWORD_RULE = (
    f"密码至少 {SHORTEST_PASSWORD} 位，须含大写字母、小写字母、数字、其他符号中的"
    f"至少 {CLASSES_NEEDED} 种，不能包含用户名。"
)


def password_faults(password: str, username: str) -> list[str]:
    """What is wrong with a password by the rules of 等级保护; empty when it may be used."""
    faults = []
    if len(password) < SHORTEST_PASSWORD:
        faults.append(f"密码只有 {len(password)} 位，至少需要 {SHORTEST_PASSWORD} 位。")
    if character_classes(password) < CLASSES_NEEDED:
        faults.append(
            "密码须含大写字母、小写字母、数字、其他符号中的"
            f"至少 {CLASSES_NEEDED} 种，现有 {character_classes(password)} 种。"
        )
    if username and username.casefold() in password.casefold():
        faults.append("密码不能包含用户名。")
    return faults


def character_classes(password: str) -> int:
    """How many of the four classes occur: upper case, lower case, digits, anything else."""
    kinds = {
        "upper" if c.isascii() and c.isupper()
        else "lower" if c.isascii() and c.islower()
        else "digit" if c.isascii() and c.isdigit()
        else "other"
        for c in password
    }  # fmt: skip
    return len(kinds)


def normal_username(text: str) -> str:
    """The one written form of a user name: full-width folded, no outer blanks, lower case."""
    return unicodedata.normalize("NFKC", text).strip().casefold().replace("\x00", "\ufffd")
