"""A 任务分解表 on its way: exported, changed by another program, sent in, confirmed."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from calc.moments import Moment
from projects.queries import responsible

IMPORT = "/responsibility/import/"
HEAD = 5


def exported(client, kind="works"):
    return client.get(f"/responsibility/export.xlsx?kind={kind}").content


def changed(content, *changes, **more):
    """The exported file with other words in these cells: (number of the item, head, value)."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    for number, head, value in changes:
        sheet.cell(HEAD + number, heads[head]).value = value
    for head in more.get("without", ()):
        sheet.delete_cols(heads[head])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sent(client, content, kind="works", name="表.xlsx", follow=True, **more):
    fields = {"valid_from": "2017-03-01", "document": "任务分解方案", "document_day": "2017-02-20",
              "file": SimpleUploadedFile(name, content)} | more  # fmt: skip
    return client.post(f"{IMPORT}?kind={kind}", fields, follow=follow)


def text(answer):
    return answer.content.decode()


def faults(answer):
    """The faults as the page lists them: row, column, reason."""
    body = text(answer).partition('aria-label="错误"')[2].partition("</table>")[0]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", body)
    return [tuple(cells[i : i + 3]) for i in range(0, len(cells), 3)]


def confirmed(client, answer):
    seen = re.search(r'name="seen" value="(\w+)"', text(answer))[1]
    return client.post(answer.redirect_chain[-1][0], {"seen": seen}, follow=True)


def now(work, day=date(2017, 3, 1)):
    return responsible(work, Moment(day))
