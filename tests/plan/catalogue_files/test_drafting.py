"""A criterion that the catalogue does not state is drafted by the first pattern that fits."""

import pytest

from plan.catalogue_files import CatalogueRefusedError
from plan.catalogue_files.drafting import drafted
from tests.plan.catalogue_files.samples import CATALOGUE, catalogue, changed, only_fault

RAIL, ROAD = 0, 1


def first_drafts(folder, *slips):
    files = CATALOGUE
    for slip in slips:
        files = changed(files, *slip)
    read = catalogue(folder, files)
    return [drafted(row, read.criteria) for row in read.projects]


def test_every_condition_must_hold_and_blank_ones_let_all_through(tmp_path):
    assert first_drafts(tmp_path) == ["验收意见", "验收意见"]


@pytest.mark.parametrize("name", ["甲州至乙城双线", "甲州至乙城电气化"])
def test_one_piece_of_the_name_is_enough(tmp_path, name):
    slip = ("projects.csv", "甲州至乙城铁路,", f"{name},")
    assert first_drafts(tmp_path, slip)[RAIL] == "启用公告"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("railway,电气化；双线,build,build", "road,电气化；双线,build,build"),
        ("railway,电气化；双线,build,build", "railway,电气化；双线,study,build"),
        ("railway,电气化；双线,build,build", "railway,电气化；双线,build,study"),
        ("once,works,railway", "once,zone,railway"),
        ("once,works,railway", "list,works,railway"),
    ],
)
def test_one_condition_that_fails_leaves_the_pattern_out(tmp_path, old, new):
    name = ("projects.csv", "甲州至乙城铁路,", "甲州至乙城双线,")
    assert first_drafts(tmp_path, name, ("criteria.csv", old, new))[RAIL] == "验收意见"


def test_the_first_that_fits_counts(tmp_path):
    files = changed(CATALOGUE, "projects.csv", "甲州至乙城铁路,", "甲州至乙城双线,")
    rows = files["criteria.csv"].splitlines(keepends=True)
    turned = {**files, "criteria.csv": "".join([rows[0], rows[2], rows[1]])}
    read = catalogue(tmp_path, turned)
    assert drafted(read.projects[RAIL], read.criteria) == "验收意见"


def test_a_blank_criterion_is_taken_when_a_pattern_fits(tmp_path):
    read = catalogue(tmp_path, changed(CATALOGUE, "projects.csv", "通车公告", ""))
    assert read.projects[ROAD].criterion == ""


def test_a_blank_criterion_without_a_pattern_is_refused(tmp_path):
    files = changed(CATALOGUE, "projects.csv", "通车公告", "")
    files = changed(files, "criteria.csv", "once,works,,", "list,works,,")
    with pytest.raises(CatalogueRefusedError) as caught:
        catalogue(tmp_path, files)
    assert str(only_fault(caught.value)) == (
        "projects.csv 第3行 criterion 列：为空，criteria.csv 中也没有适用的一条"
    )


def test_a_table_that_cannot_be_read_makes_no_faults_elsewhere(tmp_path):
    files = changed(CATALOGUE, "projects.csv", "通车公告", "")
    with pytest.raises(CatalogueRefusedError) as caught:
        catalogue(tmp_path, changed(files, "criteria.csv", "judgement,", "judgment,"))
    assert {fault.file for fault in caught.value.errors} == {"criteria.csv"}
