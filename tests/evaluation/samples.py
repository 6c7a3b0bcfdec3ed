"""A small account made of real facts, shared by the tests of the report."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from evaluation.outline import (
    Account,
    AdjustedItem,
    Gap,
    IndicatorRow,
    LateItem,
    Outline,
    Promise,
    Rate,
    Reading,
    Sector,
    Source,
    Tally,
    UnknownItem,
    WorkRow,
    build_outline,
)

SOURCES = (
    Source(
        key="hajia",
        title="新浪新闻: 哈佳铁路9月30日开通运营",
        publisher="新浪新闻",
        published_on=date(2018, 9, 28),
        link="http://news.sina.com.cn/c/2018-09-28/doc-ihkmwytp6196539.shtml",
    ),
    Source(
        key="yearbook",
        title="黑龙江年鉴2017 基础设施建设（2016年）",
        publisher="黑龙江年鉴 / 黑龙江史志网",
        published_on=date(2017, 12, 31),
        precision="year",
        link="https://www.hljszw.org.cn/home/book/info/get_id/385151.html",
    ),
    Source(
        key="mujia",
        title="网易/国铁集团消息: 牡佳高铁开通",
        publisher="国铁集团（网易）",
        published_on=date(2021, 12, 6),
        link="https://163.com/dy/article/GQHTL2490534A4SC.html",
    ),
    Source(
        key="changyu",
        title="城市晚报: 京哈高速长春至拉林河段9月26日开通试运行",
        publisher="城市晚报",
        published_on=date(2020, 9, 28),
        link="http://www.cswbszb.com/cswb/pc/paper/c/202009/28/content_74315.html",
    ),
    Source(
        key="suifenhe",
        title="新华社(转载): Construction of Dongning airport starts",
        publisher="新华社",
        published_on=date(2017, 10, 11),
        note="转载",
    ),
    Source(key="changliao", title="长辽通高铁“十四五”期间前期工作(转载)", note="据后续报道推断"),
    Source(key="uncited", title="没有引用的资料"),
)

RAILWAYS = (
    WorkRow(
        "哈尔滨至佳木斯铁路",
        "哈尔滨市、佳木斯市",
        "建设",
        "投用",
        "可确认达到",
        progress=Decimal(100),
        sources=("hajia", "yearbook"),
    ),
    WorkRow(
        "佳木斯至牡丹江铁路",
        "牡丹江市、佳木斯市",
        "建设",
        "在建",
        "可确认未达到",
        sources=("yearbook", "mujia"),
    ),
    WorkRow(
        "长春至辽源铁路",
        "长春市、辽源市",
        "研究建设",
        "未启动—批复",
        "不能确定",
        sources=("changliao",),
    ),
    WorkRow(
        "四平至通化至白河铁路",
        "四平市、通化市、延边朝鲜族自治州",
        "研究建设",
        "未启动—投用",
        "不能确定",
        progress=Gap.UNKNOWN,
    ),
    WorkRow(
        "长春至西巴彦花铁路", "长春市、松原市、内蒙古自治区", "推进", "未启动—投用", "不能确定"
    ),
)
ROADS = (
    WorkRow(
        "G1京哈高速公路拉林河至长春段扩建",
        "长春市、松原市",
        "建设",
        "投用",
        "可确认达到",
        sources=("changyu",),
    ),
    WorkRow(
        "G1京哈高速公路哈尔滨至拉林河段扩建",
        "哈尔滨市",
        "建设",
        "在建—投用",
        "不能确定",
        sources=("changyu",),
    ),
)
AIRPORTS = (
    WorkRow(
        "绥芬河机场新建",
        "牡丹江市绥芬河市",
        "推进",
        "在建—投用",
        "可确认达到",
        investment=Decimal(115000),
        sources=("suifenhe",),
    ),
)

PROMISES = (
    Promise("研究", "研究建设、研究", "批复，或正式决定不实施"),
    Promise("规划", "规划建设、规划实施、探索建立", "批复（园区平台：批复设立）"),
    Promise("推进", "推进、加快推进、支持、推动", "在建（园区平台：建设；试点示范：实施）"),
    Promise(
        "建设",
        "建设、加快建设、新建、扩建、改造、实施、打造等",
        "投用（园区平台：运行；试点示范：命名）",
    ),
    Promise("建成", "建成、完成、实现；投产、加快投产、贯通、落实", "建成；投用"),
)


def _reading(low: str, high: str, *counts: int) -> Reading:
    return Reading(Decimal(low), Decimal(high), *counts)


RATES = (
    Rate(
        "承诺兑现率",
        "阶段达到规划承诺的项目÷纳入评价的重点项目（已调整的除外）。",
        _reading("37.5", "87.5", 3, 1, 4, 2),
        _reading("25", "87.5", 2, 1, 5, 2),
    ),
    Rate(
        "建成率",
        "建成或以后的项目÷严口径承诺为建设或建成的重点项目。",
        _reading("50", "75", 2, 1, 1, 0),
        _reading("50", "75", 2, 1, 1, 0),
    ),
    Rate(
        "开工率",
        "在建或以后的项目÷承诺不是研究和规划的重点项目。",
        _reading("83.3333", "100", 5, 0, 1, 1),
        _reading("83.3333", "100", 5, 0, 1, 1),
    ),
)

INDICATORS = (
    IndicatorRow(
        "常住人口城镇化率",
        "%",
        "—",
        Decimal("56.50"),
        Gap.NOT_APPLICABLE,
        Gap.NO_VALUE,
    ),
    IndicatorRow(
        "面积",
        "万平方公里",
        "—",
        Decimal("5.11"),
        Gap.NOT_APPLICABLE,
        Gap.NOT_APPLICABLE,
    ),
    IndicatorRow(
        "哈尔滨市、长春市防洪标准",
        "年一遇",
        "—",
        Gap.NO_VALUE,
        Decimal(200),
        Gap.NO_VALUE,
        progress=Gap.NO_VALUE,
        expected_progress=Decimal(100),
        gap_points=Gap.NO_VALUE,
        judgement="暂无数据",
    ),
)


def account(**changes: object) -> Account:
    """The 2020 account of eight works; `changes` replace fields."""
    sectors = (
        Sector("铁路", Tally(5, 1, 1, 3, 2), RAILWAYS),
        Sector("公路", Tally(2, 1, 0, 1, 0), ROADS),
        Sector("机场", Tally(1, 1, 0, 0, 0), AIRPORTS),
    )
    base = Account(
        plan_name="哈长城市群发展规划",
        as_of=date(2020, 12, 31),
        known_at=None,
        basis="public",
        basis_words="公开口径，按现有档案重建。",
        frozen_at=datetime(2026, 3, 2, 1, 5, tzinfo=UTC),
        looked_on=date(2026, 3, 2),
        works=Tally(8, 3, 1, 4, 2),
        rates=RATES,
        sectors=sectors,
        baseline_year=2015,
        target_year=2020,
        goals_words="规划对地区生产总值、人口和城镇化率没有提出2020年数值目标。",
        indicators=INDICATORS,
        late=(
            LateItem(
                "佳木斯至牡丹江铁路", "建设", "在建", "投用", date(2021, 12, 6), sources=("mujia",)
            ),
        ),
        adjusted=(),
        unknown=(
            UnknownItem(
                "长春至辽源铁路",
                "铁路",
                "期末未开工",
                "可研或预可研的审查意见，或正式决定不实施",
                "铁路主管部门、发展改革部门",
            ),
            UnknownItem(
                "长春至西巴彦花铁路", "铁路", Gap.UNKNOWN.value, "项目建议书、可研或核准的批复文件"
            ),
        ),
        promises=PROMISES,
        sources=SOURCES,
    )
    return replace(base, **changes)


ADJUSTED = AdjustedItem(
    "四平至通化至白河铁路",
    "以沈阳至白河高速铁路替代",
    "线路调整的公开报道",
    date(2021, 1, 1),
    "year",
    ("changliao",),
)


def outline(**changes: object) -> Outline:
    """The outline of `account`."""
    return build_outline(account(**changes))
