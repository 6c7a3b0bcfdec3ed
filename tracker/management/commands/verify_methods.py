"""Recompute published cases with the methods of this system."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calc.offered import Verified, verify


class Command(BaseCommand):
    """``manage.py verify_methods FILE``: any file of cases in the published format."""

    help = "用本系统的方法重算一份算例，逐条列出不符的"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="算例文件（JSON，格式见 docs/methods/cases.md）")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [verify(case) for case in self._cases(Path(options["file"]))]
        for one in found:
            if one.outcome == "failed":
                self.stdout.write(f"不符 {one.id}（{one.method}）：{one.reason}")
        self._name_missing(found)
        self._close(found)

    def _name_missing(self, found: list[Verified]) -> None:
        """The methods this system has not, by name, with their number of cases."""
        missing = Counter(one.method for one in found if one.outcome == "not offered")
        if missing:
            named = "、".join(f"{name}（{count}）" for name, count in sorted(missing.items()))
            self.stdout.write(f"本系统没有的方法：{named}")

    def _cases(self, path: Path) -> list[dict[str, Any]]:
        try:
            cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
        except OSError as error:
            raise CommandError(f"不能读取 {path}：{error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{path} 不是算例文件：应为含“cases”的 JSON。") from error
        if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
            raise CommandError(f"{path} 中的“cases”应为算例的列表。")
        return cases

    def _close(self, found: list[Verified]) -> None:
        count = {word: sum(one.outcome == word for one in found)
                 for word in ("passed", "failed", "not offered")}  # fmt: skip
        line = ", ".join(f"{number} {word}" for word, number in count.items())
        if count["failed"]:
            raise CommandError(line)
        self.stdout.write(line)
