"""Links between the pages lead somewhere."""

import re

import pytest

from tests.docs.pages import ROOT, name, pages, prose

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ANYWHERE = ("http://", "https://", "mailto:")


def targets(page):
    return [found for found in LINK.findall(prose(page)) if not found.startswith(ANYWHERE)]


def anchors(page):
    """Headings as the usual viewers turn them into anchors."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in found)
    return {title.strip().replace(" ", "-") for title in plain}


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_relative_link_leads_to_a_file_of_the_project(page):
    for target in targets(page):
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.is_relative_to(ROOT), f"{name(page)}: {target} leaves the project"
        assert found.exists(), f"{name(page)}: {target} leads nowhere"
        if anchor:
            assert anchor in anchors(found), f"{name(page)}: {target} has no such heading"


def test_there_are_pages_and_links_to_check():
    assert len(pages()) > 10
    assert sum(len(targets(page)) for page in pages()) > 20


@pytest.mark.parametrize("page", pages(), ids=name)
def test_pages_name_no_folder_of_a_single_machine(page):
    found = re.findall(r"(?<![\w./])/(?:home|root|tmp|mnt|Users)/\S*", page.read_text())
    assert not found
