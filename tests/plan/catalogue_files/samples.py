"""A small catalogue and history of our own, right in every cell, to be broken by tests."""

from pathlib import Path

from plan.catalogue_files import (
    Catalogue,
    CatalogueError,
    CatalogueRefusedError,
    History,
    read_catalogue,
    read_history,
)

Slip = tuple[str, str, str]
"""A file, a piece of its text, and what is written there by mistake."""

At = tuple[int, str, str]
"""Where a fault is told, line and column, and a piece of the reason."""

WORDS = {
    "category": ("railway", "road"),
    "commitment": ("study", "build"),
    "judgement": ("once", "list"),
    "ladder": ("works", "zone"),
    "precision": ("day", "month", "year"),
    "target_kind": ("baseline", "target", "qualitative"),
    "value_kind": ("level", "binary"),
    "relation": ("item", "context"),
    "event": ("opened", "statement"),
    "date_basis": ("event", "reported"),
    "period_kind": ("year", "year_end"),
    "value_type": ("actual", "target"),
    "qualifier": ("", "approx"),
    "vintage": ("first_release",),
    "status": ("", "derived"),
    "boundary": ("",),
}

CATALOGUE = {
    "plan.csv": (
        "code,title,approval,approval_number,approved_on,approved_precision,"
        "approval_published_on,approval_source_url,notice,notice_publisher,notice_on,"
        "notice_published_on,starts,ends,outlook_year,without_numbers\n"
        "jianghai,江海城市群发展规划,批复,国函〔2031〕1号,2031-01-01,month,,,,,,,"
        "2031-01-01,2035-12-31,2045,\n"
    ),
    "sections.csv": (
        "chapter,section,title\n0,,前言\n1,,规划背景\n1,1,发展基础\n2,,互联互通\n"
        "2,1,交通网络\n2,2,水利\n3,,组织实施\n"
    ),
    "boxes.csv": "box,chapter,section,title\n1,2,1,铁路、公路重点项目\n2,2,1,枢纽\n",
    "clauses.csv": (
        "chapter,section,box,paragraph,lead,untouched\n"
        "0,,,1,,背景\n"
        "0,,,2,,背景\n"
        "1,1,,1,区位优势独特,背景\n"
        "1,1,,2,经济基础较好,\n"
        "2,,,1,,原则\n"
        "2,1,,1,,原则\n"
        "2,1,,2,安全畅通,任务（待录）\n"
        "2,1,,3,两线并进,\n"
        "2,1,1,1,高速铁路,\n"
        "2,1,1,2,普速铁路,任务（待录）\n"
        "2,1,1,3,高速公路,\n"
        "2,1,2,1,甲州,任务（待录）\n"
        "2,1,,4,加快枢纽建设,任务（待录）\n"
        "2,2,,1,增强供水能力,任务（待录）\n"
        "3,,,1,,任务（待录）\n"
    ),
    "places.csv": (
        "code,name,short_name,level,type,parent,valid_from,valid_to,valid_precision,successor,"
        "plan_order,pinyin,initials,aliases,plan_area\n"
        "990000,江省,江,province,省,,,,,,,jiang sheng,js,,no\n"
        "990100,甲州市,甲州,prefecture,市,990000,,,,,1,jia zhou shi,jzs,甲城；旧甲州,yes\n"
        "990200,乙城市,乙城,prefecture,市,990000,2020-01-01,2033-06-30,day,990100,2,yi,yc,,yes\n"
    ),
    "zones.csv": (
        "code,name,kind,members,chapter,section,paragraph,quote\n"
        "east-line,东线,axis,990100；990200,2,1,3,东线，推进甲州至乙城铁路建设\n"
    ),
    "verbs.csv": (
        "verb,commitment,required\n研究建设,study,approved\n建设,build,in_use\n新改建,build,in_use\n"
    ),
    "projects.csv": (
        "code,name,aliases,kind,category,verb,verb_strict,commitment,commitment_strict,judgement,"
        "criterion,ladder,places,provinces,chapter,section,paragraph,box,quote\n"
        "rail-jia-yi,甲州至乙城铁路,甲乙铁路；甲乙线,works,railway,建设,,build,build,once,"
        "开通公告,works,990100；990200,990000,2,1,1,1,建设甲州至乙城\n"
        "road-g1112,G1112丙城至丁城段,,works,road,新改建,,build,build,once,"
        "通车公告,works,990100,990000,2,1,3,1,G1112丙城至丁城段\n"
    ),
    "criteria.csv": (
        "judgement,ladder,category,match,commitment,commitment_strict,pattern\n"
        "once,works,railway,电气化；双线,build,build,启用公告\n"
        "once,works,,,,,验收意见\n"
    ),
    "parts.csv": "project,code,name,places,note\nrail-jia-yi,east,东段,990100,\n",
    "informants.csv": "category,offices\nrailway,发展改革部门；铁路单位\n",
    "indicators.csv": (
        "code,name,kind,value_kind,value,value_high,unit,year,scope,direction,strict,places,"
        "chapter,section,paragraph,box,quote,note\n"
        "ind-population,常住人口,baseline,level,900,,万人,2030,,1,no,990100,1,1,2,,"
        "2030年末常住人口约900万人,\n"
    ),
    "stories.csv": (
        "code,order,subject_kind,subject,pattern,arguments\n"
        "first,1,project,rail-jia-yi,甲乙铁路为{stage}。,stage=stage:rail-jia-yi@2035-12-31\n"
    ),
}

