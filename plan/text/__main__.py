"""Print each paragraph of a plan with its address: `python -m plan.text PATH`.

One line each: chapter.section[box].number lead: text.
"""

import sys
from pathlib import Path

from plan.text import PlanText, PlanTextError, read


def main(arguments: list[str]) -> int:
    """Print the paragraphs of the file named; 2 when it cannot be read."""
    if len(arguments) != 1:
        print("用法：python -m plan.text 规划文本路径", file=sys.stderr)
        return 2
    try:
        plan = read(Path(arguments[0]).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, PlanTextError) as error:
        print(f"不能读取规划文本：{error}", file=sys.stderr)
        return 2
    _print(plan)
    return 0


def _print(plan: PlanText) -> None:
    for paragraph in plan.paragraphs:
        lead = f"{paragraph.lead}: " if paragraph.lead else ""
        subhead = f"〔{paragraph.subhead}〕" if paragraph.subhead else ""
        print(f"{paragraph.address} {subhead}{lead}{paragraph.text}")
    for remark in plan.remarks:
        print(f"# {remark}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
