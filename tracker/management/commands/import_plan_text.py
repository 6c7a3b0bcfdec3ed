"""Import the official text of the plan."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.rules import SYSTEM
from plan.actions.passages import import_text
from plan.models import Plan
from plan.queries import current
from plan.text import read


class Command(BaseCommand):
    """``manage.py import_plan_text PATH``: the annotated plan then shows the full words."""

    help = "导入规划正文，供规划全景页显示原文（可重复执行）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", help="规划正文（UTF-8 文本文件）")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["path"])
        try:
            text = read(path.read_text(encoding="utf-8"))
            count = import_text(by=SYSTEM, plan=current(), text=text, source=path.name)
        except OSError as error:
            raise CommandError(f"不能读取 {path}：{error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{path} 不是 UTF-8 文本，请另存后再导入。") from error
        except Plan.DoesNotExist as error:
            raise CommandError("规划尚未装入，请先执行 load_plan。") from error
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        self.stdout.write(f"已导入 {count} 段" if count else "没有改动（no change）")
