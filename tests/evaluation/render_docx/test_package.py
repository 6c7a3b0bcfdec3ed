"""Properties and zip of the Word file."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from docx import Document

from evaluation.render_docx.package import stable_zip
from tests.evaluation.render_docx.reading import opened, produced
from tests.evaluation.samples import outline


def test_properties_speak_of_the_report_and_of_nobody():
    properties = opened(outline()).core_properties
    assert properties.title == "《哈长城市群发展规划》实施情况评估报告（截至2020年12月31日）"
    assert properties.language == "zh-CN"
    assert properties.subject == "公开口径，按现有档案重建"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified == datetime(2026, 3, 2, 1, 5, tzinfo=UTC)


def test_every_part_carries_the_moment_of_the_figures():
    with ZipFile(BytesIO(produced(outline()))) as package:
        assert {info.date_time for info in package.infolist()} == {(2026, 3, 2, 1, 5, 0)}


def test_a_moment_before_zip_files_is_no_error():
    buffer = BytesIO()
    Document().save(buffer)
    content = stable_zip(buffer.getvalue(), datetime(1970, 1, 1, tzinfo=UTC))
    with ZipFile(BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
