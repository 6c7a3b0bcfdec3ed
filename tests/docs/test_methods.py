"""The page of methods says what the program computes, cell by cell."""

import re
from collections import defaultdict
from datetime import date

import pytest

from calc.ladders import EFFECTS, LADDERS
from calc.rates import built_rate, judgeable, late, missing_to_judge, promise_rate, started_rate
from calc.stages import (
    COMMITMENT_RANKS,
    Fact,
    describe,
    interval,
    period,
    required,
    span,
)
from projects.rules import (
    COMMITMENT_WORDS,
    EVENT_WORDS,
    JUDGEMENT_WORDS,
    RATED_JUDGEMENTS,
    STANDING_WORDS,
    VERDICT_WORDS,
    counts,
)
from tests.calc.real import judge
from tests.docs.pages import ROOT, codes, sections, table
from tests.plan.files import CATALOGUE, HISTORY, listed, rows

SECTIONS = sections(ROOT / "docs" / "methods" / "stages-and-rates.md")
WORKS = {row["code"]: row for row in rows(CATALOGUE, "projects")}
EVENTS = rows(HISTORY, "events")
PARTS = defaultdict(list)
for part in rows(CATALOGUE, "parts"):
    PARTS[part["project"]].append(part["code"])
END_2020, END_2025 = date(2020, 12, 31), date(2025, 12, 31)
HEADS = dict(zip(LADDERS, ("工程", "园区平台", "试点示范", "任务"), strict=True))
NOTHING = "—"


def tables(title):
    """Every table under a heading, as rows by the heads of the columns."""
    blocks = re.findall(r"(?:^\|.*\n)+", SECTIONS[title] + "\n", flags=re.MULTILINE)
    return [table(block) for block in blocks]


def fact(row, ladder):
    day = date.fromisoformat(row["date"])
    earliest, latest = span(day, row["date_precision"], row["date_basis"])
    return Fact(
        key=row["id"], event=row["event"], earliest=earliest, latest=latest,
        first_day=period(day, row["date_precision"])[0], part=row["part"] or None,
        undeclared=not row["part"] and bool(row["part_said"]),
        at_least=ladder.rank(row["at_least"]) if row["at_least"] else None,
        at_most=ladder.rank(row["at_most"]) if row["at_most"] else None,
        counts=counts(row["relation"], row["event"], row["date_basis"], row["confidence"],
                      row["moves"] == "yes"),
        derived=row["status"] == "derived",
        group=row["event_group"] or None, conflict=row["conflict_group"] or None,
    )  # fmt: skip


def ladder_of(code):
    return LADDERS[WORKS[code]["ladder"]]


def known(code, day):
    ladder = ladder_of(code)
    facts = [fact(row, ladder) for row in EVENTS if code in listed(row["project"])]
    return interval(facts, ladder, PARTS[code], day)


def promises(code):
    """Commitment and word by the lenient reading, then by the strict one."""
    work = WORKS[code]
    strict = work["commitment_strict"], work["verb_strict"] or work["verb"]
    return (work["commitment"], work["verb"]), strict


def verdicts(code, day):
    stage = known(code, day)
    return [judge(stage, *promise, ladder_of(code)) for promise in promises(code)]


def needed(code):
    return [required(*promise, ladder_of(code)) for promise in promises(code)]


def ids(stage):
    return "、".join(stage.used) or NOTHING


def test_the_ladders():
    for row in tables("二、阶段序列")[0]:
        for head, cell in row.items():
            if head == "序号":
                continue
            stages = LADDERS[codes(head)[0]].stages
            rank = int(row["序号"])
            assert cell == (stages[rank][1] if rank < len(stages) else "")


@pytest.mark.parametrize("row", tables("四、日期的两端")[0], ids=lambda row: row["日期"])
def test_the_two_ends_of_a_date(row):
    earliest, latest = span(date.fromisoformat(row["日期"]), row["精度"], row["日期性质"])
    assert row["最早日"] == (earliest.isoformat() if earliest else "不详")
    assert row["最晚日"] == latest.isoformat()


def test_what_each_event_proves():
    written = tables("六、每种事件证明什么")[0]
    assert [codes(row["代码"])[0] for row in written] == list(EFFECTS["works"])
    for row in written:
        code = codes(row["代码"])[0]
        assert row["事件"] == EVENT_WORDS[code]
        for name, ladder in LADDERS.items():
            effect = EFFECTS[name][code]
            most = NOTHING if effect.at_most == ladder.top else ladder.word(effect.at_most)
            assert row[HEADS[name]] == f"{ladder.word(effect.at_least)} ／ {most}", (code, name)


def test_the_caps_of_what_has_not_begun():
    caps = [ladder.word(ladder.not_started_cap) for ladder in LADDERS.values()]
    said = f"至多为{caps[0]}（{'、'.join(caps[1:])}）"
    assert said in SECTIONS["六、每种事件证明什么"]


