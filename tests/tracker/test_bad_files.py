"""Whatever is wrong in whichever catalogue file: named with file, line, column; nothing changed.

The faults of a file are made from its table of columns, so a new column or file is tried
without a line here.  A refused load asks the database nothing, hence cannot have changed it.
"""

import csv
import io
from collections import defaultdict
from dataclasses import fields

import pytest

from plan.catalogue_files import catalogue as reader
from plan.catalogue_files.cells import Day, Integer, Number, Word
from plan.models import Passage, Plan
from tests.plan.catalogue_files import samples
from tests.plan.catalogue_files.samples import CATALOGUE, WHOLE, changed
from tests.plan.text.samples import trap_plan
from tests.tracker.test_loading import everything
from tracker.loading import Refused, load_plan

pytestmark = pytest.mark.django_db

TABLES = {table.file: (name, table) for name, table in reader._TABLES.items()}
# well formed, and in no file
UNKNOWN = {"verb": "搞好", "verb_strict": "搞好", "chapter": "98", "section": "98",
           "paragraph": "98", "box": "98"}  # fmt: skip
PLACES = ("place", "places", "provinces", "members", "parent", "successor")
UNKNOWN |= dict.fromkeys(PLACES, "999999")
# a chapter names itself, a section its chapter
NAMING = {"sections.csv": 4}
OFFICES = {"organisations.csv": {"successor": "no-such"}}


def cells(text):
    return list(csv.reader(io.StringIO(text)))


