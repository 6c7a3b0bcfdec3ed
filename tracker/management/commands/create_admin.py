"""Make the first account of a new system."""

import getpass
import os
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions import create_account
from audit.rules import SYSTEM

PASSWORD = "TRACKER_ADMIN_PASSWORD"  # noqa: S105 (the name of a variable)


class Command(BaseCommand):
    """``manage.py create_admin USERNAME NAME``."""

    help = f"建立系统管理员账号；口令从键盘输入，或取自环境变量 {PASSWORD}。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who."""
        parser.add_argument("username", metavar="USERNAME", help="登录名")
        parser.add_argument("name", metavar="NAME", help="姓名")

    def handle(self, *args: Any, username: str, name: str, **options: Any) -> None:
        """Create the account through the same door as the pages."""
        given = os.environ.get(PASSWORD, "")
        try:
            user = create_account(
                by=SYSTEM,
                username=username,
                name=name,
                role="admin",
                password=given or _ask(),
                must_change_password=bool(given),
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"已建立系统管理员 {user.username}。请登录后为各单位建立账号。")


def _ask() -> str:
    if not sys.stdin.isatty():
        raise CommandError(f"没有键盘可供输入口令：请设置环境变量 {PASSWORD} 后重试。")
    first = getpass.getpass("口令：")
    if first != getpass.getpass("再输一次："):
        raise CommandError("两次输入不一致，未建立账号。")
    return first