def test_the_stage_that_keeps_each_promise():
    written = tables("九、承诺与应达阶段")[0]
    assert [codes(row["代码"])[0] for row in written] == list(COMMITMENT_RANKS)
    for row in written:
        code = codes(row["代码"])[0]
        assert row["承诺"] == COMMITMENT_WORDS[code]
        for name, ladder in LADDERS.items():
            assert row[HEADS[name]] == ladder.word(COMMITMENT_RANKS[code][name])


@pytest.mark.parametrize(
    "row", tables("十二、算例一：单个项目")[0], ids=lambda row: f"{row['代码']} {row['截至日']}"
)
def test_the_worked_cases(row):
    code, day = codes(row["代码"])[0], date.fromisoformat(row["截至日"])
    ladder, stage = ladder_of(code), known(code, day)
    lenient, strict = verdicts(code, day)
    asked, asked_strict = needed(code)
    assert row == {
        "项目": WORKS[code]["name"], "代码": f"`{code}`", "截至日": day.isoformat(),
        "依据": ids(stage), "至少达到": ladder.word(stage.at_least),
        "至多达到": ladder.word(stage.at_most), "阶段用语": describe(stage, ladder),
        "应达（宽）": ladder.word(asked), "宽口径": VERDICT_WORDS[lenient],
        "应达（严）": ladder.word(asked_strict), "严口径": VERDICT_WORDS[strict],
    }  # fmt: skip


@pytest.mark.parametrize(
    "row", tables("十二、算例一：单个项目")[1], ids=lambda row: codes(row["代码"])[0]
)
def test_the_worked_cases_of_late_completion(row):
    code = codes(row["代码"])[0]
    ladder, asked = ladder_of(code), needed(code)[0]
    then, now = verdicts(code, END_2020)[0], verdicts(code, END_2025)[0]
    is_late = late(then, known(code, END_2025), asked, ladder)
    assert row["应达（宽）"] == ladder.word(asked)
    assert row["2020-12-31"] == VERDICT_WORDS[then]
    assert row["2025-12-31"] == VERDICT_WORDS[now]
    assert row["逾期后完成"] == ("是" if is_late else "否")


def test_the_cases_of_the_text_are_rows_of_the_history():
    named = set(re.findall(r"PE-\d{3}", SECTIONS["十二、算例一：单个项目"]))
    assert named <= {row["id"] for row in EVENTS}
    assert {"PE-014", "PE-036", "PE-035", "PE-082", "PE-107"} <= named


def group(category):
    return [work for work in WORKS.values() if work["category"] == category]


def test_the_worked_group_lists_every_work_of_the_sector():
    written = tables("十三、算例二：一个领域的比率")[0]
    assert [codes(row["代码"])[0] for row in written] == [w["code"] for w in group("airport")]
    for row, work in zip(written, group("airport"), strict=True):
        rated = work["judgement"] in RATED_JUDGEMENTS
        said = verdicts(work["code"], END_2020) if rated else ["unrated", "unrated"]
        stage = known(work["code"], END_2020)
        assert row["项目"] == work["name"]
        assert row["判定类型"] == JUDGEMENT_WORDS[work["judgement"]]
        assert row["承诺（宽）"] == COMMITMENT_WORDS[work["commitment"]]
        assert row["承诺（严）"] == COMMITMENT_WORDS[work["commitment_strict"]]
        assert row["阶段用语"] == describe(stage, ladder_of(work["code"]))
        assert row["依据"] == ids(stage)
        assert [row["宽口径"], row["严口径"]] == [STANDING_WORDS[word] for word in said]


def rates_of(category):
    """The four printed rates of a sector, computed as the account does."""
    rated = [work for work in group(category) if work["judgement"] in RATED_JUDGEMENTS]
    stages = {work["code"]: known(work["code"], END_2020) for work in rated}
    both = [
        promise_rate((verdicts(code, END_2020)[i], stage.no_data) for code, stage in stages.items())
        for i in (0, 1)
    ]
    built = [w for w in rated if w["commitment_strict"] in ("build", "complete")]
    started = [w for w in rated if w["commitment"] not in ("study", "plan")]
    return [
        *both,
        built_rate(stages[w["code"]] for w in built),
        started_rate(stages[w["code"]] for w in started),
    ]


def test_the_worked_rates():
    written = tables("十三、算例二：一个领域的比率")[1]
    for row, rate in zip(written, rates_of("airport"), strict=True):
        assert [row["分母"], row["达到"], row["未达到"], row["不能确定"], row["其中暂无资料"]] == [
            str(number)
            for number in (rate.denominator, rate.reached, rate.missed, rate.undetermined,
                           rate.no_data)
        ]  # fmt: skip
        assert [row["下限"], row["上限"]] == [f"{rate.low:.1%}", f"{rate.high:.1%}"]


def test_what_is_missing_to_judge_the_worked_group():
    rate = rates_of("airport")[0]
    assert not judgeable(rate)
    said = f"还差 {missing_to_judge(rate)} 项资料即可评价"
    assert said in SECTIONS["十三、算例二：一个领域的比率"]
