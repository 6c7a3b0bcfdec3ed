"""Start the whole system under one supervisor."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.serving import Serving

LOOPBACK = "127.0.0.1"


class Command(BaseCommand):
    """``manage.py serve``."""

    help = "启动整个系统：数据库、消息服务、网页、后台任务和定时任务；Ctrl-C 全部停止。"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default=LOOPBACK, help="监听地址，缺省只在本机")
        parser.add_argument("--port", type=int, default=8000, help="端口，被占用时取下一个空闲的")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        """Run until somebody asks us to end."""
        if settings.DEMO and host != LOOPBACK:
            raise CommandError("演示环境无需登录，只能监听 127.0.0.1：请去掉 --host。")
        Serving(host, port, self._say).run()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
