"""Why a work stands where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from calc.moments import Moment
from calc.stages import LADDERS, Ladder
from dashboards.queries.why.grounds import Grounds, grounds
from dashboards.rules import FORMULA_WORDS, Reading, reason
from metrics.models import Result
from metrics.queries import results
from plan.queries import informants
from projects.models import Project
from projects.queries import criteria, subject
from projects.rules import COMMITMENT_WORDS

READINGS = {"promise": "", "promise_strict": "_strict", "late": "", "stage": ""}


@dataclass(frozen=True)
class WorkReasons:
    """A figure of a work: its stage, what the promise asks, and every fact on file."""

    project: Project
    metric: str
    stage: Result
    sentence: str
    grounds: Grounds
    criterion: str
    offices: str
    steps: list[tuple[str, str]]

    @property
    def ladder(self) -> Ladder:
        """The ladder of the work."""
        return LADDERS[self.project.ladder]

    @property
    def words(self) -> list[str]:
        """The words of the ladder."""
        return [word for _, word in self.ladder.stages]

    @property
    def low(self) -> int:
        """Rank that was surely reached."""
        return int(self.stage.low or 0)

    @property
    def high(self) -> int:
        """Rank that was surely not passed."""
        return int(self.stage.high or 0)

    @property
    def required(self) -> int | None:
        """Rank the promise asks; None for the stage alone."""
        if self.metric == "stage":
            return None
        return self.ladder.rank(getattr(self.project, f"required{READINGS[self.metric]}"))

    @property
    def open(self) -> bool:
        """Whether something is still missing to say more."""
        return self.low != self.high and not self.stage.detail["outcome"]


def work_reasons(project: Project, result: Result, moment: Moment) -> WorkReasons:
    """Read what stands behind a figure of a work."""
    found = results(moment, "project", subjects=[subject(project)])
    figures = {metric: row for (_, metric), row in found.items()}
    stage = figures["stage"]
    in_force = criteria(project, moment).now
    return WorkReasons(
        project=project,
        metric=result.metric,
        stage=stage,
        sentence=_sentence(project, result, stage),
        grounds=grounds(project, moment, stage.inputs, failed=stage.detail.get("failed", False)),
        criterion=in_force.text if in_force else project.criterion,
        offices=informants(project.plan).get(project.category, ""),
        steps=list(_steps(project, result, stage)),
    )


def _sentence(project: Project, result: Result, stage: Result) -> str:
    """The reason in one sentence."""
    if stage.detail.get("failed"):
        return FORMULA_WORDS["metrics.failed"]
    if result.metric == "late":
        return _late(result)
    if result.metric not in ("promise", "promise_strict"):
        return "阶段是一个区间：有依据的事实所证明的最低阶段，和不可能超过的最高阶段。"
    ladder = LADDERS[project.ladder]
    required = getattr(project, f"required{READINGS[result.metric]}")
    known = Reading(
        ladder, int(stage.low or 0), int(stage.high or 0), ladder.rank(required),
        stage.detail["no_data"], stage.detail["outcome"],
    )  # fmt: skip
    return reason(result.text, known)


def _late(result: Result) -> str:
    if result.text:
        return "规划期末可确认未达到，截至日可确认已经完成，所以是逾期后完成。"
    return "规划期末并非可确认未达到，或者截至日还不能确认完成，所以不是逾期后完成。"


def _steps(project: Project, result: Result, stage: Result) -> list[tuple[str, str]]:
    """How the figure comes about, step by step, to be followed by hand."""
    ladder = LADDERS[project.ladder]
    told = [
        ("至少达到", f"{ladder.word(int(stage.low or 0))}（序号 {int(stage.low or 0)}）"),
        ("至多达到", f"{ladder.word(int(stage.high or 0))}（序号 {int(stage.high or 0)}）"),
    ]
    if result.metric in ("promise", "promise_strict"):
        suffix = READINGS[result.metric]
        commitment = COMMITMENT_WORDS[getattr(project, f"commitment{suffix}")]
        rank = ladder.rank(getattr(project, f"required{suffix}"))
        told.append(("应达阶段", f"{ladder.word(rank)}（序号 {rank}），承诺“{commitment}”"))
        told.append(
            ("比较", _compared(result.text, int(stage.low or 0), int(stage.high or 0), rank))
        )
    return told


def _compared(verdict: str, low: int, high: int, rank: int) -> str:
    told = {
        "reached": f"至少达到 {low} ≥ 应达 {rank}，可确认达到",
        "missed": f"至多达到 {high} ＜ 应达 {rank}，可确认未达到",
        "undetermined": f"至少达到 {low} ＜ 应达 {rank} ≤ 至多达到 {high}，不能确定",
    }
    return told.get(verdict, "有文件表明已调整，不作比较")
