"""Print each paragraph of a plan with its address: `python -m plan.text PATH`.

One line each: chapter.section[box].number lead: text.
"""

import sys
from pathlib import Path

from plan.text import Paragraph, PlanTextError, read


def main(arguments: list[str]) -> int:
    """Print the paragraphs of the file named; 2 when it cannot be read."""
    if len(arguments) != 1:
        sys.stderr.write("用法：python -m plan.text 规划文本路径\n")
        return 2
    try:
        plan = read(Path(arguments[0]).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, PlanTextError) as error:
        sys.stderr.write(f"不能读取规划文本：{error}\n")
        return 2
    sys.stdout.writelines(f"{_line(paragraph)}\n" for paragraph in plan.paragraphs)
    sys.stderr.writelines(f"# {remark}\n" for remark in plan.remarks)
    return 0


def _line(paragraph: Paragraph) -> str:
    lead = f"{paragraph.lead}: " if paragraph.lead else ""
    subhead = f"〔{paragraph.subhead}〕" if paragraph.subhead else ""
    return f"{paragraph.address} {subhead}{lead}{paragraph.text}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
