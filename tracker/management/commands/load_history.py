"""Load the dated facts of a plan."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.loading import CATALOGUES, HISTORIES, Refused, load_history


class Command(BaseCommand):
    """Record the facts of a history folder that are not on file yet."""

    help = "装入历史资料（可重复执行；已入库的事实不改）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", help="历史资料文件夹，默认为本规划的历史资料")
        parser.add_argument("--catalogue", help="目录文件夹，默认为本规划的目录")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"] or HISTORIES / settings.DEFAULT_PLAN)
        catalogue = Path(options["catalogue"] or CATALOGUES / settings.DEFAULT_PLAN)
        try:
            loaded = load_history(catalogue, folder, frozenset())
        except Refused as error:
            raise CommandError(f"历史资料未装入，数据库没有改动：\n{error}") from error
        for line in loaded.changes.lines:
            self.stdout.write(line)
        count = len(loaded.changes.lines)
        self.stdout.write(f"共 {count} 处改动" if count else "没有改动（no change）")
