"""Write the stored catalogue as CSV files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plan.models import Plan
from plan.queries import current
from tracker.exporting import export_catalogue


class Command(BaseCommand):
    """Export works, measures, indicators, functions, duties, criteria and places."""

    help = "把已装入的目录导出为 CSV 文件"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="导出到哪个文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = export_catalogue(current(), Path(options["folder"]))
        except Plan.DoesNotExist as error:
            raise CommandError("规划尚未装入，请先执行 load_plan。") from error
        except OSError as error:
            raise CommandError(f"不能写入 {options['folder']}：{error.strerror}") from error
        for name, count in written.items():
            self.stdout.write(f"{name}：{count} 行")
