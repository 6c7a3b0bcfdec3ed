"""Typed reading of environment variables; every error names the variable and the remedy."""

from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

env = Env()
DATABASE_FORM = "请写成 postgres://用户:口令@主机:端口/库名（口令中的特殊字符按 URL 编码）。"
REDIS_FORM = "请写成 redis://:口令@主机:端口/库号，或删去以用内置 Valkey。"


def text(name: str, default: str = "") -> str:
    """A text; surrounding blanks do not count."""
    return env.str(name, default).strip()


def flag(name: str, default: bool) -> bool:
    """A yes or no."""
    try:
        return env.bool(name, default)
    except EnvError as error:
        raise ImproperlyConfigured(
            f"环境变量 {name} 的值无法识别：请写 true 或 false，或删去以用默认值。"
        ) from error


def listed(name: str, default: list[str]) -> list[str]:
    """Texts joined by commas."""
    return [part.strip() for part in env.list(name, default) if part.strip()]


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One word of a fixed set."""
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(
            f"环境变量 {name}={value} 不在可选范围：请改为 {'、'.join(allowed)} 之一。"
        )
    return value


def needed(name: str, remedy: str) -> ImproperlyConfigured:
    """The error for a variable that must be there."""
    return ImproperlyConfigured(f"缺少环境变量 {name}：{remedy}")


def database(name: str) -> dict[str, Any]:
    """A PostgreSQL database by its address."""
    try:
        found = dict(dj_database_url.parse(text(name)))
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as error:
        raise ImproperlyConfigured(
            f"环境变量 {name} 不是有效的数据库地址：{DATABASE_FORM}"
        ) from error
    if found["ENGINE"] != "django.db.backends.postgresql" or not found["NAME"]:
        raise ImproperlyConfigured(f"环境变量 {name} 须指向 PostgreSQL 数据库：{DATABASE_FORM}")
    return found
