"""One mark per state: a word, a tone and a shape, so that colour never stands alone.

Verdicts are squares, states of a filing are circles, indicator readings are diamonds
and triangles. Solid means certain, hatched means not known, hollow means not met.
Shapes are SVG content on a 16 × 16 grid, drawn in ``currentColor``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """How one state looks: ``word`` on screen, ``tone`` (CSS class), ``shape`` (key)."""

    word: str
    tone: str
    shape: str


SOLID = '<rect x="1" y="1" width="14" height="14" fill="currentColor"/>'
HOLLOW = (
    '<rect x="1.75" y="1.75" width="12.5" height="12.5" fill="none" '
    'stroke="currentColor" stroke-width="1.5"/>'
)
RING = '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>'
DISC = '<circle cx="8" cy="8" r="7" fill="currentColor"/>'


def _lines(path: str, width: float = 1.5, colour: str = "currentColor") -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'


_RISING = "M2 9L9 2M2 14L14 2M7 14L14 7"
_FALLING = "M7 2L14 9M2 2L14 14M2 7L9 14"

SHAPES: dict[str, str] = {
    "square-check": SOLID + _lines("M4 8.2L7 11.2L12.2 5", 1.8, "#fff"),
    "square-cross": HOLLOW + _lines("M4.8 4.8L11.2 11.2M11.2 4.8L4.8 11.2", 1.7),
    "square-hatched": HOLLOW + _lines(_RISING, 1.1),
    "square-crosshatched": HOLLOW + _lines(_RISING + _FALLING, 1),
    "square-hollow-check": HOLLOW + _lines("M4.4 8.2L7 10.8L11.8 5.4", 1.7),
    "square-half": HOLLOW + '<rect x="1" y="1" width="7" height="14" fill="currentColor"/>',
    "square-empty": HOLLOW,
    "square-bar": HOLLOW + _lines("M4.5 8H11.5", 1.8),
    "swap": _lines("M2 5H13M10 2L13 5L10 8M14 11H3M6 8L3 11L6 14"),
    "ring-dots": (
        '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" '
        'stroke-width="1.5" stroke-dasharray="2.4 1.7"/>'
    ),
    "ring-half": RING + '<path d="M8 1.5A6.5 6.5 0 0 1 8 14.5Z" fill="currentColor"/>',
    "ring-back": RING + _lines("M11.5 8H5M7.6 5.2L4.8 8L7.6 10.8"),
    "ring-bar": RING + _lines("M4.8 8H11.2", 1.7),
    "ring-cross": RING + _lines("M5.4 5.4L10.6 10.6M10.6 5.4L5.4 10.6"),
    "disc-check": DISC + _lines("M4.6 8.2L7.1 10.7L11.6 5.6", 1.7, "#fff"),
    "diamond-check": '<path d="M8 0L16 8L8 16L0 8Z" fill="currentColor"/>'
    + _lines("M4.9 8.2L7.2 10.4L11.2 6", 1.6, "#fff"),
    "diamond": '<path d="M8 1L15 8L8 15L1 8Z" fill="currentColor"/>',
    "triangle-up": '<path d="M8 2L15 14H1Z" fill="currentColor"/>',
    "triangle-down": _lines("M2 2.8H14L8 13.2Z", 1.6),
    "infer": _lines("M2 8H4M6 8H8M10 8H12M10 4.5L13.5 8L10 11.5"),
    "query": RING + _lines("M5.9 6.2A2.1 2.1 0 1 1 8 8.6V9.6M8 11V12.4", 1.4),
    "fork": _lines("M8 15V9M8 9L3 3M8 9L13 3M3 6.5V3H6.5M13 6.5V3H9.5"),
    "clock": RING + _lines("M8 4V8.4L11 10"),
    "step": _lines("M1.5 13.5H6V8.5H10.5V3.5H14.5"),
    "dash": _lines("M3 8H13", 1.8),
}

MARKS: dict[str, Mark] = {
    # verdict on the promise of an item
    "reached": Mark("可确认达到", "reached", "square-check"),
    "missed": Mark("可确认未达到", "missed", "square-cross"),
    "undetermined": Mark("不能确定", "unknown", "square-hatched"),
    "no_data": Mark("暂无资料", "unknown", "square-crosshatched"),
    "adjusted": Mark("已调整", "adjusted", "swap"),
    "late": Mark("逾期后完成", "notice", "square-hollow-check"),
    "partial": Mark("部分投用", "notice", "square-half"),
    "not_due": Mark("未到时点", "plain", "square-empty"),
    "not_applicable": Mark("不适用", "plain", "dash"),
    "suspended": Mark("停工", "missed", "square-bar"),
    # a filing on its way
    "draft": Mark("草稿", "plain", "ring-dots"),
    "submitted": Mark("待审核", "notice", "ring-half"),
    "returned": Mark("退回修改", "missed", "ring-back"),
    "resubmitted": Mark("重新报送", "notice", "ring-half"),
    "withdrawn": Mark("已撤回", "plain", "ring-bar"),
    "rejected": Mark("已驳回", "missed", "ring-cross"),
    "approved": Mark("已通过", "reached", "disc-check"),
    # an indicator against its target
    "target_met": Mark("已达期末目标", "reached", "diamond-check"),
    "ahead": Mark("超过进度要求", "reached", "triangle-up"),
    "on_track": Mark("达到进度要求", "reached", "diamond"),
    "behind": Mark("滞后于进度要求", "missed", "triangle-down"),
    "no_value": Mark("暂无数据", "unknown", "square-crosshatched"),
    "no_target": Mark("规划未提量化目标", "plain", "dash"),
    # what to know about one fact
    "derived": Mark("据后续报道推断", "notice", "infer"),
    "unverified": Mark("待核实", "notice", "query"),
    "disputed": Mark("另有说法", "adjusted", "fork"),
    "undated": Mark("发布时间不详", "plain", "clock"),
    "stage": Mark("阶段", "navy", "step"),
}


# states that follow from Results; where one is shown, the way to its reasons is near
DERIVED = frozenset({
    "reached", "missed", "undetermined", "no_data", "adjusted", "late", "partial", "target_met",
    "ahead", "on_track", "behind", "no_value", "no_target",
})  # fmt: skip


def mark_svg(code: str, size: int = 14) -> str:
    """Return the shape of ``code`` as SVG hidden from assistive tools (a word goes with it).

    Raises ``KeyError`` for a code that has no mark, so that no state goes unmarked.
    """
    shape = SHAPES[MARKS[code].shape]
    return (
        f'<svg class="state__shape" width="{size}" height="{size}" viewBox="0 0 16 16" '
        f'aria-hidden="true" focusable="false">{shape}</svg>'
    )
