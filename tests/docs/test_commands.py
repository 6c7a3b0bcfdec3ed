"""Every command that a page names exists."""

import re

import pytest
from django.core.management import get_commands

from tests.docs.pages import ROOT, name, pages

COMMAND = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"(?:^|`)make ([a-z]+)\b", re.MULTILINE)


def named(pattern, page):
    return set(pattern.findall(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_management_command_named_exists(page):
    assert named(COMMAND, page) <= set(get_commands())


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_make_target_named_in_code_exists(page):
    text = page.read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    assert set(TARGET.findall(code)) <= known


def test_the_project_s_own_commands_are_each_named_in_some_page():
    own = {command for command, app in get_commands().items() if app == "tracker"}
    said = set().union(*(named(COMMAND, page) for page in pages()))
    assert own <= said
