"""The page on data files lists the columns that the reader knows, and the messages it gives."""

import re
from dataclasses import fields

import pytest

from plan.catalogue_files import commitment_rows, history_rows, rows
from plan.catalogue_files.tables import Table
from tests.docs.pages import ROOT, codes, sections, table

PAGE = ROOT / "docs" / "data.md"
TABLES = {
    value.file: value
    for module in (rows, commitment_rows, history_rows)
    for value in vars(module).values()
    if isinstance(value, Table)
}
SECTIONS = {codes(title)[0]: table(text) for title, text in sections(PAGE).items() if codes(title)}


def test_every_file_has_its_section():
    assert set(SECTIONS) == set(TABLES)


@pytest.mark.parametrize("file", TABLES)
def test_a_section_lists_the_columns_in_the_order_of_the_file(file):
    assert [codes(row["列"])[0] for row in SECTIONS[file]] == list(TABLES[file].columns)


@pytest.mark.parametrize("file", TABLES)
def test_a_section_says_which_columns_must_be_filled(file):
    required = {f.name for f in fields(TABLES[file].row) if f.metadata and f.metadata["required"]}
    assert {codes(row["列"])[0] for row in SECTIONS[file] if row["必填"]} == required


def messages():
    """Every text of the reader and the loaders, with the pieces of a message joined."""
    folders = ("calc", "plan/catalogue_files", "plan/actions", "projects/actions")
    files = (path for folder in folders for path in (ROOT / folder).glob("*.py"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return re.sub(r'"\s*f?"', "", code).replace(" ", "")


@pytest.mark.parametrize("row", table(sections(PAGE)["三、装入时的提示"]), ids=lambda r: r["提示"])
def test_a_message_explained_is_one_that_is_given(row):
    said = messages()
    for piece in row["提示"].replace(" ", "").split("……"):
        assert piece in said
