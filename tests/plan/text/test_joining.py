"""What belongs together, asked about one or two pieces."""

import pytest

from plan.text import joining


@pytest.mark.parametrize(
    ("before", "block"),
    [
        ("推进铁路建", "设。"),
        ("新改建 G12", "11 甲州至乙城段。"),
        ("推进铁路建设。", "，改善条件。"),
        ("打造“江海品牌。", "享誉四方”工程。"),
        ("建设甲州（含丙城。", "不含丁城）铁路。"),
    ],
)
def test_continues(before: str, block: str) -> None:
    assert joining.continues(before, block)


@pytest.mark.parametrize(
    ("before", "block"),
    [
        ("推进铁路建设。", "加快公路建设。推进"),
        ("应坚持以下原则：", "安全畅通。构建"),
        ("提出“四个坚持”。", "加快公路建设。推进"),
        ("漏了右引号的“江海品牌。", "加快公路建设。推进"),
        ("漏了右引号的“江海品牌。", "打造“江海”品牌。推进"),
    ],
)
def test_begins_anew(before: str, block: str) -> None:
    assert not joining.continues(before, block)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("增强供水能力。加快建设", "增强供水能力"),
        ("改革引领，创新驱动。强化", "改革引领，创新驱动"),
        ("构建“双创”平台。发挥", "构建“双创”平台"),
        ("只有一句。", ""),
        ("这一句话很长，长到谁也不会把它当作一段文字开头的提示语来读。然后", ""),
        ("甲州：枢纽。加快", ""),
    ],
)
def test_sentence_lead(text: str, lead: str) -> None:
    assert joining.sentence_lead(text) == lead


@pytest.mark.parametrize(
    ("text", "lead"),
    [("甲州：枢纽。", "甲州"), ("甲州，即省会：枢纽", ""), ("甲州：", ""), ("甲州", "")],
)
def test_colon_lead(text: str, lead: str) -> None:
    assert joining.colon_lead(text) == lead


@pytest.mark.parametrize(
    ("text", "yes"),
    [("铁路建设", True), ("铁路、公路", False), ("一" * 15, True), ("一" * 16, False)],
)
def test_is_label(text: str, yes: bool) -> None:
    assert joining.is_label(text) is yes
