"""The table of criteria drafts every item of the plan, each by a document or a fact."""

import re

import pytest

from plan.catalogue_files.drafting import drafted
from tests.plan.files import CATALOGUE, rows
from tracker.loading import read_catalogue

READ = read_catalogue(CATALOGUE)
PATTERNS = rows(CATALOGUE, "criteria")
# what can be shown to somebody: a document that was issued, or a figure that was published
EVIDENCE = re.compile(
    "文件|公告|批复|意见|方案|协议|报告|鉴定书|统计|公报|考核|督察|评估|材料|认定|报道|决定|结果|许可|名录"
)


def test_works_bear_the_words_that_the_table_drafts():
    strays = [w.code for w in READ.projects if w.criterion != drafted(w, READ.criteria)]
    assert strays == []


def test_measures_leave_their_words_to_the_table():
    assert {row.criterion for row in READ.measures} == {""}
    assert all(drafted(row, READ.criteria) for row in READ.measures)


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row["pattern"][:20])
def test_a_pattern_names_what_settles_it_and_ends_like_a_cell(row):
    assert EVIDENCE.search(row["pattern"])
    assert not row["pattern"].endswith("。")


def test_a_study_is_settled_by_the_review_or_by_a_decision_against_it():
    study = [w for w in READ.projects if w.commitment == "study" and w.ladder == "works"]
    assert {w.criterion for w in study} == {
        "可行性研究（预可行性研究）报告的审查、批复意见，或不再推进的正式决定"
    }


def test_directions_are_never_settled_conditions_say_so_and_holdings_say_when_broken():
    words = {"direction": "不判定完成", "condition": "则条件未出现", "list": "逐项计"}
    for judgement, word in words.items():
        said = [row["pattern"] for row in PATTERNS if row["judgement"] == judgement]
        assert said
        assert all(word in pattern for pattern in said)
    kept = [row["pattern"] for row in PATTERNS if row["judgement"] == "keep"]
    assert all(re.search("即为(未保持|中断)", pattern) for pattern in kept)


def test_where_the_readings_differ_both_are_said():
    both = [
        r for r in PATTERNS if (r["commitment"], r["commitment_strict"]) == ("advance", "build")
    ]
    assert all(r["pattern"].startswith("从宽：") and "。从严：" in r["pattern"] for r in both)
