"""Writes the report: from an account to an outline, in the order of the official skeleton."""

from collections.abc import Iterator

from evaluation.outline import grids
from evaluation.outline.account import Account, Rate, Reading, Sector, Tally
from evaluation.outline.blocks import Block, Heading, Outline, Paragraph
from evaluation.outline.conventions import convention_blocks
from evaluation.outline.course_chapter import course_blocks
from evaluation.outline.figures import BAR_PARTS, BarRow, Bars
from evaluation.outline.inquiry import inquiry_table
from evaluation.outline.method import method_blocks
from evaluation.outline.references import References
from evaluation.outline.words import Gap, day, numeral, percent_range

ROWS_OF_A_FIGURE = 28
FIGURE_OF_THE_COURSE = 3  # after the rates and the sectors


def build_outline(account: Account) -> Outline:
    """The whole report, every figure passed in; OutlineError if the account is contradictory."""
    return Outline(
        title=f"《{account.plan_name}》实施情况评估报告",
        subtitle=f"（截至{day(account.as_of)}）",
        as_of=account.as_of,
        known_at=account.known_at,
        basis=account.basis,
        basis_words=account.basis_words.rstrip("。"),
        frozen_at=account.frozen_at,
        summary=(account.headline or _headline(account),),
        sections=tuple(_sections(account)),
    )


def _headline(account: Account) -> str:
    works = account.works
    failed = f"其中{works.failed}项计算失败，已搁置，并非资料不足。" if works.failed else ""
    return (
        f"《{account.plan_name}》点名的重点项目共{works.total}项。截至{day(account.as_of)}，"
        f"能够确认兑现规划承诺的{works.reached}项，能够确认没有兑现的{works.missed}项，"
        f"现有资料还不能确定的{works.undetermined}项。{failed}"
    )


def _sections(account: Account) -> Iterator[Block]:
    refs = References(account.sources)
    chapters = (
        ("总体评价", _overall),
        ("主要目标和指标", _goals),
        ("重大工程项目进展", _works),
        *((("承诺兑现进程", _course),) if account.courses else ()),
        ("逾期后完成和已调整事项", _changes),
        ("尚不能确定的事项", _unknown),
        *((("口径全景", convention_blocks),) if account.conventions else ()),
    )
    for number, (title, chapter) in enumerate(chapters, start=1):
        yield Heading(1, f"{numeral(number)}、{title}")
        yield from chapter(account, refs)
    yield Heading(1, "附：口径说明")
    yield from method_blocks(account)
    yield Heading(1, "数据来源")
    yield from _sources(refs)


def _sources(refs: References) -> Iterator[Block]:
    listed = refs.listed()
    if listed.entries:
        yield Paragraph("表中方括号内的数字为下列资料的序号。")
        yield listed
    else:
        yield Paragraph("本报告没有可以列出的资料来源。")


# 一、总体评价


def counted(tally: Tally) -> str:
    """The three counts: 可确认达到2项，可确认未达到1项，不能确定5项（其中暂无资料4项）."""
    return (
        f"可确认达到{tally.reached}项，可确认未达到{tally.missed}项，"
        f"不能确定{tally.undetermined}项{tally.unknown_words}"
    )


def _overall(account: Account, refs: References) -> Iterator[Block]:
    yield Paragraph(_works_sentence(account) + "".join(map(_rate_sentence, account.rates)))
    if account.measures:
        yield Paragraph(_measures_sentence(account.measures))
    if account.rates:
        yield _rate_bars(account.rates)


def _works_sentence(account: Account) -> str:
    works = account.works
    aside = [f"已调整{works.adjusted}项不计入"] if works.adjusted else []
    if works.unrated:
        aside.append(f"持续性、条件性和方向性表述{works.unrated}项单独反映、不计入")
    words = f"（{'，'.join(aside)}）" if aside else ""
    return (
        f"截至{day(account.as_of)}，规划点名的重点项目共{works.total}项，纳入承诺兑现评价{works.rated}项{words}，"
        f"其中{counted(works)}。"
    )


def _rate_sentence(rate: Rate) -> str:
    if not rate.lenient.rated + rate.strict.rated:
        return f"{rate.name}没有可以评价的项目。"
    lenient, strict = (percent_range(r.low, r.high) for r in (rate.lenient, rate.strict))
    same = rate.lenient == rate.strict
    words = f"宽、严两种口径均为{lenient}" if same else f"宽口径为{lenient}，严口径为{strict}"
    return f"{rate.name}{words}{_denominators(rate)}。"


def _denominators(rate: Rate) -> str:
    if rate.lenient.rated == rate.strict.rated:
        return f"（分母{rate.lenient.rated}项）"
    return f"（分母分别为{rate.lenient.rated}项、{rate.strict.rated}项）"


