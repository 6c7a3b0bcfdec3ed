"""Recompute frozen results by the versions of the formulas that made them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.frozen import FOLDER, FrozenError, verify_folder


class Command(BaseCommand):
    """``manage.py verify_frozen [FOLDER]``."""

    help = "用当时版本的方法重算存档的结果，逐条列出不符的"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", default=str(FOLDER), help="存档结果的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify_folder(Path(options["folder"]))
        except FrozenError as error:
            raise CommandError(str(error)) from error
        failed = [one for one in found if one.fault]
        for one in failed:
            self.stdout.write(f"不符 {one.name}：{one.fault}")
        line = f"{len(found) - len(failed)} passed, {len(failed)} failed"
        if failed:
            raise CommandError(line)
        self.stdout.write(line)
