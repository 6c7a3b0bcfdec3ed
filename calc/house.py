"""The house conventions of the methods (G): numbers no source publishes, in one place.

Whoever changes one raises VERSION: stored figures keep the version of the formula they were
made with.  docs/methods/house-settings.md prints this table, and a test compares them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

VERSION = 1


@dataclass(frozen=True)
class Conventions:
    """Limits that are ours.  Shares and paces as fractions, ``_pp`` in percentage points."""

    fast: float = 1.05
    earliest_tau: float = 0.1
    cap_of_share: float = 1.5
    nearly_met: float = 0.95
    cap_pace: float = 1.05
    growth_tolerance_pp: float = 1.0
    level_tolerance: float = 0.05
    colour_coverage: float = 0.80
    largest_weight: float = 0.25
    red_floor: float = 0.20
    judgeable_share: float = 0.20
    forecast_points: int = 3
    interval_points: int = 9
    years_before: int = 10
    stale_periods: float = 1.5
    work_period_days: int = 92
    value_period_days: int = 365
    fall_pp: float = 0.5
    fall_share: float = 0.005
    jump_window: int = 8
    jump_floor_pp: float = 5.0
    plateau_from: float = 90.0
    plateau_periods: int = 3
    plateau_step_pp: float = 1.0
    heaping_p: float = 0.01
    differ_pp: float = 2.0
    differ_share: float = 0.05
    physical_gap_pp: float = 20.0
    unit_jump: float = 1e4
    unit_jump_width: float = 3.0


HOUSE = Conventions()

WORDS: dict[str, str] = {
    "fast": "“快于预期”的进度比",
    "earliest_tau": "开始评价的最早时间进度",
    "cap_of_share": "汇总和画图时完成度的上限",
    "nearly_met": "期末“基本实现”的完成度",
    "cap_pace": "控制指标“超速”的进度比",
    "growth_tolerance_pp": "年度计划增速的允许差（百分点）",
    "level_tolerance": "年度计划水平值的允许差",
    "colour_coverage": "汇总显示颜色所需的覆盖面",
    "largest_weight": "汇总中一个部分的最大权重",
    "red_floor": "红色占权重超过多少，汇总至多为黄",
    "judgeable_share": "比率中不能确定的超过多少，不作判断",
    "forecast_points": "推算所需的最少年数",
    "interval_points": "给出区间和可能性所需的最少年数",
    "years_before": "推算至多用到规划以前几年",
    "stale_periods": "超过几个报告期为陈旧",
    "work_period_days": "项目的报告期（天）",
    "value_period_days": "年度指标的报告期（天）",
    "fall_pp": "累计百分数下降多少提示（百分点）",
    "fall_share": "累计金额下降多少提示",
    "jump_window": "判断跳变所看的此前期数",
    "jump_floor_pp": "此前没有变动时跳变的限度（百分点）",
    "plateau_from": "临近完成而停滞：起点（%）",
    "plateau_periods": "临近完成而停滞：期数",
    "plateau_step_pp": "临近完成而停滞：每期变动小于（百分点）",
    "heaping_p": "年末集中：偶然的可能性小于",
    "differ_pp": "两个来源相差超过（百分点）",
    "differ_share": "两个来源相差超过较大值的",
    "physical_gap_pp": "形象进度与投资完成率相差超过（百分点）",
    "unit_jump": "单位可能有误：与上一个数相差约几倍",
    "unit_jump_width": "单位可能有误：上面倍数的容许倍数",
}


def rows() -> list[tuple[str, float, str]]:
    """Name, value and words of every convention, in the order of the table."""
    return [(field.name, getattr(HOUSE, field.name), WORDS[field.name]) for field in fields(HOUSE)]