def _measures_sentence(tally: Tally) -> str:
    return (
        f"规划提出的政策和体制机制任务共{tally.total}项，另立台账，不与重点项目合并计算；"
        f"其中纳入评价{tally.rated}项，{counted(tally)}。"
    )


def _rate_bars(rates: tuple[Rate, ...]) -> Bars:
    rows = [
        row
        for rate in rates
        for row in (_bar(rate, "宽", rate.lenient), _bar(rate, "严", rate.strict))
    ]
    note = "右侧为下限—上限。下限将不能确定的项目全部按未达到计，上限全部按达到计。"
    return Bars("图1 三项比率的构成（单位：项）", BAR_PARTS, tuple(rows), note)


def _bar(rate: Rate, name: str, reading: Reading) -> BarRow:
    counts = (reading.reached, reading.undetermined, reading.missed)
    return BarRow(f"{rate.name}（{name}）", counts, percent_range(reading.low, reading.high))


# 二、主要目标和指标


def _goals(account: Account, refs: References) -> Iterator[Block]:
    rows = account.indicators
    without = sum(row.target is Gap.NOT_APPLICABLE for row in rows)
    unknown = sum(row.actual is Gap.NO_VALUE for row in rows)
    name = refs.next_table()
    yield Paragraph(
        f"{account.goals_words}{name}列出规划载明的指标{len(rows)}项，"
        f"其中规划没有提出{account.target_year}年目标的{without}项，本报告不补设目标，"
        f"目标、进度和差值各栏以“—”表示；评估期实际值暂无数据的{unknown}项。"
    )
    yield grids.indicator_table(name, account, refs)


# 三、重大工程项目进展


def _works(account: Account, refs: References) -> Iterator[Block]:
    name = refs.next_table()
    yield Paragraph(
        f"重点项目按{len(account.sectors)}个领域列入{name}。“阶段”写现有资料能够确认的范围，"
        "只写一个阶段的已经确定；“形象进度”和“总投资”只列有出处的数字。"
    )
    yield from _sector_bars(account.sectors)
    yield grids.works_table(name, account.sectors, refs)


def _sector_bars(sectors: tuple[Sector, ...]) -> Iterator[Bars]:
    """One figure, or several where the sectors would not fit on a page."""
    rows = tuple(
        BarRow(s.name, (s.tally.reached, s.tally.undetermined, s.tally.missed)) for s in sectors
    )
    for start in range(0, len(rows), ROWS_OF_A_FIGURE):
        more = "（续）" if start else ""
        title = f"图2 分领域承诺兑现情况{more}（单位：项）"
        yield Bars(title, BAR_PARTS, rows[start : start + ROWS_OF_A_FIGURE])


# 四、承诺兑现进程


def _course(account: Account, refs: References) -> Iterator[Block]:
    yield from course_blocks(account.courses, refs, FIGURE_OF_THE_COURSE)


# 五、逾期后完成和已调整事项


def _changes(account: Account, refs: References) -> Iterator[Block]:
    yield Heading(2, "（一）逾期后完成")
    yield Paragraph(_late_sentence(account))
    if account.late:
        yield grids.late_table(refs.next_table(), account, refs)
    yield Heading(2, "（二）已调整")
    yield Paragraph(_adjusted_sentence(account))
    if account.adjusted:
        yield grids.adjusted_table(refs.next_table(), account.adjusted, refs)


def _late_sentence(account: Account) -> str:
    if not account.late:
        return f"截至{day(account.looked_on)}，现有资料中没有可以确认为逾期后完成的项目。"
    return (
        f"{day(account.as_of)}可确认未达到规划承诺、至{day(account.looked_on)}已经达到的{len(account.late)}项，"
        "单独计数，不改变期末评价。"
    )


def _adjusted_sentence(account: Account) -> str:
    if not account.adjusted:
        return f"截至{day(account.as_of)}，现有资料中没有可以确认为已调整的项目。"
    return f"有文件表明已被替代、合并、改线或取消的{len(account.adjusted)}项，不计入达到或未达到。"


# 六、尚不能确定的事项


def _unknown(account: Account, refs: References) -> Iterator[Block]:
    if not account.unknown:
        yield Paragraph("纳入评价的项目均已能够确认。")
        return
    yield from _inquiries(account, refs)
    name = refs.next_table()
    yield Paragraph(
        f"现有资料不足以判断的{len(account.unknown)}项列入{name}。取得“判据”一栏所列文件或事实并补录后，即可评价。"
    )
    yield grids.unknown_table(name, account.unknown)


def _inquiries(account: Account, refs: References) -> Iterator[Block]:
    """Which documents to look for first, and what they would settle for sure."""
    if not account.inquiries:
        return
    name = refs.next_table()
    yield Paragraph(f"{account.inquiry_words}先行求证的{len(account.inquiries)}项列入{name}。")
    yield inquiry_table(name, account.inquiries)
