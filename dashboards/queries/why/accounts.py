"""Why a rate is what it is: its members by verdict and the sum anyone can do again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calc.rates import JUDGEABLE_SHARE
from dashboards.queries.why.figures import Figure
from projects.compute.moves import Account, part_in, stage_words
from projects.models import Project
from projects.queries import subject
from projects.rules import JUDGEMENT_WORDS, RATED_JUDGEMENTS, STANDING_WORDS
from ui.format import pct

GROUPS = ("reached", "missed", "undetermined", "no_data", "adjusted", "late")
COUNTED = {
    "promise_rate": "判定类型为一次性、列举的",
    "promise_rate_strict": "判定类型为一次性、列举的",
    "built_rate": "其中严口径承诺为建设、建成的",
    "started_rate": "其中宽口径承诺不是研究、规划的",
    "late": "判定类型为一次性、列举的",
}


@dataclass(frozen=True)
class Line:
    """One member: its stage and the facts its part in the figure rests on."""

    project: Project
    subject: str
    metric: str
    stage: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class MemberGroup:
    """The members that count alike."""

    code: str
    word: str
    lines: list[Line]


@dataclass(frozen=True)
class AccountReasons:
    """A figure of an account with the sum behind it and all its members."""

    metric: str
    ledger: str
    groups: list[MemberGroup]
    apart: list[tuple[str, int]]
    sums: list[tuple[str, str]]

    @property
    def unknown(self) -> int:
        """How many members cannot be judged."""
        return sum(len(g.lines) for g in self.groups if g.code in ("undetermined", "no_data"))


def account_reasons(result: Figure, account: Account, ledger: str) -> AccountReasons:
    """What stands behind a figure of an account; ``account`` at the same moment."""
    codes = result.inputs
    apart = _apart(account)
    return AccountReasons(
        metric=result.metric,
        ledger=ledger,
        groups=_groups(result.metric, account, codes),
        apart=apart,
        sums=list(_sums(result, account, apart, ledger)),
    )


def _groups(metric: str, account: Account, codes: Sequence[str]) -> list[MemberGroup]:
    found: dict[str, list[Line]] = {code: [] for code in GROUPS}
    for code in codes:
        member = account.members.get(code)
        if member is None:
            continue
        part = part_in(metric, member)
        if part == "undetermined" and member.known.no_data:
            part = "no_data"
        if part in found:
            found[part].append(
                Line(member.project, subject(member.project), _own(metric),
                     stage_words(member), tuple(member.figures["stage"].inputs))
            )  # fmt: skip
    return [MemberGroup(code, _word(code), lines) for code, lines in found.items() if lines]


def _own(metric: str) -> str:
    """The figure of a member that answers for its part."""
    own = {"promise_rate": "promise", "promise_rate_strict": "promise_strict", "late": "late"}
    return own.get(metric, "stage")


def _word(code: str) -> str:
    word = STANDING_WORDS[code]
    return "不能确定（有资料）" if code == "undetermined" else word


def _apart(account: Account) -> list[tuple[str, int]]:
    """Members that enter no rate, by their judgement."""
    counts: dict[str, int] = {}
    for member in account.members.values():
        judgement = member.project.judgement
        if judgement not in RATED_JUDGEMENTS:
            counts[judgement] = counts.get(judgement, 0) + 1
    return [(JUDGEMENT_WORDS[code], counts[code]) for code in JUDGEMENT_WORDS if code in counts]


def _sums(
    result: Figure, account: Account, apart: Sequence[tuple[str, int]], ledger: str
) -> list[tuple[str, str]]:
    size, outside = len(account.members), sum(count for _, count in apart)
    rated = size - outside
    told = [(f"{ledger}合计", f"{size} 项")]
    if outside:
        kinds = "、".join(f"{word} {count} 项" for word, count in apart)
        told.append(("减：不计入比率的", f"{outside} 项（{kinds}）"))
        told.append(("判定类型为一次性、列举的", f"{size} − {outside} = {rated} 项"))
    if result.metric == "late":
        return [*told, *_late(result)]
    return [*told, *_rate(result, rated)]


def _late(result: Figure) -> list[tuple[str, str]]:
    if result.low is None:
        return [("未过规划期末", "逾期后完成不适用")]
    lenient, strict = result.detail["late"], result.detail["late_strict"]
    return [
        ("规划期末可确认未达到、现在可确认完成的（宽口径）", f"{len(lenient)} 项"),
        ("同上（严口径）", f"{len(strict)} 项"),
    ]


def _rate(result: Figure, rated: int) -> list[tuple[str, str]]:
    counts: Mapping[str, int] = result.detail
    told = []
    if counts["total"] != rated:
        told.append((COUNTED[result.metric], f"{counts['total']} 项"))
    adjusted, base = counts["adjusted"], counts["counted"]
    told.append(("分母（减已调整）", f"{counts['total']} − {adjusted} = {base} 项"))
    if not base:
        return [*told, ("比率", "分母为零，不适用")]
    reached, missed, unknown = counts["reached"], counts["missed"], counts["undetermined"]
    told += [
        ("可确认达到 ＋ 可确认未达到 ＋ 不能确定", f"{reached} + {missed} + {unknown} = {base} 项"),
        ("下限：不能确定的全算未达到", f"{reached} ÷ {base} = {pct(reached / base)}"),
        (
            "上限：不能确定的全算达到",
            f"（{reached} + {unknown}）÷ {base} = {pct((reached + unknown) / base)}",
        ),
        ("能否评价", _judged(counts, base, unknown)),
    ]
    return told


def _judged(counts: Mapping[str, int], base: int, unknown: int) -> str:
    allowed = unknown - counts["missing"] if counts["missing"] else int(base * JUDGEABLE_SHARE)
    share = f"{base} × {pct(JUDGEABLE_SHARE)} 取整 = {allowed} 项"
    if counts["missing"]:
        return f"{share}，不能确定 {unknown} 项，还差 {counts['missing']} 项资料即可评价"
    return f"{share}，不能确定 {unknown} 项，可以评价"
