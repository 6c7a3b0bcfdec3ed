"""Write down results with their inputs, for versions of formulas of which none are on file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from plan.queries import current
from tracker.freezing import freeze
from tracker.frozen import FOLDER


class Command(BaseCommand):
    """``manage.py freeze_results [FOLDER]``, before a VERSION is raised."""

    help = "把现行版本方法的结果连同输入存档；已有的档不动"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=str(FOLDER), help="存档结果的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        folder.mkdir(parents=True, exist_ok=True)
        made = freeze(folder, current())
        for path in made:
            self.stdout.write(f"已存档 {path.name}")
        if not made:
            self.stdout.write("现行各版本都已有存档")
