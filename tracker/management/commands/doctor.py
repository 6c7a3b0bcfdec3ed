"""Check servers, tables, worker, queue and disk, each with the remedy."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker import health
from tracker.serving import running_now


class Command(BaseCommand):
    """``manage.py doctor``; exit code 1 when something is not in order."""

    help = "检查数据库、消息服务、后台任务、待算队列和磁盘；每项问题都给出办法。"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each thing looked at."""
        self.stdout.write(
            f"环境 {settings.PROFILE}（TRACKER_PROFILE），数据目录 {settings.DATA_DIR}"
        )
        running = running_now(settings.DATA_DIR)
        self.stdout.write(f"正在运行的系统：{running or '无'}")
        findings = [check() for check in health.ALL]
        for found in findings:
            self.stdout.write(f"{'正常' if found.good else '异常'}  {found.subject}：{found.seen}")
            if not found.good:
                self.stdout.write(f"      办法：{found.remedy}")
        if not all(found.good for found in findings):
            sys.exit(1)