# with a row in every file a catalogue may have
WHOLE = CATALOGUE | {
    "measures.csv": (
        "code,name,aliases,kind,category,verb,verb_strict,commitment,commitment_strict,judgement,"
        "criterion,ladder,places,provinces,chapter,section,paragraph,box,quote\n"
        "m-hubs,加快枢纽建设,,measure,road,建设,,build,build,once,印发的方案,works,990100,990000,"
        "2,1,4,,加快枢纽建设\n"
    ),
    "organisations.csv": (
        "code,name,short_name,level,place,valid_from,valid_to,successor,source,note\n"
        "gov-jiang,江省人民政府,省政府,province,990000,,,,,\n"
    ),
    "functions.csv": (
        "code,name,kind,industry,place,chapter,section,paragraph,box,quote\n"
        "f-gate,沿海门户,城市定位,,990100,1,1,1,,充分发挥区位优势\n"
    ),
    "duties.csv": (
        "code,name,who,organisations,verb,chapter,section,paragraph,box,quote\n"
        "d-lead,加强组织领导,两省人民政府,gov-jiang,建设,3,,1,,加强对规划实施的组织领导\n"
    ),
    "spans.csv": (
        "chapter,section,box,paragraph,start,end,kind,item,reason\n"
        "2,1,1,1,0,20,project,rail-jia-yi,\n"
        "0,,,1,0,30,none,,背景\n"
    ),
    "named_units.csv": "item,unit\nrail-jia-yi,江海铁路局\n",
    "links.csv": (
        "source_kind,source,relation,target_kind,target,note\n"
        "project,rail-jia-yi,belongs_to,zone,east-line,同在东线\n"
    ),
}

HISTORY = {
    "events.csv": (
        "id,project,relation,part,part_said,event,date,date_precision,date_basis,at_least,"
        "at_most,moves,value,unit,value_kind,status,summary,published_on,published_precision,"
        "source_title,publisher,source_kind,source_url,confidence,event_group,conflict_group,"
        "known_issue,note\n"
        "E-1,rail-jia-yi,item,east,东段,opened,2033-05-01,month,event,,,yes,120,公里,length,,"
        "东段开通,2033-05-02,day,江省日报,江省日报社,media,https://example.org/1,high,,,,\n"
    ),
    "observations.csv": (
        "id,indicator,area,area_code,scope,year,period_kind,period_start,period_end,"
        "date_precision,value,unit,value_type,qualifier,vintage,status,boundary,published_on,"
        "published_precision,source_title,publisher,source_kind,source_url,confidence,"
        "revision_group,conflict_group,known_issue,note\n"
        "O-1,ind-population,甲州市,990100,,2033,year_end,2033-12-31,2033-12-31,year,310.5,万人,"
        "actual,approx,first_release,,,2034-03-01,day,甲州公报,甲州统计局,official,,high,,,,\n"
    ),
    "reference_indicators.csv": (
        "code,name,unit,direction,period_kind,note\nref-gdp,地区生产总值,亿元,1,year,参考指标\n"
    ),
    "demo.csv": "id,submitter,state,note\nE-1,li,submitted,补录\n",
}


def changed(files: dict[str, str], file: str, old: str, new: str) -> dict[str, str]:
    """The files with one piece of text replaced; the piece must be there once."""
    assert files[file].count(old) == 1, f"{old!r} stands {files[file].count(old)} times in {file}"
    return {**files, file: files[file].replace(old, new)}


def write(folder: Path, files: dict[str, str]) -> Path:
    """Put the files into the folder, byte for byte."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def catalogue(folder: Path, files: dict[str, str] = CATALOGUE) -> Catalogue:
    """Read the catalogue files by way of the folder."""
    return read_catalogue(write(folder / "catalogue", files), WORDS)


def history(folder: Path, files: dict[str, str] = HISTORY) -> History:
    """Read the history files by way of the folder, against the right catalogue."""
    return read_history(write(folder / "history", files), WORDS, catalogue(folder))


def faults_of(error: CatalogueRefusedError) -> list[tuple[str, int, str]]:
    """Where each fault is: file, line, column."""
    return [(fault.file, fault.line, fault.column) for fault in error.errors]


def only_fault(error: CatalogueRefusedError) -> CatalogueError:
    """The single fault of a refusal."""
    assert len(error.errors) == 1, str(error)
    return error.errors[0]
