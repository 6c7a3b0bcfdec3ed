"""Load the catalogue of a plan."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.loading import CATALOGUES, Refused, load_plan


class Command(BaseCommand):
    """Read a catalogue folder and bring the database into line with it."""

    help = "装入规划目录（可重复执行；有一处错误则全部不装）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", help="目录文件夹，默认为本规划的目录")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"] or CATALOGUES / settings.DEFAULT_PLAN)
        try:
            loaded = load_plan(folder)
        except Refused as error:
            raise CommandError(f"目录未装入，数据库没有改动：\n{error}") from error
        for line in loaded.changes.lines:
            self.stdout.write(line)
        count = len(loaded.changes.lines)
        self.stdout.write(f"共 {count} 处改动" if count else "没有改动（no change）")
