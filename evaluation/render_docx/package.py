"""Properties of the Word file and its zip, made the same every time."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

from evaluation.outline.blocks import Outline

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say


def set_properties(document: Document, outline: Outline) -> None:
    """Title, language and dates; nothing about who or what machine made the file."""
    properties = document.core_properties
    moment = outline.frozen_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.language = outline.full_title, "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.subject = outline.basis_words[:255]
    properties.created = properties.modified = moment
    properties.revision = 1


def stable_zip(content: bytes, moment: datetime) -> bytes:
    """The same parts in the same order under one time stamp: equal reports, equal files."""
    stamp = max(moment.astimezone(UTC).timetuple()[:6], ZIP_EPOCH)
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, date_time=stamp)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, source.read(name))
    return buffer.getvalue()
