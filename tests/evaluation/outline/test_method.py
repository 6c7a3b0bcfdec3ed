"""The rules of the evaluation in words."""

from datetime import date

from evaluation.outline import Paragraph, Table
from evaluation.outline.method import method_blocks
from tests.evaluation.samples import account


def rules(**changes):
    return [b for b in method_blocks(account(**changes)) if isinstance(b, Paragraph)]


def test_rules_are_numbered_with_a_lead():
    leads = [rule.lead for rule in rules()]
    assert leads[0] == "1.评价时点。"
    assert [lead.split(".")[0] for lead in leads] == [str(n) for n in range(1, len(leads) + 1)]


def test_it_says_that_the_reading_is_ours_and_not_the_plans():
    assert "规划没有为单个项目规定完成日期" in rules()[0].text
    assert "不是规划原文" in rules()[0].text


def test_each_rate_has_its_definition():
    named = {rule.lead.split(".")[1]: rule.text for rule in rules()}
    assert named["建成率。"] == "建成或以后的项目÷严口径承诺为建设或建成的重点项目。"


def test_known_at_is_said_when_there_is_one():
    assert rules()[1].text == "公开口径，按现有档案重建。"
    assert "只使用2021年6月30日（含）以前的资料" in rules(known_at=date(2021, 6, 30))[1].text


def test_the_moment_of_the_figures_is_in_beijing_time():
    assert "2026年3月2日9时05分（北京时间）" in rules()[-1].text


def test_the_table_of_verbs_follows_when_given():
    assert isinstance(list(method_blocks(account()))[-1], Table)
    assert not any(isinstance(b, Table) for b in method_blocks(account(promises=())))


def test_the_methods_behind_the_figures_are_named_with_their_versions():
    told = rules(
        formulas=(("阶段", "calc.stages.interval", 2), ("建成率", "calc.rates.built_rate", 1))
    )
    text = next(rule.text for rule in told if "方法编号" in rule.lead)
    assert text.startswith("阶段calc.stages.interval第2版；建成率calc.rates.built_rate第1版。")
    assert not any("方法编号" in rule.lead for rule in rules())