def written(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def with_cell(text, column, value, line=2):
    """The file with another cell in one row."""
    rows = cells(text)
    rows[line - 1][rows[0].index(column)] = value
    return written(rows)


def without_column(text, column):
    rows = cells(text)
    at = rows[0].index(column)
    return written([row[:at] + row[at + 1 :] for row in rows])


def renamed_column(text, column):
    rows = cells(text)
    rows[0][rows[0].index(column)] += "x"
    return written(rows)


def faults_of_bytes(text):
    """What a spreadsheet does to a file as a whole, with the line that is named."""
    raw = text.encode()
    foreign = next(n for n, line in enumerate(text.splitlines(), 1) if not line.isascii())
    yield "GB18030", text.encode("gb18030"), (foreign, ""), "不是 UTF-8 编码"
    yield "UTF-16", text.encode("utf-16"), (1, ""), "不是 UTF-8 编码"
    yield "BOM", b"\xef\xbb\xbf" + raw, (1, ""), "BOM"
    yield "CRLF", raw.replace(b"\n", b"\r\n"), (1, ""), "换行符含 CR"
    yield "cut short", raw.rstrip(b"\n"), (text.count("\n"), ""), "末行没有换行符"
    yield "empty", b"", (1, ""), "文件是空的"


def faults_of_columns(file, table, text):
    """What can be wrong with each column, by what the column may hold."""
    for spec in (spec for spec in fields(table.row) if spec.metadata):
        name, kind = spec.name, spec.metadata["kind"]
        yield f"no {name}", without_column(text, name), (1, name), "缺少这一列"
        yield f"{name} renamed", renamed_column(text, name), (1, f"{name}x"), "不认识这一列"
        sign = "=+-@"[len(name) % 4]  # that each of them is a formula: test_raw
        formula = with_cell(text, name, f"{sign}SUM(A1)")
        yield f"{name} {sign}", formula, (2, name), "像公式"
        yield f"{name} blanks", with_cell(text, name, " 某 "), (2, name), "前后有空格"
        if spec.metadata["required"]:
            yield f"{name} empty", with_cell(text, name, ""), (2, name), "不能为空"
        if isinstance(kind, Word):
            yield f"{name} word", with_cell(text, name, "无此词"), (2, name), "不在用语表中"
        if isinstance(kind, Integer | Number | Day):
            yield f"{name} wide", with_cell(text, name, "２０"), (2, name), "半角"
            yield f"{name} NaN", with_cell(text, name, "NaN"), (2, name), "不是"
        if name == "quote":
            yield "long quote", with_cell(text, name, "长" * 41), (2, name), "最多 40 个"


def faults_of_references(file, name, text):
    """A name that leads nowhere: place, verb, office, item, project, paragraph."""
    head = cells(text)[0]
    for column in dict.fromkeys(one.column for one in reader._REFERENCES.get(name, ())):
        if column in head:
            value = OFFICES.get(file, UNKNOWN).get(column, "no-such")
            line = NAMING.get(file, 2)
            bad = with_cell(text, column, value, line)
            yield f"unknown {column}", bad, (line, column), "不在 "


def every_fault():
    """File, what is wrong, the bytes, line and column that are told, a piece of the reason."""
    for file, (name, table) in TABLES.items():
        text = WHOLE[file]
        again = written([*cells(text), cells(text)[1]])
        last = len(cells(text)) + 1
        for what, data, at, reason in (
            *faults_of_bytes(text),
            *faults_of_columns(file, table, text),
            *faults_of_references(file, name, text),
            ("twice", again, (last, table.key[-1]), "重复"),
            ("long row", text.encode() + b"a" + b"," * 99 + b"\n", (last, ""), "个单元格"),
            ("empty line", text.encode() + b"\n", (last, ""), "是空行"),
        ):
            yield file, what, data, at, reason


def test_every_file_that_can_be_read_has_a_sample():
    assert WHOLE.keys() == TABLES.keys()


def test_the_right_files_are_taken(tmp_path):
    assert load_plan(samples.write(tmp_path, WHOLE), compute=False).plan.code == "jianghai"


def by_place():
    """The faults of one column of a file, or of the file as a whole, together."""
    found = defaultdict(list)
    for file, *fault in every_fault():
        column = fault[2][1].removesuffix("x") or "as a whole"
        found[file, column].append(fault)
    return [pytest.param(key[0], value, id=" ".join(key)) for key, value in found.items()]


@pytest.mark.parametrize(("file", "faults"), by_place())
def test_a_bad_file_is_refused_where_it_is_bad(tmp_path, django_assert_num_queries, file, faults):
    folder = samples.write(tmp_path, WHOLE)
    for what, data, at, reason in faults:
        (folder / file).write_bytes(data)
        with django_assert_num_queries(0), pytest.raises(Refused) as refused:
            load_plan(folder, compute=False)
        told = [
            one.reason
            for one in refused.value.__cause__.errors
            if (one.file, one.line, one.column) == (file, *at)
        ]
        assert any(reason in one for one in told), f"{what}: {refused.value}"
        assert str(refused.value).startswith(tuple(TABLES)), what


@pytest.fixture
def imported(tmp_path):
    """The small plan with the words of its text on file."""
    plan = load_plan(samples.write(tmp_path / "right", CATALOGUE), compute=False).plan
    words = {str(p.address): p.text for p in trap_plan().paragraphs}
    for clause in plan.clauses.all():
        box = f"[{clause.box}]" if clause.box else ""
        address = f"{clause.chapter}.{clause.section or ''}{box}.{clause.paragraph}"
        Passage.objects.create(clause=clause, text=words[address], source="测试")
    return plan


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("projects.csv", "1,建设甲州至乙城", "1,建设甲州到乙城", 2),
        ("zones.csv", "东线，推进甲州", "东线，推进丁城", 2),
        ("indicators.csv", "约900万人", "约901万人", 2),
    ],
)
def test_a_quote_that_the_imported_text_does_not_say_is_refused(tmp_path, file, old, new, line):
    before = everything()
    folder = samples.write(tmp_path / "wrong", changed(CATALOGUE, file, old, new))
    with pytest.raises(Refused, match=rf"{file} 第{line}行 quote 列：引文“.+”不在第.章第.节"):
        load_plan(folder, compute=False)
    assert everything() == before


def test_the_right_quotes_are_taken_with_the_text_on_file(tmp_path, imported):
    assert load_plan(samples.write(tmp_path / "again", CATALOGUE)).changes.lines == []
    assert Plan.objects.count() == 1
