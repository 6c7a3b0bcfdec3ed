"""Labels of the schedule status, with their colours and official wording."""

from typing import Literal

Label = Literal[
    "提前完成",
    "快于预期",
    "达到预期",
    "滞后",
    "严重滞后",
    "倒退",
    "完成",
    "基本实现",
    "未完成",
]
Colour = Literal["blue", "green", "amber", "red"]

COLOURS: dict[Label, Colour] = {
    "提前完成": "blue",
    "快于预期": "green",
    "达到预期": "green",
    "完成": "green",
    "滞后": "amber",
    "基本实现": "amber",
    "严重滞后": "red",
    "倒退": "red",
    "未完成": "red",
}
OFFICIAL: dict[Label, str] = {
    "提前完成": "提前完成（已达期末目标）",
    "快于预期": "快于预期（超过进度要求）",
    "达到预期": "基本符合预期（达到进度要求）",
    "滞后": "滞后",
    "严重滞后": "滞后",
    "倒退": "滞后",
    "完成": "完成",
    "基本实现": "基本实现",
    "未完成": "未完成",
}
# Worst first, for indicators of several series.
ORDER: tuple[Label, ...] = (
    "未完成",
    "倒退",
    "严重滞后",
    "滞后",
    "基本实现",
    "达到预期",
    "快于预期",
    "提前完成",
    "完成",
)
