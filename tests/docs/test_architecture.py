"""The map draws the house as the test of its shape holds it."""

import re

import pytest
from django.conf import settings

from tests.docs.pages import ROOT, codes, looked_up, name, named_in_code, pages, sections, table
from tests.source import PACKAGES
from tests.test_architecture import MORE_DOORS, ORDERS, USUAL

MAP = ROOT / "docs" / "architecture.md"
SECTIONS = sections(MAP)
DRAWN = [page for page in pages() if page == MAP or page.parent.name == "adr"]


def blocks(title):
    return re.findall(r"```\n(.*?)```", SECTIONS[title], flags=re.DOTALL)


def test_every_package_has_its_line_in_the_order_of_imports():
    folders = [codes(row["folder"])[0] for row in table(SECTIONS["One line per folder"])]
    assert [folder.rstrip("/") for folder in folders][: len(PACKAGES)] == list(PACKAGES)


def test_every_folder_named_exists():
    for row in table(SECTIONS["One line per folder"]):
        assert all((ROOT / folder).is_dir() for folder in codes(row["folder"]))


def test_the_order_between_packages():
    assert re.findall(r"\w+", blocks("Two orders of imports")[0]) == list(PACKAGES)


def test_the_order_inside_an_app():
    assert re.findall(r"\w+", blocks("Two orders of imports")[1]) == USUAL.split()


def test_the_orders_of_apps_with_modules_of_other_names():
    lines = blocks("Two orders of imports")[2].splitlines()
    assert {app: order.strip() for app, _, order in (s.partition(":") for s in lines)} == ORDERS


def test_the_doors_of_other_names():
    said = [codes(row["module"]) for row in table(SECTIONS["Two orders of imports"])]
    doors = {f"{app}.{module}" for app, names in MORE_DOORS.items() for module in names}
    assert {module for row in said for module in row} == doors


@pytest.mark.parametrize("page", DRAWN, ids=name)
def test_what_a_page_names_is_there(page):
    for path in named_in_code(page):
        assert looked_up(path) is not None, path


def test_the_way_of_a_number_is_told_in_real_names():
    told = re.findall(r"`([\w.]+)`", SECTIONS["The way of one number"])
    assert len([path for path in told if path in named_in_code(MAP)]) > 20


def test_the_longest_wait_for_a_lost_ring_is_the_one_that_is_set():
    seconds = f"{settings.CELERY_BEAT_SCHEDULE['sweep']['schedule']:g}"
    assert f"within {seconds} seconds" in SECTIONS["The way of one number"]
    marks = (ROOT / "docs" / "adr" / "0005-marks-are-the-queue.md").read_text(encoding="utf-8")
    assert f"Beat rings every\n{seconds} seconds" in marks
    operations = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"每 {seconds} 秒巡查" in operations
