"""Start-up checks: what must never run outside the demo."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections


@register(Tags.database)
def no_demo_accounts(
    *, app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse demo accounts in any profile but the demo."""
    if settings.DEMO or not databases or not _has_demo_accounts():
        return []
    return [
        Error(
            "数据库里有演示账号，非演示环境拒绝启动。",
            hint="请改用自己的数据库（DATABASE_URL 或 TRACKER_DATA），"
            "或设 TRACKER_PROFILE=demo 只在本机演示。",
            id="tracker.E001",
        )
    ]


def _has_demo_accounts() -> bool:
    """Whether the table of accounts exists and holds one that is marked as demo."""
    from accounts.models import User

    try:
        if User._meta.db_table not in connections["default"].introspection.table_names():
            return False
        return User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return False


def refuse_unsafe_start() -> None:
    """Stop a web process or the supervisor before it serves what only a demo may show."""
    errors = no_demo_accounts(databases=["default"])
    connections.close_all()
    if errors:
        raise ImproperlyConfigured(f"{errors[0].msg}{errors[0].hint}")
