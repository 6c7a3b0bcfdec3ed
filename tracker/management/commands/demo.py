"""Drop and build the demo's database."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from tracker.demo import PASSWORD, PEOPLE, build
from tracker.loading import Refused
from tracker.servers.databases import recreate_demo


class Command(BaseCommand):
    """``manage.py demo``: the plan, its history, accounts and waiting filings."""

    help = "重建演示数据库（删除其中全部内容；只动演示库，不动其他数据）"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="同不带参数：删除演示库重新建立")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("只有演示环境可以重建演示库：请设 TRACKER_PROFILE=demo。")
        connections.close_all()
        recreate_demo(settings.DATABASES["default"])
        call_command("migrate", verbosity=0)
        try:
            build()
        except Refused as error:
            raise CommandError(f"演示库未能建立：\n{error}") from error
        self.stdout.write("演示库已建立。可用下列账号登录：")
        for person in PEOPLE:
            who = f"{person.name}，{person.office}"
            self.stdout.write(f"  {person.username}（{who}）密码 {PASSWORD}")
